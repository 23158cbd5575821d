// What is written in a call, as messages of its state: who wrote what, what of ours has reached everybody, how much
// of the others' is taken in. How lines travel is the chats' of the peers.

import type { ChatMessage } from './call-state.ts';
import type { Chat } from './chat.ts';
import { ChatIntake } from './chat-intake.ts';
import type { Mesh } from './mesh.ts';
import type { Peer } from './peer.ts';

export interface ChatLogEvents {
  messages(messages: readonly ChatMessage[]): void;
  /** Everybody who was there when these were sent has them, or has gone. */
  delivered(ids: readonly string[]): void;
}

export class ChatLog {
  readonly #events: ChatLogEvents;
  readonly #intake: ChatIntake<ChatMessage>;
  /** What is on its way: by message the chats that it went to, with its number in each. */
  readonly #pending = new Map<string, ReadonlyMap<Chat, number>>();
  #count = 0;

  constructor(events: ChatLogEvents) {
    this.#events = events;
    this.#intake = new ChatIntake(messages => events.messages(messages));
  }

  /** Sends a line to everybody. */
  say(mesh: Mesh, from: string, name: string, text: string): ChatMessage {
    const sent = mesh.say(text);
    const id = `${from}/${++this.#count}`;
    const delivered = sent.size === 0;
    if (!delivered) this.#pending.set(id, sent);
    const message = Object.freeze({ id, from, name, text, at: Date.now(), self: true, delivered });
    this.#events.messages([message]);
    return message;
  }

  /** Takes a peer's line in; false where it writes too much. */
  heard({ remote, about }: Peer, text: string): boolean {
    const { id: from } = remote;
    // Not by the peer's number, which begins anew where its page is loaded again.
    const id = `${from}/${++this.#count}`;
    const line = { id, from, name: about?.name ?? '', text, at: Date.now(), self: false, delivered: true };
    return this.#intake.take(from, Object.freeze(line));
  }

  /** Tells what has reached everybody of those who are here. */
  settle(here: readonly Peer[]): void {
    if (this.#pending.size === 0) return;
    const chats = new Set(here.map(({ chat }) => chat));
    const settled = [...this.#pending].flatMap(([id, sent]) =>
      [...sent].every(([chat, number]) => !chats.has(chat) || chat.hasConfirmed(number)) ? [id] : [],
    );
    for (const id of settled) this.#pending.delete(id);
    if (settled.length > 0) this.#events.delivered(settled);
  }

  /** The call is over: all that has come is shown, and nothing more is waited for. */
  close(): void {
    this.#intake.close();
    this.#pending.clear();
  }
}
