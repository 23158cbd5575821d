// The menu of a tile: its button and the entries that make sense there. What they do is the tile's, or the call's.

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** A line in the menu. */
export interface MenuEntry {
  readonly label: string;
  readonly act: () => void;
}

/** The button and what it opens; nothing where there is nothing to choose. `toggled` hears whether it is open. */
export function tileMenu(
  label: string,
  entries: readonly MenuEntry[],
  toggled: (open: boolean) => void,
): TemplateResult | typeof nothing {
  if (!entries.length) return nothing;
  const choose = (event: Event, { act }: MenuEntry) => {
    (event.currentTarget as Element).closest<HTMLElement>('[popover]')?.hidePopover();
    act();
  };
  return html`<button type="button" class="tool more" part="button menu-button" popovertarget="menu" title=${label}
      aria-label=${label} aria-haspopup="true">${icon('more')}</button>
    <div id="menu" class="menu" part="menu" popover role="group" aria-label=${label} @beforetoggle=${place}
      @toggle=${(event: ToggleEvent) => toggled(settle(event))} @keydown=${walk}>${entries.map(
        (entry, index) => html`<button type="button" part="button" ?autofocus=${index === 0}
          @click=${(event: Event) => choose(event, entry)}>${entry.label}</button>`,
      )}</div>`;
}

/** Whether it is open now. Chromium forgets the button that had the focus before where it is in a shadow root. */
function settle({ currentTarget, newState }: ToggleEvent): boolean {
  const isOpen = newState === 'open';
  const root = currentTarget instanceof Element && currentTarget.getRootNode();
  if (isOpen || !(root instanceof ShadowRoot)) return isOpen;
  const { activeElement } = root;
  const isLost = activeElement ? activeElement.closest('.menu') : document.activeElement === document.body;
  if (isLost) root.querySelector<HTMLElement>('.more')?.focus();
  return isOpen;
}

/** Below the button or above it, where there is more room. Sides are the window's, whichever way a line runs. */
function place(event: ToggleEvent): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement) || event.newState !== 'open') return;
  const button = menu.previousElementSibling?.getBoundingClientRect();
  if (!button) return;
  const above = button.top + button.bottom > innerHeight;
  menu.dataset.side = above ? 'above' : 'below';
  menu.style.setProperty('--_y', `${above ? innerHeight - button.top : button.bottom}px`);
  menu.style.setProperty('--_x', `${button.right}px`);
}

/** The arrow keys go from entry to entry, round and round. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.currentTarget instanceof Element)) return;
  event.preventDefault();
  const entries = [...event.currentTarget.querySelectorAll('button')];
  const at = entries.findIndex(entry => entry.matches(':focus'));
  entries.at((at + step) % entries.length)?.focus();
}
