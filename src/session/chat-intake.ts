// What the others write, on its way into the call's state: a few changes of it a second, whatever comes, and from
// nobody more lines than people can write.

import { Throttle } from './throttle.ts';

/** Lines that are taken in at once from one sender, and then a second. */
const LINES_PER_SECOND = 20;
/** Lines of one sender that may wait; a sender keeps as many for who was away. */
const MAX_WAITING = 200;
/** The time between two changes of the state, in milliseconds. */
const SHOWN_EVERY_MS = 250;

interface Sender<Line> {
  readonly throttle: Throttle;
  waiting: Line[];
}

export class ChatIntake<Line> {
  readonly #show: (lines: readonly Line[]) => void;
  readonly #senders = new Map<string, Sender<Line>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (lines: readonly Line[]) => void) {
    this.#show = show;
  }

  /** Takes a line in, now or later; false where so many wait that it is dropped. */
  take(from: string, line: Line): boolean {
    const sender = this.#senders.get(from) ?? { throttle: new Throttle(LINES_PER_SECOND), waiting: [] };
    this.#senders.set(from, sender);
    if (sender.waiting.length >= MAX_WAITING) return false;
    sender.waiting.push(line);
    if (this.#timer === undefined) this.#showSome();
    return true;
  }

  /** Shows all that waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rest = [...this.#senders.values()].flatMap(({ waiting }) => waiting);
    this.#senders.clear();
    if (rest.length > 0) this.#show(rest);
  }

  #showSome(): void {
    this.#timer = undefined;
    const now = performance.now();
    const lines: Line[] = [];
    for (const { throttle, waiting } of this.#senders.values()) {
      let allowed = 0;
      while (allowed < waiting.length && throttle.take(now)) allowed++;
      lines.push(...waiting.splice(0, allowed));
    }
    const waits = [...this.#senders.values()].some(({ waiting }) => waiting.length > 0);
    if (lines.length === 0 && !waits) return;
    this.#timer = setTimeout(() => this.#showSome(), SHOWN_EVERY_MS);
    if (lines.length > 0) this.#show(lines);
  }
}
