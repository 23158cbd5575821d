// A desk's tickets in other forms: as people see them, and as one agent tells them to another.

import { base64url, fromBase64url } from '../protocol/bytes.ts';
import type { AgentSignal, Kind, VisitorSignal } from '../protocol/desk-signals.ts';
import { idOf, type RemoteIdentity } from '../protocol/identity.ts';
import type { Told } from './list-event.ts';
import { type Entry, type WaitingList, waiting } from './waiting-list.ts';

/** Signals in one message to the agents, and the length of their JSON. */
const MAX_QUEUED = 16;
const MAX_QUEUED_LENGTH = 60_000;

/** What a visitor asks for, and who it is. */
export type TicketRequest = Omit<Kind<VisitorSignal, 'ticket'>, 'kind' | 'waited' | 'after'> & {
  readonly remote: RemoteIdentity;
};

/** A ticket as people see it. Texts are untrusted. */
export interface DeskTicket extends Pick<TicketRequest, 'name' | 'page' | 'language' | 'form'> {
  readonly id: string;
  readonly state: 'waiting' | 'claiming' | 'mine' | 'taken';
  /** From 1; 0 where it doesn't wait. */
  readonly place: number;
  /** A claim can begin the call at once. */
  readonly ready: boolean;
  /** When the visitor asked, by `performance.now()`. */
  readonly since: number;
  /** The id of the agent that has it. */
  readonly agent?: string;
}

/** Those that wait, in their order, and after them those that are taken. */
export function shownTickets(list: WaitingList<TicketRequest>): readonly DeskTicket[] {
  const taken = [...list.entries.values()].filter(({ status }) => status === 'taken');
  return Object.freeze([
    ...waiting(list).map((entry, index) =>
      entry.claim?.again
        ? shown(entry, 'mine', 0)
        : shown(entry, entry.claim ? 'claiming' : 'waiting', index + 1),
    ),
    ...taken.map(entry => shown(entry, entry.agent === list.self ? 'mine' : 'taken', 0)),
  ]);
}

function shown(entry: Entry<TicketRequest>, state: DeskTicket['state'], place: number): DeskTicket {
  const { id, since, agent, request } = entry;
  const { name, page, language, form, offer } = request;
  const who = { id, name, page, language, form, ready: offer !== undefined };
  return Object.freeze({ ...who, state, place, since, ...(agent !== undefined && { agent }) });
}

/** All that an agent knows, for one that has just come: in messages that are not too long. */
export function queuedOf(list: WaitingList<TicketRequest>, at: number): AgentSignal[][] {
  const batches: AgentSignal[][] = [];
  let room = 0;
  for (const entry of list.entries.values()) {
    if (entry.status === 'ended') continue;
    const signal = queued(entry, at);
    const { length } = JSON.stringify(signal);
    const batch = batches.at(-1);
    if (!batch || batch.length === MAX_QUEUED || length > room) {
      batches.push([signal]);
      room = MAX_QUEUED_LENGTH;
    } else batch.push(signal);
    room -= length;
  }
  return batches;
}

function queued(
  { request, number, session, since, status, agent }: Entry<TicketRequest>,
  at: number,
): AgentSignal {
  const { remote, offer: _, ...rest } = request;
  const waited = Math.max(0, Math.round(at - since));
  const who = { publicKey: base64url(remote.publicKey), session, number, waited };
  return {
    kind: 'queued',
    ...rest,
    ...who,
    listed: status !== 'pending',
    ...(agent !== undefined && { agent }),
  };
}

/** What another agent tells of a ticket, as if the visitor had told it; undefined where its key is none. */
export async function fromQueued(
  signal: Kind<AgentSignal, 'queued'>,
): Promise<Told<TicketRequest> | undefined> {
  const { kind: _, publicKey, session, number, waited, listed, agent, ...request } = signal;
  const [key, load] = [fromBase64url(publicKey), fromBase64url(session)];
  if (!key || !load) return undefined;
  const remote: RemoteIdentity = { id: await idOf(key), publicKey: key, session: load };
  const status = agent === undefined ? 'waiting' : 'taken';
  const told = { id: remote.id, session, number, status, waited, fresh: listed } as const;
  return { ...told, request: { ...request, remote }, ...(agent !== undefined && { agent }) };
}
