// A visitor's line to its desk: what it says goes out sealed, one after another, and what agents say to it comes in
// opened, each once. What is said is the visitor's business.

import { type Bytes, base64url } from '../protocol/bytes.ts';
import type { DeskKey } from '../protocol/desk-keys.ts';
import { openFromDesk, sealToDesk } from '../protocol/desk-seal.ts';
import type { DeskSignal, VisitorSignal } from '../protocol/desk-signals.ts';
import { ReplayWindow } from '../protocol/sequence.ts';
import { inboxTopic, ticketsTopic } from '../protocol/topics.ts';
import { Queue } from '../queue.ts';
import type { Footing } from '../session/footing.ts';
import { Throttle } from '../session/throttle.ts';
import { until } from '../store.ts';

/** Messages that are opened in a second, and those that may wait; more nobody has reason to send. */
const OPENINGS_PER_SECOND = 20;
const MAX_UNOPENED = 100;

export interface VisitorLineOptions {
  readonly footing: Footing;
  /** The first seals, all are trusted. */
  readonly desks: readonly [DeskKey, ...DeskKey[]];
  /** Prefix of every topic. */
  readonly prefix: string;
}

export class VisitorLine {
  readonly #options: VisitorLineOptions;
  readonly #heard: (agent: string, signal: DeskSignal) => void;
  readonly #sending = new Queue();
  readonly #opening = new Queue();
  readonly #openings = new Throttle(OPENINGS_PER_SECOND);
  readonly #agents = new Map<string, ReplayWindow>();
  readonly #closing = new AbortController();
  #number = 0;
  #closed = false;

  constructor(options: VisitorLineOptions, heard: (agent: string, signal: DeskSignal) => void) {
    this.#options = options;
    this.#heard = heard;
  }

  /** Listens. Resolves with the way to stop. */
  listen(): Promise<() => void> {
    const { footing, prefix } = this.#options;
    return footing.bus.subscribe(inboxTopic(prefix, footing.identity.id), (_, message) => {
      if (this.#opening.length < MAX_UNOPENED)
        void this.#opening.run(() => this.#open(message.slice() as Bytes));
    });
  }

  /**
   * Says what is to be said when its turn comes and there is a broker: so the highest number says the latest.
   * Nothing is sent where that is nothing. Resolves when it is on its way, or never will be.
   */
  send(signals: () => VisitorSignal[]): Promise<void> {
    const { footing, desks, prefix } = this.#options;
    const { bus, identity } = footing;
    const [desk] = desks;
    const send = async () => {
      await until(bus.state, ({ status }) => status === 'connected', this.#closing.signal);
      const list = signals();
      if (list.length === 0) return;
      const bytes = await sealToDesk(identity, ++this.#number, list, desk, prefix);
      // Rejected only where the bus is closed first.
      bus.publish(ticketsTopic(prefix, desk.tag), bytes).catch(() => {});
    };
    // Closed meanwhile: nobody is left to be told.
    return this.#sending.run(send).catch(() => {});
  }

  /** Resolves when what was to be said is on its way, if there is a broker; nothing is said or heard afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#options.footing.bus.state.value.status === 'connected') await this.#sending.run(() => {});
    this.#closing.abort();
  }

  async #open(message: Bytes): Promise<void> {
    const { footing, desks, prefix } = this.#options;
    if (this.#closed || !this.#openings.take(performance.now())) return;
    const heard = await openFromDesk(message, footing.identity, desks, prefix);
    if (!heard || this.#closed) return;
    const { id, session } = heard.remote;
    const key = `${id}/${base64url(session)}`;
    const window = this.#agents.get(key) ?? new ReplayWindow();
    if (!window.admits(heard.number)) return;
    window.use(heard.number);
    this.#agents.set(key, window);
    for (const signal of heard.signals) this.#heard(id, signal);
  }
}
