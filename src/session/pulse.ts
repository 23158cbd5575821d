// The clock of a call: twice a second it tells every peer that we live and looks whether they do, and it notices
// when the network changes or the machine wakes. What follows is the lifelines' business.

import type { Peer } from './peer.ts';
import { hurry } from './recovery.ts';

const BEAT_EVERY_MS = 500;
/** A clock that is late by more has seen nothing meanwhile. */
const LATE_MS = 700;
/** A clock that is late by more has slept. */
const ASLEEP_MS = 3000;

/** Chromium has it, Safari and Firefox don't (W3C Network Information). */
type Network = EventTarget | undefined;

export class Pulse {
  readonly #peers: () => Iterable<Peer>;
  readonly #watched: () => unknown;
  readonly #ending = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  #at = performance.now();

  /** `watched`: what comes is wanted though nobody may see it. */
  constructor(peers: () => Iterable<Peer>, watched: () => unknown) {
    this.#peers = peers;
    this.#watched = watched;
    this.#timer = setInterval(() => this.#tick(), BEAT_EVERY_MS);
    const { signal } = this.#ending;
    const { connection } = navigator as Navigator & { connection?: Network };
    window.addEventListener('online', () => this.#hurry(), { signal });
    connection?.addEventListener('change', () => this.#hurry(), { signal });
    // The others are to know that our timers are slow before they are.
    document.addEventListener('visibilitychange', () => this.#beat(), { signal });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#ending.abort();
  }

  #tick(): void {
    const now = performance.now();
    const lateMs = now - this.#at - BEAT_EVERY_MS;
    this.#at = now;
    this.#beat();
    for (const { life } of this.#peers()) void life.look(lateMs > LATE_MS ? lateMs : 0);
    if (lateMs > ASLEEP_MS) this.#hurry();
  }

  #beat(): void {
    const sight = document.hidden ? (this.#watched() || inSmallWindow() ? 2 : 3) : 0;
    for (const { life } of this.#peers()) life.beat(sight);
  }

  #hurry(): void {
    for (const { life } of this.#peers()) life.note(hurry);
  }
}

/** A page that is hidden may still show a picture in a window of its own. */
function inSmallWindow(): unknown {
  const { documentPictureInPicture } = globalThis as { documentPictureInPicture?: { window: unknown } };
  return document.pictureInPictureElement ?? documentPictureInPicture?.window;
}
