// Whether an element is before somebody's eyes: drawn, scrolled to, in a page that is not hidden.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Watches its host, and draws it again when that changes. */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: IntersectionObserver | undefined;
  #shown = false;
  #seen = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get seen(): boolean {
    return this.#seen;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(entries => {
      this.#shown = entries.at(-1)?.isIntersecting ?? false;
      this.#look();
    });
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
    this.#shown = false;
    this.#look();
  }

  readonly #look = (): void => {
    const seen = this.#shown && !document.hidden;
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#host.requestUpdate();
  };
}
