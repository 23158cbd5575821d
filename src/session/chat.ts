// Lines of text to and from one peer over data channel 1, numbered per peer: whichever connection carries them,
// none is lost and none comes twice.

import { record, text, whole } from '../protocol/shape.ts';

/** The longest line, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 4000;
/** How many unconfirmed lines are kept for a peer that has no open channel. */
const MAX_KEPT = 200;
/** The longest frame, in UTF-16 units: JSON may need six for one of the text. */
const MAX_FRAME_LENGTH = 6 * MAX_TEXT_LENGTH + 100;

const line = record({ number: whole(1), text: text(MAX_TEXT_LENGTH) });
const receipt = record({ had: whole(1) });

export class Chat {
  #send: (frame: string) => boolean = () => false;
  #received: (text: string, number: number) => void = () => {};
  #confirmed: () => void = () => {};
  #kept: { number: number; text: string }[] = [];
  #sent = 0;
  /** The last line that the present channel took. */
  #out = 0;
  #had = 0;
  /** The highest number of ours that the peer has confirmed, and those below it that it never was sent. */
  #reached = 0;
  readonly #missed = new Set<number>();

  /**
   * Says where lines go to and come to. `send` answers false where no channel is open; `received` gets each line
   * once, in order; `confirmed` is told when the peer has more of ours.
   */
  bind(
    send: (frame: string) => boolean,
    received: (text: string, number: number) => void,
    confirmed: () => void = () => {},
  ): this {
    this.#send = send;
    this.#received = received;
    this.#confirmed = confirmed;
    return this;
  }

  /** Sends a line, now or when a channel opens. Returns its number. */
  say(text: string): number {
    const number = ++this.#sent;
    this.#kept.push({ number, text });
    const given = this.#kept.length > MAX_KEPT && this.#kept.shift();
    if (given) this.#missed.add(given.number);
    this.#flush();
    return number;
  }

  /** Whether the peer has said that it has this line of ours. */
  hasConfirmed(number: number): boolean {
    return number <= this.#reached && !this.#missed.has(number);
  }

  /** A channel has opened: what was not confirmed goes out again, and what was had is said again. */
  opened(): void {
    this.#out = 0;
    this.#flush();
    if (this.#had > 0) this.#confirm();
  }

  /** Sends what is not out yet, in order: a line that overtook another would make it look had. */
  #flush(): void {
    for (const line of this.#kept) {
      if (line.number <= this.#out) continue;
      if (!this.#send(JSON.stringify(line))) return;
      this.#out = line.number;
    }
  }

  /** Takes in a frame of the peer's; answers false where it is none. */
  receive(data: unknown): boolean {
    const frame = parseJson(data);
    const had = receipt(frame)?.had;
    if (had) {
      this.#kept = this.#kept.filter(each => each.number > had);
      this.#flush();
      if (had > this.#reached && had <= this.#sent) {
        this.#reached = had;
        this.#confirmed();
      }
      return true;
    }
    const said = line(frame);
    if (!said) return false;
    const { number, text } = said;
    if (number > this.#had) {
      this.#had = number;
      this.#received(text, number);
    }
    this.#confirm();
    return true;
  }

  #confirm(): void {
    this.#send(JSON.stringify({ had: this.#had }));
  }
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' && data.length <= MAX_FRAME_LENGTH ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
