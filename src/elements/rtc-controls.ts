// <rtc-controls>: the bar of buttons of a call, wherever the page wants it, with its menu and its dialog. What a
// click does is the call's.

import { adoptStyles, html, LitElement, nothing, type TemplateResult } from 'lit';
import { Lazy } from '../lazy.ts';
import { type BarItem, without } from './bar-fit.ts';
import { chatControl, leaveControl, mediaControl } from './call-controls.ts';
import { CallLink } from './call-link.ts';
import type { View } from './call-view.ts';
import { type Control, control } from './control-button.ts';
import { controlStyle } from './control-style.ts';
import { deviceChoiceStyle } from './device-choice.ts';
import { ICON, icon } from './icons.ts';
import { inviteStyle } from './invite-view.ts';
import type { Panel } from './more-controls.ts';
import { Shortcuts } from './shortcuts.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/** What leaves the bar when there is no room, in this order; `own` are the page's buttons. */
const LEAVING: readonly string[] = ['own', 'screen', 'chat-button'];

const GAP_PX = 10;

/**
 * The buttons of a call: microphone, camera, screen, chat, leave, and a menu with everything else. Empty outside a call.
 *
 * @element rtc-controls
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @slot - Buttons of the page's own, before 'More'.
 * @csspart controls - The bar.
 * @csspart button - Every button; also `microphone`, `camera`, `screen`, `chat-button`, `more`, `leave`, `stop-sharing`, `copy`, `share`, `close`.
 * @csspart hint - What stands over the microphone's button while one speaks muted.
 * @csspart sharing - The line while one shares the screen.
 * @csspart menu - What 'More' opens, with every `entry`: `invite`, `layout`, `full-screen`, `picture-in-picture`, `stats`, `settings`.
 * @csspart dialog - Settings, invitation and figures of the connections.
 * @csspart input - Every field.
 * @csspart devices - The choice of devices in the settings, with `select` and `test-sound` inside.
 * @csspart qr - The QR code.
 */
export class RtcControls extends LitElement {
  static override styles = [theme, viewStyle, deviceChoiceStyle, inviteStyle, controlStyle];

  static override properties = {
    for: { useDefault: true },
  };

  declare for: string;

