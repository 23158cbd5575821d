// A ticket as its visitor sees it, who owns it: a pure reducer from what happens to the next state and what is to be
// done. It has no clock, no keys and no broker; those are the visitor's.

/** When a ticket that nobody has answered is told again, in milliseconds after the time before. */
const REPEAT_AFTER_MS = [1000, 2000, 6000, 18_000, 60_000];
/** Without a ping for so long the agents may have lost it, in milliseconds. */
const UNPINGED_MS = 45_000;
/** An agent that claims and is not connected by then does not keep the ticket, in milliseconds. */
const CONNECT_MS = 10_000;
/** New agents are answered at most so often, in milliseconds. */
const EPOCH_MS = 10_000;
/** When many visitors have the same reason to tell their tickets, they do so within this time, in milliseconds. */
const SPREAD_MS = 3000;

/** Who has the ticket, or is to have it. */
export interface Holder {
  readonly id: string;
  /** Untrusted text. */
  readonly name: string;
}

export interface Ticket {
  /** `claimed`: an agent has it, and no connection carries anything yet. */
  readonly status: 'waiting' | 'claimed' | 'in-call' | 'ended';
  readonly holder?: Holder;
  /** Who may come into the call after the holder, and whether it has. */
  readonly next?: Holder & { readonly connected: boolean };
  /** Who left it to a holder that has not come yet, and can take that back. */
  readonly from?: string;
  /** Counts the rooms: each is for one claim, and what is left of the one before is void. */
  readonly round: number;
  /** From 1, as an agent says; 0 where none has said it. */
  readonly place: number;
  /** How long it will take, in milliseconds, where an agent can say. */
  readonly wait?: number;
  /** Agents are being called. */
  readonly ringing: boolean;
  /** Why it ended. */
  readonly reason?: EndReason;
  /** The next `tick`; infinite where none is needed. */
  readonly due: number;
  readonly toldAt: number;
  readonly repeats: number;
  /** What was answered last: pings with the same nonce need no second answer. */
  readonly nonce?: string;
}

/** `cancelled`: by the visitor while it waited; `done`: after a call. */
export type EndReason = 'cancelled' | 'done';

/** What happens to a ticket, at a time of the visitor's monotonic clock in milliseconds. */
export type TicketEvent = { readonly at: number } & (
  | { readonly type: 'ping'; readonly nonce: string; readonly place: number; readonly wait?: number }
  | { readonly type: 'ring' }
  | { readonly type: 'claim'; readonly agent: Holder; readonly round: number | undefined }
  | { readonly type: 'release'; readonly agent: string }
  | { readonly type: 'transfer'; readonly agent: string; readonly to: Holder }
  /** A connection with that agent carries packets. */
  | { readonly type: 'connected'; readonly agent: string }
  /** That agent said goodbye in the call, or was lost. */
  | { readonly type: 'left'; readonly agent: string; readonly reason: 'bye' | 'gone' }
  /** The broker is back. */
  | { readonly type: 'returned' }
  /** The desk has agents that know nothing of before. */
  | { readonly type: 'epoch' }
  | { readonly type: 'end' }
  | { readonly type: 'tick' }
);

/** What the visitor is to do. */
export type TicketEffect =
  /** Tell the ticket as it is then, at a random moment within these milliseconds. */
  | { readonly do: 'tell'; readonly within: number }
  | { readonly do: 'answer'; readonly nonce: string }
  /** The present room is void. */
  | { readonly do: 'leave-room' };

export interface Step {
  readonly ticket: Ticket;
  readonly effects: readonly TicketEffect[];
}

const NEVER = Number.POSITIVE_INFINITY;
const TELL: TicketEffect = { do: 'tell', within: 0 };
const TELL_SOON: TicketEffect = { do: 'tell', within: SPREAD_MS };

/** A new ticket. */
export function request(at: number): Step {
  const ticket: Ticket = {
    status: 'waiting',
    round: 1,
    place: 0,
    ringing: false,
    due: at + (REPEAT_AFTER_MS[0] ?? 0),
    toldAt: at,
    repeats: 0,
  };
  return { ticket, effects: [TELL] };
}

/** The ticket after an event. */
export function reduce(ticket: Ticket, event: TicketEvent): Step {
  const { at } = event;
  const holds = 'agent' in event && idOf(event.agent) === ticket.holder?.id;
  switch (event.type) {
    case 'ping':
      return pinged(ticket, event);
    case 'ring':
      return ticket.status === 'waiting' ? step({ ...ticket, ringing: true }) : step(ticket);
    case 'claim':
      return claimed(ticket, event.agent, event.round, at);
    case 'release':
      return holds ? freed(ticket, at) : step(ticket);
    case 'transfer':
      return holds ? transferred(ticket, event.to) : takenBack(ticket, event.agent, event.to);
    case 'connected':
      return connected(ticket, event.agent);
    case 'left':
      return holds ? left(ticket, event.reason, at) : nextLeft(ticket, event.agent);
    case 'returned':
      return told(ticket, at, TELL_SOON);
    case 'epoch':
      return at - ticket.toldAt < EPOCH_MS ? step(ticket) : told(ticket, at, TELL_SOON);
    case 'end':
      return ended(ticket);
    case 'tick':
      return ticked(ticket, at);
  }
}

