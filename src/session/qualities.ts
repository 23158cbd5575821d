// How good the connections with everybody are, read again and again.

import type { Peer } from './peer.ts';
import { type Quality, QualityReader, worst } from './quality.ts';

const READ_EVERY_MS = 2000;

export interface QualitiesOptions {
  /** One's own id. */
  readonly id: string;
  peers(): readonly Peer[];
  /** By id; one's own is the worst of the others'. Who is not in it is not known. */
  changed(qualities: ReadonlyMap<string, Quality>): void;
  /** What the browser has reported of each connection, by the peer's id. */
  reported(reports: ReadonlyMap<string, RTCStatsReport>): void;
  /** The camera's picture goes out to a peer no more, or again. */
  spared(): void;
}

/** Reads until it is closed. */
export class Qualities {
  readonly #options: QualitiesOptions;
  /** A connection that takes the place of another counts from the beginning. */
  readonly #readers = new WeakMap<RTCPeerConnection, QualityReader>();
  readonly #timer: ReturnType<typeof setInterval>;
  #closed = false;
  #told = '';

  constructor(options: QualitiesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#read(), READ_EVERY_MS);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #read(): Promise<void> {
    const { id, peers, changed, reported } = this.#options;
    const found = new Map<string, Quality>();
    const reports = new Map<string, RTCStatsReport>();
    await Promise.all(
      peers().map(async peer => {
        const quality = await this.#qualityOf(peer, reports);
        if (quality) found.set(peer.remote.id, quality);
      }),
    );
    const own = worst([...found.values()]);
    if (own) found.set(id, own);
    const told = JSON.stringify([...found].sort());
    if (this.#closed) return;
    reported(reports);
    if (told === this.#told) return;
    this.#told = told;
    changed(found);
  }

  async #qualityOf(peer: Peer, reports: Map<string, RTCStatsReport>): Promise<Quality | undefined> {
    const { connection, link, remote } = peer;
    if (!connection || link !== 'connected') return undefined;
    const reader = this.#readers.get(connection) ?? new QualityReader();
    this.#readers.set(connection, reader);
    try {
      const report = await connection.getStats();
      reports.set(remote.id, report);
      const quality = reader.read(report, performance.now());
      if (await peer.giveWay(reader.arrives)) this.#options.spared();
      return quality;
    } catch {
      return undefined; // Closed meanwhile.
    }
  }
}
