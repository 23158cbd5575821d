// The tickets of a desk as one of its agents sees them, and the other agents: what is known, in which order, and who is
// to act on it. What changes it stands beside.

/** Tickets of which nobody knows yet whether they are alive; the oldest goes first. */
const MAX_PENDING = 1000;

/** What is heard of a ticket, `R` being what it asks for. */
export interface Entry<R> {
  readonly id: string;
  readonly session: string;
  /** The session of the visitor's page before. */
  readonly after?: string;
  /** `pending`: claims to be there, and has not answered yet. */
  readonly status: 'pending' | 'waiting' | 'taken' | 'ended';
  readonly request: R;
  /** The number of the visitor's message that this rests on. */
  readonly number: number;
  /** Who has it. */
  readonly agent?: string;
  /** When the visitor asked, by this agent's clock. */
  readonly since: number;
  readonly heardAt: number;
  /** When its will came. */
  readonly goneAt?: number;
  /** What it was told last, by this agent. */
  readonly pingedAt: number;
  readonly place: number;
  /** This agent's claim. */
  readonly claim?: {
    readonly at: number;
    readonly toldAt: number;
    /** It had it, on the visitor's page before. */
    readonly again?: boolean;
  };
  /** Another agent is handing it to this one. */
  readonly invited?: boolean;
}

export interface WaitingList<R> {
  readonly self: string;
  /** The other agents, and when each was heard last. */
  readonly agents: ReadonlyMap<string, number>;
  readonly entries: ReadonlyMap<string, Entry<R>>;
  /** When tickets were taken of late. */
  readonly takings: readonly number[];
}

export function emptyList<R>(self: string): WaitingList<R> {
  return { self, agents: new Map(), entries: new Map(), takings: [] };
}

/** The tickets that wait, in their order. */
export function waiting<R>({ entries }: WaitingList<R>): Entry<R>[] {
  return [...entries.values()]
    .filter(({ status }) => status === 'waiting')
    .sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** Whether this agent is the one that asks visitors whether they are there. */
export function pings<R>({ self, agents }: WaitingList<R>): boolean {
  return [...agents.keys()].every(id => self < id);
}

/** Whether this agent is the one that tells another one what it has not heard. */
export function answers<R>({ self, agents }: WaitingList<R>, asking: string): boolean {
  return [...agents.keys()].every(id => id === asking || self < id);
}

/** Whether it is this agent that has a ticket. */
export const holds = <R>({ self }: WaitingList<R>, { status, agent }: Entry<R>): boolean =>
  status === 'taken' && agent === self;

export function withEntry<R>(list: WaitingList<R>, entry: Entry<R>): WaitingList<R> {
  return { ...list, entries: new Map(list.entries).set(entry.id, entry) };
}

/** Without those of whom that is true. */
export function withoutAgents<R>(
  list: WaitingList<R>,
  gone: (id: string, heardAt: number) => boolean,
): WaitingList<R> {
  const agents = new Map([...list.agents].filter(([id, heardAt]) => !gone(id, heardAt)));
  return agents.size === list.agents.size ? list : { ...list, agents };
}

/** Anybody can make up tickets; only who answers is listed, and nobody is asked to remember all the others. */
export function withoutExcess<R>(list: WaitingList<R>): WaitingList<R> {
  const pending = [...list.entries.values()].filter(({ status }) => status === 'pending');
  const oldest = pending[0];
  if (!oldest || pending.length <= MAX_PENDING) return list;
  const entries = new Map(list.entries);
  entries.delete(oldest.id);
  return { ...list, entries };
}
