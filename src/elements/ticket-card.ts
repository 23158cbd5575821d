// One ticket on the screen of an agent: who it is, what is asked, and what can be done. What is done is the desk's.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Call } from '../session/call.ts';
import type { DeskAgent } from '../support/colleagues.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import { stage } from './support-stage.ts';

const MINUTE_MS = 60_000;

/** What a ticket's card needs to know and to call. */
export interface TicketAround {
  /** The call with the visitor, where this agent has one. */
  readonly call: Call | undefined;
  readonly agents: readonly DeskAgent[];
  /** The name of the agent who has it. */
  readonly holder: string;
  accept(): void;
  giveBack(): void;
  handOver(to: string): void;
  hangUp(): void;
}

export function ticketCard(ticket: DeskTicket, texts: SupportTexts, around: TicketAround): TemplateResult {
  const { name, page, form, since } = ticket;
  return html`<li part="ticket">
    <div class="who">
      <strong><bdi>${name || texts.someone}</bdi></strong>
      <span class="dim">${texts.since(Math.floor((performance.now() - since) / MINUTE_MS))}</span>
    </div>
    <dl>
      <dd class="dim">${page}</dd>
      ${form.map(({ name: question, value }) => html`<dt>${texts.field(question)}</dt><dd>${value}</dd>`)}
    </dl>
    ${actions(ticket, texts, around)}
  </li>`;
}

function actions({ name, state }: DeskTicket, texts: SupportTexts, around: TicketAround): unknown {
  const { call, holder } = around;
  const label = `${texts.accept}: ${name || texts.someone}`;
  if (state === 'waiting')
    return html`<button class="main" aria-label=${label} @click=${() => around.accept()}>${texts.accept}</button>`;
  if (state === 'claiming') return html`<p role="status">${texts.accepting}</p>`;
  if (call)
    return stage(call, texts, () => around.hangUp(), state === 'mine' ? more(texts, around) : nothing);
  return html`<p class="dim"><bdi>${texts.takenBy(holder)}</bdi></p>`;
}

function more(texts: SupportTexts, around: TicketAround): TemplateResult {
  const { agents } = around;
  const choose = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    if (select.value) around.handOver(select.value);
    select.value = '';
  };
  return html`
    <button @click=${() => around.giveBack()}>${texts.giveBack}</button>
    ${
      agents.length === 0
        ? nothing
        : html`<select aria-label=${texts.transferTo} @change=${choose}>
          <option value="">${texts.transferTo} …</option>
          ${agents.map(agent => html`<option value=${agent.id}>${agent.name || agent.id}</option>`)}
        </select>`
    }
  `;
}

/** How a desk lays its tickets out. */
export const ticketStyle = css`
  :host {
    display: block;
    background: var(--_bg);
    padding: 16px;
    border-radius: var(--_radius);
  }
  header,
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 12px;
  }
  li {
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  dl {
    margin: 0 0 8px;
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0 0 4px;
  }
`;
