// The menu of a tile: the entries that make sense there, and what they do where it is not the call's. Loaded when one
// is first opened.

import { html, type TemplateResult } from 'lit';
import { withOpened } from '../i18n/en-opened.ts';
import type { Participant } from '../session/call-state.ts';
import type { View } from './call-view.ts';
import { type MenuHost, PopoverMenu } from './popover-menu.ts';
import { tileKey } from './tile-plan.ts';

/** What the menu needs of its tile. */
export interface MenuTile extends MenuHost {
  readonly participant: string;
  readonly screen: boolean;
  snapshot(): Promise<Blob>;
}

/** The menu of one tile. */
export class TileMenu {
  readonly #tile: MenuTile;
  readonly #menu: PopoverMenu;

  /** `changed` hears whether it is open. */
  constructor(tile: MenuTile, changed: (open: boolean) => void) {
    this.#tile = tile;
    this.#menu = new PopoverMenu(tile, changed);
  }

  show(): Promise<void> {
    return this.#menu.show();
  }

  render(view: View, shown: Participant, label: string): TemplateResult {
    const entries = entriesOf(this.#tile, view, shown).map(
      ({ label, act }) => html`<button type="button" part="button" @click=${act}>${label}</button>`,
    );
    return this.#menu.render(label, entries);
  }
}

interface Entry {
  readonly label: string;
  readonly act: () => void;
}

function entriesOf(tile: MenuTile, view: View, { id, self, screen, video }: Participant): Entry[] {
  const texts = withOpened(view.texts);
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
