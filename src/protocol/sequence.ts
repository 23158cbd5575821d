// Numbers of envelopes: which were had before, and in which order they are handed over.

/** How far below the highest number one may still come in. */
export const WINDOW = 64;

/** Remembers which numbers have opened (RFC 6479 in spirit), so that nothing opens twice. */
export class ReplayWindow {
  #highest = 0;
  #seen = new Set<number>();

  get highest(): number {
    return this.#highest;
  }

  /** Whether a number may still open: not seen, and not further than the window behind the highest. */
  admits(number: number): boolean {
    return number > 0 && number > this.#highest - WINDOW && !this.#seen.has(number);
  }

  /** Marks a number as used. Only for what has proven authentic: a forgery must not move the window. */
  use(number: number): void {
    this.#seen.add(number);
    if (number <= this.#highest) return;
    this.#highest = number;
    for (const seen of this.#seen) if (seen <= number - WINDOW) this.#seen.delete(seen);
  }
}

/** Puts what came out of order back in order, each number once. */
export class Sequence<T> {
  #next = 1;
  #announced = 0;
  #waiting = new Map<number, T>();

  /** Takes one in and returns what can be handed over now, in order. */
  take(number: number, item: T): T[] {
    if (number >= this.#next) this.#waiting.set(number, item);
    return this.#waiting.size > WINDOW ? this.skip() : this.#ready();
  }

  /** Gives up what is missing, and returns what waited behind it. */
  skip(): T[] {
    this.#next = this.#waiting.size > 0 ? Math.min(...this.#waiting.keys()) : this.#announced + 1;
    return this.#ready();
  }

  #ready(): T[] {
    const ready: T[] = [];
    for (;;) {
      const item = this.#waiting.get(this.#next);
      if (item === undefined) return ready;
      ready.push(item);
      this.#waiting.delete(this.#next++);
    }
  }

  /** Notes that numbers up to this one were sent, so that a missing last one is noticed too. */
  announce(highest: number): void {
    this.#announced = Math.max(this.#announced, highest);
  }

  /** The first number that was not handed over. */
  get next(): number {
    return this.#next;
  }

  /** The first number that is missing though a later one is known of; undefined where none is. */
  get missing(): number | undefined {
    return this.#waiting.size > 0 || this.#announced >= this.#next ? this.#next : undefined;
  }
}
