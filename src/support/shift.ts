// An agent's shift at a desk, as an element sees it: the queue and the calls that come of it, in one state.

import { RtcError } from '../errors.ts';
import { parseDeskSecret } from '../protocol/desk-keys.ts';
import type { Kind, VisitorSignal } from '../protocol/desk-signals.ts';
import { Appointment } from '../session/appointment.ts';
import type { Call } from '../session/call.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { Footing, type FootingOptions } from '../session/footing.ts';
import { type ReadableStore, Store } from '../store.ts';
import { MqttBus } from '../transport/mqtt-bus.ts';
import { Agent } from './agent.ts';
import type { AgentState } from './agent-events.ts';
import type { AgentStatus } from './colleagues.ts';
import type { TicketRequest } from './desk-tickets.ts';
import { type DeskMessage, Mailbox } from './mailbox.ts';
import { type SupportCallSettings, supportCall } from './support-call.ts';

/** Another agent asks this one into its call. Texts are untrusted. */
export interface Invitation {
  readonly ticket: string;
  /** The id of the agent that asks. */
  readonly from: string;
  readonly notes: string;
}

/** Another agent is asked into a call of this one. */
export interface Handover {
  /** The id of the other one. */
  readonly to: string;
  /** This agent leaves as soon as that one is there. */
  readonly leaves: boolean;
  readonly status: 'asked' | 'refused';
}

export interface ShiftOptions extends Omit<FootingOptions, 'createBus'>, Omit<SupportCallSettings, 'topic'> {
  /** The private key; empty: the credentials bring it. */
  readonly deskSecret: string;
  readonly status: AgentStatus;
  readonly createBus?: FootingOptions['createBus'];
  rated?(ticket: string, rating: Kind<VisitorSignal, 'rate'>): void;
}

export interface ShiftState extends AgentState {
  /** The calls with visitors, by the ticket's id, from the claim on. */
  readonly calls: ReadonlyMap<string, Call>;
  /** What was written in calls of the same tickets before these. */
  readonly said: ReadonlyMap<string, readonly ChatMessage[]>;
  readonly invitations: readonly Invitation[];
  /** Who is asked into this agent's calls, by the ticket's id. */
  readonly handovers: ReadonlyMap<string, Handover>;
  /** Left by visitors while nobody was there: those nobody has read first. */
  readonly messages: readonly DeskMessage[];
}

/** Before anything is known. */
export const NO_SHIFT: ShiftState = {
  tickets: [],
  agents: [],
  calls: new Map(),
  said: new Map(),
  invitations: [],
  handovers: new Map(),
  messages: [],
};

export class Shift {
  readonly state: ReadableStore<ShiftState>;
  readonly #state = new Store<ShiftState>(NO_SHIFT);
  readonly #options: ShiftOptions;
  readonly #calls = new Map<string, Call>();
  readonly #said = new Map<string, readonly ChatMessage[]>();
  readonly #handovers = new Map<string, Handover>();
  readonly #closing = new AbortController();
  #invitations: readonly Invitation[] = [];
  #footing: Footing | undefined;
  #agent: Agent | undefined;
  #mailbox: Mailbox | undefined;

  constructor(options: ShiftOptions) {
    this.state = this.#state;
    this.#options = options;
  }

  /** Connects. Resolves when the broker knows; rejects with an RtcError where the key is none, or can't be had. */
  async open(): Promise<void> {
    const { deskSecret, displayName, status, topic, createBus, rated } = this.#options;
    const footing = await Footing.create({
      ...this.#options,
      createBus: createBus ?? (options => new MqttBus(options)),
    });
    const desk = await parseDeskSecret(deskSecret || ((await footing.credentials.get()).deskSecret ?? ''));
    if (!desk)
      throw new RtcError(
        'attribute-invalid',
        'A desk-secret is the 130 characters that keygen prints for it.',
      );
    if (this.#closing.signal.aborted) return;
    const agent = new Agent({
      ...{ footing, desk, prefix: topic, name: displayName, status },
      carries: id => this.#carries(id),
      events: {
        claimed: (id, request) => this.#claimed(id, request),
        won: id => this.#won(id),
        lost: id => this.#endCall(id),
        invited: ({ ticket, notes }, from) => this.#invited({ ticket, notes, from }),
        refused: (id, from) => this.#refused(id, from),
        rated: (id, rating) => rated?.(id, rating),
      },
    });
    this.#footing = footing;
    this.#agent = agent;
    agent.state.subscribe(() => this.#show());
    this.#mailbox = new Mailbox({
      ...{ bus: footing.bus, desk, prefix: topic, name: displayName },
      works: () => agent.offerMail(),
    });
    this.#mailbox.state.subscribe(() => this.#show());
    await agent.enter();
    void this.#mailbox.open();
  }

  /** Whether this agent is to be called. */
  setStatus(status: AgentStatus): void {
    this.#agent?.setStatus(status);
  }

  /** Takes a ticket, if the visitor agrees: its state says so. */
  accept(id: string): void {
    this.#agent?.claim(id);
  }

  /** Gives a ticket back to the queue, in its old place. */
  giveBack(id: string): void {
    this.#agent?.release(id);
  }

