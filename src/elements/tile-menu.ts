// The menu of a tile: the entries that make sense there, and what they do where it is not the call's. Loaded when one
// is first opened.

import { css, html, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import type { Participant } from '../session/call-state.ts';
import type { View } from './call-view.ts';
import { tileKey } from './tile-plan.ts';

/** What the menu needs of its tile. */
export interface MenuTile extends HTMLElement {
  readonly participant: string;
  readonly screen: boolean;
  snapshot(): Promise<Blob>;
}

interface Entry {
  readonly label: string;
  readonly act: () => void;
}

const style = css`
  .menu {
    --_room: min(15em, 100vw - 16px);
    position: fixed;
    inset: auto;
    left: clamp(8px, var(--_x, 0px) - var(--_room), 100vw - var(--_room) - 8px);
    inline-size: var(--_room);
    max-block-size: calc(100vh - var(--_y, 0px) - 12px);
    margin: 4px 0;
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    color: var(--_text);
    box-shadow: 0 4px 20px rgb(0 0 0 / 40%);
  }
  .menu[data-side='below'] {
    top: var(--_y);
  }
  .menu[data-side='above'] {
    bottom: var(--_y);
  }
  .menu button {
    display: block;
    inline-size: 100%;
    padding-block: 8px;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  .menu button:hover {
    background: var(--_line);
  }
`;

/** Gives the tile what its menu looks by. */
export function dress({ shadowRoot }: MenuTile): void {
  if (shadowRoot && style.styleSheet) shadowRoot.adoptedStyleSheets.push(style.styleSheet);
}

/** What the button before it opens. `toggled` hears whether it is open. */
export function tileMenu(
  tile: MenuTile,
  { view, shown, texts, label }: { view: View; shown: Participant; texts: Texts; label: string },
  toggled: (open: boolean) => void,
): TemplateResult {
  const choose = (event: Event, { act }: Entry) => {
    (event.currentTarget as Element).closest<HTMLElement>('[popover]')?.hidePopover();
    act();
  };
  return html`<div id="menu" class="menu" part="menu" popover role="group" aria-label=${label}
    @beforetoggle=${place} @toggle=${(event: ToggleEvent) => toggled(settle(event))} @keydown=${walk}>${entriesOf(
      tile,
      view,
      shown,
      texts,
    ).map(
      (entry, index) => html`<button type="button" part="button" ?autofocus=${index === 0}
        @click=${(event: Event) => choose(event, entry)}>${entry.label}</button>`,
    )}</div>`;
}

function entriesOf(
  tile: MenuTile,
  view: View,
  { id, self, screen, video }: Participant,
  texts: Texts,
): Entry[] {
  const key = tileKey(id, tile.screen);
  const pinned = view.pinned === key;
  // Elsewhere in a page there is nothing to be large among.
  const staged = !tile.participant;
  const entries: (Entry | false)[] = [
    staged && { label: pinned ? texts.unpin : texts.pin, act: () => view.pin(pinned ? undefined : key) },
    staged &&
      self &&
      !tile.screen && {
        label: view.ownSmall ? texts.growOwn : texts.shrinkOwn,
        act: () => view.shrinkOwn(!view.ownSmall),
      },
    document.fullscreenEnabled && {
      label: tile.matches(':fullscreen') ? texts.tileNoFullScreen : texts.tileFullScreen,
      act: () => void toggleFullScreen(tile),
    },
    (tile.screen ? screen : video) && { label: texts.savePicture, act: () => void save(tile) },
    !self && !tile.screen && { label: texts.safetyCode, act: () => view.showSafety(id) },
  ];
  return entries.filter(entry => entry !== false);
}

async function toggleFullScreen(tile: MenuTile): Promise<void> {
  const done = tile.matches(':fullscreen') ? document.exitFullscreen() : tile.requestFullscreen();
  await done.catch(() => {});
}

async function save(tile: MenuTile): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await tile.snapshot());
  link.download = `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
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