  readonly #link = new CallLink(this);
  readonly #resized = new ResizeObserver(() => this.#fit());
  /** What has left the bar, and how wide each thing was when it stood there. */
  #gone: ReadonlySet<string> = new Set();
  /** What stood in the bar when it was last measured. */
  #measured = '';
  readonly #widths = new Map<string, number>();
  #own: readonly Element[] = [];
  #panel: Panel | undefined;
  /** The menu, what is in it, and the panels; dressed as they come. */
  readonly #panels = new Lazy(async () => {
    const panels = await import('./call-panels.ts');
    adoptStyles(this.renderRoot as ShadowRoot, [...RtcControls.styles, panels.panelStyle]);
    return { ...panels, menu: new panels.PopoverMenu(this) };
  });
  /** What had the focus before an update. */
  #focused: Element | null | undefined;

  constructor() {
    super();
    this.for = '';
    new Shortcuts(
      this,
      this.#link,
      () => this.#controls(),
      () => this.#panels.load(),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Focuses the first button. */
  override focus(options?: FocusOptions): void {
    const focus = () => this.#find('.round')?.focus(options);
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(focus);
  }

  protected override willUpdate(): void {
    this.#focused = this.shadowRoot?.activeElement;
    if (!isInRoom(this.#link.view)) this.#panel = undefined;
  }

  protected override updated(): void {
    // Measured at each change of the call, everything would be laid out for each.
    if (this.#inBar.map(nameOf).join() !== this.#measured) this.#fit();
    const { activeElement } = this.shadowRoot ?? {};
    if (!this.#focused || activeElement || this.#focused.isConnected) return;
    // It went into the menu, or what it was for is over.
    const heir = this.#focused.matches('.hint') ? '.round.microphone' : '.round.screen';
    (this.#find(heir) ?? this.#find('.more') ?? this.#find('.round'))?.focus();
  }

  /** Everything that can be done now, wherever it stands. */
  #controls(): readonly Control[] {
    const { view } = this.#link;
    if (!isInRoom(view)) return [];
    const shown = [
      mediaControl(view, 'audio'),
      mediaControl(view, 'video'),
      mediaControl(view, 'screen'),
      chatControl(view),
    ];
    return [
      ...shown.filter(each => each !== undefined),
      ...(this.#panels.value?.moreControls(view, this.#open) ?? []),
    ];
  }

  /** An open menu takes no room. */
  get #inBar(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.bar > :not(.menu)')];
  }

  /** Moves into the menu what has no room, and back what has. */
  #fit(): void {
    const children = this.#inBar;
    this.#measured = children.map(nameOf).join();
    for (const child of children) this.#widths.set(nameOf(child), child.offsetWidth);
    const there = new Set([...children.map(nameOf), ...this.#gone]);
    const items = [...there].map((name): BarItem => {
      const rank = LEAVING.indexOf(name);
      return { name, width: this.#widths.get(name) ?? 0, ...(rank >= 0 && { rank }) };
    });
    const gone = without(items, this.clientWidth, GAP_PX);
    if (!this.clientWidth || [...gone].join() === [...this.#gone].join()) return;
    this.#gone = gone;
    this.requestUpdate();
  }

  readonly #open = async (panel: Panel): Promise<void> => {
    if (panel === 'invite') this.#link.view?.showQrCode(true);
    // Offline there may be none.
    if (!(await this.#panels.load())) return;
    this.#panel = panel;
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#find<HTMLDialogElement>('dialog');
    if (!dialog?.open) dialog?.showModal();
  };

  /** Fetched with the first click, or the next one; from then on the button opens it by itself. */
  readonly #openMenu = async (): Promise<void> => {
    if (!this.#panels.value) await (await this.#panels.load())?.menu.show();
  };

  readonly #close = (): void => this.#find<HTMLDialogElement>('dialog')?.close();

  readonly #closed = (): void => {
    // It is told late: another panel may be open by now.
    if (this.#find<HTMLDialogElement>('dialog')?.open) return;
    this.#panel = undefined;
    this.requestUpdate();
  };

  /** On the backdrop: all else is in the panel. */
  readonly #clickedDialog = ({ target, currentTarget }: Event): void => {
    if (target === currentTarget) (currentTarget as HTMLDialogElement).close();
  };

  #find<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.renderRoot.querySelector<E>(selector);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (!isInRoom(view)) return nothing;
    const { texts, language, direction } = view;
    return html`<div lang=${language} dir=${direction}>
      ${sharing(view)}
      <div class="bar" part="controls" role="group" aria-label=${texts.controls}>${this.#bar(view)}</div>
      <dialog part="dialog" aria-labelledby="title" @close=${this.#closed} @click=${this.#clickedDialog}>${
        this.#panel
          ? this.#panels.value?.panelOf(this.#panel, this.#link, this.#controls(), this.#close)
          : nothing
      }</dialog>
    </div>`;
  }

  #bar(view: View): TemplateResult {
    const microphone = mediaControl(view, 'audio');
    const camera = mediaControl(view, 'video');
    const movable = [mediaControl(view, 'screen'), chatControl(view)].filter(each => each !== undefined);
    const away = movable.filter(({ part }) => this.#gone.has(part));
    const own = html`<div class="own" ?hidden=${!this.#own.length}><slot @slotchange=${this.#slotChanged}></slot></div>`;
    const ownAway = this.#gone.has('own');
    return html`${
      microphone ? html`<div class="spot">${control(microphone)}${hint(view, microphone)}</div>` : nothing
    }${camera ? control(camera) : nothing}${movable.filter(each => !away.includes(each)).map(control)}${
      ownAway ? nothing : own
    }${this.#more(view, away, ownAway ? own : nothing)}${control(leaveControl(view))}`;
  }

  /** The menu and its button; before it is loaded, what belongs into it is hidden. */
  #more(view: View, away: readonly Control[], own: TemplateResult | typeof nothing): TemplateResult {
    const label = view.texts.more;
    const unread = this.#gone.has('chat-button') ? view.unread : 0;
    const { menu, entries } = this.#panels.value ?? {};
    return html`<button type="button" class="round more" part="button more" popovertarget="menu" title=${label}
      aria-label=${label} aria-expanded=${menu?.open ?? false} @click=${this.#openMenu}>${icon(ICON.ellipsis)}${
        unread ? html`<span class="badge" aria-hidden="true">${unread}</span>` : nothing
      }</button>${
        menu?.render(label, html`${own}${entries?.(view, away, this.#open)}`, '.layout') ??
        html`<div id="menu" hidden>${own}</div>`
      }`;
  }

  /** The page's buttons are others now, and first stand in the bar. Moved by us, they are the same. */
  readonly #slotChanged = (): void => {
    // Not of the event: that also comes from a slot that was removed.
    const own = this.#find<HTMLSlotElement>('slot')?.assignedElements({ flatten: true }) ?? [];
    if (own.length === this.#own.length && own.every(each => this.#own.includes(each))) return;
    this.#own = own;
    this.#measured = '';
    this.#gone = new Set([...this.#gone].filter(name => name !== 'own'));
    this.requestUpdate();
  };
}

function isInRoom(view: View | undefined): view is View {
  return view?.status === 'waiting' || view?.status === 'connected' || view?.status === 'reconnecting';
}

/** What a child of the bar is: its second class, or its only one. */
function nameOf({ classList }: Element): string {
  return classList[1] ?? classList[0] ?? '';
}

function hint({ texts, mutedSpeaking, media }: View, { act }: Control): TemplateResult | typeof nothing {
  if (!mutedSpeaking || media.audio) return nothing;
  return html`<button type="button" class="hint" part="hint" @click=${act}>${texts.mutedSpeaking}</button>`;
}

function sharing({ texts, media, toggle }: View): TemplateResult | typeof nothing {
  if (!media.screen) return nothing;
  return html`<p class="sharing" part="sharing"><span>${icon(ICON.screen)}${texts.sharing}</span><button type="button"
    part="button stop-sharing" @click=${() => toggle('screen')}>${texts.stopSharing}</button></p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-controls': RtcControls;
  }
}
