// What visitors and agents of a desk say to each other, three tables of kinds: from a visitor to the desk, from the
// desk to a visitor, and among agents. docs/protocol.md says what each is for.

import { displayName } from './display-name.ts';
import { parserOf, type SignalIn } from './kinds.ts';
import { flag, list, oneOf, optional, record, type Shape, text, whole } from './shape.ts';

/** Characters of ids, tags and of 16 bytes in base64url. */
const SHORT = 22;
const short = text(SHORT);
/** base64url(SHA-256). */
const hash = text(43);
const milliseconds = whole(0);
const status = oneOf('open', 'away');

/** What the visitor was asked before the call. */
const form = list(record({ name: text(200), value: text(4000) }), 40);

/** Of a ticket, what does not change while it waits. */
const request = {
  name: displayName,
  /** Without query and fragment. */
  page: text(2000),
  language: text(35),
  form,
  /** The hash of the visitor's will, as in `will` between peers. */
  will: hash,
  /** The secret of the room in which the call will be: 16 random bytes, new whenever the ticket is free again. */
  room: short,
};

/** What is left where nobody is there. `at`: in seconds since 1970, by the visitor's clock. */
const letter = {
  name: displayName,
  page: text(2000),
  language: text(35),
  form,
  text: text(4000),
  at: whole(0),
};

const VISITOR = {
  /**
   * `waited`: since the visitor asked, by its own clock; `offer`: the ready offer in that room; `after`: the session of
   * the page before, with which this one goes on.
   */
  ticket: record({
    ...request,
    waited: milliseconds,
    offer: optional(text(200_000)),
    after: optional(short),
  }),
  /** In answer to `position`; `agent`: who has the ticket, where one has. */
  alive: record({ nonce: short, waited: milliseconds, agent: optional(short) }),
  taken: record({ agent: short }),
  bye: record({ reason: optional(text(32)) }),
  /** `receipt`: 16 random bytes, by which who has opened it shows that. */
  message: record({ ...letter, receipt: short }),
  rate: record({ stars: whole(1, 5), comment: optional(text(2000)) }),
} satisfies Record<string, Shape<object>>;

const DESK = {
  /** `place`: from 1, or 0 in a call; `wait`: an estimate in milliseconds. */
  position: record({ nonce: short, place: whole(0), wait: optional(milliseconds) }),
  ring: record({}),
  /** `room`: as the ticket that the agent read has it. */
  claim: record({ room: short, name: displayName }),
  /** The agent that has the ticket gives it back. */
  release: record({}),
  /** The agent that has the ticket says who else may come into the call. */
  transfer: record({ to: short, name: displayName }),
} satisfies Record<string, Shape<object>>;

const AGENTS = {
  /** `nonce`: what this agent's next `position` carries. */
  present: record({ name: displayName, status, nonce: short, will: hash }),
  /** Who has just come asks the others for what they know. */
  ask: record({}),
  /** A ticket as the sender knows it; `number`: of the latest message of that visitor; `listed`: it has answered. */
  queued: record({
    ...request,
    publicKey: text(87),
    session: short,
    number: whole(1),
    listed: flag,
    waited: milliseconds,
    agent: optional(short),
  }),
  /** Asks another agent to come into the call of a ticket. */
  handover: record({ ticket: short, to: short, room: short, notes: text(4000) }),
  /** A message as agents put it back when one has read it; `by`: that one's name. */
  kept: record({ ...letter, state: oneOf('read', 'answered'), by: displayName }),
  /** Says to the agent that asked, `to`, that it does not come. */
  refuse: record({ ticket: short, to: short }),
  leave: record({}),
} satisfies Record<string, Shape<object>>;

export type VisitorSignal = SignalIn<typeof VISITOR>;
export type DeskSignal = SignalIn<typeof DESK>;
export type AgentSignal = SignalIn<typeof AGENTS>;
/** One kind of a table, as `Kind<VisitorSignal, 'ticket'>`. */
export type Kind<S extends { kind: PropertyKey }, K extends S['kind']> = Extract<S, { kind: K }>;

export const parseVisitorSignals = parserOf(VISITOR);
export const parseDeskSignals = parserOf(DESK);
export const parseAgentSignals = parserOf(AGENTS);

/**
 * What a desk tells everybody; a hint and no more, as anybody may have written it. `mail`: messages can be left;
 * `answers`: what visitors have knocked with.
 */
export const parseStatus = record({
  open: flag,
  agents: whole(0, 10_000),
  epoch: short,
  mail: optional(flag),
  answers: optional(list(short, 100)),
});
export type DeskStatus = NonNullable<ReturnType<typeof parseStatus>>;
