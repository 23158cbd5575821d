// Whose pictures nobody sees in a page that is in front: their tiles are scrolled away, folded away or taken out. It
// is loaded when something of a call is out of sight for the first time. What follows from it is the call's business;
// hidden pages are the pulse's.

import type { Call } from '../session/call.ts';
import type { Participant } from '../session/call-state.ts';
import type { RtcTile } from './rtc-tile.ts';

const LOOK_EVERY_MS = 500;
/** So long out of sight is no scrolling past. */
const OUT_OF_SIGHT_MS = 2500;

type Watched = Pick<Call, 'state' | 'setSeen'>;

const watched = new WeakSet<Watched>();

/** Looks after the tiles of a call's element, and of its page, for as long as somebody is connected. */
export function watchTiles(host: HTMLElement, call: Watched | undefined): void {
  if (call?.state.value.status !== 'connected' || watched.has(call)) return;
  watched.add(call);
  const sight = new TileSight(host, call);
  const end = () => {
    watched.delete(call);
    sight.close();
    unsubscribe();
    removeEventListener('pagehide', end);
  };
  const unsubscribe = call.state.subscribe(({ status }) => {
    if (status !== 'connected') end();
  });
  // The call of a page that comes back connects anew.
  addEventListener('pagehide', end);
}

class TileSight {
  readonly #host: HTMLElement;
  readonly #call: Watched;
  /** Whether a tile is in sight; from the observer's first word on, which a page that is not drawn never has. */
  readonly #inSight = new Map<RtcTile, boolean>();
  /** When each participant was last in sight, by id. */
  readonly #seenAt = new Map<string, number>();
  /** What the call knows, by the streams: those of another page load are others. */
  readonly #told = new WeakMap<MediaStream, boolean>();
  readonly #timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  readonly #observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) this.#inSight.set(target as RtcTile, isIntersecting);
    this.#look();
  });

  constructor(host: HTMLElement, call: Watched) {
    this.#host = host;
    this.#call = call;
    this.#look();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#observer.disconnect();
  }

  #look(): void {
    const tiles = this.#tiles();
    for (const tile of tiles) if (!this.#inSight.has(tile)) this.#observe(tile);
    for (const tile of this.#inSight.keys()) if (!tiles.includes(tile)) this.#forget(tile);
    const { participants } = this.#call.state.value;
    const others = participants.filter(({ self }) => !self);
    const all =
      inSmallWindow() ||
      participants.some(({ self, recording }) => self && recording) ||
      // A page that has no tile of anybody shows them in a way of its own.
      !others.some(({ id }) => tiles.some(tile => idOf(tile) === id));
    const now = performance.now();
    for (const other of others) {
      const seen = all || tiles.some(tile => idOf(tile) === other.id && this.#inSight.get(tile));
      if (seen || !this.#seenAt.has(other.id) || isPlayed(other)) this.#seenAt.set(other.id, now);
      this.#tell(other, now - (this.#seenAt.get(other.id) ?? now) < OUT_OF_SIGHT_MS);
    }
  }

  #tell({ id, stream }: Participant, seen: boolean): void {
    if (this.#told.get(stream) === seen) return;
    this.#told.set(stream, seen);
    this.#call.setSeen(id, seen);
  }

  /** A tile finds its call in the call's own shadow, or beside it: elsewhere there are none. */
  #tiles(): readonly RtcTile[] {
    const host = this.#host;
    const own = host.shadowRoot?.querySelectorAll('rtc-tile') ?? [];
    const beside = (host.getRootNode() as ParentNode).querySelectorAll('rtc-tile');
    const linked = [...beside].filter(tile => (tile.for ? tile.for === host.id : host.contains(tile)));
    return [...own, ...linked];
  }

  #observe(tile: RtcTile): void {
    this.#inSight.set(tile, true);
    this.#observer.observe(tile);
  }

  #forget(tile: RtcTile): void {
    this.#inSight.delete(tile);
    this.#observer.unobserve(tile);
  }
}

const idOf = ({ participant, person }: RtcTile) => participant || person?.id;

/** Whether a page plays a participant's pictures itself. */
function isPlayed({ stream, screenStream }: Participant): boolean {
  const tracks = [stream, screenStream].flatMap(each => each.getVideoTracks());
  return [...document.querySelectorAll('video')].some(
    ({ srcObject }) =>
      srcObject instanceof MediaStream && srcObject.getVideoTracks().some(track => tracks.includes(track)),
  );
}

/** Whether pictures stand in a small window on top of everything. */
function inSmallWindow(): boolean {
  const { documentPictureInPicture } = globalThis as { documentPictureInPicture?: { window: unknown } };
  return Boolean(document.pictureInPictureElement ?? documentPictureInPicture?.window);
}
