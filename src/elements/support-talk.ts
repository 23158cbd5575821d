// What a visitor and the agents have written in one visit, over all of its calls: what of it has been read, what
// is being typed, and how it is saved.

import { html, nothing, type TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Call } from '../session/call.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { supportChat } from './support-chat.ts';
import type { TalkNote } from './support-note.ts';

export class SupportTalk {
  #before: readonly ChatMessage[] = [];
  #now: readonly ChatMessage[] = [];
  #read = 0;
  /** What stands in the field. */
  #line = '';
  #notSent = false;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): readonly ChatMessage[] {
    return [...this.#before, ...this.#now];
  }

  /** For the next page. */
  get note(): TalkNote {
    return { messages: this.all, typed: this.#line, unread: this.unread };
  }

  /** Goes on with what was written on the page before. */
  restore({ messages, typed, unread }: TalkNote): void {
    this.#before = messages;
    this.#line = typed;
    this.#read = this.#heard - unread;
  }

  /** Messages of others that have not been before the visitor's eyes. */
  get unread(): number {
    return this.#heard - this.#read;
  }

  get #heard(): number {
    return this.all.filter(({ self }) => !self).length;
  }

  /** All of the call that there is. */
  hear(messages: readonly ChatMessage[]): void {
    if (messages.length > 0) this.#now = messages;
  }

  /** What comes next is of another call. */
  endCall(): void {
    this.#before = this.all;
    this.#now = [];
  }

  /** All of it has been seen. */
  read(): void {
    this.#read = this.#heard;
  }

  /** The chat while there is a call. */
  view(call: Call, texts: SupportTexts): TemplateResult {
    const chat = {
      messages: this.all,
      draft: this.#line,
      typed: (text: string) => {
        this.#line = text;
        this.#notSent = false;
      },
      send: (text: string) => void call.sendMessage(text),
      notSent: () => {
        this.#notSent = true;
        this.#changed();
      },
    };
    return html`${supportChat(chat, texts)}
    ${this.#notSent ? html`<p role="alert">${texts.notSent}</p>` : nothing}`;
  }

  /** How to keep what was written, where something was. */
  saving(texts: SupportTexts): unknown {
    if (this.all.length === 0) return nothing;
    return html`<p><button @click=${() => this.#save(texts)}>${texts.saveChat}</button></p>`;
  }

  clear(): void {
    this.#before = this.#now = [];
    this.#read = 0;
  }

  /** Hands it over as a file. */
  #save(texts: SupportTexts): void {
    const lines = this.all.map(({ at, self, name, text }) => {
      const who = self ? texts.you : name || texts.someone;
      return `${new Date(at).toLocaleString()} ${who}: ${text}\n`;
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(lines, { type: 'text/plain' }));
    link.download = `chat-${new Date().toISOString().slice(0, 10)}.txt`;
    link.click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}
