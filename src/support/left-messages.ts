// The messages that a visitor has left at a desk while nobody was there: sealed, given to the broker to keep, and kept
// here as well until a receipt shows that an agent has read them. What the broker has lost it is given again.

import { RtcError } from '../errors.ts';
import { keep, keptValue } from '../kept.ts';
import { type Bytes, base64url, equal, fromBase64url, random, utf8 } from '../protocol/bytes.ts';
import type { DeskKey } from '../protocol/desk-keys.ts';
import { sealToDesk } from '../protocol/desk-seal.ts';
import { parseVisitorSignals } from '../protocol/desk-signals.ts';
import { cleanName } from '../protocol/display-name.ts';
import { MAX_WIRE_BYTES } from '../protocol/envelope.ts';
import { receiptIn } from '../protocol/kept-mail.ts';
import { list, record, text, whole } from '../protocol/shape.ts';
import { mailTopic } from '../protocol/topics.ts';
import { wait } from '../retry.ts';
import type { Footing } from '../session/footing.ts';
import type { Details } from './visitor.ts';

/** Where the copies are; a visit looks there too. */
const LEFT_KEY = 'rtc-elements.mail';
const MAX_LEFT = 10;
/** Copies go after this time, in milliseconds. */
const KEPT_MS = 30 * 86_400_000;
/** What the broker has not served by then it does not have, in milliseconds. */
const SERVED_MS = 5000;

const shape = list(
  record({
    topic: text(400),
    bytes: text(Math.ceil(MAX_WIRE_BYTES * 1.4)),
    receipt: text(22),
    at: whole(0, Number.MAX_SAFE_INTEGER),
  }),
  MAX_LEFT,
);

/** What somebody leaves. */
export interface Letter extends Details {
  readonly text: string;
}

export class LeftMessages {
  readonly #footing: Footing;
  readonly #prefix: string;
  readonly #closing = new AbortController();

  constructor(footing: Footing, prefix: string) {
    this.#footing = footing;
    this.#prefix = prefix;
  }

  /** Resolves when the broker has it. Throws an RtcError where the desk could not read so much. */
  async leave({ text, ...details }: Letter, desk: DeskKey): Promise<void> {
    const receipt = base64url(random(16));
    const at = Math.floor(Date.now() / 1000);
    const name = cleanName(details.name);
    const message = { kind: 'message', ...details, name, text, at, receipt } as const;
    const tooLong = utf8(JSON.stringify(message)).length > MAX_WIRE_BYTES / 2;
    if (tooLong || parseVisitorSignals([message])?.ignored !== 0)
      throw new RtcError('message-too-long', 'What is written is more than a desk reads.');
    const topic = mailTopic(this.#prefix, desk.tag, base64url(random(16)));
    const bytes = await sealToDesk(this.#footing.identity, 1, [message], desk, this.#prefix, topic);
    const copy = { topic, bytes: base64url(bytes), receipt, at: Date.now() };
    write([...read(), copy].slice(-MAX_LEFT));
    await this.#footing.bus.publish(topic, bytes, { retain: true });
    await this.#watch(topic, bytes, receipt);
  }

  /** Looks after those that were left before, on this page or another. */
  async check(): Promise<void> {
    const now = Date.now();
    write(read().filter(({ at }) => now - at < KEPT_MS));
    await Promise.all(
      read()
        .filter(({ topic }) => topic.startsWith(`${this.#prefix}/desk/`))
        .map(async ({ topic, bytes, receipt }) => {
          const sealed = fromBase64url(bytes);
          if (!sealed) return;
          const served = await this.#watch(topic, sealed, receipt);
          await wait(SERVED_MS, this.#closing.signal);
          if (!served() && isLeft(topic)) await this.#footing.bus.publish(topic, sealed, { retain: true });
        }),
    );
  }

  close(): void {
    this.#closing.abort();
  }

  /** Waits for the receipt. Resolves with the way to tell whether the broker has served something. */
  async #watch(topic: string, own: Bytes, receipt: string): Promise<() => boolean> {
    const { bus } = this.#footing;
    let served = false;
    const stop = await bus.subscribe(topic, (_, payload) => {
      const message = payload.slice() as Bytes;
      const back = receiptIn(message);
      if (equal(message, own)) served = true;
      if (!back || base64url(back.receipt) !== receipt) return;
      served = true;
      write(read().filter(each => each.topic !== topic));
      // Nobody needs it any more.
      if (back.done) void bus.publish(topic, new Uint8Array(), { retain: true }).catch(() => {});
    });
    this.#closing.signal.addEventListener('abort', stop, { once: true });
    return () => served;
  }
}

type Left = NonNullable<ReturnType<typeof shape>>;
const read = (): Left => shape(keptValue('localStorage', LEFT_KEY)) ?? [];
const isLeft = (topic: string): boolean => read().some(each => each.topic === topic);

function write(left: Left): void {
  keep('localStorage', LEFT_KEY, left.length > 0 ? JSON.stringify(left) : undefined);
}
