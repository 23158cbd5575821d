// <rtc-controls>: the bar of buttons of a call, wherever the page wants it. What a click does is the call's.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { CallLink } from './call-link.ts';
import { icon } from './icons.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';
import { control, deviceControls } from './views.ts';

/**
 * The buttons of a call: microphone, camera, screen, chat, leave. Empty outside a call.
 *
 * @element rtc-controls
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @csspart controls - The bar.
 * @csspart button - Every button; also `microphone`, `camera`, `screen`, `chat-button`, `leave`.
 */
export class RtcControls extends LitElement {
  static override styles = [
    theme,
    viewStyle,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 10px;
      }
    `,
  ];

  static override properties = {
    for: { useDefault: true },
  };

  declare for: string;

  readonly #link = new CallLink(this);

  constructor() {
    super();
    this.for = '';
  }

  /** Focuses the button that leaves. */
  override focus(options?: FocusOptions): void {
    const focus = () => this.renderRoot.querySelector<HTMLElement>('[part~=leave]')?.focus(options);
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(focus);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (
      !view ||
      (view.status !== 'waiting' && view.status !== 'connected' && view.status !== 'reconnecting')
    ) {
      return nothing;
    }
    const { texts, language, direction, media, offered, chatOpen, unread, toggle, toggleChat, leave } = view;
    return html`<div class="bar" part="controls" role="group" lang=${language} dir=${direction} aria-label=${texts.controls}>
      ${deviceControls(view)}${
        offered.screen
          ? control({
              part: 'screen',
              icon: 'screen',
              label: texts.screen,
              tip: texts.screenTip(media.screen),
              pressed: media.screen,
              busy: media.asking.screen,
              act: () => toggle('screen'),
            })
          : nothing
      }${
        offered.chat
          ? html`<button type="button" class="round" part="button chat-button" title=${texts.chat}
              aria-label=${unread ? texts.chatUnread(unread) : texts.chat} aria-expanded=${chatOpen}
              @click=${toggleChat}>${icon('chat')}${unread ? html`<span class="badge">${unread}</span>` : nothing}</button>`
          : nothing
      }<button type="button" class="round leave" part="button leave" title=${texts.leave} aria-label=${texts.leave}
        @click=${leave}>${icon('leave')}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-controls': RtcControls;
  }
}
