// One page load of a peer, as signalling sees it: the sealed channel, the order of what comes, the request for
// what is missing, the limit on how much is handed over. Which way bytes take is told from outside.

import type { Bytes } from '../protocol/bytes.ts';
import type { Channel, Opened } from '../protocol/channel.ts';
import type { Envelope } from '../protocol/envelope.ts';
import type { RemoteIdentity } from '../protocol/identity.ts';
import { Sequence } from '../protocol/sequence.ts';
import type { Signal } from '../protocol/signals.ts';
import { Queue } from '../queue.ts';
import { wait } from '../retry.ts';
import { Throttle } from './throttle.ts';

/** When a missing envelope is asked for, in milliseconds since it was missed; after the last it is given up. */
const RESEND_AFTER_MS = [300, 1000, 3000];
/** How long the last request may take to be answered. */
const ANSWERED_MS = 300;
const SIGNALS_PER_SECOND = 50;
/**
 * How long after the broker had an envelope its number is told once more, in milliseconds: nothing that
 * follows would show that it is missing. By then channel 0 is open, as a rule, and the broker sees none of this.
 */
const TELL_AFTER_MS = 1000;
/** Sealed envelopes that may overtake the opening that they need. */
const MAX_EARLY = 8;
/** So many waiting envelopes are no peer's but an attacker's. */
const MAX_WAITING = 200;
/** Answers about the numbering itself; a resend may be 64 envelopes long. */
const ANSWERS_PER_SECOND = 5;

/** What a correspondent needs of its surroundings. */
export interface CorrespondentContext {
  /** Publishes to the peer's inbox, over the broker. */
  readonly publish: (remote: RemoteIdentity, bytes: Bytes) => Promise<void>;
  /** Hands over signals, in the order in which they were sent, each once. */
  readonly signals: (correspondent: Correspondent, signals: readonly Signal[]) => void;
  /** Something was lost for good. */
  readonly lost: (correspondent: Correspondent) => void;
  /** It sends more than anybody has reason to. */
  readonly flooded: (correspondent: Correspondent) => void;
  /** Counts what was dropped. */
  readonly dropped: (why: 'unopened' | 'unparsed') => void;
}

type Opening = Extract<Envelope, { form: 'opening' }>;
type Sealed = Extract<Envelope, { form: 'sealed' }>;

export class Correspondent {
  readonly remote: RemoteIdentity;
  /** Another way than the broker, data channel 0; answers false when it can't take the bytes. */
  way: ((bytes: Bytes) => boolean) | undefined;
  /** The number of the latest `hello` heard of it. */
  helloNumber = 0;
  readonly #channel: Channel;
  readonly #context: CorrespondentContext;
  readonly #sequence = new Sequence<readonly Signal[]>();
  readonly #handing = new Queue();
  readonly #throttle = new Throttle(SIGNALS_PER_SECOND);
  readonly #answers = new Throttle(ANSWERS_PER_SECOND);
  readonly #closing = new AbortController();
  #early: Sealed[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
  #asking = false;

  constructor(remote: RemoteIdentity, channel: Channel, context: CorrespondentContext) {
    this.remote = remote;
    this.#channel = channel;
    this.#context = context;
  }

  /** Whether an envelope of it has opened. */
  get authenticated(): boolean {
    return this.#channel.authenticated;
  }

  /** Whether its opening has been had: no other will be tried. */
  get opened(): boolean {
    return this.#channel.opened;
  }

