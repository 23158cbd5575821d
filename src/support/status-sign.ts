// The sign at the door: what a desk tells everybody, in clear and retained where the broker does that. One agent hangs
// it out, and answers who knocks; a new epoch on it makes visitors tell their tickets again.

import { type Bytes, base64url, random } from '../protocol/bytes.ts';
import type { DeskKey } from '../protocol/desk-keys.ts';
import { decodeKnock, decodeStatus, encodeStatus } from '../protocol/desk-seal.ts';
import type { DeskStatus } from '../protocol/desk-signals.ts';
import { statusTopic } from '../protocol/topics.ts';
import type { Bus } from '../transport/bus.ts';

/** Those who knock within this time are answered together, in milliseconds, and so many of them. */
const GATHER_MS = 300;
const MAX_ANSWERS = 100;

export class StatusSign {
  readonly #bus: Bus;
  readonly #topic: string;
  #epoch = '';
  #told: DeskStatus | undefined;
  #knocks: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether this agent is the one that answers. */
  readonly #answers: () => boolean;
  /** Messages can be left. */
  mail = false;

  constructor(bus: Bus, desk: DeskKey, prefix: string, answers: () => boolean) {
    this.#answers = answers;
    this.#bus = bus;
    this.#topic = statusTopic(prefix, desk.tag);
  }

  /** Reads what hangs there. Resolves with the way to stop. */
  async listen(): Promise<() => void> {
    const stop = await this.#bus.subscribe(this.#topic, async (_, bytes) => {
      const message = bytes.slice() as Bytes;
      const knock = decodeKnock(message);
      if (knock) return this.#knocked(base64url(knock));
      const status = await decodeStatus(message);
      // Anybody may have written it. Use is made of the epoch alone, to hand it on.
      if (status) this.#epoch = status.epoch;
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** From here on visitors tell their tickets anew: nobody here knows them. */
  renew(): void {
    this.#epoch = base64url(random(16));
  }

  /** Hangs it out where it says something new. */
  tell(open: boolean, agents: number): void {
    if (this.#epoch === '') this.renew();
    const status = { open, agents, epoch: this.#epoch, ...(this.mail && { mail: true }) };
    const { open: wasOpen, agents: were, epoch, mail } = this.#told ?? {};
    const same =
      wasOpen === open && were === agents && epoch === this.#epoch && (mail ?? false) === this.mail;
    if (same || this.#bus.state.value.status !== 'connected') return;
    this.#told = status;
    this.#publish(status, true);
  }

  #knocked(nonce: string): void {
    if (!this.#answers() || this.#knocks.length >= MAX_ANSWERS) return;
    this.#knocks.push(nonce);
    if (this.#knocks.length > 1) return;
    this.#timer = setTimeout(() => {
      const answers = this.#knocks.splice(0);
      // Nobody else needs it later.
      if (this.#told) this.#publish({ ...this.#told, epoch: this.#epoch, answers }, false);
    }, GATHER_MS);
  }

  #publish(status: DeskStatus, retain: boolean): void {
    const publish = async () => this.#bus.publish(this.#topic, await encodeStatus(status), { retain });
    // Rejected only where the bus is closed first.
    publish().catch(() => {});
  }
}
