// An agent's lines: to the visitors of its desk and to the other agents. What comes in is opened, from agents each
// once; what goes out is sealed under one count. What is said is the agent's business.

import { type Bytes, base64url } from '../protocol/bytes.ts';
import type { DeskSecret } from '../protocol/desk-keys.ts';
import { type Heard, openToAgents, openToDesk, sealFromDesk, sealToAgents } from '../protocol/desk-seal.ts';
import type { AgentSignal, DeskSignal, VisitorSignal } from '../protocol/desk-signals.ts';
import { PUBLIC_KEY_BYTES, type RemoteIdentity } from '../protocol/identity.ts';
import { ReplayWindow } from '../protocol/sequence.ts';
import { agentsTopic, inboxTopic, ticketsTopic } from '../protocol/topics.ts';
import { Queue } from '../queue.ts';
import type { Footing } from '../session/footing.ts';
import { OpeningStack } from './opening-stack.ts';

/** Messages that are opened in a second, and those that may wait: of strangers, and as many of listed visitors. */
const OPENINGS_PER_SECOND = 100;
const MAX_UNOPENED = 1000;
/** So many visitors are known as listed; who was one longest ago is a stranger again. */
const MAX_LISTED = 2000;
/** Where the sender's public key stands in what a visitor sends. */
const KEY_AT = 2;

export interface AgentLineOptions {
  readonly footing: Footing;
  readonly desk: DeskSecret;
  /** Prefix of every topic. */
  readonly prefix: string;
}

/** Where what was heard goes. */
export interface AgentLineEvents {
  visitor(heard: Heard<VisitorSignal>): void;
  agent(id: string, signals: readonly AgentSignal[]): void;
}

export class AgentLine {
  readonly #options: AgentLineOptions;
  readonly #events: AgentLineEvents;
  readonly #sending = new Queue();
  readonly #agents = new Map<string, ReplayWindow>();
  readonly #closing = new AbortController();
  readonly #strangers = this.#stack();
  readonly #visitors = this.#stack();
  /** The public keys of visitors that have answered. */
  readonly #listed = new Set<string>();
  #number = 0;

  constructor(options: AgentLineOptions, events: AgentLineEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** Listens to visitors and agents. Resolves with the way to stop. */
  async listen(): Promise<() => void> {
    const { footing, desk, prefix } = this.#options;
    const stops = await Promise.all([
      footing.bus.subscribe(ticketsTopic(prefix, desk.tag), (_, message) => this.#received(message)),
      footing.bus.subscribe(
        agentsTopic(prefix, desk.tag),
        (_, message) => void this.#openAgent(message.slice() as Bytes),
      ),
    ]);
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** To one visitor. */
  toVisitor(visitor: RemoteIdentity, signals: readonly DeskSignal[]): void {
    const { footing, desk, prefix } = this.#options;
    this.#send(inboxTopic(prefix, visitor.id), number =>
      sealFromDesk(footing.identity, number, signals, desk, visitor, prefix),
    );
  }

  /** To all other agents. Resolves when it is on its way. */
  toAgents(signals: readonly AgentSignal[]): Promise<void> {
    const { footing, desk, prefix } = this.#options;
    return this.#send(agentsTopic(prefix, desk.tag), number =>
      sealToAgents(footing.identity, number, signals, desk, prefix),
    );
  }

  /** A visitor has answered: it need not wait behind strangers from now on. */
  list({ publicKey }: RemoteIdentity): void {
    const key = base64url(publicKey);
    this.#listed.delete(key);
    this.#listed.add(key);
    const [oldest] = this.#listed;
    if (oldest !== undefined && this.#listed.size > MAX_LISTED) this.#listed.delete(oldest);
  }

  /** Nothing is said or heard afterwards. */
  async close(): Promise<void> {
    await this.#sending.run(() => {});
    this.#closing.abort();
  }

  /** Without a broker nothing is kept for later: by then it would be old. */
  #send(topic: string, seal: (number: number) => Promise<Bytes>): Promise<void> {
    const { bus } = this.#options.footing;
    return this.#sending.run(async () => {
      if (this.#closing.signal.aborted || bus.state.value.status !== 'connected') return;
      const bytes = await seal(++this.#number);
      // Rejected only where the bus is closed first: nobody is left to be told.
      bus.publish(topic, bytes).catch(() => {});
    });
  }

  #stack(): OpeningStack<Bytes> {
    const { signal } = this.#closing;
    return new OpeningStack(each => this.#openVisitor(each), OPENINGS_PER_SECOND, MAX_UNOPENED, signal);
  }

  #received(message: Uint8Array): void {
    const key = base64url(message.slice(KEY_AT, KEY_AT + PUBLIC_KEY_BYTES));
    (this.#listed.has(key) ? this.#visitors : this.#strangers).add(message.slice() as Bytes);
  }

  async #openVisitor(message: Bytes): Promise<void> {
    const { desk, prefix } = this.#options;
    const heard = await openToDesk(message, desk, prefix);
    if (heard && !this.#closing.signal.aborted) this.#events.visitor(heard);
  }

  async #openAgent(message: Bytes): Promise<void> {
    const { footing, desk, prefix } = this.#options;
    const heard = await openToAgents(message, desk, prefix);
    if (!heard || this.#closing.signal.aborted || heard.remote.id === footing.identity.id) return;
    const { id, session } = heard.remote;
    const key = `${id}/${base64url(session)}`;
    const window = this.#agents.get(key) ?? new ReplayWindow();
    if (!window.admits(heard.number)) return;
    window.use(heard.number);
    this.#agents.set(key, window);
    this.#events.agent(id, heard.signals);
  }
}