const step = (ticket: Ticket, ...effects: TicketEffect[]): Step => ({ ticket, effects });
const idOf = (agent: string | Holder): string => (typeof agent === 'string' ? agent : agent.id);

function pinged(ticket: Ticket, event: Extract<TicketEvent, { type: 'ping' }>): Step {
  const { nonce, place, wait, at } = event;
  if (ticket.status === 'ended') return step(ticket, TELL);
  const { wait: _, ...rest } = ticket;
  const waiting = ticket.status === 'waiting';
  const next: Ticket = {
    ...rest,
    nonce,
    ...(waiting && { place, due: at + UNPINGED_MS, repeats: 0 }),
    ...(waiting && wait !== undefined && { wait }),
    ringing: ticket.ringing && place === 1,
  };
  return nonce === ticket.nonce ? step(next) : step(next, { do: 'answer', nonce });
}

/** The first claim that comes in is taken; whoever claims later hears whose it is. */
function claimed(ticket: Ticket, agent: Holder, round: number | undefined, at: number): Step {
  // Of a room that is void, the agent has to hear of the new one.
  if (ticket.status !== 'waiting' || round !== ticket.round) return told(ticket, at, TELL);
  const next: Ticket = { ...ticket, status: 'claimed', holder: agent, ringing: false, due: at + CONNECT_MS };
  return step(next, TELL);
}

function connected(ticket: Ticket, agent: string): Step {
  if (ticket.status === 'claimed' && ticket.holder?.id === agent) {
    const { from: _, ...rest } = ticket;
    return step({ ...rest, status: 'in-call', due: NEVER });
  }
  if (ticket.next?.id === agent) return step({ ...ticket, next: { ...ticket.next, connected: true } });
  return step(ticket);
}

function left(ticket: Ticket, reason: 'bye' | 'gone', at: number): Step {
  const { next, ...rest } = ticket;
  if (next) {
    const { connected, ...holder } = next;
    if (connected) return step({ ...rest, status: 'in-call', holder, due: NEVER }, TELL);
    const from = reason === 'bye' && ticket.holder ? { from: ticket.holder.id } : {};
    return step({ ...rest, ...from, status: 'claimed', holder, due: at + CONNECT_MS }, TELL);
  }
  return reason === 'bye' && ticket.status === 'in-call' ? ended(ticket) : freed(ticket, at);
}

/** To whom has it: nobody is to come after all. */
function transferred({ next: _, ...ticket }: Ticket, to: Holder): Step {
  return step(to.id === ticket.holder?.id ? ticket : { ...ticket, next: { ...to, connected: false } });
}

/** Who hangs up asks nobody any more; of the two the goodbye may come in first. */
function takenBack(ticket: Ticket, agent: string, to: Holder): Step {
  const over = ticket.status === 'claimed' && ticket.from === agent && to.id === agent;
  return over ? ended(ticket) : step(ticket);
}

function nextLeft(ticket: Ticket, agent: string): Step {
  const { next, ...rest } = ticket;
  return next?.id === agent ? step(rest) : step(ticket);
}

/** Nobody's again, at its old place: how long it has waited goes on. */
function freed(ticket: Ticket, at: number): Step {
  if (ticket.status === 'ended' || ticket.status === 'waiting') return step(ticket);
  const { holder: _, next: __, from: ___, ...rest } = ticket;
  const free: Ticket = { ...rest, status: 'waiting', round: ticket.round + 1, place: 0, repeats: 0 };
  return told(free, at, { do: 'leave-room' }, TELL);
}

function ended(ticket: Ticket): Step {
  if (ticket.status === 'ended') return step(ticket);
  const { next: _, ...rest } = ticket;
  const reason = ticket.status === 'waiting' ? 'cancelled' : 'done';
  return step({ ...rest, status: 'ended', reason, ringing: false, due: NEVER }, TELL, { do: 'leave-room' });
}

function ticked(ticket: Ticket, at: number): Step {
  if (at < ticket.due) return step(ticket);
  if (ticket.status === 'claimed') return freed(ticket, at);
  // Never answered, or answered and then forgotten: of the latter there may be many at once.
  const repeated = { ...ticket, repeats: ticket.repeats + 1 };
  return told(repeated, at, ticket.nonce === undefined ? TELL : TELL_SOON);
}

function told(ticket: Ticket, at: number, ...effects: TicketEffect[]): Step {
  const after = REPEAT_AFTER_MS[Math.min(ticket.repeats, REPEAT_AFTER_MS.length - 1)] ?? 0;
  const due = ticket.status === 'waiting' ? at + after : ticket.due;
  return step({ ...ticket, toldAt: at, due }, ...effects);
}
