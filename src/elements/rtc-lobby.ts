// <rtc-lobby>: what stands before a call, wherever the page wants it. What a click does is the call's.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MediaDevice } from '../media/local-media.ts';
import { CallLink } from './call-link.ts';
import type { View } from './call-view.ts';
import { deviceChoice, deviceChoiceStyle } from './device-choice.ts';
import { deviceTrouble, failedDevices } from './device-trouble.ts';
import { LevelMeter } from './level-meter.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';
import { deviceControls } from './views.ts';

const DEVICES = ['audio', 'video'] as const;

/**
 * Before the call: one's own picture, name, devices, and the button that joins. Empty once one is in the call.
 *
 * @element rtc-lobby
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @slot lobby - Words of the page's own above the form.
 * @csspart lobby - Everything.
 * @csspart preview - The own picture, with the buttons on it and `level`, the meter of the microphone.
 * @csspart question - What the browser will ask for, or asks for now; `ask` is the button that lets it, or tries again.
 * @csspart button - Every button; also `microphone`, `camera`, `join`, `join-without`.
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
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-block-size: 100%;
        container-type: inline-size;
      }
      .lobby {
        display: grid;
        grid-template-columns: minmax(0, 30em);
        gap: 20px 32px;
        padding: 16px;
        justify-content: center;
        align-content: center;
      }
      .preview {
        position: relative;
      }
      .preview rtc-tile {
        aspect-ratio: 16 / 10;
      }
      .preview rtc-tile::part(name) {
        inset-block: 8px auto;
        inset-inline: 8px auto;
      }
      /* Above the buttons. */
      .preview rtc-tile::part(card) {
        padding-block-end: 2.5em;
      }
      .over {
        position: absolute;
        inset-block: auto 12px;
        inset-inline: 12px;
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: 12px;
      }
      .over .row {
        grid-column: 2;
        gap: 12px;
      }
      .level {
        padding: 8px 9px;
        inline-size: fit-content;
        border-radius: 99px;
        background: rgb(16 18 24 / 78%);
        forced-color-adjust: none;
      }
      /* Bars that rise to the end, lit as far as it is loud. */
      .level::before {
        content: '';
        display: block;
        inline-size: 38px;
        block-size: 14px;
        background:
          linear-gradient(#7ee2a0, #7ee2a0) var(--_begin) / calc(var(--_level, 0) * 100%) 100% no-repeat,
          #5c6474;
        --_begin: left;
        mask: repeating-linear-gradient(to right, #000 0 6px, transparent 6px 8px);
      }
      .level:dir(rtl)::before {
        --_begin: right;
        mask-image: repeating-linear-gradient(to left, #000 0 6px, transparent 6px 8px);
      }
      .entry,
      .ways {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        align-content: center;
      }
      .entry {
        gap: 16px;
      }
      .name {
        display: grid;
        gap: 4px;
        font-size: 0.9em;
      }
      .name input {
        font-size: calc(1em / 0.9);
      }
      .question:empty {
        display: none;
      }
      .question,
      .alert {
        padding: 10px 14px;
        border-radius: var(--_radius);
        background: var(--_card);
        border: 1px solid var(--_line);
        text-wrap: pretty;
      }
      .alert {
        border-color: var(--_danger);
      }
      .entry > button,
      .ways button {
        min-block-size: 48px;
      }
      .plain {
        border-color: transparent;
        background: none;
        color: var(--_mark);
      }
      @container (min-width: 44em) {
        .lobby {
          grid-template-columns: minmax(0, 40em) clamp(16em, 35cqi, 24em);
          gap: 24px;
          padding: 24px;
          align-items: center;
        }
      }
    `,
  ];

  static override properties = {
    for: { useDefault: true },
  };

  declare for: string;

  readonly #link = new CallLink(this);
  #focused = false;

  constructor() {
    super();
    this.for = '';
    new LevelMeter(this, () => this.#link.view?.media.tracks.audio);
  }

  /** Focuses the button that joins. */
  override focus(options?: FocusOptions): void {
    const focus = () => this.renderRoot.querySelector<HTMLElement>('[part~=join]')?.focus(options);
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(focus);
  }

  protected override willUpdate(): void {
    this.#focused = this.#active !== null;
  }

  protected override updated(): void {
    // What had the focus has done its work and is gone: joining is next.
    if (this.#focused && !this.#active) this.focus();
  }

  get #active(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (view?.status !== 'idle' && view?.status !== 'lobby') return nothing;
    const { texts, name, language, direction, question, rename, joinWithout } = view;
    const failed = failedDevices(view);
    const asked = DEVICES.filter(device => question?.[device]);
    const join = (event: SubmitEvent) => {
      event.preventDefault();
      joinWithout(failed);
    };
    return html`<form class="lobby" part="lobby" lang=${language} dir=${direction} @submit=${join}>
      ${preview(view)}
      <div class="entry">
        <slot name="lobby"></slot>
        <h2>${texts.lobbyTitle}</h2>
        ${deviceTrouble(view)}
        <label class="name">${texts.yourName}<input part="input" name="name" autocomplete="name" maxlength="60"
          .value=${name} @input=${(event: InputEvent) => rename((event.target as HTMLInputElement).value)} /></label>
        <div class="ways"><button class=${question?.open === false ? '' : 'main'} part="button join">${without(view, failed) || texts.join}</button>${
          asked.length
            ? html`<button type="button" class="plain" part="button join-without"
              @click=${() => joinWithout(asked)}>${without(view, asked)}</button>`
            : nothing
        }</div>
        ${deviceChoice(view)}
      </div>
    </form>`;
  }
}

/** As the others will see and hear oneself. */
function preview(view: View): TemplateResult {
  const { texts, self, media, language } = view;
  return html`<div class="preview" part="preview">
    <rtc-tile exportparts="video, card, name" lang=${language} .person=${self}></rtc-tile>
    <div class="over">${
      media.audio
        ? html`<div class="level" part="level" role="meter" aria-label=${texts.level} aria-valuenow="0"
          aria-valuemin="0" aria-valuemax="100"></div>`
        : nothing
    }<div class="row">${deviceControls(view)}</div></div>
  </div>`;
}

/** Empty without any. */
function without({ texts }: View, devices: readonly MediaDevice[]): string {
  return devices.length ? texts.joinWithout(devices.includes('video'), devices.includes('audio')) : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-lobby': RtcLobby;
  }
}
