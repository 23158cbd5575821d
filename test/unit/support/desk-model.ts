// A desk in the small, for tests of the reducers: visitors and agents without keys, a broker that loses, repeats and
// reorders as it is told, agents that die. Time is counted, nothing waits.

import { type ListEvent, type ListStep, reduceList, type Told } from '../../../src/support/list-event.ts';
import { reduce, request, type Step, type Ticket, type TicketEvent } from '../../../src/support/ticket.ts';
import { answers, emptyList, type WaitingList, waiting } from '../../../src/support/waiting-list.ts';

/** What it asks for is only which room it would have. */
interface Request {
  readonly round: number;
}

type Post =
  | {
      readonly to: string;
      readonly from: string;
      readonly told: Omit<Told<Request>, 'fresh'>;
      readonly nonce?: string;
    }
  | { readonly to: string; readonly from: string; readonly ping: { nonce: string; place: number } }
  | { readonly to: string; readonly from: string; readonly claim: number | undefined }
  | { readonly to: string; readonly from: string; readonly release: true }
  | { readonly to: string; readonly from: string; readonly says: 'present' | 'ask' };

type Happening = TicketEvent extends infer E ? (E extends TicketEvent ? Omit<E, 'at'> : never) : never;
type Listed =
  ListEvent<Request> extends infer E ? (E extends ListEvent<Request> ? Omit<E, 'at'> : never) : never;

const NONCE_MS = 10_000;
const PRESENT_MS = 10_000;

class Visitor {
  ticket: Ticket;
  number = 0;

  constructor(
    readonly id: string,
    readonly askedAt: number,
    step: Step,
  ) {
    this.ticket = step.ticket;
  }
}

class Agent {
  list: WaitingList<Request>;
  /** Whom it is in a call with, or about to be: the round of each. */
  readonly calls = new Map<string, number>();
  /** The highest number that it has been handed of each visitor. */
  readonly heard = new Map<string, number>();

  constructor(readonly id: string) {
    this.list = emptyList(id);
  }
}

export class DeskModel {
  now = 0;
  readonly visitors = new Map<string, Visitor>();
  readonly agents = new Map<string, Agent>();
  /** What is under way. */
  posts: Post[] = [];

  visitor(id: string): Visitor {
    const visitor = this.visitors.get(id);
    if (!visitor) throw new Error(`no visitor ${id}`);
    return visitor;
  }

  agent(id: string): Agent {
    const agent = this.agents.get(id);
    if (!agent) throw new Error(`no agent ${id}`);
    return agent;
  }

  ask(id: string): void {
    if (this.visitors.has(id)) return;
    const step = request(this.now);
    this.visitors.set(id, new Visitor(id, this.now, step));
    this.#did(this.visitor(id), step);
  }

  /** An agent comes, and asks the others what they know. */
  come(id: string): void {
    if (this.agents.has(id)) return;
    this.agents.set(id, new Agent(id));
    this.#present(id);
    this.#among(id, 'ask');
  }

  /** An agent's tab is killed: what it sent may still be under way. */
  die(id: string): void {
    const agent = this.agents.get(id);
    this.agents.delete(id);
    this.posts = this.posts.filter(post => post.to !== id);
    for (const visitor of agent?.calls.keys() ?? [])
      this.happens(visitor, { type: 'left', agent: id, reason: 'gone' });
  }

  /** Something happens to a visitor. */
  happens(id: string, event: Happening): void {
    const visitor = this.visitors.get(id);
    if (visitor) this.#did(visitor, reduce(visitor.ticket, { ...event, at: this.now } as TicketEvent));
  }

  /** An agent claims, where its list shows the ticket. */
  claim(agent: string, ticket: string): void {
    if (this.agents.has(agent)) this.#lists(agent, { type: 'claim', id: ticket });
  }

  /** An agent gives a ticket back that it has or is about to have. Its call goes on until the visitor says so. */
  giveBack(agent: string, ticket: string): void {
    if (this.agents.get(agent)?.calls.has(ticket))
      this.posts.push({ to: ticket, from: agent, release: true });
  }

  hangUp(agent: string, ticket: string): void {
    if (this.agents.get(agent)?.calls.delete(ticket))
      this.happens(ticket, { type: 'left', agent, reason: 'bye' });
  }

  /** An agent hears a visitor's will. */
  lost(agent: string, ticket: string): void {
    this.#lists(agent, { type: 'lost', id: ticket });
  }

  /** What is connected carries something, where both are in the same room. */
  connect(): void {
    for (const { id, ticket } of this.visitors.values()) {
      const agent = ticket.holder && this.agents.get(ticket.holder.id);
      if (agent && agent.calls.get(id) === ticket.round)
        this.happens(id, { type: 'connected', agent: agent.id });
    }
  }

