// An agent's engine: its part in the queue of a desk. It keeps the list, asks visitors whether they are there, claims
// and hands over; the calls themselves, and what people see, are left to others.

import { base64url } from '../protocol/bytes.ts';
import type { Heard } from '../protocol/desk-seal.ts';
import type { AgentSignal, DeskSignal, VisitorSignal } from '../protocol/desk-signals.ts';
import { wait } from '../retry.ts';
import { Throttle } from '../session/throttle.ts';
import { type ReadableStore, Store } from '../store.ts';
import type { AgentOptions, AgentState } from './agent-events.ts';
import { AgentLine } from './agent-line.ts';
import { type AgentStatus, Colleagues } from './colleagues.ts';
import { fromQueued, queuedOf, shownTickets, type TicketRequest } from './desk-tickets.ts';
import { type ListEffect, type ListEvent, reduceList } from './list-event.ts';
import { StatusSign } from './status-sign.ts';
import { answers, emptyList, pings, type WaitingList } from './waiting-list.ts';
import { WillWatch } from './will-watch.ts';

const TICK_MS = 500;
/** Who hears no other agent for so long after it came is alone, in milliseconds. */
const ALONE_MS = 1000;

type Event = ListEvent<TicketRequest>;
type Happening = Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never;

export class Agent {
  readonly state: ReadableStore<AgentState>;
  readonly #state = new Store<AgentState>({ tickets: [], agents: [] });
  readonly #options: AgentOptions;
  readonly #line: AgentLine;
  readonly #wills: WillWatch;
  readonly #colleagues: Colleagues;
  readonly #sign: StatusSign;
  /** The rooms of the latest claims. */
  readonly #claimed = new Map<string, string>();
  readonly #asks = new Throttle(1);
  readonly #closing = new AbortController();
  readonly #stops: (() => void)[] = [];
  #list: WaitingList<TicketRequest>;
  #settled = false;

