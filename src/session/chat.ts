// Lines of text to and from one peer over data channel 1, numbered per peer: whichever connection carries them,
// none is lost and none comes twice.

import * as v from 'valibot';

/** The longest line, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 4000;
/** How many unconfirmed lines are kept for a peer that has no open channel. */
const MAX_KEPT = 200;

const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const frame = v.union([
  v.object({ number, text: v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH)) }),
  v.object({ had: number }),
]);

export class Chat {
  readonly #send: (frame: string) => boolean;
  readonly #received: (text: string, number: number) => void;
  #kept: { number: number; text: string }[] = [];
  #sent = 0;
  #had = 0;

  /** `send` answers false where no channel is open; `received` gets each line once, in order. */
  constructor(send: (frame: string) => boolean, received: (text: string, number: number) => void) {
    this.#send = send;
    this.#received = received;
  }

  /** Sends a line, now or when a channel opens. */
  say(text: string): void {
    const line = { number: ++this.#sent, text };
    this.#kept.push(line);
    if (this.#kept.length > MAX_KEPT) this.#kept.shift();
    this.#send(JSON.stringify(line));
  }

  /** A channel has opened: what was not confirmed goes out again. */
  opened(): void {
    for (const line of this.#kept) this.#send(JSON.stringify(line));
  }

  /** Takes in a frame of the peer's; answers false where it is none. */
  receive(data: unknown): boolean {
    const parsed = v.safeParse(frame, parseJson(data));
    if (!parsed.success) return false;
    if ('had' in parsed.output) {
      const { had } = parsed.output;
      this.#kept = this.#kept.filter(line => line.number > had);
      return true;
    }
    const { number, text } = parsed.output;
    if (number > this.#had) {
      this.#had = number;
      this.#received(text, number);
    }
    this.#send(JSON.stringify({ had: this.#had }));
    return true;
  }
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
