// How many lines of a chat are drawn: the last ones, and more where somebody asks for them. So a chat of hours costs
// what one of minutes does.

import type { ChatMessage } from '../session/call-state.ts';

const PAGE = 100;
/** As far as this the beginning of what is new is gone back to. */
const FAR = 400;

/** The lines from one on to the last. */
export class ChatWindow {
  #from = 0;

  /** The index of the first line that is drawn. */
  get from(): number {
    return this.#from;
  }

  /** There are `count` lines now. `following`: the end is what is looked at, and lines above it may go. */
  fit(count: number, following: boolean): void {
    const last = Math.max(0, count - PAGE);
    // A page at a time: a line that goes with each that comes would be twice the work.
    if (this.#from > last || (following && count - this.#from > 2 * PAGE)) this.#from = last;
  }

  /** Draws the message with this id as well, where it is not too far up. */
  reach(messages: readonly ChatMessage[], id: string | undefined): void {
    const index = messages.findIndex(each => each.id === id);
    if (index >= Math.max(0, messages.length - FAR)) this.#from = Math.min(this.#from, index);
  }

  /** Draws a page more. */
  extend(): void {
    this.#from = Math.max(0, this.#from - PAGE);
  }
}
