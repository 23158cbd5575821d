// A promise with its ends in hand (`Promise.withResolvers`, which Node 20 lacks), safe to leave unobserved.

/** A promise that is settled from outside. Its rejection is never reported as unhandled. */
export class Deferred<T = void> {
  readonly promise: Promise<T>;
  resolve: (value: T) => void = () => {};
  reject: (reason: unknown) => void = () => {};

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}

/** What waits for a bus that is closed rejects with this. */
export const busClosed = (): DOMException => new DOMException('The bus was closed.', 'AbortError');
