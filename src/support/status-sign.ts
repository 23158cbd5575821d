// The sign at the door: what a desk tells everybody, in clear and retained where the broker does that. One agent hangs
// it out; a new epoch on it makes visitors tell their tickets again.

import { type Bytes, base64url, random } from '../protocol/bytes.ts';
import type { DeskKey } from '../protocol/desk-keys.ts';
import { decodeStatus, encodeStatus } from '../protocol/desk-seal.ts';
import { statusTopic } from '../protocol/topics.ts';
import type { Bus } from '../transport/bus.ts';

export class StatusSign {
  readonly #bus: Bus;
  readonly #topic: string;
  #epoch = '';
  #told = '';
  /** Messages can be left. */
  mail = false;

  constructor(bus: Bus, desk: DeskKey, prefix: string) {
    this.#bus = bus;
    this.#topic = statusTopic(prefix, desk.tag);
  }

  /** Reads what hangs there. Resolves with the way to stop. */
  listen(): Promise<() => void> {
    return this.#bus.subscribe(this.#topic, async (_, bytes) => {
      const status = await decodeStatus(bytes.slice() as Bytes);
      // Anybody may have written it. Use is made of the epoch alone, to hand it on.
      if (status) this.#epoch = status.epoch;
    });
  }

  /** From here on visitors tell their tickets anew: nobody here knows them. */
  renew(): void {
    this.#epoch = base64url(random(16));
  }

  /** Hangs it out where it says something new. */
  tell(open: boolean, agents: number): void {
    if (this.#epoch === '') this.renew();
    const status = { open, agents, epoch: this.#epoch, ...(this.mail && { mail: true }) };
    const told = JSON.stringify(status);
    if (told === this.#told || this.#bus.state.value.status !== 'connected') return;
    this.#told = told;
    const tell = async () => this.#bus.publish(this.#topic, await encodeStatus(status), { retain: true });
    // Rejected only where the bus is closed first.
    tell().catch(() => {});
  }
}
