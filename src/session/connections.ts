// The numbered connections with one peer, which may stand beside each other: what is there, what is dropped, and
// that none stays in the middle of a negotiation. Which of them is used is the peer's business.

import type { Connection } from './connection.ts';

/** A negotiation that takes longer is stuck, in milliseconds. */
const NEGOTIATION_MS = 5000;
/** How long a connection stays that is no longer used: signals may be on their way over it. In milliseconds. */
const RETIRE_MS = 1000;
/** More at once are no recovery. */
const MAX_CONNECTIONS = 4;

export class Connections {
  readonly #stuck: () => void;
  readonly #numbered = new Map<number, Connection>();
  readonly #timers = new Map<Connection, ReturnType<typeof setTimeout>>();
  readonly #retiring = new Set<Connection>();
  #highest: number;

  /** `highest`: the number that the pair of page loads has used already. `stuck` tells of an endless negotiation. */
  constructor(highest: number, stuck: () => void) {
    this.#highest = highest;
    this.#stuck = stuck;
  }

  /** The highest number that a connection of the pair has had. */
  get highest(): number {
    return this.#highest;
  }

  get all(): Connection[] {
    return [...this.#numbered.values()];
  }

  get(number: number): Connection | undefined {
    return this.#numbered.get(number);
  }

  /** Puts a connection in the free place of its number. Of too many the oldest goes, but never `used`. */
  add(number: number, connection: Connection, used: Connection | undefined): void {
    this.#highest = Math.max(this.#highest, number);
    this.#numbered.set(number, connection);
    connection.pc.addEventListener('signalingstatechange', () => this.#watch(connection));
    this.#watch(connection);
    if (this.#numbered.size <= MAX_CONNECTIONS) return;
    const oldest = this.all.find(each => each !== used);
    if (oldest) this.drop(oldest);
  }

  /** Closes a connection in a moment. */
  retire(connection: Connection): void {
    clearTimeout(this.#timers.get(connection));
    this.#retiring.add(connection);
    this.#timers.set(
      connection,
      setTimeout(() => this.drop(connection), RETIRE_MS),
    );
  }

  /** Whether it only waits to be closed. */
  retires(connection: Connection): boolean {
    return this.#retiring.has(connection);
  }

  /** Closes a connection and forgets it. */
  drop(connection: Connection): void {
    clearTimeout(this.#timers.get(connection));
    this.#timers.delete(connection);
    this.#retiring.delete(connection);
    for (const [number, each] of this.#numbered) if (each === connection) this.#numbered.delete(number);
    connection.close();
  }

  #watch(connection: Connection): void {
    if (this.retires(connection)) return;
    clearTimeout(this.#timers.get(connection));
    if (['stable', 'closed'].includes(connection.pc.signalingState)) return;
    this.#timers.set(connection, setTimeout(this.#stuck, NEGOTIATION_MS));
  }
}
