// <rtc-chat>: the messages of a call and the field for the next one, wherever the page wants it.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CallLink } from './call-link.ts';
import { icon } from './icons.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/**
 * The chat of a call.
 *
 * @element rtc-chat
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @csspart chat - Everything, with `log` and `message` inside.
 * @csspart button - Every button; also `send`.
 * @csspart input - The field.
 */
export class RtcChat extends LitElement {
  static override styles = [
    theme,
    viewStyle,
    css`
      :host {
        display: block;
        min-block-size: 0;
      }
      .chat {
        display: flex;
        flex-direction: column;
        gap: 10px;
        block-size: 100%;
        padding: 10px;
        border-radius: var(--_radius);
        background: var(--_card);
      }
      .log {
        flex: 1;
        min-block-size: 0;
        overflow: auto;
        overflow-wrap: anywhere;
        border-radius: 8px;
      }
      .line {
        margin-block-end: 8px;
        padding: 6px 10px;
        border-radius: 10px;
        background: var(--_bg);
      }
      .own {
        margin-inline-start: 24px;
      }
      .line span {
        display: block;
        white-space: pre-wrap;
      }
    `,
  ];

  static override properties = {
    for: { useDefault: true },
  };

  declare for: string;

  readonly #link = new CallLink(this);
  #lastLine: Element | undefined;

  constructor() {
    super();
    this.for = '';
  }

  /** Focuses the field for the next message. */
  override focus(options?: FocusOptions): void {
    const focus = () => this.renderRoot.querySelector<HTMLElement>('input')?.focus(options);
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(focus);
  }

  protected override updated(): void {
    const log = this.renderRoot.querySelector('.log');
    const last = log?.lastElementChild;
    if (!log || !last || last === this.#lastLine) return;
    this.#lastLine = last;
    log.scrollTop = log.scrollHeight;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (!view) return nothing;
    const { texts, state, send, language, direction } = view;
    const messages = state?.messages ?? [];
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem('text');
      if (input instanceof HTMLInputElement && input.value.trim() && send(input.value)) input.value = '';
    };
    return html`<section class="chat" part="chat" lang=${language} dir=${direction} aria-label=${texts.chat}>
      <div class="log" part="log" role="log" tabindex="0" aria-label=${texts.chat}>${
        messages.length ? nothing : html`<p class="dim">${texts.chatEmpty}</p>`
      }${repeat(
        messages,
        ({ id }) => id,
        ({ self, name, text, at }) =>
          html`<p class=${self ? 'line own' : 'line'} part="message"><b dir="auto">${self ? texts.you : name || texts.guest}</b>
            <time class="dim">${time.format(at)}</time><span dir="auto">${text}</span></p>`,
      )}</div>
      <form class="row" @submit=${submit}><input part="input" name="text" autocomplete="off" maxlength="4000"
        aria-label=${texts.message} placeholder=${texts.message} /><button class="main" part="button send"
        title=${texts.send} aria-label=${texts.send}>${icon('send')}</button></form>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat': RtcChat;
  }
}