  /** Hands over the post at a place of the pile; `keep`: it comes once more. */
  deliver(at: number, keep = false): void {
    const index = at % Math.max(1, this.posts.length);
    const post = this.posts[index];
    if (!post) return;
    if (!keep) this.posts.splice(index, 1);
    if ('told' in post) {
      const fresh = post.nonce !== undefined;
      const heard = this.agents.get(post.to)?.heard;
      if (!heard) return;
      heard.set(post.told.id, Math.max(post.told.number, heard.get(post.told.id) ?? 0));
      this.#lists(post.to, { type: 'told', ...post.told, fresh });
    } else if ('says' in post) {
      if (this.agents.has(post.to)) this.#lists(post.to, { type: 'agent', id: post.from });
      if (post.says === 'ask') this.#answer(post.to, post.from);
    } else if ('ping' in post) this.happens(post.to, { type: 'ping', ...post.ping });
    else if ('claim' in post) {
      this.happens(post.to, { type: 'claim', agent: { id: post.from, name: post.from }, round: post.claim });
    } else this.happens(post.to, { type: 'release', agent: post.from });
  }

  /** Everything under way comes, in order, and what is sent because of it: no time goes by. */
  hush(): void {
    while (this.posts.length > 0) this.deliver(0);
  }

  lose(at: number): void {
    this.posts.splice(at % Math.max(1, this.posts.length), 1);
  }

  /** Time goes by, and whoever waited for it acts. */
  pass(milliseconds: number): void {
    const before = this.now;
    this.now += milliseconds;
    const presents = Math.floor(this.now / PRESENT_MS) > Math.floor(before / PRESENT_MS);
    for (const id of [...this.agents.keys()]) {
      if (presents) this.#present(id);
      this.#lists(id, { type: 'tick' });
    }
    for (const { id, ticket } of this.visitors.values())
      if (this.now >= ticket.due) this.happens(id, { type: 'tick' });
  }

  /** Everything comes, in order, for so long; and what can connect connects. */
  settle(milliseconds: number): void {
    for (const end = this.now + milliseconds; this.now < end; ) {
      this.pass(1000);
      this.hush();
      this.connect();
    }
  }

  /** Those whom an agent's list shows as waiting, in its order. */
  shown(agent: string): string[] {
    return waiting(this.agent(agent).list).map(({ id }) => id);
  }

  /** Those who wait, in the order in which they asked. */
  get waiting(): string[] {
    return [...this.visitors.values()]
      .filter(({ ticket }) => ticket.status === 'waiting')
      .sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }

  #present(from: string): void {
    this.#among(from, 'present');
  }

  #among(from: string, says: 'present' | 'ask'): void {
    for (const to of this.agents.keys()) if (to !== from) this.posts.push({ to, from, says });
  }

  #answer(from: string, to: string): void {
    const list = this.agents.get(from)?.list;
    if (!list || !answers(list, to)) return;
    for (const { id, session, request, number, status, since, agent } of list.entries.values()) {
      const pending = status === 'pending';
      const told = {
        id,
        session,
        request,
        number,
        status: pending ? 'waiting' : status,
        waited: this.now - since,
      };
      this.posts.push({
        to,
        from,
        told: { ...told, ...(agent && { agent }) },
        ...(!pending && { nonce: 'queued' }),
      });
    }
  }

  #did(visitor: Visitor, step: Step): void {
    visitor.ticket = step.ticket;
    for (const effect of step.effects) {
      // Who leaves the room says goodbye to nobody that keeps anything for it: the agents hear whose the ticket is.
      if (effect.do !== 'leave-room') this.#tell(visitor, effect.do === 'answer' ? effect.nonce : undefined);
    }
  }

  #tell({ id, ticket, askedAt, ...rest }: Visitor, nonce: string | undefined): void {
    const number = rest.number + 1;
    this.visitor(id).number = number;
    const status = ticket.status === 'ended' || ticket.status === 'waiting' ? ticket.status : 'taken';
    const told = {
      id,
      session: id,
      number,
      status,
      // As on the wire: only a ticket that is nobody's says what is asked for, and an answer only how long.
      ...(status === 'waiting' && nonce === undefined && { request: { round: ticket.round } }),
      ...(status === 'taken' && ticket.holder && { agent: ticket.holder.id }),
      ...((status === 'waiting' || nonce !== undefined) && { waited: this.now - askedAt }),
    } as const;
    for (const to of this.agents.keys())
      this.posts.push({ to, from: id, told, ...(nonce !== undefined && { nonce }) });
  }

  #lists(id: string, event: Listed): void {
    const agent = this.agent(id);
    const step: ListStep<Request> = reduceList(agent.list, { ...event, at: this.now } as ListEvent<Request>);
    agent.list = step.list;
    for (const effect of step.effects) {
      if (effect.do === 'ask') {
        this.#among(id, 'ask');
        continue;
      }
      const entry = agent.list.entries.get(effect.id);
      if (effect.do === 'ping') {
        const nonce = `${id} ${Math.floor(this.now / NONCE_MS)}`;
        this.posts.push({ to: effect.id, from: id, ping: { nonce, place: effect.place } });
      } else if (effect.do === 'claim') {
        const round = entry?.request.round;
        if (round !== undefined) agent.calls.set(effect.id, round);
        this.posts.push({ to: effect.id, from: id, claim: round });
      } else if (effect.do === 'won') {
        if (entry && !agent.calls.has(effect.id)) agent.calls.set(effect.id, entry.request.round);
      } else if (effect.do === 'lost') agent.calls.delete(effect.id);
      else if (effect.do === 'release') this.posts.push({ to: effect.id, from: id, release: true });
    }
  }
}
