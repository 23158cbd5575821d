// What an agent and a visitor write to each other, on the card of the ticket, with quick answers by their keys.

import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { Call } from '../session/call.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { expanded } from '../support/canned-answers.ts';
import { partsOf } from './chat-text.ts';
import { icon } from './icon.ts';
import { OPENED_ICON } from './icons-opened.ts';

/** As the engine takes them, in UTF-16 units. */
const LONGEST = 4000;

/** `say`: tells the agent what went wrong. */
export function ticketChat(call: Call, texts: AgentTexts, say: (text: string) => void): TemplateResult {
  const { messages } = call.state.value;
  return html`<section class="chat" aria-label=${texts.chat}>
    <div class="log" part="log" role="log" tabindex="0" aria-label=${texts.chat} ?hidden=${messages.length === 0}>
      <div>${repeat(
        messages,
        ({ id }) => id,
        message => line(message, texts),
      )}</div>
    </div>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (!send(call, fieldOf(event))) say(texts.notSent);
      }}
    >
      <textarea
        part="input"
        rows="1"
        dir="auto"
        enterkeyhint="send"
        maxlength=${LONGEST}
        aria-label=${texts.write}
        placeholder=${texts.write}
        title=${texts.writeHint}
        @input=${(event: InputEvent) => complete(event.currentTarget as HTMLTextAreaElement)}
        @keydown=${submitByEnter}
      ></textarea>
      <button part="button" aria-label=${texts.sendMessage} title=${texts.sendMessage}>${icon(OPENED_ICON.send)}</button>
    </form>
  </section>`;
}

function line({ self, name, text }: ChatMessage, texts: AgentTexts): TemplateResult {
  return html`<p class=${self ? 'sent' : ''} part="message">
    <b><bdi>${self ? texts.you : name || texts.someone}</bdi></b>
    <span dir="auto">${partsOf(text).map(part =>
      typeof part === 'string'
        ? part
        : html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${part.text}</a
            >${part.host ? html` <bdi dir="ltr">(${part.host})</bdi>` : nothing}`,
    )}</span>
  </p>`;
}

/** Whether it was sent, or there was nothing to send; what was not stays in the field. */
function send(call: Call, field: HTMLTextAreaElement): boolean {
  const text = expanded(field.value).trim();
  try {
    if (text) call.sendMessage(text);
  } catch {
    return false;
  }
  field.value = '';
  field.focus();
  return true;
}

const fieldOf = ({ currentTarget }: Event): HTMLTextAreaElement =>
  (currentTarget as HTMLElement).querySelector('textarea') as HTMLTextAreaElement;

/** White space behind a key asks for the answer. */
function complete(field: HTMLTextAreaElement): void {
  const { value } = field;
  if (!/\s$/.test(value)) return;
  const answer = expanded(value);
  if (answer !== value) field.value = `${answer} `;
}

function submitByEnter(event: KeyboardEvent): void {
  // 229: a browser that ends the composition before it tells of the key.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}

export const ticketChatStyle = css`
  /* What is last stays in sight. */
  .log {
    display: flex;
    flex-direction: column-reverse;
    max-block-size: 240px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 8px;
    margin-block-end: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .log p {
    inline-size: fit-content;
    max-inline-size: 90%;
    margin: 0 0 6px;
    padding: 4px 10px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_card), var(--_text) 8%);
  }
  .log span {
    display: block;
    white-space: pre-wrap;
  }
  .log .sent {
    margin-inline-start: auto;
    background: color-mix(in oklab, var(--_card), var(--_accent) 18%);
  }
  .log a {
    color: var(--_mark);
  }
  .chat form {
    display: flex;
    gap: 8px;
    margin-block-end: 8px;
  }
  .chat textarea {
    field-sizing: content;
    max-block-size: 160px;
    resize: none;
  }
  .chat button {
    display: grid;
    place-items: center;
    flex: none;
  }
`;
