// Which messages of a call nobody has looked at yet. Where they are shown, and whether somebody looks, is the chat's.

import type { ChatMessage } from '../session/call-state.ts';

const NONE: readonly ChatMessage[] = [];

/** Remembers how far the messages have been read. */
export class ChatReading {
  #messages = NONE;
  #read: string | undefined;
  #unread = NONE;

  /** Those of the others since, in their order. */
  get unread(): readonly ChatMessage[] {
    return this.#unread;
  }

  /** Takes note of what has been said by now. */
  look(messages: readonly ChatMessage[] = NONE): void {
    if (messages === this.#messages) return;
    this.#messages = messages;
    const last = messages.findLastIndex(({ id }) => id === this.#read);
    this.#unread = messages.slice(last + 1).filter(({ self }) => !self);
  }

  /** Somebody has looked at all of it. */
  read(): void {
    this.#read = this.#messages.at(-1)?.id;
    this.#unread = NONE;
  }
}
