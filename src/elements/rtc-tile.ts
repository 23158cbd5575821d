// One participant, or the screen that one shares: picture, sound, name, and how the connection stands. It plays
// what it is given; who is in the call is the business of others.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import type { Link, Participant } from '../session/call-state.ts';
import { CallLink } from './call-link.ts';
import { CustomStates, LanguageController } from './controllers.ts';
import { icon } from './icons.ts';
import { theme } from './theme.ts';

/**
 * Shows one participant of a call.
 *
 * @element rtc-tile
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @attr {string} participant - The id of the participant to show, or `self`.
 * @attr {boolean} screen - Shows the participant's shared screen instead of the camera.
 * @csspart video - The picture.
 * @csspart card - What stands in the picture's place while the camera is off.
 * @csspart name - The name in the corner.
 * @csspart link - The words on the state of the connection.
 * @csspart icon - Every icon.
 * @cssprop [--rtc-radius=12px] - Radius of the corners.
 * @cssprop [--rtc-tile-background=#2b2f38] - Colour behind the picture.
 * @cssstate muted - The participant's microphone is off.
 * @cssstate video - There is a picture.
 * @cssstate self - It is oneself.
 */
export class RtcTile extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
        border-radius: var(--_radius);
        background: var(--rtc-tile-background, #2b2f38);
        --_text: #fff;
        color-scheme: dark;
        min-block-size: 90px;
        container-type: size;
      }
      video,
      .card {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }
      video {
        object-fit: cover;
      }
      .mirrored {
        transform: scaleX(-1);
      }
      .whole {
        object-fit: contain;
      }
      .unseen {
        opacity: 0;
      }
      .card {
        display: grid;
        place-items: center;
      }
      .card span {
        display: grid;
        place-items: center;
        inline-size: min(96px, 42cqmin);
        aspect-ratio: 1;
        border-radius: 50%;
        background: #4a5368;
        font-size: min(40px, 18cqmin);
        font-weight: 600;
      }
      .name,
      .link {
        position: absolute;
        display: flex;
        align-items: center;
        gap: 6px;
        max-inline-size: calc(100% - 16px);
        padding: 3px 10px;
        border-radius: 99px;
        background: rgb(16 18 24 / 78%);
        font-size: 14px;
      }
      .name {
        inset: auto auto 8px 8px;
      }
      .name span,
      .link span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .link {
        inset: 8px auto auto 8px;
      }
      .name svg {
        inline-size: 16px;
        block-size: 16px;
      }
      button {
        position: absolute;
        inset: 0;
        margin: auto;
        inline-size: fit-content;
        block-size: 44px;
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--_text);
      }
    `,
  ];

  static override properties = {
    for: { useDefault: true },
    participant: { useDefault: true },
    person: { attribute: false },
    screen: { type: Boolean, reflect: true },
  };

  declare for: string;
  /** The id of whom to show, or `self`. */
  declare participant: string;
  /** Whom to show, where no `participant` is named. */
  declare person: Participant | undefined;
  /** Whether to show their shared screen instead of their camera. */
  declare screen: boolean;

  readonly #language = new LanguageController(this);
  readonly #link = new CallLink(this, () => this.participant !== '');
  readonly #states = new CustomStates(this);
  #silenced = false;

  constructor() {
    super();
    this.for = this.participant = '';
    this.screen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const video = this.renderRoot.querySelector('video');
    // Out of the document a video pauses, and stays so.
    if (video?.srcObject) void this.#play(video);
  }

  protected override updated(): void {
    const { self = false, audio = false, video = false } = this.#shown ?? {};
    this.#states.set({ self, muted: !audio, video: video || this.screen });
    this.#show();
  }

  get #shown(): Participant | undefined {
    const { participant: id } = this;
    if (!id) return this.person;
    return this.#link.view?.state?.participants.find(each => each.id === id || (each.self && id === 'self'));
  }

  /** Browsers play sound only after a gesture, or while the page captures: without, the picture plays mute. */
  async #play(video: HTMLVideoElement): Promise<void> {
    try {
      await video.play();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError' || video.muted) return;
      video.muted = true;
      this.#silenced = true;
      this.requestUpdate();
      await video.play().catch(() => {});
    }
  }

  #show(): void {
    const video = this.renderRoot.querySelector('video');
    const stream = (this.screen ? this.#shown?.screenStream : this.#shown?.stream) ?? null;
    if (!video || video.srcObject === stream) return;
    video.muted = this.#shown?.self ?? false;
    this.#silenced = false;
    video.srcObject = stream;
    if (stream) void this.#play(video);
  }

  #hear(): void {
    const video = this.renderRoot.querySelector('video');
    if (!video) return;
    this.#silenced = false;
    this.requestUpdate();
    video.muted = false;
    void this.#play(video);
  }

  protected override render(): TemplateResult {
    const { texts, direction } = this.#language;
    const { self = false, audio = false, video = false, link, name = '' } = this.#shown ?? {};
    const shown = video || this.screen;
    const known = name || texts.guest;
    const label = this.screen
      ? self
        ? texts.yourScreen
        : texts.screenOf(known)
      : self
        ? name
          ? `${name} (${texts.you})`
          : texts.you
        : known;
    const state = self || this.screen || !link ? '' : linkText(link, texts);
    const look = `${shown ? '' : 'unseen '}${this.screen ? 'whole' : self ? 'mirrored' : ''}`;
    return html`<video part="video" class=${look} autoplay playsinline aria-label=${label}></video>
      ${shown ? nothing : html`<div class="card" part="card" aria-hidden="true"><span>${initial(name || label)}</span></div>`}
      <div class="name" part="name" dir=${direction}>
        ${audio || this.screen ? nothing : html`${icon('microphoneOff')}<span class="heard">${texts.muted}</span>`}
        <span>${label}</span>
      </div>
      ${state ? html`<div class="link" part="link" dir=${direction}><span>${state}</span></div>` : nothing}
      ${this.#silenced ? html`<button @click=${this.#hear}>${icon('sound')}${texts.tapToHear}</button>` : nothing}`;
  }
}

/** The first character as a person sees it, a flag or a composed letter included. */
function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase();
}

function linkText(link: Link, texts: Texts): string {
  const words: Record<Link, string> = {
    connecting: texts.linkConnecting,
    connected: '',
    unstable: texts.linkUnstable,
    reconnecting: texts.linkReconnecting,
    'changing-page': texts.linkChangingPage,
  };
  return words[link];
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-tile': RtcTile;
  }
}
