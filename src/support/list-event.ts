// What happens to a desk's tickets, as one of its agents hears it: a pure reducer of its list. Every agent holds all of
// them; the visitors own them, so what a visitor said last is what counts, whatever the order in which it is heard. The
// agent of the smallest id asks them whether they are there, and tells them their places.

import {
  type Entry,
  holds,
  pings,
  type WaitingList,
  waiting,
  withEntry,
  withoutAgents,
  withoutExcess,
} from './waiting-list.ts';

/** An agent that has not been heard for so long is gone, in milliseconds. */
export const AGENT_GONE_MS = 25_000;
/** A visitor is asked so often whether it is there, in milliseconds. */
const PING_MS = 20_000;
/** Places are told at most so often, in milliseconds. */
const PLACE_MS = 1000;
/** A visitor that has not answered for so long is gone, in milliseconds. */
const VISITOR_GONE_MS = 150_000;
/** A visitor whose will has come, and nothing since, is gone after this, in milliseconds. */
const WILL_MS = 15_000;
/** A claim is told again, and given up, after these, in milliseconds. */
const CLAIM_AGAIN_MS = 3000;
const CLAIM_MS = 10_000;
/** How long a ticket that is over is remembered, so that no old message brings it back, in milliseconds. */
const REMEMBERED_MS = 600_000;
/** So many times between takings make an estimate. */
const TAKINGS = 6;

/** What a visitor's message says of its ticket. `fresh`: it answers what an agent asked just now. */
export interface Told<R> {
  readonly id: string;
  readonly session: string;
  /** The session of the visitor's page before, with which this one goes on. */
  readonly after?: string;
  readonly number: number;
  /** Absent where the message does not repeat it. */
  readonly request?: R;
  readonly status: 'waiting' | 'taken' | 'ended';
  readonly agent?: string;
  /** In milliseconds, where the message says it. */
  readonly waited?: number;
  readonly fresh: boolean;
}

/** What happens, at a time of the agent's monotonic clock in milliseconds. */
export type ListEvent<R> = { readonly at: number } & (
  | ({ readonly type: 'told' } & Told<R>)
  | { readonly type: 'agent'; readonly id: string }
  | { readonly type: 'agent-gone'; readonly id: string }
  /** The broker has lost the visitor; or, of the one in this agent's call, its connection is lost. */
  | { readonly type: 'lost'; readonly id: string }
  | { readonly type: 'claim'; readonly id: string }
  /** This agent takes what another one hands over. */
  | { readonly type: 'join'; readonly id: string }
  /** `carries`: the tickets of whose calls packets come, so that their visitors are there whatever the broker says. */
  | { readonly type: 'tick'; readonly carries?: ReadonlySet<string> }
);

/** What the agent is to do. */
export type ListEffect =
  | { readonly do: 'ping'; readonly id: string; readonly place: number; readonly wait?: number }
  | { readonly do: 'claim'; readonly id: string }
  /** The visitor has taken this agent. */
  | { readonly do: 'won'; readonly id: string }
  /** Another one has it, or nobody again, or it is over: what was begun for it ends. */
  | { readonly do: 'lost'; readonly id: string }
  /** Somebody has a ticket that this agent has never heard: the others may know it. */
  | { readonly do: 'ask' }
  /** The visitor believes that this agent has it, which has given it up. */
  | { readonly do: 'release'; readonly id: string };

export interface ListStep<R> {
  readonly list: WaitingList<R>;
  readonly effects: readonly ListEffect[];
}

/** The list after an event. */
export function reduceList<R>(list: WaitingList<R>, event: ListEvent<R>): ListStep<R> {
  const { list: changed, effects } = applied(list, event);
  const pinging = pinged(changed, event.at);
  return { list: pinging.list, effects: [...effects, ...pinging.effects] };
}

