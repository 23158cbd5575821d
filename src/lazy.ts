// Something that is fetched when it is first needed, and may not come: offline, say.

export class Lazy<T> {
  readonly #fetch: () => Promise<T>;
  #value: T | undefined;
  #coming: Promise<T | undefined> | undefined;

  /** `fetch` is called again after it has failed. */
  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Undefined until it has come. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Resolves with undefined where it does not come; who asks then begins anew. */
  load(): Promise<T | undefined> {
    this.#coming ??= this.#begin();
    return this.#coming;
  }

  async #begin(): Promise<T | undefined> {
    try {
      this.#value = await this.#fetch();
    } catch {
      this.#coming = undefined;
    }
    return this.#value;
  }
}
