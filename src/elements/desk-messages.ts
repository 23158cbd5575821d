// The messages that were left at a desk, as agents see them. What is done about them is the desk's.

import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { DeskMessage } from '../support/mailbox.ts';

export interface MessageActions {
  mark(message: string, state: 'read' | 'answered'): void;
  remove(message: string): void;
}

export function deskMessages(
  messages: readonly DeskMessage[],
  texts: AgentTexts,
  language: string,
  actions: MessageActions,
): TemplateResult | typeof nothing {
  if (messages.length === 0) return nothing;
  const unread = messages.filter(({ state }) => state === 'new').length;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return html`<details class="mail" ?open=${unread > 0}>
    <summary role="status">${texts.messages(unread)}</summary>
    <ul>${repeat(
      messages,
      ({ id }) => id,
      message => card(message, texts, time, actions),
    )}</ul>
  </details>`;
}

function card(
  message: DeskMessage,
  texts: AgentTexts,
  time: Intl.DateTimeFormat,
  { mark, remove }: MessageActions,
): TemplateResult {
  const { id, name, page, form, text, at, state, by } = message;
  const who = name || texts.someone;
  const button = (label: string, act: () => void) =>
    html`<button part="button" aria-label=${`${label}: ${who}`} @click=${act}>${label}</button>`;
  return html`<li part="message" class=${state}>
    <div class="who">
      <h3><bdi>${who}</bdi></h3>
      <span class="dim">${texts.leftAt(time.format(at))}</span>
      ${state === 'new' ? nothing : html`<span class="dim"><bdi>${state === 'read' ? texts.readBy(by) : texts.answeredBy(by)}</bdi></span>`}
    </div>
    <p class="letter" dir="auto">${text}</p>
    <dl>
      ${form.map(
        ({ name: question, value }) =>
          html`<dt>${question === 'reach' ? texts.reachAt : texts.field(question)}</dt><dd dir="auto">${value}</dd>`,
      )}
      <dd class="dim"><bdi>${page}</bdi></dd>
    </dl>
    <div class="bar">
      ${state === 'new' ? button(texts.read, () => mark(id, 'read')) : nothing}
      ${state === 'answered' ? nothing : button(texts.answered, () => mark(id, 'answered'))}
      <details class="sure">
        <summary aria-label=${`${texts.delete}: ${who}`}>${texts.delete}</summary>
        ${button(texts.deleteForAll, () => remove(id))}
      </details>
    </div>
  </li>`;
}

export const messagesStyle = css`
  .letter {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .mail .new {
    border-inline-start: 4px solid var(--_mark);
  }
  .sure summary {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    padding-inline: 14px;
    cursor: pointer;
  }
  .sure[open] summary {
    color: var(--_dim);
  }
  .mail {
    margin-block-end: 12px;
  }
`;