function applied<R>(list: WaitingList<R>, event: ListEvent<R>): ListStep<R> {
  const entry = 'id' in event ? list.entries.get(event.id) : undefined;
  switch (event.type) {
    case 'told':
      return told(list, event, event.at);
    case 'agent':
      return { list: { ...list, agents: new Map(list.agents).set(event.id, event.at) }, effects: [] };
    case 'agent-gone':
      return { list: withoutAgents(list, id => id === event.id), effects: [] };
    case 'lost':
      return {
        list: entry ? withEntry(list, { ...entry, goneAt: entry.goneAt ?? event.at }) : list,
        effects: [],
      };
    case 'claim': {
      // Pressed twice: it has it already.
      if (entry && holds(list, entry)) return { list, effects: [] };
      if (entry?.status !== 'waiting') return { list, effects: [{ do: 'lost', id: event.id }] };
      const claim = { at: event.at, toldAt: event.at };
      return { list: withEntry(list, { ...entry, claim }), effects: [{ do: 'claim', id: event.id }] };
    }
    case 'join':
      if (entry && holds(list, entry)) return { list, effects: [] };
      if (entry?.status !== 'taken') return { list, effects: [{ do: 'lost', id: event.id }] };
      return { list: withEntry(list, { ...entry, invited: true }), effects: [] };
    case 'tick':
      return ticked(list, event.at, event.carries ?? new Set());
  }
}

function told<R>(list: WaitingList<R>, told: Told<R>, at: number): ListStep<R> {
  const before = list.entries.get(told.id);
  const same = before?.session === told.session;
  // Of a page that was left at once this agent may have heard, or not.
  const goesOn =
    before !== undefined &&
    before.status !== 'ended' &&
    told.after !== undefined &&
    (told.after === before.session || told.after === before.after);
  // Another page load of somebody who is here: not while this one is.
  if (before && !same && !goesOn && before.status !== 'ended') return { list, effects: [] };
  const known = same || goesOn ? before : undefined;
  const request = told.request ?? known?.request;
  if (request === undefined) return { list, effects: told.status === 'ended' ? [] : [{ do: 'ask' }] };
  if (known && same && told.number <= known.number) return { list, effects: [] };
  const entry = entryOf(list, told, known, request, at);
  if (known && goesOn && holds(list, known)) return claimedAgain(list, entry, at);
  const effects = known ? consequences(list, known, entry) : unknownTaken(list, entry);
  const taken = entry.status === 'taken' && known?.status === 'waiting';
  const takings = taken ? [...list.takings, at].slice(-TAKINGS) : list.takings;
  return { list: withoutExcess(withEntry({ ...list, takings }, entry)), effects };
}

function entryOf<R>(
  list: WaitingList<R>,
  told: Told<R>,
  known: Entry<R> | undefined,
  request: R,
  at: number,
): Entry<R> {
  const { id, session, number, status, agent, waited } = told;
  const after = session === known?.session ? known.after : told.after;
  // Who asks again begins anew.
  const before = known?.status === 'ended' ? undefined : known;
  const unpinged: Partial<Entry<R>> & Pick<Entry<R>, 'pingedAt' | 'place'> = {
    pingedAt: Number.NEGATIVE_INFINITY,
    place: -1,
  };
  const { claim, goneAt: _, agent: __, after: ___, invited, ...rest } = before ?? unpinged;
  const listed = told.fresh || (before !== undefined && before.status !== 'pending');
  const asked = waited === undefined ? at : at - waited;
  return {
    ...rest,
    // Who tells its ticket may not know its place, or no longer.
    ...(told.request && { place: -1 }),
    id,
    session,
    ...(after !== undefined && { after }),
    number,
    request,
    status: listed || status === 'ended' ? status : 'pending',
    ...(status === 'taken' && agent !== undefined && { agent }),
    // What comes late says that the visitor asked later than it did.
    since: before ? Math.min(before.since, asked) : asked,
    heardAt: at,
    ...(claim && status === 'waiting' && { claim }),
    ...(invited && status === 'taken' && agent !== list.self && { invited }),
  };
}

