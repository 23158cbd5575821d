// The menu behind a button: over everything, closed by a click beside it and by Escape, within the window wherever its
// button stands. What is in it is its host's, who draws the button, with `popovertarget="menu"` and the class `more`.
// Loaded when a menu is first opened.

import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { placeBeside } from './popover-place.ts';

const menuStyle = css`
  .menu {
    inset: auto;
    margin: 0;
    padding: 6px;
    inline-size: max-content;
    min-inline-size: 12em;
    max-inline-size: min(20em, 100vw - 16px);
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    color: var(--_text);
    box-shadow: 0 8px 32px #0005;
  }
  /* Not seen before it has its place. */
  .menu:not([data-placed]) {
    opacity: 0;
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding: 4px 10px;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  .menu button:hover {
    background: var(--_card);
    border-color: var(--_line);
  }
`;

/** What shows a menu. */
export type MenuHost = ReactiveControllerHost & HTMLElement;

/** Draws the menu of its host, and opens and closes it. */
export class PopoverMenu implements ReactiveController {
  readonly #host: MenuHost;
  readonly #changed: (open: boolean) => void;
  /** The button moves with its host. */
  readonly #resized = new ResizeObserver(() => this.#place());
  #open = false;
  /** It had the focus when it began to close. */
  #hadFocus = false;

  /** `changed` hears whether it is open. */
  constructor(host: MenuHost, changed: (open: boolean) => void = () => {}) {
    this.#host = host;
    this.#changed = changed;
    const { shadowRoot } = host;
    if (menuStyle.styleSheet) shadowRoot?.adoptedStyleSheets.push(menuStyle.styleSheet);
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  hostDisconnected(): void {
    this.#follow(false);
  }

  hostUpdated(): void {
    // What is in it may have changed.
    if (this.#open) this.#place();
  }

  /** Opens the menu, once its host has drawn it. */
  async show(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#menu?.showPopover();
  }

  /** Closes the menu; the focus goes back to its button. */
  hide(): void {
    if (!this.#menu?.matches(':popover-open')) return;
    this.#menu.hidePopover();
    this.#button?.focus();
  }

  /** A click on an entry closes the menu before it acts, unless the entry is `staying`. */
  render(label: string, entries: unknown, staying?: string): TemplateResult {
    const handleEvent = ({ target }: Event) => {
      const entry = (target as Element).closest('button, a');
      if (entry && !(staying && entry.matches(staying))) this.hide();
    };
    return html`<div id="menu" class="menu" popover part="menu" role="group" aria-label=${label}
      @beforetoggle=${this.#toggling} @toggle=${this.#toggled} @keydown=${this.#pressed}
      @click=${{ handleEvent, capture: true }}>${entries}</div>`;
  }

  readonly #toggling = (): void => {
    this.#hadFocus = this.#menu?.contains(this.#focused) ?? false;
  };

  readonly #toggled = (event: Event): void => {
    this.#follow((event as ToggleEvent).newState === 'open');
    if (this.#open) {
      this.#place();
      this.#menu?.querySelector('button')?.focus();
    } else if (this.#hadFocus && !this.#focused?.checkVisibility()) {
      // Of a button in a shadow root some browsers remember the host only, which takes no focus.
      this.#button?.focus();
    }
  };

  /** Up and down go round. */
  readonly #pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const entries = [...(this.#menu?.querySelectorAll('button') ?? [])];
    const at = entries.findIndex(entry => entry === this.#focused);
    entries.at((at + step) % entries.length)?.focus();
    event.preventDefault();
  };

  #follow(open: boolean): void {
    const change = open ? addEventListener : removeEventListener;
    change('resize', this.#place);
    change('scroll', this.#place, true);
    this.#resized.disconnect();
    if (open) this.#resized.observe(this.#host);
    if (open !== this.#open) this.#changed(open);
    this.#open = open;
    this.#host.requestUpdate();
  }

  readonly #place = (): void => {
    const menu = this.#menu;
    const button = this.#button?.getBoundingClientRect();
    if (!menu || !button) {
      this.#follow(false);
      return;
    }
    // As high as it would like to be: it may have been made smaller before.
    menu.style.removeProperty('block-size');
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const place = placeBeside(button, menu.getBoundingClientRect(), { width, height });
    menu.style.setProperty('left', `${place.left}px`);
    menu.style.setProperty('top', `${place.top}px`);
    menu.style.setProperty('block-size', `${place.height}px`);
    menu.toggleAttribute('data-placed', true);
  };

  get #menu(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.menu');
  }

  /** What has the focus in the host, whether or not its window is in front. */
  get #focused(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null;
  }

  get #button(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.more');
  }
}
