// What an agent sees of a desk, from its name down to the day's figures. What is done is the desk's.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { DeskLog } from '../support/desk-log.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import type { Invitation, ShiftState } from '../support/shift.ts';
import type { DutyStatus } from './agent-duty.ts';
import type { DeskCalls } from './desk-calls.ts';
import { deskHeader } from './desk-header.ts';
import { deskTools } from './desk-tools.ts';
import type { TicketAround } from './ticket-around.ts';
import { notesField, ticketCard } from './ticket-card.ts';

/** All that is drawn, and what can be done about it. */
export interface DeskView {
  readonly title: string;
  readonly status: DutyStatus;
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
  setStatus(status: string): void;
  /** It is to be drawn again. */
  changed(): void;
  /** Tells the agent what went wrong. */
  say(text: string): void;
  accept(ticket: string): void;
  decline(ticket: string): void;
  handOver(ticket: string, to: string, leaves: boolean): void;
  keep(ticket: string): void;
  hangUp(ticket: string): void;
  join(ticket: string): void;
  refuse(ticket: string): void;
}

export function deskView(texts: AgentTexts, view: DeskView): TemplateResult {
  const { state, title, status, last, problem, language, direction, log } = view;
  const { tickets, agents, invitations } = state;
  const waiting = tickets.filter(({ place }) => place > 0).length;
  const { setStatus, changed } = view;
  return html`<div lang=${language} dir=${direction}>
    ${deskHeader(texts, { title, status, colleagues: agents.length, setStatus, changed })}
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
    ${deskTools(log, texts, language, changed)}
  </div>`;
}

function around({ id, agent }: DeskTicket, view: DeskView): TicketAround {
  const { calls, log, full, declined, language, say } = view;
  const { agents, handovers } = view.state;
  const call = view.state.calls.get(id);
  return {
    ...{ call, agents, full, language, say, holder: nameOf(agent ?? '', view), handover: handovers.get(id) },
    declined: declined.has(id),
    notes: log.notesOf(id),
    held: call !== undefined && calls.isHeld(call),
    unread: call ? calls.unread(call) : 0,
    accept: () => view.accept(id),
    decline: () => view.decline(id),
    speak: () => calls.speakIn(id),
    handOver: (to, leaves) => view.handOver(id, to, leaves),
    keep: () => view.keep(id),
    hangUp: () => view.hangUp(id),
    setNotes: notes => log.setNotes(id, notes),
  };
}

function wrapUp(texts: AgentTexts, { id, name }: DeskTicket, { log, setStatus }: DeskView): TemplateResult {
  return html`<section class="box">
    <h3><bdi>${name || texts.someone}</bdi></h3>
    <p class="dim">${texts.wrapUpHint}</p>
    ${notesField(texts, log.notesOf(id), notes => log.setNotes(id, notes))}
    <button class="main" part="button" @click=${() => setStatus('available')}>${texts.ready}</button>
  </section>`;
}

function invitation(texts: AgentTexts, { ticket, from, notes }: Invitation, view: DeskView): TemplateResult {
  return html`<div role="alert" class="box">
    <p><b><bdi>${texts.invites(nameOf(from, view))}</bdi></b></p>
    ${notes ? html`<p dir="auto">${notes}</p>` : nothing}
    <div class="bar">
      <button class="main" part="button" @click=${() => view.join(ticket)}>${texts.join}</button>
      <button part="button" @click=${() => view.refuse(ticket)}>${texts.refuse}</button>
    </div>
  </div>`;
}

const nameOf = (agent: string, { state }: DeskView): string =>
  state.agents.find(({ id }) => id === agent)?.name ?? '';
