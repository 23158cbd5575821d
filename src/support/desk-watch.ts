// What a visitor knows of a desk before it asks for somebody: the sign at the door, and whether anybody is behind it. A
// sign may hang there though the last agent has just closed the browser, so it is knocked.

import { type Bytes, base64url, random } from '../protocol/bytes.ts';
import type { DeskKey } from '../protocol/desk-keys.ts';
import { decodeStatus, encodeKnock } from '../protocol/desk-seal.ts';
import type { DeskStatus } from '../protocol/desk-signals.ts';
import { statusTopic } from '../protocol/topics.ts';
import type { Bus } from '../transport/bus.ts';

/** Who has not answered by then is not there, in milliseconds. */
const ANSWER_MS = 3000;
/** How often it is knocked again, in milliseconds. */
const AGAIN_MS = 30_000;

export interface DeskWatchOptions {
  readonly bus: Bus;
  readonly desks: readonly DeskKey[];
  readonly prefix: string;
  /** Whether it matters now who is there. */
  matters(): boolean;
  /** `renewed`: its agents know nothing of before. */
  changed(status: DeskStatus, renewed: boolean): void;
}

export class DeskWatch {
  readonly #options: DeskWatchOptions;
  #status: DeskStatus | undefined;
  #nonce = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DeskWatchOptions) {
    this.#options = options;
  }

  /** Reads the signs, and knocks from time to time. Resolves with the way to stop. */
  async listen(): Promise<() => void> {
    const { bus, matters } = this.#options;
    const stops = await Promise.all(
      this.#topics.map(topic => bus.subscribe(topic, (_, bytes) => void this.#heard(bytes))),
    );
    this.#knock();
    const again = setInterval(() => matters() && this.#knock(), AGAIN_MS);
    return () => {
      for (const stop of stops) stop();
      clearInterval(again);
      clearTimeout(this.#timer);
    };
  }

  get #topics(): string[] {
    const { desks, prefix } = this.#options;
    return desks.map(({ tag }) => statusTopic(prefix, tag));
  }

  #knock(): void {
    const { bus } = this.#options;
    if (bus.state.value.status !== 'connected') return;
    const nonce = random(16);
    this.#nonce = base64url(nonce);
    // Rejected only where the bus is closed first.
    for (const topic of this.#topics) bus.publish(topic, encodeKnock(nonce)).catch(() => {});
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#nobodyAnswers(), ANSWER_MS);
  }

  #nobodyAnswers(): void {
    const { bus, changed } = this.#options;
    if (!this.#status || bus.state.value.status !== 'connected') return;
    changed({ ...this.#status, open: false, agents: 0 }, false);
  }

  async #heard(bytes: Uint8Array): Promise<void> {
    const status = await decodeStatus(bytes.slice() as Bytes);
    if (!status) return;
    if (status.answers?.includes(this.#nonce)) clearTimeout(this.#timer);
    const renewed = this.#status !== undefined && this.#status.epoch !== status.epoch;
    this.#status = status;
    this.#options.changed(status, renewed);
  }
}
