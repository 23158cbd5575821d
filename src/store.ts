// A value that can be watched. It knows nothing of what it holds.

/** What a reader of a `Store` sees. */
export interface ReadableStore<T> {
  /** The present value; frozen, replaced and never changed. */
  readonly value: T;
  /** Calls `changed` once per microtask in which the value was replaced. Returns the way to stop. */
  subscribe(changed: (value: T) => void): () => void;
}

/** Holds one frozen value and tells its subscribers, at most once per microtask, that it was replaced. */
export class Store<T> implements ReadableStore<T> {
  #value: T;
  #subscribers = new Set<(value: T) => void>();
  #pending = false;

  constructor(value: T) {
    this.#value = Object.freeze(value);
  }

  get value(): T {
    return this.#value;
  }

  /** Replaces the value. The same value again tells nobody. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = Object.freeze(value);
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      for (const changed of [...this.#subscribers]) changed(this.#value);
    });
  }

  subscribe(changed: (value: T) => void): () => void {
    this.#subscribers.add(changed);
    return () => this.#subscribers.delete(changed);
  }
}

/** Resolves with the first value, the present one included, that passes `test`; rejects when `signal` aborts. */
export function until<T>(
  store: ReadableStore<T>,
  test: (value: T) => boolean,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (test(store.value)) return resolve(store.value);
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      stop();
      reject(signal?.reason);
    };
    const stop = store.subscribe(value => {
      if (!test(value)) return;
      stop();
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