  /** Seals and sends. What is sealed once is kept for being asked for again. */
  async send(signals: readonly Signal[]): Promise<void> {
    const bytes = await this.#channel.seal(signals);
    if (this.#closing.signal.aborted || this.way?.(bytes)) return;
    const published = this.#context.publish(this.remote, bytes);
    // What is about the numbering itself is told of no more, or both sides would tell each other for ever.
    if (signals.every(({ kind }) => kind === 'ping' || kind === 'pong' || kind === 'resend')) return;
    published.then(
      () => this.#tellLater(),
      () => {},
    );
  }

  #tellLater(): void {
    clearTimeout(this.#telling);
    if (this.#closing.signal.aborted) return;
    const tell = () => void this.send([{ kind: 'ping', highest: this.#channel.highestSent }]);
    this.#telling = setTimeout(tell, TELL_AFTER_MS);
  }

  /** Seals and sends over the broker, whatever other way there is. Resolves when the broker has it. */
  async sendByBroker(signals: readonly Signal[]): Promise<void> {
    await this.#context.publish(this.remote, await this.#channel.seal(signals));
  }

  /** Sends everything again, over the broker, to a peer that seems not to have heard any of it. */
  repeat(): void {
    if (!this.#answers.take(performance.now())) return;
    for (const bytes of this.#channel.sentFrom(1) ?? []) void this.#context.publish(this.remote, bytes);
  }

  /** Asks for what it may have sent in vain. */
  catchUp(): void {
    void this.send([{ kind: 'resend', from: this.#sequence.next }]);
  }

  /** Takes in an envelope that came from it, over whichever way. */
  async receive(envelope: Opening | Sealed): Promise<void> {
    const opened = await this.#channel.open(envelope);
    if (this.#closing.signal.aborted) return;
    if (!opened) {
      this.#context.dropped('unopened');
      const early = envelope.form === 'sealed' && !this.opened && this.#early.length < MAX_EARLY;
      if (early) this.#early.push(envelope);
      return;
    }
    if (opened.ignored > 0) this.#context.dropped('unparsed');
    if (this.#handing.length > MAX_WAITING) return this.#context.flooded(this);
    this.#answer(opened);
    this.#handOver(this.#sequence.take(opened.number, opened.signals));
    if (this.#sequence.missing !== undefined) void this.#askForMissing();
    if (envelope.form === 'opening') for (const early of this.#early.splice(0)) void this.receive(early);
  }

  /** Forgets timers and keys in use; nothing is sent or handed over afterwards. */
  close(): void {
    this.#closing.abort();
    clearTimeout(this.#telling);
    this.#early = [];
    this.way = undefined;
  }

  /** What is about the numbering itself can't wait for its place in it. */
  #answer(opened: Opened): void {
    for (const signal of opened.signals) {
      if (signal.kind === 'ping' || signal.kind === 'pong') this.#sequence.announce(signal.highest);
      if (signal.kind !== 'ping' && signal.kind !== 'resend') continue;
      if (!this.#answers.take(performance.now())) return;
      if (signal.kind === 'resend') this.#resend(signal.from);
      else void this.send([{ kind: 'pong', highest: this.#channel.highestSent + 1 }]);
    }
  }

  #resend(from: number): void {
    const kept = this.#channel.sentFrom(from);
    if (kept) for (const bytes of kept) this.way?.(bytes) || void this.#context.publish(this.remote, bytes);
    else this.#context.lost(this);
  }

  #handOver(batches: readonly (readonly Signal[])[]): void {
    const { signal } = this.#closing;
    for (const signals of batches) {
      const deliver = async () => {
        const delay = this.#throttle.delay(performance.now(), Math.max(1, signals.length));
        if (delay > 0) await wait(delay, signal);
        if (!signal.aborted) this.#context.signals(this, signals);
      };
      // Only an abort rejects, and then nobody is left to be told.
      this.#handing.run(deliver).catch(() => {});
    }
  }

  async #askForMissing(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#sequence.missing !== undefined) await this.#askFor(this.#sequence.missing);
    } catch {
      // Closed meanwhile.
    } finally {
      this.#asking = false;
    }
  }

  /** Resolves when a number is there, or given up. */
  async #askFor(number: number): Promise<void> {
    let waited = 0;
    for (const after of RESEND_AFTER_MS) {
      await wait(after - waited, this.#closing.signal);
      waited = after;
      if (this.#sequence.missing !== number) return;
      await this.send([{ kind: 'resend', from: number }]);
    }
    await wait(ANSWERED_MS, this.#closing.signal);
    if (this.#sequence.missing !== number) return;
    this.#handOver(this.#sequence.skip());
    this.#context.lost(this);
  }
}
