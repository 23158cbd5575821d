// What the broker says in our name when it loses us: random bytes whose hash the others know. Only who knows the
// bytes can say that we are gone, and before it says so that is the broker alone.

import { base64url, random, sha256 } from '../protocol/bytes.ts';
import type { SignalOf } from '../protocol/signals.ts';
import { goneTopic } from '../protocol/topics.ts';
import type { Will } from '../transport/bus.ts';

export class OwnWill {
  readonly #topic: string;
  #hash = '';

  constructor(prefix: string, id: string) {
    this.#topic = goneTopic(prefix, id);
  }

  /** Tells a peer the hash of the present will. */
  get signal(): SignalOf<'will'> {
    return { kind: 'will', hash: this.#hash };
  }

  /** A fresh will, for the next connection to a broker. */
  async renew(): Promise<Will> {
    const payload = random(16);
    this.#hash = base64url(await sha256(payload));
    return { topic: this.#topic, payload };
  }
}
