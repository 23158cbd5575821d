// The offer that a `hello` carries: a connection made before anybody is known to take it. Whoever answers first
// gets it; who comes later is made one of his own.

import type { MediaSlot } from '../media/local-media.ts';
import { APPOINTMENTS } from './appointments.ts';
import { Connection, type ConnectionSettings } from './connection.ts';

/** How long the first candidates may hold up the offer, in milliseconds: what comes later is sent to who answers. */
const GATHERING_MS = 20;
/** How long the offer stands after the last hello that carried it, in milliseconds. */
const STANDING_MS = 10_000;

export class ReadyOffer {
  /** Set by an appointment: the offer stands until it is taken. */
  declare stays: boolean | undefined;
  readonly #settings: () => ConnectionSettings;
  #connection: Connection | undefined;
  #offered: Promise<void> | undefined;
  #standing: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: () => ConnectionSettings) {
    this.#settings = settings;
  }

  /** Makes the connection and its offer, if there is none. */
  prepare(): void {
    if (this.#connection) return;
    this.#connection = new Connection(this.#settings());
    this.#offered = this.#connection.offer();
  }

  /** The offer for the next `hello`, with the candidates gathered so far. */
  async take(): Promise<string | undefined> {
    this.prepare();
    const connection = this.#connection;
    await this.#offered;
    if (connection) await gathered(connection.pc);
    if (!connection || connection !== this.#connection) return undefined;
    clearTimeout(this.#standing);
    if (!APPOINTMENTS || !this.stays) this.#standing = setTimeout(() => this.discard(), STANDING_MS);
    // Several may answer the one offer. As DTLS clients (RFC 8842 §5.3, the usual choice) they would all begin
    // handshakes with this connection, and the first would spoil it for the one whose answer is taken.
    return connection.takeOffer()?.replaceAll('a=setup:actpass', 'a=setup:active');
  }

  /** Gives the connection to who answered the offer; undefined when it is taken already. */
  hand(): Connection | undefined {
    const connection = this.#connection;
    this.#connection = undefined;
    clearTimeout(this.#standing);
    return connection;
  }

  setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    void this.#connection?.setTrack(slot, track);
  }

  discard(): void {
    this.hand()?.close();
  }
}

function gathered(pc: RTCPeerConnection): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      pc.removeEventListener('icegatheringstatechange', changed);
      resolve();
    };
    const changed = () => pc.iceGatheringState === 'complete' && done();
    const timer = setTimeout(done, GATHERING_MS);
    pc.addEventListener('icegatheringstatechange', changed);
    changed();
  });
}