/** What a change of a ticket means for this agent's part in it. */
function consequences<R>(list: WaitingList<R>, before: Entry<R>, after: Entry<R>): ListEffect[] {
  const { id } = after;
  const had = holds(list, before);
  const has = holds(list, after);
  if (has && !had) return [{ do: before.claim || before.invited ? 'won' : 'release', id }];
  if ((had && !has) || (before.invited && !after.invited)) return [{ do: 'lost', id }];
  if (!before.claim) return [];
  if (after.status !== 'waiting') return [{ do: 'lost', id }];
  // Told anew though claimed: the room that the claim named may be void.
  return after.request === before.request ? [] : [{ do: 'claim', id }];
}

/** The visitor of this agent's call is on another page: the call is over, and the next one begins. */
function claimedAgain<R>(list: WaitingList<R>, entry: Entry<R>, at: number): ListStep<R> {
  const { id } = entry;
  const claim = { at, toldAt: at, again: true };
  const effects: ListEffect[] = [
    { do: 'lost', id },
    { do: 'claim', id },
  ];
  return { list: withEntry(list, { ...entry, claim }), effects };
}

function unknownTaken<R>(list: WaitingList<R>, entry: Entry<R>): ListEffect[] {
  return holds(list, entry) ? [{ do: 'release', id: entry.id }] : [];
}

function ticked<R>(list: WaitingList<R>, at: number, carries: ReadonlySet<string>): ListStep<R> {
  const effects: ListEffect[] = [];
  const entries = new Map(list.entries);
  for (const entry of list.entries.values()) {
    const there = holds(list, entry) && carries.has(entry.id);
    if (!there && isOver(entry, at)) {
      if (entry.status === 'ended') {
        entries.delete(entry.id);
        continue;
      }
      if (entry.claim || holds(list, entry)) effects.push({ do: 'lost', id: entry.id });
      const { claim: _, agent: __, ...rest } = entry;
      entries.set(entry.id, { ...rest, status: 'ended', heardAt: at });
    } else if (there && entry.goneAt !== undefined && at - entry.goneAt >= WILL_MS) {
      // It has lost the broker alone.
      const { goneAt: _, ...rest } = entry;
      entries.set(entry.id, rest);
    } else if (entry.claim) {
      const { claim, ...rest } = entry;
      if (at - claim.at >= CLAIM_MS) {
        entries.set(entry.id, rest);
        effects.push({ do: 'lost', id: entry.id });
      } else if (at - claim.toldAt >= CLAIM_AGAIN_MS) {
        entries.set(entry.id, { ...entry, claim: { ...claim, toldAt: at } });
        effects.push({ do: 'claim', id: entry.id });
      }
    }
  }
  const present = withoutAgents({ ...list, entries }, (_, heardAt) => at - heardAt >= AGENT_GONE_MS);
  return { list: present, effects };
}

function isOver<R>({ status, heardAt, goneAt }: Entry<R>, at: number): boolean {
  if (status === 'ended') return at - heardAt >= REMEMBERED_MS;
  return at - heardAt >= VISITOR_GONE_MS || (goneAt !== undefined && at - goneAt >= WILL_MS);
}

/** Who is due to be asked, and told its place. */
function pinged<R>(list: WaitingList<R>, at: number): ListStep<R> {
  if (!pings(list)) return { list, effects: [] };
  const entries = new Map(list.entries);
  const effects: ListEffect[] = [];
  const places = new Map(waiting(list).map(({ id }, index) => [id, index + 1]));
  const each = meanTaking(list.takings);
  for (const entry of list.entries.values()) {
    const place = places.get(entry.id) ?? 0;
    const since = at - entry.pingedAt;
    const due = since >= PING_MS || (place !== entry.place && since >= PLACE_MS);
    if (!due || entry.status === 'ended') continue;
    entries.set(entry.id, { ...entry, pingedAt: at, place });
    const wait = each === undefined || place === 0 ? {} : { wait: Math.round(each * place) };
    effects.push({ do: 'ping', id: entry.id, place, ...wait });
  }
  return { list: effects.length > 0 ? { ...list, entries } : list, effects };
}

/** The mean time between two takings; undefined where too few are known. */
function meanTaking(takings: readonly number[]): number | undefined {
  const [first, last] = [takings[0], takings.at(-1)];
  if (first === undefined || last === undefined || takings.length < 3) return undefined;
  return (last - first) / (takings.length - 1);
}
