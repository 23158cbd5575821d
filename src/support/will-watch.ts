// Listens to the wills of those who told the hash of theirs: what the broker publishes when it has lost somebody.

import { type Bytes, base64url, sha256 } from '../protocol/bytes.ts';
import { goneTopic } from '../protocol/topics.ts';
import type { Bus } from '../transport/bus.ts';

/** What is larger is nobody's will. */
const MAX_WILL_BYTES = 64;

export class WillWatch {
  readonly #bus: Bus;
  readonly #prefix: string;
  readonly #gone: (id: string) => void;
  readonly #watched = new Map<string, { hash: string; readonly stop: Promise<() => void> }>();

  constructor(bus: Bus, prefix: string, gone: (id: string) => void) {
    this.#bus = bus;
    this.#prefix = prefix;
    this.#gone = gone;
  }

  /** Believes only bytes of this hash from now on. */
  watch(id: string, hash: string): void {
    const known = this.#watched.get(id);
    if (known) {
      known.hash = hash;
      return;
    }
    const heard = (_: string, payload: Uint8Array) => void this.#heard(id, payload);
    // A broker that doesn't grant it tells nothing; a bus that is closed has nothing to stop.
    const stop = this.#bus.subscribe(goneTopic(this.#prefix, id), heard).catch(() => () => {});
    this.#watched.set(id, { hash, stop });
  }

  unwatch(id: string): void {
    void this.#watched.get(id)?.stop.then(stop => stop());
    this.#watched.delete(id);
  }

  close(): void {
    for (const id of [...this.#watched.keys()]) this.unwatch(id);
  }

  async #heard(id: string, payload: Uint8Array): Promise<void> {
    if (payload.length > MAX_WILL_BYTES) return;
    const hash = base64url(await sha256(payload.slice() as Bytes));
    if (this.#watched.get(id)?.hash === hash) this.#gone(id);
  }
}
