// What surrounds a ticket on the screen of an agent: the call, the colleagues, and what can be done. The parts of its card
// share it.

import type { Call } from '../session/call.ts';
import type { ChatMessage } from '../session/call-state.ts';
import type { DeskAgent } from '../support/colleagues.ts';
import type { Handover } from '../support/shift.ts';

/** What a ticket's card needs to know and to call. */
export interface TicketAround {
  /** The call with the visitor, where this agent has one. */
  readonly call: Call | undefined;
  /** What was written in calls with this visitor before. */
  readonly said: readonly ChatMessage[];
  /** Another call is spoken in. */
  readonly held: boolean;
  /** Messages that have come meanwhile. */
  readonly unread: number;
  readonly notes: string;
  /** The reader's. */
  readonly language: string;
  readonly agents: readonly DeskAgent[];
  /** The name of the agent who has it. */
  readonly holder: string;
  /** Who is asked into the call. */
  readonly handover: Handover | undefined;
  /** This agent has as many as it takes at once. */
  readonly full: boolean;
  /** It does not ring for this agent any more. */
  readonly declined: boolean;
  accept(): void;
  /** Rings no more, or gives it back to the queue. */
  decline(): void;
  speak(): void;
  handOver(to: string, leaves: boolean): void;
  /** Asks nobody any more. */
  keep(): void;
  hangUp(): void;
  setNotes(notes: string): void;
  say(text: string): void;
}
