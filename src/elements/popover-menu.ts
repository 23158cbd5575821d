// A menu behind a round button: over everything, closed by a click beside it and by Escape, within the window wherever
// its button stands. What is in it is its host's.

import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { icon } from './icons.ts';
import { placeBeside } from './popover-place.ts';

/** Draws a button and its menu in the shadow root of its host. */
export class PopoverMenu implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #fill: () => Promise<void>;
  #open = false;
  /** It had the focus when it began to close. */
  #hadFocus = false;

  /** `fill` sees to it that the entries are there. */
  constructor(host: ReactiveControllerHost & HTMLElement, fill: () => Promise<void>) {
    this.#host = host;
    this.#fill = fill;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#follow(false);
  }

  hostUpdated(): void {
    // What is in it may have changed.
    if (this.#open && this.#find('#menu button')) this.#place();
  }

  /** Closes the menu; the focus goes back to its button. */
  hide(): void {
    const menu = this.#find('#menu');
    if (!menu?.matches(':popover-open')) return;
    menu.hidePopover();
    this.#find('.more')?.focus();
  }

  /** Both, one after the other. A click on an entry closes the menu, unless it is in `staying`. */
  render(label: string, badge: number, entries: TemplateResult, staying: string): TemplateResult {
    const clicked = ({ target }: Event) => {
      const button = (target as Element).closest('button, a');
      if (button && !button.matches(staying)) this.hide();
    };
    return html`<button type="button" class="round more" part="button more" popovertarget="menu" title=${label}
      aria-label=${label} aria-expanded=${this.#open}>${icon('ellipsis')}${
        badge ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing
      }</button><div id="menu" popover part="menu" role="group" aria-label=${label}
      @beforetoggle=${this.#toggling} @toggle=${this.#toggled} @click=${clicked} @keydown=${this.#pressed}>${entries}</div>`;
  }

  readonly #toggling = (event: Event): void => {
    this.#hadFocus = (event.target as Element).matches(':focus-within');
  };

  readonly #toggled = async (event: Event): Promise<void> => {
    this.#follow((event as ToggleEvent).newState === 'open');
    if (this.#open) {
      await this.#fill();
      await this.#host.updateComplete;
      this.#place();
      this.#find('#menu button')?.focus();
    } else if (this.#hadFocus && !this.#host.shadowRoot?.activeElement?.checkVisibility()) {
      // Of a button in a shadow root some browsers remember the host only, which takes no focus.
      this.#find('.more')?.focus();
    }
  };

  /** Up and down go round. */
  readonly #pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const entries = [...(this.#find('#menu')?.querySelectorAll('button') ?? [])];
    const at = entries.findIndex(entry => entry.matches(':focus'));
    entries.at((at + step) % entries.length)?.focus();
    event.preventDefault();
  };

  #follow(open: boolean): void {
    const change = open ? addEventListener : removeEventListener;
    change('resize', this.#place);
    change('scroll', this.#place, true);
    this.#open = open;
    this.#host.requestUpdate();
  }

  readonly #place = (): void => {
    const menu = this.#find('#menu');
    const button = this.#find('.more')?.getBoundingClientRect();
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

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}
