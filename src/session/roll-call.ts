// Saying hello to the room: when, how often, and with which offer.

import type { Hello } from '../protocol/signals.ts';
import { wait } from '../retry.ts';
import type { ReadyOffer } from './ready-offer.ts';

/** When somebody who is alone says hello again, in milliseconds after the first time. */
const HELLO_AGAIN_MS = [1000, 3000, 9000];

export interface RollCallOptions {
  /** Present where the room has a secret, which seals it. */
  readonly offer: ReadyOffer | undefined;
  /** Whether nobody is known to be here. */
  alone(): boolean;
  /** Publishes. Resolves when the broker has it. */
  say(hello: Hello): Promise<void>;
}

export class RollCall {
  readonly #options: RollCallOptions;
  readonly #signal: AbortSignal;

  constructor(options: RollCallOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  /** Says hello, and again for a while to an empty room. Resolves when the broker has the first. */
  begin(): Promise<void> {
    this.#repeat().catch(() => {
      // Left.
    });
    return this.say();
  }

  /** Says hello, to whoever is alone with a ready offer. */
  async say(): Promise<void> {
    const { offer, alone, say } = this.#options;
    const sdp = alone() ? await offer?.take() : undefined;
    if (!this.#signal.aborted) await say(sdp === undefined ? {} : { offer: sdp });
  }

  async #repeat(): Promise<void> {
    let waited = 0;
    for (const after of HELLO_AGAIN_MS) {
      await wait(after - waited, this.#signal);
      waited = after;
      if (this.#options.alone()) await this.say();
    }
  }
}
