// How two peers come to their safety code: commitment, answer, reveal (as ZRTP, RFC 6189 §4.4.1.1). Who sits
// between them has to choose a nonce before it sees the other's, and so can't look for one that gives equal codes.

import { RtcError } from '../errors.ts';
import { type Bytes, base64url, random } from '../protocol/bytes.ts';
import {
  keepsCommitment,
  SAFETY_BYTES,
  type SafetyCode,
  type SafetySide,
  safetyBytes,
  safetyCode,
  safetyCommitment,
} from '../protocol/safety-code.ts';
import type { SignalOf } from '../protocol/signals.ts';
import { Queue } from '../queue.ts';
import { wait } from '../retry.ts';
import { Deferred } from '../transport/deferred.ts';

/** A peer that asks more often than this is not answered, in milliseconds. */
const ASKED_EVERY_MS = 2000;
/** What we keep to, so that nothing on the way makes us look faster. */
const ASK_EVERY_MS = 2500;
/** How long an exchange may take, in milliseconds. */
const ANSWERED_MS = 10_000;
/** Every exchange is a guess for who sits between: one in a million by digits alone. */
const MAX_EXCHANGES = 10;

type SafetySignal = SignalOf<'safety'>;

export interface Sides {
  readonly own: SafetySide;
  readonly other: SafetySide;
}

/** What an exchange needs of its surroundings. */
export interface SafetyContext {
  /** Both ends of the connection in use; undefined where there is none. */
  sides(): Sides | undefined;
  send(signal: SafetySignal): void;
  /** There is a code, another one, or none any more. */
  changed(): void;
  /** The other side did not keep to its commitment. */
  failed(error: RtcError): void;
  /** Something came too often, or at a wrong time. */
  dropped(): void;
}

/** Where an exchange stands: whose commitment it is, and our nonce. */
type Exchange =
  | { readonly role: 'asking'; readonly nonce: Bytes }
  | { readonly role: 'answering'; readonly nonce: Bytes; readonly commitment: Bytes };

export class SafetyExchange {
  readonly #context: SafetyContext;
  readonly #jobs = new Queue();
  #code: SafetyCode | undefined;
  #exchange: Exchange | undefined;
  #asked: Deferred<SafetyCode> | undefined;
  #pause: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #wasAskedAt = Number.NEGATIVE_INFINITY;
  #exchanges = 0;

  constructor(context: SafetyContext) {
    this.#context = context;
  }

  get code(): SafetyCode | undefined {
    return this.#code;
  }

  /** The code, made with the other side if there is none yet. Rejects with an RtcError. */
  request(): Promise<SafetyCode> {
    if (this.#code) return Promise.resolve(this.#code);
    if (this.#asked) return this.#asked.promise;
    this.#asked = new Deferred();
    const { promise } = this.#asked;
    this.#begun().catch(() => {
      // Cancelled, and whoever asked has been told.
    });
    return promise;
  }

  /** Takes in a signal of the other side. */
  handle(signal: SafetySignal): void {
    void this.#jobs.run(() => this.#take(signal));
  }

  /** The other side has gone, or we have: who waits is told. A code that was found stays. */
  cancel(): void {
    this.#end(unanswered());
  }

  async #begun(): Promise<void> {
    this.#pause = new AbortController();
    const early = this.#askedAt + ASK_EVERY_MS - performance.now();
    if (early > 0) await wait(early, this.#pause.signal);
    await this.#jobs.run(() => this.#ask());
  }

  async #ask(): Promise<void> {
    // An exchange that the other side has begun gives us the code as well.
    if (!this.#asked || this.#exchange) return;
    const sides = this.#context.sides();
    if (!sides || this.#exchanges >= MAX_EXCHANGES) {
      this.#end(unanswered());
      return;
    }
    const nonce = random(SAFETY_BYTES);
    const commitment = await safetyCommitment(nonce, sides.own);
    this.#askedAt = performance.now();
    this.#begin({ role: 'asking', nonce });
    this.#send('commit', commitment);
  }

  async #take({ step, value }: SafetySignal): Promise<void> {
    const bytes = safetyBytes(value);
    const sides = this.#context.sides();
    const exchange = this.#exchange;
    if (bytes && sides && step === 'commit') {
      this.#answer(bytes, sides);
    } else if (bytes && sides && step === 'answer' && exchange?.role === 'asking') {
      this.#send('reveal', exchange.nonce);
      await this.#derive(exchange.nonce, bytes, sides);
    } else if (bytes && sides && step === 'reveal' && exchange?.role === 'answering') {
      if (await keepsCommitment(exchange.commitment, bytes, sides.other))
        await this.#derive(exchange.nonce, bytes, sides);
      else this.#broken();
    } else {
      this.#context.dropped();
    }
  }

  #answer(commitment: Bytes, { own, other }: Sides): void {
    // Both asked at once: the smaller id's commitment stands.
    if (this.#exchange?.role === 'asking' && own.id < other.id) return;
    const now = performance.now();
    if (now - this.#wasAskedAt < ASKED_EVERY_MS || this.#exchanges >= MAX_EXCHANGES) {
      this.#context.dropped();
      return;
    }
    this.#wasAskedAt = now;
    const nonce = random(SAFETY_BYTES);
    this.#begin({ role: 'answering', nonce, commitment });
    this.#send('answer', nonce);
  }

  async #derive(ownNonce: Bytes, otherNonce: Bytes, { own, other }: Sides): Promise<void> {
    const code = await safetyCode({ ...own, nonce: ownNonce }, { ...other, nonce: otherNonce });
    this.#code = code;
    this.#asked?.resolve(code);
    this.#end(unanswered());
    this.#context.changed();
  }

  #broken(): void {
    this.#code = undefined;
    const error = new RtcError('safety-code-failed', 'The nonce does not fit the commitment.');
    this.#end(error);
    this.#context.changed();
    this.#context.failed(error);
  }

  #begin(exchange: Exchange): void {
    this.#exchanges++;
    this.#exchange = exchange;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.cancel(), ANSWERED_MS);
  }

  /** Whoever still waits is told why there is no code. */
  #end(error: RtcError): void {
    clearTimeout(this.#timer);
    this.#pause?.abort();
    this.#exchange = undefined;
    this.#asked?.reject(error);
    this.#asked = undefined;
  }

  #send(step: SafetySignal['step'], bytes: Bytes): void {
    this.#context.send({ kind: 'safety', step, value: base64url(bytes) });
  }
}

function unanswered(): RtcError {
  return new RtcError('safety-code-unanswered', 'The other side did not answer the request for a code.');
}
