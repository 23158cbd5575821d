// What the layers above know of a broker: bytes published to topics and heard from them. No MQTT here.

import type { RtcError } from '../errors.ts';
import type { ReadableStore } from '../store.ts';

/** How the way to the broker stands. */
export interface BusState {
  /**
   * `idle`: not asked to connect yet; `connecting`: first try under way; `connected`; `offline`: lost or not
   * reached, tries go on; `closed`: closed by us, for good.
   */
  readonly status: 'idle' | 'connecting' | 'connected' | 'offline' | 'closed';
  /** The broker that serves or was tried last, without credentials in it. */
  readonly broker?: string;
  /** Why there is no connection; set from the first failure that a person should be told of. */
  readonly error?: RtcError;
}

/** The message that a broker sends in our name when it loses us (MQTT 3.1.1 §3.1.2.5). */
export interface Will {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/** Publish and subscribe over some broker, which may come and go. */
export interface Bus {
  readonly state: ReadableStore<BusState>;
  /** Begins to connect; again does nothing. Never throws: what goes wrong is in `state`. */
  connect(): void;
  /**
   * Sends, now or, while there is no connection, with the next one. Resolves when the broker has taken the
   * message (PUBACK); rejects only when the bus is closed before.
   */
  publish(topic: string, payload: Uint8Array, options?: { retain?: boolean }): Promise<void>;
  /** Hears a topic from now on, over every reconnect. Resolves, once the broker knows, with the way to stop. */
  subscribe(filter: string, heard: (topic: string, payload: Uint8Array) => void): Promise<() => void>;
  /**
   * Opens a second way beside the present one, which it then takes the place of. Resolves when it serves; rejects
   * where it did not come about, and all stays as it was.
   */
  renew(): Promise<void>;
  /** Ends cleanly: the broker does not send the will. Resolves when the socket is closed. */
  close(): Promise<void>;
  /** Ends at once, without a word, as a page has to that goes away: the broker sends the will. */
  abandon(): void;
}
