// Who is in the room: page loads of people, some of whom have two for a moment, and those of whom nothing has opened.

import type { Correspondent } from './correspondent.ts';
import type { Peer } from './peer.ts';

export class Members {
  readonly #ownId: string;
  readonly #peers = new Map<Correspondent, Peer>();

  constructor(ownId: string) {
    this.#ownId = ownId;
  }

  /** Those of whom an envelope has opened and who are not away, in the order in which they came. */
  get peers(): Peer[] {
    return this.all.filter(([from, { away }]) => from.authenticated && !away).map(([, peer]) => peer);
  }

  /** Strangers and those who are away among them. */
  get all(): [Correspondent, Peer][] {
    return [...this.#peers];
  }

  get(from: Correspondent): Peer | undefined {
    return this.#peers.get(from);
  }

  add(from: Correspondent, peer: Peer): void {
    this.#peers.set(from, peer);
  }

  remove(from: Correspondent): Peer | undefined {
    const peer = this.#peers.get(from);
    this.#peers.delete(from);
    return peer;
  }

  /**
   * Whether there is a place for somebody among so many. Page loads of one and the same person take one, and who only
   * said hello takes none: claims must not keep people out.
   */
  haveRoomFor(id: string, most: number): boolean {
    const others = new Set(this.peers.map(peer => peer.remote.id));
    others.delete(id);
    return others.size + 2 <= most;
  }

  /** Whether we are the smallest, the one who asks left out. Two who don't know of each other may both think so. */
  leaveUsSmallest({ remote }: Correspondent): boolean {
    return this.peers.every(({ remote: { id } }) => id > this.#ownId || id === remote.id);
  }

  /** Of several page loads of one person the oldest: newer ones replace it when they are connected. */
  present({ remote }: Correspondent): Peer | undefined {
    return this.peers.find(peer => peer.remote.id === remote.id);
  }

  /** The other page loads of a person. */
  besides(by: Correspondent): Correspondent[] {
    return [...this.#peers.keys()].filter(from => from !== by && from.remote.id === by.remote.id);
  }
}
