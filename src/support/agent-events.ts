// What an agent is made with, what it shows, and what it asks of who made it.

import type { AgentSignal, Kind, VisitorSignal } from '../protocol/desk-signals.ts';
import type { AgentLineOptions } from './agent-line.ts';
import type { AgentStatus, DeskAgent } from './colleagues.ts';
import type { DeskTicket, TicketRequest } from './desk-tickets.ts';

export interface AgentState {
  /** Those that wait first, in their order. */
  readonly tickets: readonly DeskTicket[];
  /** The other agents. */
  readonly agents: readonly DeskAgent[];
}

/** What an agent is to do about calls. */
export interface AgentEvents {
  /** A claim goes out: the call can begin at once. Once more where another room takes the place of that one. */
  claimed(id: string, request: TicketRequest): void;
  /** The visitor has taken this agent. */
  won(id: string): void;
  /** The call is not this agent's, or no longer. */
  lost(id: string): void;
  /** Another agent asks this one into its call. */
  invited(handover: Kind<AgentSignal, 'handover'>, from: string): void;
  /** An agent that was asked into a call does not come. */
  refused(ticket: string, from: string): void;
  rated(id: string, rating: Kind<VisitorSignal, 'rate'>): void;
}

export interface AgentOptions extends AgentLineOptions {
  readonly name: string;
  readonly status: AgentStatus;
  readonly events: AgentEvents;
  /** Whether packets come in the call with the visitor of this ticket. */
  carries?(ticket: string): boolean;
}
