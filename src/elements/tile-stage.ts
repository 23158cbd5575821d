// The tiles of a call's own face: keeps what a person wants of them, and puts each where it belongs, without moving
// one in the document: a video that moves there goes black. What a tile shows is its own business.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallState, Participant } from '../session/call-state.ts';
import { layOut } from './tile-layout.ts';
import {
  arrangementOf,
  follow,
  NO_SPOTLIGHT,
  planTiles,
  samePlan,
  type TileLayout,
  type TilePlan,
  tileKey,
  WAITING,
} from './tile-plan.ts';

/** A tile to draw. */
export interface Cell {
  readonly key: string;
  readonly participant: Participant;
  readonly screen: boolean;
}

/** What a person can do with the tiles. */
export interface TileActions {
  /** Makes a tile large, by its key, or none. */
  pin(key: string | undefined): void;
  /** Puts the own picture away into the corner, or back. */
  shrinkOwn(small: boolean): void;
  /** Says that a tile is in use, its menu open, and the tiles must stay. */
  holdTiles(tile: Element, held: boolean): void;
}

/** What the stage draws. */
export interface TileView extends TileActions {
  /** Screens and cameras, in the order in which they came; one that is gone leaves a gap: no other is to move. */
  readonly tiles: readonly (readonly (Cell | undefined)[])[];
  /** The key of the tile that a person made large. */
  readonly pinned: string | undefined;
  readonly ownSmall: boolean;
}

type Host = ReactiveControllerHost & { readonly renderRoot: ParentNode };

/** A pointer that has rested for this long is not about to click, in milliseconds. */
const REST_MS = 2000;
const GAP_PX = 10;

