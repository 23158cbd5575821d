// The messages that visitors left while nobody was there, as an agent has them: retained by the broker until somebody is
// done with them. Whether this broker serves them is tried first. How they are shown is left to others.

import { type Bytes, base64url, fromBase64url, random } from '../protocol/bytes.ts';
import type { DeskSecret } from '../protocol/desk-keys.ts';
import { openToDesk } from '../protocol/desk-seal.ts';
import type { Kind, VisitorSignal } from '../protocol/desk-signals.ts';
import { type Kept, openKept, receiptIn, sealKept } from '../protocol/kept-mail.ts';
import { mailTopic } from '../protocol/topics.ts';
import { Queue } from '../queue.ts';
import { wait } from '../retry.ts';
import { Throttle } from '../session/throttle.ts';
import { type ReadableStore, Store } from '../store.ts';
import type { Bus } from '../transport/bus.ts';

const MAX_MESSAGES = 1000;
const OPENINGS_PER_SECOND = 100;

type Letter = Kind<VisitorSignal, 'message'>;

/** A message as people see it. Texts are untrusted. */
export interface DeskMessage extends Omit<Letter, 'kind' | 'receipt' | 'at'> {
  readonly id: string;
  /** In milliseconds since 1970, by the visitor's clock. */
  readonly at: number;
  readonly state: 'new' | Kept['state'];
  /** The name of the agent who has read it. */
  readonly by: string;
}

export interface MailboxOptions {
  readonly bus: Bus;
  readonly desk: DeskSecret;
  readonly prefix: string;
  /** The agent's. */
  readonly name: string;
  /** Messages can be left. */
  works(): void;
}

export class Mailbox {
  /** Those nobody has read first, then the latest. */
  readonly state: ReadableStore<readonly DeskMessage[]>;
  readonly #state = new Store<readonly DeskMessage[]>([]);
  readonly #options: MailboxOptions;
  readonly #messages = new Map<string, DeskMessage>();
  /** What shows their visitors that they were opened. */
  readonly #receipts = new Map<string, Bytes>();
  readonly #done = new Set<string>();
  readonly #opening = new Queue();
  readonly #openings = new Throttle(OPENINGS_PER_SECOND);
  readonly #closing = new AbortController();

  constructor(options: MailboxOptions) {
    this.state = this.#state;
    this.#options = options;
  }

  /** Tries the broker, and listens where it serves retained messages to a wildcard. */
  async open(): Promise<void> {
    const { bus, works } = this.#options;
    const all = this.#topic('+');
    const trial = base64url(random(16));
    try {
      // A broker may throw out who publishes where it must not: so it is asked first whether that is known here.
      (await bus.subscribe(all, () => {}))();
      await bus.publish(this.#topic(trial), Uint8Array.of(0), { retain: true });
      await bus.subscribe(all, (topic, payload) => {
        const id = topic.slice(all.length - 1);
        if (id === trial && payload.length === 1) {
          void bus.publish(topic, new Uint8Array(), { retain: true }).catch(() => {});
          works();
        } else if (/^[\w-]{22}$/.test(id)) this.#heard(id, payload.slice() as Bytes);
      });
    } catch {
      // Not granted, or closed meanwhile.
    }
  }

  /** Says that it was read or answered, to the other agents and to its visitor. */
  mark(id: string, state: Kept['state']): void {
    const message = this.#messages.get(id);
    if (!message || message.state === state) return;
    this.#messages.set(id, { ...message, state, by: this.#options.name });
    this.#putBack(id);
    this.#show();
  }

  /** Takes it away, for all agents. */
  remove(id: string): void {
    this.#messages.delete(id);
    this.#done.add(id);
    this.#putBack(id);
    this.#show();
  }

  close(): void {
    this.#closing.abort();
  }

  #topic(id: string): string {
    const { prefix, desk } = this.#options;
    return mailTopic(prefix, desk.tag, id);
  }

  #heard(id: string, bytes: Bytes): void {
    if (this.#closing.signal.aborted || this.#opening.length >= MAX_MESSAGES) return;
    this.#opening.run(() => this.#open(id, bytes)).catch(() => {});
  }

  /** Rejects where it is closed meanwhile. */
  async #open(id: string, bytes: Bytes): Promise<void> {
    const { desk, prefix } = this.#options;
    const back = receiptIn(bytes);
    if (back?.done) {
      this.#done.add(id);
      if (this.#messages.delete(id)) this.#show();
      return;
    }
    const delay = this.#openings.delay(performance.now());
    if (delay > 0) await wait(delay, this.#closing.signal);
    const topic = this.#topic(id);
    const kept = back && (await openKept(bytes, desk, topic));
    if (kept) return this.#take(id, back.receipt, kept, kept);
    const heard = await openToDesk(bytes, desk, prefix, topic);
    const letter = heard?.signals.find(signal => signal.kind === 'message');
    const receipt = letter && fromBase64url(letter.receipt);
    if (!letter || receipt?.length !== 16) return;
    // Its visitor did not know yet, and told it again.
    if (this.#done.has(id) || (this.#messages.get(id)?.state ?? 'new') !== 'new') {
      this.#receipts.set(id, receipt);
      return this.#putBack(id);
    }
    this.#take(id, receipt, letter, { state: 'new', by: '' });
  }

  #take(
    id: string,
    receipt: Bytes,
    { name, page, language, form, text, at }: Omit<Letter, 'kind' | 'receipt'>,
    { state, by }: Pick<DeskMessage, 'state' | 'by'>,
  ): void {
    if (this.#closing.signal.aborted || this.#done.has(id)) return;
    if (this.#messages.size >= MAX_MESSAGES && !this.#messages.has(id)) return;
    this.#receipts.set(id, receipt);
    this.#messages.set(id, { id, name, page, language, form, text, at: at * 1000, state, by });
    this.#show();
  }

  /** As it is now, in the place of what was there. */
  #putBack(id: string): void {
    const receipt = this.#receipts.get(id);
    const message = this.#messages.get(id);
    if (!receipt || message?.state === 'new') return;
    const kept = message && this.#kept(message);
    const topic = this.#topic(id);
    // Rejected only where the bus is closed first.
    sealKept(receipt, kept, this.#options.desk, topic)
      .then(bytes => this.#options.bus.publish(topic, bytes, { retain: true }))
      .catch(() => {});
  }

  #kept({ id: _, state, at, ...rest }: DeskMessage): Kept | undefined {
    return state === 'new' ? undefined : { kind: 'kept', ...rest, state, at: Math.floor(at / 1000) };
  }

  #show(): void {
    const rank = ({ state }: DeskMessage) => (state === 'new' ? 0 : 1);
    const messages = [...this.#messages.values()].sort((a, b) => rank(a) - rank(b) || b.at - a.at);
    this.#state.set(messages.map(each => Object.freeze(each)));
  }
}
