// A call that was arranged elsewhere, as a desk arranges it: who comes is known, and nobody calls into the room. It
// stands in for the roll-call and at the door; arranging is left to who makes it.

import { sealHello } from '../protocol/hello.ts';
import type { RemoteIdentity } from '../protocol/identity.ts';
import type { Room } from '../protocol/room-keys.ts';
import type { ReadyOffer } from './ready-offer.ts';

/** What may wait of those who are not expected yet. */
const MAX_EARLY = 16;

export interface AppointmentOptions {
  /** The ids of those who are taken in, to begin with. Absent: everybody. */
  readonly expected?: readonly string[];
  /** Who is there, and the offer that it told elsewhere: answered at once, as if it had said hello with it. */
  readonly known?: { readonly remote: RemoteIdentity; readonly offer: string };
  /** Tells the own offer elsewhere. It stands until it is taken. */
  readonly offered?: (offer: string) => void;
}

/** What a room has for it. */
export interface Meeting {
  readonly room: Room;
  readonly prefix: string;
  readonly ready: ReadyOffer;
  /** Takes in a message as if the broker had brought it. */
  receive(message: Uint8Array): void;
}

export class Appointment {
  readonly #options: AppointmentOptions;
  #expected: readonly string[] | undefined;
  #early: (readonly [id: string, come: () => void])[] = [];

  constructor(options: AppointmentOptions) {
    this.#options = options;
    this.#expected = options.expected;
  }

  /** There is an offer to answer, and none to be made. */
  get answers(): boolean {
    return this.#options.known !== undefined;
  }

  /** Does what the roll-call does elsewhere. */
  async meet({ room, prefix, ready, receive }: Meeting): Promise<void> {
    const { known, offered } = this.#options;
    if (known) receive(await sealHello(known.remote, 1, { offer: known.offer }, room, prefix));
    if (!offered) return;
    ready.stays = true;
    const offer = await ready.take();
    if (offer !== undefined) offered(offer);
  }

  /** Keeps what comes from somebody who is not expected; it `come`s again when that one is. */
  keeps(id: string, come: () => void): boolean {
    if (this.#expected?.includes(id) ?? true) return false;
    this.#early = [...this.#early, [id, come] as const].slice(-MAX_EARLY);
    return true;
  }

  /** Takes these in from now on, with what they have said meanwhile. */
  expect(ids: readonly string[]): void {
    this.#expected = ids;
    const early = this.#early;
    this.#early = [];
    for (const [, come] of early) come();
  }
}