/** Owns the layout of its host's tiles. */
export class TileStage implements ReactiveController {
  readonly #host: Host;
  readonly #resized = new ResizeObserver(() => this.#measure());
  readonly #inUse = new Set<Element>();
  #grid: HTMLElement | undefined;
  #plan: TilePlan | undefined;
  #foremost: string | undefined;
  readonly #screens = new Places();
  readonly #cameras = new Places();
  #placed = '';
  /** Asked for while people come, it would be laid out for each change. */
  #width = 0;
  #height = 0;
  #layout: TileLayout = 'auto';
  #pinned: string | undefined;
  #ownSmall = false;
  #spotlight = NO_SPOTLIGHT;
  #pointed = false;
  #at = '';
  #rest: ReturnType<typeof setTimeout> | undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The tiles as they are to be drawn now. */
  view(state: CallState | undefined, layout: TileLayout): TileView {
    const participants = state?.participants ?? [];
    this.#light(participants);
    const wanted = planTiles({
      layout,
      participants,
      alone: state?.status === 'waiting',
      pinned: this.#pinned,
      spotlight: this.#spotlight.id,
      ownSmall: this.#ownSmall,
    });
    this.#foremost = wanted.foremost;
    if (layout !== this.#layout) this.#release();
    this.#layout = layout;
    const { keys = [] } = this.#plan ?? {};
    // In place of an invitation everything may move.
    const held = this.#held() && !keys.includes(WAITING) && !wanted.keys.includes(WAITING);
    if (!held && !samePlan(this.#plan, wanted)) this.#plan = wanted;
    const shown = cells(this.#plan?.keys ?? [], participants);
    return {
      tiles: [
        this.#screens.of(shown.filter(({ screen }) => screen)),
        this.#cameras.of(shown.filter(({ screen }) => !screen)),
      ],
      pinned: this.#pinned,
      ownSmall: this.#ownSmall,
      pin: key => {
        this.#pinned = key;
        this.#release();
      },
      shrinkOwn: small => {
        this.#ownSmall = small;
        this.#release();
      },
      holdTiles: (tile, inUse) => {
        this.#inUse[inUse ? 'add' : 'delete'](tile);
        if (!inUse) this.#host.requestUpdate();
      },
    };
  }

  /** Of these participants the one that matters most, or the one with this id; `self` is oneself. */
  pick(participants: readonly Participant[], id: string | undefined): Cell | undefined {
    const own = id === 'self' ? participants.find(({ self }) => self)?.id : id;
    const key = own === undefined ? this.#foremost : tileKey(own, false);
    return cells(key === undefined ? [] : [key], participants)[0];
  }

  hostUpdated(): void {
    const grid = this.#host.renderRoot.querySelector<HTMLElement>('.tiles') ?? undefined;
    if (grid !== this.#grid) {
      this.#watch(grid);
      // Who speaks from the beginning is to be large in time.
      if (this.#spotlight.next !== undefined) this.#host.requestUpdate();
    }
    this.#place();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(grid: HTMLElement | undefined): void {
    this.#resized.disconnect();
    clearTimeout(this.#rest);
    clearTimeout(this.#turn);
    this.#pointed = false;
    this.#inUse.clear();
    this.#grid = grid;
    this.#placed = '';
    if (!grid) return;
    this.#resized.observe(grid);
    this.#measure();
    grid.addEventListener('pointermove', this.#moved);
    grid.addEventListener('pointerdown', this.#moved);
    grid.addEventListener('pointerleave', this.#release);
  }

  readonly #moved = (event: PointerEvent): void => {
    // Where something moves below it, a pointer at rest seems to move.
    const at = `${event.screenX} ${event.screenY}`;
    if (at === this.#at && event.type === 'pointermove') return;
    this.#at = at;
    this.#pointed = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(this.#release, REST_MS);
  };

  /** Whatever has waited happens now. */
  readonly #release = (): void => {
    clearTimeout(this.#rest);
    this.#pointed = false;
    this.#host.requestUpdate();
  };

  #held(): boolean {
    for (const tile of this.#inUse) if (!tile.isConnected) this.#inUse.delete(tile);
    return this.#pointed || this.#inUse.size > 0;
  }

  #light(participants: readonly Participant[]): void {
    const now = performance.now();
    this.#spotlight = follow(this.#spotlight, participants, now);
    clearTimeout(this.#turn);
    const { next } = this.#spotlight;
    if (next !== undefined && this.#grid)
      this.#turn = setTimeout(() => this.#host.requestUpdate(), next - now);
  }

  #measure(): void {
    this.#width = this.#grid?.offsetWidth ?? 0;
    this.#height = this.#grid?.offsetHeight ?? 0;
    this.#place();
  }

  /** Sets what has changed since it was last set. */
  #place(): void {
    const grid = this.#grid;
    const plan = this.#plan;
    if (!grid || !plan || !this.#width || !this.#height) return;
    const elements = new Map([...grid.children].map(child => [child.getAttribute('data-key'), child]));
    const now = [this.#width, this.#height, plan.mode, plan.large, plan.small, ...elements.keys()].join();
    if (now === this.#placed) return;
    this.#placed = now;
    const { places, scroll } = layOut(arrangementOf(plan), this.#width, this.#height, GAP_PX);
    grid.dataset.scroll = scroll;
    plan.keys.forEach((key, index) => {
      const element = elements.get(key);
      const place = places[index];
      if (!(element instanceof HTMLElement) || !place) return;
      element.dataset.role = place.role;
      for (const name of ['x', 'y', 'width', 'height'] as const)
        element.style.setProperty(`--_${name}`, `${place[name].toFixed(2)}px`);
    });
  }
}

/** Indexes at which tiles are drawn. At the same one, a tile stays the same element where it is. */
class Places {
  #keys: readonly (string | undefined)[] = [];

  /** Only a gap at the end that was drawn as one is forgotten: another tile would get the element of the old one. */
  of(cells: readonly Cell[]): readonly (Cell | undefined)[] {
    const there = new Map(cells.map(cell => [cell.key, cell]));
    const end = this.#keys.findLastIndex(Boolean) + 1;
    const kept = this.#keys.slice(0, end).map(key => (key && there.has(key) ? key : undefined));
    this.#keys = [...kept, ...[...there.keys()].filter(key => !kept.includes(key))];
    return this.#keys.map(key => there.get(key ?? ''));
  }
}

/** Who has left leaves a gap until the others may move. */
function cells(keys: readonly string[], participants: readonly Participant[]): Cell[] {
  const all = participants.flatMap(participant =>
    [true, false].map(screen => ({ key: tileKey(participant.id, screen), participant, screen })),
  );
  return keys.flatMap(key =>
    all.filter(each => each.key === key && (!each.screen || each.participant.screen)),
  );
}
