// What strangers have sent and nobody has opened yet, as each opening costs something: the newest is opened first, so
// that somebody who asks behind a flood need not wait for its end. In which order they were sent does not matter here.

import { wait } from '../retry.ts';
import { Throttle } from '../session/throttle.ts';

export class OpeningStack<T> {
  readonly #open: (message: T) => Promise<void>;
  readonly #most: number;
  readonly #throttle: Throttle;
  readonly #signal: AbortSignal;
  readonly #messages: T[] = [];
  #busy = false;

  /** `most` may wait: beyond that the oldest goes. */
  constructor(open: (message: T) => Promise<void>, perSecond: number, most: number, signal: AbortSignal) {
    this.#open = open;
    this.#most = most;
    this.#throttle = new Throttle(perSecond);
    this.#signal = signal;
  }

  add(message: T): void {
    this.#messages.push(message);
    if (this.#messages.length > this.#most) this.#messages.shift();
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#messages.length > 0) {
        const delay = this.#throttle.delay(performance.now());
        if (delay > 0) await wait(delay, this.#signal);
        const message = this.#messages.pop();
        if (message !== undefined) await this.#open(message);
      }
    } catch {
      // Closed.
    } finally {
      this.#busy = false;
    }
  }
}
