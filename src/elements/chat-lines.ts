// The lines of a chat: who wrote what and when, in groups; links, emoji, the divider before what is new. And all of
// it as plain text, to be kept. Nothing here holds a state.

import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AllTexts } from '../i18n/en-opened.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { isEmoji, partsOf } from './chat-text.ts';
import { icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';

/** What the lines need beside the messages. */
export interface LinesView {
  readonly texts: AllTexts;
  readonly time: Intl.DateTimeFormat;
  /** The message before which the divider stands. */
  readonly newFrom: string | undefined;
  /** The message that was copied last. */
  readonly copied: string | undefined;
  /** The index of the first message to draw. */
  readonly from: number;
  copy(message: ChatMessage): void;
}

/** After a silence of this, the name and the time are told again. */
const PAUSE_MS = 5 * 60_000;

/** The messages from one on, oldest first. */
export function lines(messages: readonly ChatMessage[], view: LinesView): TemplateResult {
  const { from } = view;
  const last = messages.length - 1;
  return html`${repeat(
    from ? messages.slice(from) : messages,
    ({ id }) => id,
    (message, place) => {
      const index = from + place;
      const before = messages[index - 1];
      const isNew = message.id === view.newFrom;
      const begins =
        isNew || !place || !before || before.from !== message.from || before.name !== message.name;
      const head = begins || message.at - before.at > PAUSE_MS;
      const copied = message.id === view.copied;
      // All lines stand still while one is added.
      return guard([message, head, isNew, copied, index === last, view.texts], () =>
        line(message, { head, isNew, copied, isLast: index === last }, view),
      );
    },
  )}`;
}

interface Place {
  readonly head: boolean;
  readonly isNew: boolean;
  readonly copied: boolean;
  readonly isLast: boolean;
}

function line(message: ChatMessage, { head, isNew, copied, isLast }: Place, view: LinesView): TemplateResult {
  const { self, text, at, delivered } = message;
  const { texts, time, copy } = view;
  return html`<div class=${`line${self ? ' own' : ''}${head ? ' first' : ''}`} part="message">${
    isNew ? html`<p class="divider"><span>${texts.chatNewHere}</span></p>` : nothing
  }${
    head
      ? html`<p class="head dim"><bdi><b>${nameOf(message, texts)}</b></bdi> <time datetime=${new Date(at).toISOString()}>${time.format(at)}</time></p>`
      : nothing
  }<p dir="auto" class=${isEmoji(text) ? 'text emoji' : 'text'}>${partsOf(text).map(part =>
    typeof part === 'string'
      ? part
      : html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${part.text}</a>${
          part.host ? html` <bdi class="host" dir="ltr">(${part.host})</bdi>` : nothing
        }`,
  )}${
    self
      ? html`<span class="sent" role="img" title=${delivered ? texts.delivered : texts.sent}
          aria-label=${delivered ? texts.delivered : texts.sent}>${icon(delivered ? OPENED_ICON.delivered : OPENED_ICON.sent)}</span>`
      : nothing
  }</p><button type="button" class="bare copy" part="button" tabindex=${isLast ? 0 : -1} title=${texts.copyMessage}
    aria-label=${texts.copyMessage} @click=${() => copy(message)}>${icon(copied ? OPENED_ICON.sent : OPENED_ICON.copy)}</button></div>`;
}

function nameOf({ self, name }: ChatMessage, texts: AllTexts): string {
  return self ? texts.you : name || texts.guest;
}

/** The whole chat as text, a message a paragraph. */
export function transcript(messages: readonly ChatMessage[], texts: AllTexts, language: string): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  return messages.map(each => `[${time.format(each.at)}] ${nameOf(each, texts)}: ${each.text}\n`).join('');
}
