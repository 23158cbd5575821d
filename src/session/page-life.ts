// Tells when the page goes away, and when it comes back out of the back/forward cache.

export class PageLife {
  readonly #hidden: () => () => void;
  #watching: AbortController | undefined;

  /** `hidden` lets go of everything before it returns; what it returns is called when the page comes back. */
  constructor(hidden: () => () => void) {
    this.#hidden = hidden;
  }

  watch(): void {
    if (this.#watching) return;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    let back: (() => void) | undefined;
    window.addEventListener('pagehide', () => (back = this.#hidden()), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && back?.(), { signal });
  }

  unwatch(): void {
    this.#watching?.abort();
    this.#watching = undefined;
  }
}
