// One participant, or the screen that one shares: picture, name, how the connection stands, and a menu. It draws what
// it is given; what is heard, where it stands and who is in the call is the business of others.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import { Lazy } from '../lazy.ts';
import type { Participant } from '../session/call-state.ts';
import { CallLink } from './call-link.ts';
import type { View } from './call-view.ts';
import { CustomStates, LanguageController } from './controllers.ts';
import { ICON, icon } from './icons.ts';
import { hueOf, initialOf, shownName } from './name-card.ts';
import { theme } from './theme.ts';
import { cutsTooMuch } from './tile-layout.ts';
import { tileStyle } from './tile-style.ts';
import { labelOf, linkText, marks } from './tile-words.ts';

/**
 * Shows one participant of a call.
 *
 * @element rtc-tile
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @attr {string} participant - The id of the participant to show, or `self`.
 * @attr {boolean} screen - Shows the participant's shared screen instead of the camera.
 * @csspart video - The picture.
 * @csspart card - What stands in the picture's place while the camera is off.
 * @csspart name - The name in the corner, with the marks.
 * @csspart link - The words on the state of the connection.
 * @csspart menu - What the tile's menu button opens.
 * @csspart button - Every button; also `menu-button`, `hear`.
 * @csspart icon - Every icon.
 * @cssprop [--rtc-radius=12px] - Radius of the corners.
 * @cssprop [--rtc-tile-background=#2b2f38] - Colour behind the picture.
 * @cssstate muted - The participant's microphone is off.
 * @cssstate video - There is a picture.
 * @cssstate self - It is oneself.
 * @cssstate speaking - The participant speaks.
 * @cssstate menu - The tile's menu is open.
 */
