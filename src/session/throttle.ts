// How much one peer, or all strangers together, may make us do. Pure: the clock is handed in.

/** A bucket of `perSecond` tokens that fills again evenly. */
export class Throttle {
  readonly #perSecond: number;
  #tokens: number;
  #at = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /** Takes a token if there is one. `now` in milliseconds. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Takes tokens in any case and returns how long to wait before acting, in milliseconds. */
  delay(now: number, tokens = 1): number {
    this.#fill(now);
    this.#tokens -= tokens;
    return this.#tokens < 0 ? (-this.#tokens / this.#perSecond) * 1000 : 0;
  }

  #fill(now: number): void {
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + gained);
    this.#at = now;
  }
}
