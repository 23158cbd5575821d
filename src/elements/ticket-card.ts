// One ticket on the screen of an agent: who it is, what is asked, and what can be done. What is done is the desk's.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { Call } from '../session/call.ts';
import { expanded } from '../support/canned-answers.ts';
import { LONGEST_NOTE } from '../support/desk-log.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import { ICON, icon } from './icons.ts';
import { supportChat, supportChatStyle } from './support-chat.ts';
import { stage } from './support-stage.ts';
import type { TicketAround } from './ticket-around.ts';
import { handoverForm } from './ticket-handover.ts';

const MINUTE_MS = 60_000;

export function ticketCard(ticket: DeskTicket, texts: AgentTexts, around: TicketAround): TemplateResult {
  const { name, page, language, form, since } = ticket;
  return html`<li part="ticket">
    <div class="who">
      <h3><bdi>${name || texts.someone}</bdi></h3>
      <span class="dim">${texts.since(Math.floor((performance.now() - since) / MINUTE_MS))}</span>
      ${around.held && around.unread > 0 ? html`<b role="status">${texts.newMessages(around.unread)}</b>` : nothing}
    </div>
    <dl>
      <dd class="dim"><bdi>${page}</bdi>${language ? html` · <bdi>${languageName(language, around.language)}</bdi>` : nothing}</dd>
      ${form.map(
        ({ name: question, value }) => html`<dt>${texts.field(question)}</dt><dd dir="auto">${value}</dd>`,
      )}
    </dl>
    ${actions(ticket, texts, around)}
  </li>`;
}

function actions({ name, state }: DeskTicket, texts: AgentTexts, around: TicketAround): unknown {
  const { call, holder, full, declined } = around;
  const who = name || texts.someone;
  if (state === 'waiting')
    return html`<div class="bar">
      <button
        class="main"
        part="button"
        aria-label=${`${texts.accept}: ${who}`}
        title=${full ? texts.full : nothing}
        ?disabled=${full}
        @click=${() => around.accept()}
      >${texts.accept}</button>
      ${
        declined
          ? nothing
          : html`<button part="button" aria-label=${`${texts.notNow}: ${who}`} @click=${() => around.decline()}>${texts.notNow}</button>`
      }
    </div>`;
  if (state === 'claiming') return html`<p role="status">${texts.accepting}</p>`;
  if (!call) return html`<p class="dim"><bdi>${texts.takenBy(holder)}</bdi></p>`;
  const mine = state === 'mine';
  return html`
    ${around.held ? onHold(texts, around) : stage(call, texts, () => around.hangUp(), mine ? giveBack(texts, around) : nothing)}
    ${mine ? html`${handoverForm(texts, around)}${chatOf(call, texts, around)}${notesField(texts, around.notes, around.setNotes)}` : nothing}
  `;
}

function chatOf(call: Call, texts: AgentTexts, { said, say }: TicketAround): TemplateResult {
  const chat = {
    messages: [...said, ...call.state.value.messages],
    hint: texts.writeHint,
    send: (text: string) => void call.sendMessage(text),
    notSent: () => say(texts.notSent),
    expanded,
  };
  return supportChat(chat, texts);
}

function onHold(texts: AgentTexts, around: TicketAround): TemplateResult {
  return html`<p class="dim">${texts.onHold}</p>
    <div class="bar">
      <button class="main" part="button" @click=${() => around.speak()}>${icon(ICON.microphone)} ${texts.speakHere}</button>
      <button part="button leave" class="leave" @click=${() => around.hangUp()}>${icon(ICON.leave)} ${texts.hangUp}</button>
    </div>`;
}

function giveBack(texts: AgentTexts, around: TicketAround): TemplateResult {
  return html`<button part="button" @click=${() => around.decline()}>${texts.giveBack}</button>`;
}

/** The agents' notes on a ticket, in it and after it. */
export function notesField(
  texts: AgentTexts,
  notes: string,
  changed: (notes: string) => void,
): TemplateResult {
  return html`<label class="notes"
    >${texts.notes}
    <textarea
      part="input"
      rows="2"
      dir="auto"
      maxlength=${LONGEST_NOTE}
      title=${texts.notesHint}
      .value=${notes}
      @input=${(event: InputEvent) => changed((event.currentTarget as HTMLTextAreaElement).value)}
    ></textarea>
  </label>`;
}

/** By the reader's language: a queue has many cards, and each of these takes long to make. */
const names = new Map<string, Intl.DisplayNames>();

/** As the reader calls it; the tag where the browser knows none. */
function languageName(tag: string, language: string): string {
  try {
    const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'language' });
    names.set(language, known);
    return known.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** How a desk lays its tickets out. */
export const ticketStyle = [
  supportChatStyle,
  css`
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
    header h2 {
      margin-inline-end: auto;
    }
    header {
      margin-block-end: 8px;
    }
    .box {
      margin-block-end: 12px;
    }
    .box .bar {
      margin-block-end: 0;
    }
    h3 {
      margin: 0;
      font-size: 1.1em;
      overflow-wrap: anywhere;
      min-inline-size: 0;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
      align-items: start;
      gap: 12px;
    }
    li,
    .box {
      min-inline-size: 0;
      padding: 12px;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_card);
    }
    dl {
      margin: 0 0 8px;
      overflow-wrap: anywhere;
    }
    dt {
      color: var(--_dim);
      font-size: 0.9em;
    }
    dd {
      margin: 0 0 4px;
      white-space: pre-line;
    }
    .notes textarea {
      field-sizing: content;
      min-block-size: 64px;
      max-block-size: 240px;
      resize: vertical;
    }
  `,
];