  /** Ends the call with a visitor, and the ticket; or leaves it to who has been handed it, and is there. */
  hangUp(id: string): void {
    if (this.#handovers.get(id)?.status === 'asked') this.#agent?.keep(id);
    this.#endCall(id);
  }

  /**
   * Asks another agent into the call. It goes on with that one when this one hangs up, which it does by itself as soon
   * as that one is there where it `leaves`.
   */
  handOver(id: string, to: string, { notes = '', leaves = false } = {}): void {
    if (!this.#calls.has(id) || !this.#state.value.agents.some(agent => agent.id === to)) return;
    this.#handovers.set(id, { to, leaves, status: 'asked' });
    this.#agent?.handOver(id, to, notes);
    this.#show();
  }

  /** Asks nobody any more. */
  keep(id: string): void {
    const handover = this.#handovers.get(id);
    this.#handovers.delete(id);
    if (handover?.status === 'asked') this.#agent?.keep(id);
    this.#show();
  }

  /** Comes into another agent's call. */
  join(id: string): void {
    const request = this.#agent?.request(id);
    if (!request || !this.#invitations.some(({ ticket }) => ticket === id)) return;
    this.#agent?.join(id);
    this.#begin(id, request);
    this.#forget(id);
  }

  /** Does not come into another agent's call. */
  refuse(id: string): void {
    const invitation = this.#invitations.find(({ ticket }) => ticket === id);
    if (invitation) this.#agent?.refuse(id, invitation.from);
    this.#forget(id);
  }

  /** Says that a message was read or answered, to the other agents and to its visitor. */
  mark(message: string, state: 'read' | 'answered'): void {
    this.#mailbox?.mark(message, state);
  }

  /** Takes a message away, for all agents. */
  remove(message: string): void {
    this.#mailbox?.remove(message);
  }

  /** Ends everything. Resolves when the others know and nothing is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#mailbox?.close();
    const left = [...this.#calls.values()].map(call => call.leave());
    this.#calls.clear();
    await Promise.all([...left, this.#agent?.close()]);
    await this.#footing?.bus.close();
  }

  /** With the visitor's offer at hand the call begins with the claim, before the visitor has taken it. */
  #claimed(id: string, request: TicketRequest): void {
    this.#endCall(id);
    if (request.offer !== undefined) this.#begin(id, request, request.offer);
  }

  #won(id: string): void {
    const request = this.#agent?.request(id);
    if (request && !this.#calls.has(id)) this.#begin(id, request);
  }

  #begin(id: string, { remote, room }: TicketRequest, offer?: string): void {
    const footing = this.#footing;
    if (!footing || this.#closing.signal.aborted) return;
    const { topic, displayName, audio, video, iceServers, relayOnly } = this.#options;
    const call: Call = supportCall({
      ...{ topic, displayName, audio, video, iceServers, relayOnly, footing, ticket: id, room },
      appointment: offer === undefined ? undefined : new Appointment({ known: { remote, offer } }),
      connected: who => this.#came(id, who),
      // Who ends the call says so of the ticket, too; whose page goes says nothing.
      left: who => who === id && this.#calls.get(id) === call && this.#agent?.lostVisitor(id),
    });
    this.#calls.set(id, call);
    // What keeps a call from beginning is in its state; the visitor then goes back to the queue.
    call.join().catch(() => {});
    this.#show();
  }

  #carries(id: string): boolean {
    const visitor = this.#calls.get(id)?.state.value.participants.find(each => each.id === id);
    return visitor?.link === 'connected' || visitor?.link === 'unstable';
  }

  /** Who was asked is there. */
  #came(id: string, who: string): void {
    const handover = this.#handovers.get(id);
    if (handover?.to !== who) return;
    this.#handovers.delete(id);
    if (handover.leaves) this.#endCall(id);
    this.#show();
  }

  #refused(id: string, from: string): void {
    const handover = this.#handovers.get(id);
    if (handover?.to !== from) return;
    this.#agent?.keep(id);
    this.#handovers.set(id, { ...handover, status: 'refused' });
    this.#show();
  }

  #endCall(id: string): void {
    const call = this.#calls.get(id);
    if (call) this.#said.set(id, [...(this.#said.get(id) ?? []), ...call.state.value.messages]);
    void call?.leave();
    this.#calls.delete(id);
    this.#handovers.delete(id);
    this.#forget(id);
  }

  #invited(invitation: Invitation): void {
    this.#invitations = [
      ...this.#invitations.filter(({ ticket }) => ticket !== invitation.ticket),
      invitation,
    ];
    this.#show();
  }

  #forget(id: string): void {
    this.#invitations = this.#invitations.filter(({ ticket }) => ticket !== id);
    this.#show();
  }

  #show(): void {
    const state = this.#agent?.state.value;
    if (!state) return;
    const known = (id: string) => state.tickets.some(ticket => ticket.id === id);
    this.#invitations = this.#invitations.filter(({ ticket }) => known(ticket));
    for (const id of [...this.#said.keys()]) if (!known(id)) this.#said.delete(id);
    const said = new Map(this.#said);
    const [calls, handovers] = [new Map(this.#calls), new Map(this.#handovers)];
    const messages = this.#mailbox?.state.value ?? [];
    this.#state.set({ ...state, calls, said, handovers, messages, invitations: this.#invitations });
  }
}