  constructor(options: AgentOptions) {
    this.state = this.#state;
    this.#options = options;
    const { footing, desk, prefix, name, status } = options;
    this.#list = emptyList(footing.identity.id);
    this.#line = new AgentLine(options, {
      visitor: heard => this.#heardVisitor(heard),
      agent: (id, signals) => {
        this.#happens({ type: 'agent', id });
        for (const signal of signals) this.#heardAgent(id, signal);
      },
    });
    this.#colleagues = new Colleagues({
      name,
      status,
      will: () => footing.will.signal.hash,
      send: signals => this.#line.toAgents(signals),
    });
    this.#sign = new StatusSign(footing.bus, desk, prefix, () => this.#settled && pings(this.#list));
    this.#wills = new WillWatch(footing.bus, prefix, id => this.#lost(id));
  }

  get id(): string {
    return this.#options.footing.identity.id;
  }

  /** Connects, listens and asks the others. Resolves when the broker knows. */
  async enter(): Promise<void> {
    const { bus, willRenewed } = this.#options.footing;
    bus.connect();
    const stops = await Promise.all([this.#line.listen(), this.#sign.listen()]);
    this.#stops.push(...stops);
    if (this.#closing.signal.aborted) return this.#stop();
    const renewed = () => this.#colleagues.tell();
    willRenewed.add(renewed);
    const timer = setInterval(() => this.#tick(), TICK_MS);
    this.#stops.push(
      () => willRenewed.delete(renewed),
      () => clearInterval(timer),
      bus.state.subscribe(({ status }) => status === 'connected' && void this.#colleagues.tell('ask')),
    );
    this.#begin().catch(() => {
      // Closed.
    });
  }

  /** Whether this agent is to be called. */
  setStatus(status: AgentStatus): void {
    this.#colleagues.status = status;
    void this.#colleagues.tell();
    this.#tellStatus();
  }

  /** Tells visitors that messages can be left. */
  offerMail(): void {
    this.#sign.mail = true;
    this.#tellStatus();
  }

  /** Takes a ticket, if the visitor agrees. */
  claim(id: string): void {
    this.#happens({ type: 'claim', id });
  }

  /** Gives a ticket back to the queue. */
  release(id: string): void {
    const request = this.request(id);
    if (request) this.#line.toVisitor(request.remote, [{ kind: 'release' }]);
  }

  /** Asks another agent into the call of a ticket. */
  handOver(id: string, to: string, notes = ''): void {
    const request = this.request(id);
    const other = this.#colleagues.find(to);
    if (!request || !other) return;
    this.#line.toVisitor(request.remote, [{ kind: 'transfer', to, name: other.name }]);
    void this.#line.toAgents([{ kind: 'handover', ticket: id, to, room: request.room, notes }]);
  }

  /** Asks nobody any more: the ticket stays with this agent. */
  keep(id: string): void {
    const request = this.request(id);
    const signal = { kind: 'transfer', to: this.id, name: this.#options.name } as const;
    if (request) this.#line.toVisitor(request.remote, [signal]);
  }

  /** Does not come into another agent's call. */
  refuse(ticket: string, to: string): void {
    void this.#line.toAgents([{ kind: 'refuse', ticket, to }]);
  }

  /** Takes what another agent hands over. */
  join(id: string): void {
    this.#happens({ type: 'join', id });
  }

  /** What a ticket asks for, where it is known. */
  request(id: string): TicketRequest | undefined {
    return this.#list.entries.get(id)?.request;
  }

  /** The visitor has left the call, or its connection is lost. */
  lostVisitor(id: string): void {
    this.#happens({ type: 'lost', id });
  }

  /** Says goodbye to the others. Resolves when it is on its way. The broker is left to its owner. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    if (this.#settled && this.#list.agents.size === 0) this.#sign.tell(false, 0);
    this.#closing.abort();
    this.#stop();
    void this.#line.toAgents([{ kind: 'leave' }]);
    await this.#line.close();
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#wills.close();
  }

  /** Who hears nobody makes all visitors tell their tickets: it knows none, and there is nobody to ask. */
  async #begin(): Promise<void> {
    void this.#colleagues.tell('ask');
    await wait(ALONE_MS, this.#closing.signal);
    this.#settled = true;
    if (this.#list.agents.size === 0) this.#sign.renew();
    this.#tellStatus();
  }

  #tick(): void {
    const { carries } = this.#options;
    const carried = [...this.#list.entries.keys()].filter(id => carries?.(id));
    this.#happens({ type: 'tick', carries: new Set(carried) });
  }

  #happens(event: Happening): void {
    // Without a broker nobody can be heard: then nobody is gone because of it.
    if (this.#closing.signal.aborted || this.#options.footing.bus.state.value.status !== 'connected') return;
    this.#colleagues.remind();
    const before = this.#list;
    const { list, effects } = reduceList(before, { ...event, at: performance.now() } as Event);
    this.#list = list;
    for (const effect of effects) this.#do(effect);
    if (list.agents.size !== before.agents.size) this.#agentsChanged();
    if (list.entries === before.entries) return;
    for (const [id, { status, request }] of list.entries) {
      if (status === 'ended') this.#wills.unwatch(id);
      else if (before.entries.get(id)?.request !== request) this.#wills.watch(id, request.will);
    }
    this.#show();
  }

  #do(effect: ListEffect): void {
    const { events, name } = this.#options;
    if (effect.do === 'ask') {
      if (this.#asks.take(performance.now())) void this.#line.toAgents([{ kind: 'ask' }]);
      return;
    }
    const { id } = effect;
    const request = this.request(id);
    if (effect.do === 'won') events.won(id);
    else if (effect.do === 'lost') events.lost(id);
    else if (!request) return;
    else if (effect.do === 'ping') this.#line.toVisitor(request.remote, this.#ping(effect));
    else if (effect.do === 'release') this.#line.toVisitor(request.remote, [{ kind: 'release' }]);
    else {
      this.#line.toVisitor(request.remote, [{ kind: 'claim', room: request.room, name }]);
      if (this.#claimed.get(id) !== request.room) events.claimed(id, request);
      this.#claimed.set(id, request.room);
    }
  }

  #ping({ place, wait }: Extract<ListEffect, { do: 'ping' }>): DeskSignal[] {
    const { nonce, open } = this.#colleagues;
    const position: DeskSignal = { kind: 'position', nonce, place, ...(wait !== undefined && { wait }) };
    return place === 1 && open > 0 ? [position, { kind: 'ring' }] : [position];
  }

  #heardVisitor({ remote, number, signals }: Heard<VisitorSignal>): void {
    const { id } = remote;
    const told = { type: 'told', id, session: base64url(remote.session), number, fresh: false } as const;
    for (const signal of signals) {
      if (signal.kind === 'ticket') {
        const { kind: _, waited, after, ...request } = signal;
        const about = { waited, request: { ...request, remote }, ...(after !== undefined && { after }) };
        this.#happens({ ...told, status: 'waiting', ...about });
      } else if (signal.kind === 'alive') {
        const { nonce, waited, agent } = signal;
        const fresh = this.#colleagues.knows(nonce);
        if (fresh) this.#line.list(remote);
        const alive = { ...told, waited, fresh };
        this.#happens(
          agent === undefined ? { ...alive, status: 'waiting' } : { ...alive, status: 'taken', agent },
        );
      } else if (signal.kind === 'taken') this.#happens({ ...told, status: 'taken', agent: signal.agent });
      else if (signal.kind === 'bye') this.#happens({ ...told, status: 'ended' });
      else if (signal.kind === 'rate') this.#options.events.rated(id, signal);
    }
  }

  #heardAgent(id: string, signal: AgentSignal): void {
    switch (signal.kind) {
      case 'present':
        this.#colleagues.heard(id, signal);
        this.#wills.watch(id, signal.will);
        this.#agentsChanged();
        break;
      case 'ask':
        if (answers(this.#list, id)) {
          for (const batch of queuedOf(this.#list, performance.now())) void this.#line.toAgents(batch);
        }
        void this.#colleagues.tell();
        break;
      case 'queued':
        void fromQueued(signal).then(told => told && this.#happens({ type: 'told', ...told }));
        break;
      case 'handover':
        if (signal.to === this.id) this.#options.events.invited(signal, id);
        break;
      case 'refuse':
        if (signal.to === this.id) this.#options.events.refused(signal.ticket, id);
        break;
      case 'leave':
        this.#lost(id);
    }
  }

  /** The broker has lost a visitor, or an agent. */
  #lost(id: string): void {
    if (this.#list.agents.has(id)) this.#happens({ type: 'agent-gone', id });
    if (this.#list.entries.has(id)) this.#happens({ type: 'lost', id });
  }

  #agentsChanged(): void {
    for (const { id } of this.#colleagues.agents) if (!this.#list.agents.has(id)) this.#wills.unwatch(id);
    this.#colleagues.keep(id => this.#list.agents.has(id));
    this.#tellStatus();
    this.#show();
  }

  /** One agent tells everybody. */
  #tellStatus(): void {
    const { open, agents } = this.#colleagues;
    if (this.#settled && pings(this.#list)) this.#sign.tell(open > 0, agents.length + 1);
  }

  #show(): void {
    const agents = Object.freeze(this.#colleagues.agents);
    this.#state.set({ tickets: shownTickets(this.#list), agents });
  }
}
