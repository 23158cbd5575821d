// What an agent sees of a desk, from its name down to the day's figures. What is done is the desk's.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { DeskLog } from '../support/desk-log.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import type { Invitation, Shift, ShiftState } from '../support/shift.ts';
import { dutyOf } from './agent-duty.ts';
import type { DeskCalls } from './desk-calls.ts';
import { deskHeader } from './desk-header.ts';
import { deskMessages } from './desk-messages.ts';
import { deskTools } from './desk-tools.ts';
import type { TicketAround } from './ticket-around.ts';
import { notesField, ticketCard } from './ticket-card.ts';

/** The element, as what it shows knows it. */
export interface DeskElement {
  readonly desk: string;
  agentStatus: string;
  accept(ticket: string): void;
  decline(ticket: string): void;
  transfer(ticket: string, to: string, notes: string, leaves: boolean): void;
  join(ticket: string): void;
  hangUp(ticket: string): void;
  requestUpdate(): void;
}

/** All that is drawn, and what can be done about it. */
export interface DeskView {
  readonly desk: DeskElement;
  readonly shift: Shift | undefined;
  readonly state: ShiftState;
  readonly calls: DeskCalls;
  readonly log: DeskLog;
  /** It does not ring for these any more. */
  readonly declined: ReadonlySet<string>;
  /** This agent has as many as it takes at once. */
  readonly full: boolean;
  /** Whose notes are being written after the call. */
  readonly last: DeskTicket | undefined;
  /** What is wrong, in words. */
  readonly problem: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Tells the agent what went wrong. */
  say(text: string): void;
}

export function deskView(texts: AgentTexts, view: DeskView): TemplateResult {
  const { desk, shift, state, last, problem, language, direction, log } = view;
  const { tickets, agents, invitations } = state;
  const waiting = tickets.filter(({ place }) => place > 0).length;
  const changed = () => desk.requestUpdate();
  const header = {
    ...{ title: desk.desk, status: dutyOf(desk.agentStatus), colleagues: agents.length, changed },
    setStatus: (status: string) => {
      desk.agentStatus = status;
    },
  };
  const mail = {
    mark: (id: string, to: 'read' | 'answered') => shift?.mark(id, to),
    remove: (id: string) => shift?.remove(id),
  };
  return html`<div lang=${language} dir=${direction}>
    ${deskHeader(texts, header)}
    ${last ? wrapUp(texts, last, view) : nothing}
    ${problem ? html`<p role="alert">${problem}</p>` : nothing}
    <p role="status">${waiting ? texts.waiting(waiting) : texts.nobodyWaits}</p>
    ${invitations.map(each => invitation(texts, each, view))}
    <ul>
      ${repeat(
        // What one has in hand comes first.
        [...tickets].sort((a, b) => Number(b.state === 'mine') - Number(a.state === 'mine')),
        ({ id }) => id,
        ticket => ticketCard(ticket, texts, around(ticket, view)),
      )}
    </ul>
    ${deskMessages(state.messages, texts, language, mail)}
    ${deskTools(log, texts, language, changed)}
  </div>`;
}

function around({ id, agent }: DeskTicket, view: DeskView): TicketAround {
  const { desk, shift, calls, log, full, declined, language, say } = view;
  const { agents, handovers } = view.state;
  const call = view.state.calls.get(id);
  return {
    ...{ call, agents, full, language, say, holder: nameOf(agent ?? '', view), handover: handovers.get(id) },
    declined: declined.has(id),
    notes: log.notesOf(id),
    said: view.state.said.get(id) ?? [],
    held: call !== undefined && calls.isHeld(call),
    unread: call ? calls.unread(call) : 0,
    accept: () => desk.accept(id),
    decline: () => desk.decline(id),
    speak: () => calls.speakIn(id),
    handOver: (to, leaves) => desk.transfer(id, to, log.notesOf(id), leaves),
    keep: () => shift?.keep(id),
    hangUp: () => desk.hangUp(id),
    setNotes: notes => log.setNotes(id, notes),
  };
}

function wrapUp(texts: AgentTexts, { id, name }: DeskTicket, { desk, log }: DeskView): TemplateResult {
  const ready = () => {
    desk.agentStatus = 'available';
  };
  return html`<section class="box">
    <h3><bdi>${name || texts.someone}</bdi></h3>
    <p class="dim">${texts.wrapUpHint}</p>
    ${notesField(texts, log.notesOf(id), notes => log.setNotes(id, notes))}
    <button class="main" part="button" @click=${ready}>${texts.ready}</button>
  </section>`;
}

function invitation(texts: AgentTexts, { ticket, from, notes }: Invitation, view: DeskView): TemplateResult {
  return html`<div role="alert" class="box">
    <p><b><bdi>${texts.invites(nameOf(from, view))}</bdi></b></p>
    ${notes ? html`<p dir="auto">${notes}</p>` : nothing}
    <div class="bar">
      <button class="main" part="button" @click=${() => view.desk.join(ticket)}>${texts.join}</button>
      <button part="button" @click=${() => view.shift?.refuse(ticket)}>${texts.refuse}</button>
    </div>
  </div>`;
}

const nameOf = (agent: string, { state }: DeskView): string =>
  state.agents.find(({ id }) => id === agent)?.name ?? '';
