// The safety codes with all peers of a stay: which exchange belongs to whom, and what it needs of the connection.

import type { RtcError } from '../errors.ts';
import type { Identity, RemoteIdentity } from '../protocol/identity.ts';
import { fingerprintIn, type SafetyCode } from '../protocol/safety-code.ts';
import type { SignalOf } from '../protocol/signals.ts';
import type { Peer } from './peer.ts';
import { SafetyExchange, type Sides } from './safety-exchange.ts';

export interface SafetyCodesEvents {
  /** The code with a peer is there, or another one, or none any more. */
  changed(peer: Peer): void;
  /** A peer did not keep to its commitment. */
  failed(error: RtcError): void;
  /** Something came too often, or at a wrong time. */
  dropped(): void;
}

export class SafetyCodes {
  readonly #own: Identity;
  readonly #events: SafetyCodesEvents;
  /** By page load: who fell silent and is back keeps its code, and the count of its exchanges. */
  readonly #exchanges = new Map<RemoteIdentity, SafetyExchange>();
  readonly #peers = new Map<RemoteIdentity, Peer>();

  constructor(own: Identity, events: SafetyCodesEvents) {
    this.#own = own;
    this.#events = events;
  }

  codeWith({ remote }: Peer): SafetyCode | undefined {
    return this.#exchanges.get(remote)?.code;
  }

  /** Rejects with an RtcError where the other side does not answer. */
  request(peer: Peer): Promise<SafetyCode> {
    return this.#exchangeWith(peer).request();
  }

  handle(peer: Peer, signal: SignalOf<'safety'>): void {
    this.#exchangeWith(peer).handle(signal);
  }

  left({ remote }: Peer): void {
    this.#peers.delete(remote);
    this.#exchanges.get(remote)?.cancel();
  }

  close(): void {
    this.#peers.clear();
    for (const exchange of this.#exchanges.values()) exchange.cancel();
  }

  #exchangeWith(peer: Peer): SafetyExchange {
    const { remote } = peer;
    this.#peers.set(remote, peer);
    const known = this.#exchanges.get(remote);
    if (known) return known;
    const present = () => this.#peers.get(remote);
    const exchange = new SafetyExchange({
      sides: () => sidesOf(this.#own, present()),
      send: signal => present()?.send(signal),
      changed: () => {
        const peer = present();
        if (peer) this.#events.changed(peer);
      },
      failed: error => this.#events.failed(error),
      dropped: () => this.#events.dropped(),
    });
    this.#exchanges.set(remote, exchange);
    return exchange;
  }
}

function sidesOf(own: Identity, peer: Peer | undefined): Sides | undefined {
  const ours = fingerprintIn(peer?.connection?.currentLocalDescription?.sdp ?? '');
  const theirs = fingerprintIn(peer?.connection?.currentRemoteDescription?.sdp ?? '');
  if (!peer || !ours || !theirs) return undefined;
  return { own: { ...own, fingerprint: ours }, other: { ...peer.remote, fingerprint: theirs } };
}
