// <rtc-lobby>: what stands before a call, wherever the page wants it. What a click does is the call's.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { CallLink } from './call-link.ts';
import { deviceChoice, deviceChoiceStyle } from './device-choice.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';
import { deviceControls, deviceErrors } from './views.ts';

/**
 * Before the call: one's own picture, name, devices, and the button that joins. Empty once one is in the call.
 *
 * @element rtc-lobby
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @csspart lobby - Everything.
 * @csspart button - Every button; also `microphone`, `camera`, `join`.
 * @csspart input - Every field.
 * @csspart devices - The choice of camera, microphone and loudspeaker, with `select` and `test-sound` inside.
 * @csspart alert - A line on a device that does not work.
 */
export class RtcLobby extends LitElement {
  static override styles = [
    theme,
    viewStyle,
    deviceChoiceStyle,
    css`
      :host {
        display: block;
        min-block-size: 0;
      }
      .lobby {
        display: grid;
        gap: 16px;
        padding: 16px;
        min-block-size: 100%;
        align-content: center;
        justify-items: center;
      }
      .preview {
        position: relative;
        inline-size: min(100%, 30rem);
      }
      .preview rtc-tile {
        aspect-ratio: 16 / 10;
      }
      .over {
        position: absolute;
        inset: auto 0 12px;
        display: flex;
        justify-content: center;
        gap: 12px;
      }
      .preview rtc-tile::part(name) {
        inset: 8px auto auto 8px;
      }
      .entry {
        display: grid;
        gap: 12px;
        inline-size: min(100%, 30rem);
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

  /** Focuses the button that joins. */
  override focus(options?: FocusOptions): void {
    const focus = () => this.renderRoot.querySelector<HTMLElement>('[part~=join]')?.focus(options);
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(focus);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (view?.status !== 'idle' && view?.status !== 'lobby') return nothing;
    const { texts, name, self, language, direction, error, rename, join } = view;
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      join();
    };
    return html`<form class="lobby" part="lobby" lang=${language} dir=${direction} @submit=${submit}>
      <div class="preview"><rtc-tile exportparts="video" lang=${language} .person=${self}></rtc-tile>
        <div class="over">${deviceControls(view)}</div></div>
      <div class="entry">
        <h2>${texts.lobbyTitle}</h2>
        ${deviceErrors(view)}${error ? html`<p class="alert" part="alert" role="status">${texts.errors[error.code]}</p>` : nothing}
        <input part="input" name="name" autocomplete="name" maxlength="60" placeholder=${texts.yourName}
          aria-label=${texts.yourName} .value=${name}
          @input=${(event: InputEvent) => rename((event.target as HTMLInputElement).value)} />
        <button class="main" part="button join">${texts.join}</button>
        ${deviceChoice(view)}
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-lobby': RtcLobby;
  }
}
