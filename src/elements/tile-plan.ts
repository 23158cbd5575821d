// Which tiles there are, in which order, and which of them is large. Pure; where they go is in tile-layout.ts.

import type { Participant } from '../session/call-state.ts';
import type { Arrangement } from './tile-layout.ts';

/** How a page or a person wants the tiles. */
export type TileLayout = 'grid' | 'speaker' | 'auto';

/** The values of `layout`; the first is the default. */
export const TILE_LAYOUTS: readonly [TileLayout, ...TileLayout[]] = ['auto', 'grid', 'speaker'];

/** The place of the invitation while one is alone. */
export const WAITING = 'waiting';

/** What is known when tiles are planned. */
export interface Wishes {
  readonly layout: TileLayout;
  readonly participants: readonly Participant[];
  /** Nobody else is there: the invitation has a place. */
  readonly alone: boolean;
  /** The key of the tile that a person wants large. */
  readonly pinned: string | undefined;
  /** The id of who speaks, or spoke last. */
  readonly spotlight: string | undefined;
  /** The own picture was put away into the corner. */
  readonly ownSmall: boolean;
}

/** The tiles, by their keys. Their order never depends on who speaks or is large. */
export interface TilePlan {
  readonly mode: Arrangement['mode'];
  readonly keys: readonly string[];
  readonly large: string | undefined;
  /** What matters most, also where nothing is large. */
  readonly foremost: string | undefined;
  readonly small: string | undefined;
}

/** What names a tile: a participant may have two, one for the camera and one for the screen. */
export function tileKey(id: string, screen: boolean): string {
  return `${id} ${screen ? 'screen' : 'camera'}`;
}

/** Plans the tiles. Large is what is pinned, else a screen, else who speaks, else the first of the others. */
export function planTiles({ layout, participants, alone, pinned, spotlight, ownSmall }: Wishes): TilePlan {
  const screens = participants.filter(({ screen }) => screen);
  const keys = [
    ...screens.map(({ id }) => tileKey(id, true)),
    ...participants.map(({ id }) => tileKey(id, false)),
    ...(alone ? [WAITING] : []),
  ];
  const self = participants.find(each => each.self);
  const others = participants.filter(each => !each.self);
  // One's own screen, large, would show itself in itself.
  const screen = screens.findLast(each => !each.self);
  const speaker = others.find(({ id }) => id === spotlight) ?? others[0];
  const held = keys.find(key => key === pinned);
  const shown = screen ? tileKey(screen.id, true) : speaker && tileKey(speaker.id, false);
  const foremost = held ?? shown;
  const large = foremost ?? (alone ? WAITING : undefined);
  const own = self && tileKey(self.id, false);
  const small = ownSmall && keys.length > 1 && own !== large ? own : undefined;
  const asked = held || (layout === 'auto' && (screen || alone)) ? 'speaker' : layout;
  const mode = asked === 'auto' ? (keys.length === 2 ? 'pair' : 'grid') : asked;
  return { mode, keys, large: mode === 'grid' ? undefined : large, foremost, small };
}

/** The plan as the geometry wants it. */
export function arrangementOf({ mode, keys, large, small }: TilePlan): Arrangement {
  const at = (key: string | undefined) => (key === undefined ? -1 : keys.indexOf(key));
  return { mode, count: keys.length, large: Math.max(0, at(large)), small: at(small) };
}

/** Whether two plans come to the same picture. */
export function samePlan(one: TilePlan | undefined, other: TilePlan): boolean {
  return one !== undefined && String(planText(one)) === String(planText(other));
}

function planText({ mode, keys, large, small }: TilePlan): readonly unknown[] {
  return [mode, large, small, ...keys];
}

/** How long another has to speak to become large, in milliseconds. */
export const SPEECH_COUNTS_AFTER_MS = 1500;

/** Who is in the light, and since when others speak. */
export interface Spotlight {
  readonly id: string | undefined;
  readonly since: ReadonlyMap<string, number>;
  /** When to look again, if nothing changes until then. */
  readonly next: number | undefined;
}

export const NO_SPOTLIGHT: Spotlight = { id: undefined, since: new Map(), next: undefined };

/** Follows who speaks: whoever does keeps the light until silent, and another has spoken for a while. */
export function follow(
  before: Spotlight,
  participants: readonly (Pick<Participant, 'id' | 'self'> & { readonly speaking?: boolean })[],
  now: number,
): Spotlight {
  const speaking = participants.filter(each => !each.self && each.speaking);
  const since = new Map(speaking.map(({ id }) => [id, before.since.get(id) ?? now]));
  if (before.id !== undefined && since.has(before.id)) return { id: before.id, since, next: undefined };
  const [first] = [...since].sort(([, one], [, other]) => one - other);
  if (!first) return { id: before.id, since, next: undefined };
  const due = first[1] + SPEECH_COUNTS_AFTER_MS;
  return due <= now ? { id: first[0], since, next: undefined } : { id: before.id, since, next: due };
}