export class RtcTile extends LitElement {
  static override styles = [theme, tileStyle];

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
  readonly #link = new CallLink(this, view => this.#drawn(view));
  readonly #states = new CustomStates(this);
  readonly #zoom = new Lazy(async () => new (await import('./tile-zoom.ts')).TileZoom(this));
  readonly #menu = new Lazy(async () => new (await import('./tile-menu.ts')).TileMenu(this, this.#toggled));
  readonly #resized = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    this.for = this.participant = '';
    this.screen = false;
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const video = this.#video;
    if (video) this.#resized.observe(video);
    // Out of the document a video pauses, and stays so.
    if (video?.srcObject) void this.#play(video);
  }

  protected override firstUpdated(): void {
    if (this.#video) this.#resized.observe(this.#video);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** What is shown, as a PNG file, never mirrored; the name card where there is no picture. */
  async snapshot(): Promise<Blob> {
    const { subjectOf, takeSnapshot } = await import('./snapshot.ts');
    return takeSnapshot(subjectOf(this.#shown, this.screen, this.#language.texts.guest), this.#video);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const shown = this.#shown;
    const { self = false, audio = false, speaking = false, id = '' } = shown ?? {};
    this.#states.set({
      self,
      muted: shown !== undefined && !audio,
      video: this.#hasPicture,
      speaking: speaking && !this.screen,
    });
    this.renderRoot.querySelector<HTMLElement>('.card')?.style.setProperty('--_hue', String(hueOf(id)));
    const zoom = this.#zoom.value;
    if (changed.has('participant')) zoom?.attach(undefined);
    zoom?.attach(
      this.screen ? (this.renderRoot.querySelector<HTMLElement>('.surface') ?? undefined) : undefined,
    );
    // Where it cannot be fetched a screen is only shown.
    if (changed.has('screen') && this.screen) void this.#zoom.load().then(() => this.requestUpdate());
    this.#show();
  }

  get #video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  get #shown(): Participant | undefined {
    return this.participant ? this.#personIn(this.#link.view) : this.person;
  }

  get #stream(): MediaStream | undefined {
    return this.screen ? this.#shown?.screenStream : this.#shown?.stream;
  }

  get #hasPicture(): boolean {
    const { video = false, screen = false } = this.#shown ?? {};
    return this.screen ? screen : video;
  }

  #personIn(view: View | undefined): Participant | undefined {
    const { participant: id } = this;
    return view?.state?.participants.find(each => each.id === id || (each.self && id === 'self'));
  }

  /** All that a tile draws of a call. */
  #drawn(view: View | undefined): readonly unknown[] {
    const person = this.participant ? this.#personIn(view) : undefined;
    return [person, view?.texts, view?.pinned, view?.ownSmall, this.participant && view?.silenced];
  }

  async #play(video: HTMLVideoElement): Promise<void> {
    // Interrupted by the next picture, or refused to save power: a tap on the menu does no harm.
    await video.play().catch(() => {});
  }

  #show(): void {
    const video = this.#video;
    const stream = this.#stream ?? null;
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream) void this.#play(video);
  }

  /** A picture that would lose too much by filling the tile is shown whole. */
  readonly #fit = (): void => {
    const video = this.#video;
    if (!video?.videoHeight || !video.clientHeight) return;
    const picture = video.videoWidth / video.videoHeight;
    video.toggleAttribute('data-whole', cutsTooMuch(picture, video.clientWidth / video.clientHeight));
  };

  readonly #toggled = (open: boolean): void => {
    this.#states.set({ menu: open });
    this.#link.view?.holdTiles(this, open);
  };

  /** Fetched with the first click, or the next one; from then on the button opens it by itself. */
  readonly #openMenu = async (): Promise<void> => {
    if (!this.#menu.value) await (await this.#menu.load())?.show();
  };

  #menuButton(shown: Participant, texts: Texts): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (!view) return nothing;
    const label = texts.tileMenu(labelOf(shown, this.screen, texts));
    return html`<button type="button" class="tool more" part="button menu-button" popovertarget="menu" title=${label}
        aria-label=${label} aria-haspopup="true" @click=${this.#openMenu}>${icon(ICON.more)}</button>
      ${this.#menu.value?.render(view, shown, label)}`;
  }

  protected override render(): TemplateResult {
    const { texts, language, direction } = this.#language;
    const shown = this.#shown;
    const label = shown ? labelOf(shown, this.screen, texts) : '';
    const words = shown && !shown.self && !this.screen ? linkText(shown.link, texts) : '';
    const seen = this.#hasPicture;
    const look = [
      !seen && 'unseen',
      this.screen ? 'whole' : shown?.self && 'mirrored',
      words && 'dimmed',
    ].filter(Boolean);
    const { screen } = this;
    const zoom = screen ? this.#zoom.value : undefined;
    return html`<div class="frame" lang=${language} dir=${direction}><div class=${screen ? (zoom?.zoomed ? 'surface zooms zoomed' : 'surface zooms') : 'surface'}
        tabindex=${screen ? '0' : nothing} role=${screen ? 'group' : nothing}
        aria-label=${screen ? (zoom?.describe(label, texts) ?? label) : nothing}
      ><video part="video" class=${look.join(' ')} .muted=${true} autoplay playsinline aria-label=${label}
        @resize=${this.#fit}></video></div>
      ${seen ? nothing : html`<div class="card" part="card" aria-hidden="true">${shown ? html`<span>${initialOf(shownName(shown.name, label))}</span>` : nothing}</div>`}
      ${shown ? html`<div class="name" part="name">${screen ? nothing : marks(shown, texts)}<bdi dir="auto">${label}</bdi></div>` : nothing}
      ${words ? html`<div class="link" part="link"><span>${words}</span></div>` : nothing}
      ${(shown && zoom?.buttons(texts)) ?? nothing}
      ${shown ? this.#menuButton(shown, texts) : nothing}${this.#hear(texts)}</div>`;
  }

  /** Where the page has tiles of its own, one of them offers to hear all. */
  #hear(texts: Texts): TemplateResult | typeof nothing {
    const { view } = this.#link;
    const first = view?.state?.participants.find(({ self }) => !self);
    if (!this.participant || !view?.silenced || this.screen || first !== this.#shown) return nothing;
    return html`<button type="button" class="hear" part="button hear" @click=${view.hear}>${icon(ICON.sound)}${texts.tapToHear}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-tile': RtcTile;
  }
}
