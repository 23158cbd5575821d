// What an agent and a visitor write to each other, for either side. What becomes of it, and of what stands in the field,
// is told from outside.

import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { partsOf } from './chat-text.ts';
import { icon } from './icon.ts';
import { OPENED_ICON } from './icons-opened.ts';

/** As the engine takes them, in UTF-16 units. */
const LONGEST = 4000;

export interface SupportChat {
  readonly messages: readonly ChatMessage[];
  /** About the field. */
  readonly hint?: string;
  /** What was typed on a page before. */
  readonly draft?: string;
  /** What stands in the field now. */
  typed?(text: string): void;
  /** Throws where it can't be sent; then it stays in the field. */
  send(text: string): void;
  /** Tells people that it was not sent. */
  notSent(): void;
  /** The text with what its keys stand for. */
  expanded?(text: string): string;
}

export function supportChat(chat: SupportChat, texts: SupportTexts): TemplateResult {
  const { messages, hint = '', draft = '' } = chat;
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
        send(chat, fieldOf(event));
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
        title=${hint}
        .value=${draft}
        @input=${(event: InputEvent) => typed(chat, event.currentTarget as HTMLTextAreaElement)}
        @keydown=${submitByEnter}
      ></textarea>
      <button part="button" aria-label=${texts.sendMessage} title=${texts.sendMessage}>${icon(OPENED_ICON.send)}</button>
    </form>
  </section>`;
}

function line({ self, name, text }: ChatMessage, texts: SupportTexts): TemplateResult {
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

function send(chat: SupportChat, field: HTMLTextAreaElement): void {
  const text = (chat.expanded?.(field.value) ?? field.value).trim();
  try {
    if (text) chat.send(text);
  } catch {
    chat.notSent();
    return;
  }
  field.value = '';
  chat.typed?.('');
  field.focus();
}

const fieldOf = ({ currentTarget }: Event): HTMLTextAreaElement =>
  (currentTarget as HTMLElement).querySelector('textarea') as HTMLTextAreaElement;

/** White space behind a key asks for what it stands for. */
function typed(chat: SupportChat, field: HTMLTextAreaElement): void {
  const { value } = field;
  const whole = chat.expanded && /\s$/.test(value) ? chat.expanded(value) : value;
  if (whole !== value) field.value = `${whole} `;
  chat.typed?.(field.value);
}

function submitByEnter(event: KeyboardEvent): void {
  // 229: a browser that ends the composition before it tells of the key.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}

export const supportChatStyle = css`
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
