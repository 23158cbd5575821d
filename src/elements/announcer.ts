// What a call says to those who cannot see it: one live region, in which everything is heard, one after the other,
// and a crowd is one sentence. What is worth saying is decided in call-news.ts.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What to say, looked up when it is said; empty where it is no longer worth it. */
export type Announcement = () => string;
/** What many of one kind at once are called. */
export type CrowdName = (count: number) => string;

interface Waiting {
  readonly text: Announcement;
  readonly kind: string | undefined;
  readonly many: CrowdName | undefined;
}

/** More of one kind at once are counted, not named. */
const MAX_NAMED = 2;
/** Screen readers get this long for what was said before. */
const APART_MS = 1500;
/** What happens within this time is said together; a chat on the screen has shown its messages by then. */
const GATHER_MS = 50;
/** A line stays for as long at least, until the next is said: then every screen reader has taken it. */
const KEPT_MS = 10_000;

/** The live region of its host. */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** The live region; it must be there before something is said. A line in it is never changed: that would be said. */
  readonly region = document.createElement('div');
  #waiting: Waiting[] = [];
  /** When the lines of the region were said. */
  readonly #times = new WeakMap<Element, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.region.className = 'heard';
    this.region.setAttribute('aria-live', 'polite');
    this.region.setAttribute('aria-relevant', 'additions');
    host.addController(this);
  }

  /** Says it after what is being said. Several of a kind at once are told by `many`. */
  say(text: Announcement, kind?: string, many?: CrowdName): void {
    this.#waiting.push({ text, kind, many });
    this.#plan();
  }

  /** Says it now, and nothing of what waits: when all is over, no timer is left behind. */
  last(text: Announcement): void {
    clearTimeout(this.#timer);
    this.#waiting = [{ text, kind: undefined, many: undefined }];
    this.#speak();
  }

  hostConnected(): void {
    this.#plan();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Comes back when what waits can be said. */
  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#waiting.length || !this.#host.isConnected) return;
    const wait = this.#saidAt + APART_MS - performance.now();
    this.#timer = setTimeout(this.#speak, Math.max(GATHER_MS, wait));
  }

  readonly #speak = (): void => {
    const at = performance.now();
    const said = sentences(this.#waiting);
    this.#waiting = [];
    if (said.length) this.#saidAt = at;
    for (const line of [...this.region.children])
      if (at - (this.#times.get(line) ?? 0) >= KEPT_MS) line.remove();
    for (const text of said) {
      const line = document.createElement('p');
      line.textContent = text;
      this.#times.set(line, at);
      this.region.append(line);
    }
    this.#plan();
  };
}

/** All that waits, in the order in which it began. */
function sentences(waiting: readonly Waiting[]): string[] {
  const said = waiting.map(({ text, ...rest }) => ({ ...rest, text: text() })).filter(({ text }) => text);
  return said.flatMap(each => {
    const crowd = said.filter(({ kind }) => kind === each.kind);
    if (!each.many || crowd.length <= MAX_NAMED) return [each.text];
    return crowd[0] === each ? [each.many(crowd.length)] : [];
  });
}
