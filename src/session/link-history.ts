// The last minutes of all connections of a call, as far as somebody has looked at them. Loaded with what shows them.

import { LinkReader, type LinkStats } from './link-stats.ts';

/** So long a reading is kept, in milliseconds. */
export const KEPT_MS = 3 * 60_000;

type Reports = ReadonlyMap<string, RTCStatsReport>;

interface Followed {
  readonly reader: LinkReader;
  readings: readonly LinkStats[];
}

/** Keeps the readings of each participant, the latest last. */
export class LinkHistory {
  readonly #followed = new Map<string, Followed>();
  #seen: Reports | undefined;

  /** Takes in one reading of all connections, once, whoever hands it over. */
  add(reports: Reports): void {
    if (reports === this.#seen) return;
    this.#seen = reports;
    for (const id of this.#followed.keys()) if (!reports.has(id)) this.#followed.delete(id);
    for (const [id, report] of reports) {
      const followed = this.#followed.get(id) ?? { reader: new LinkReader(), readings: [] };
      this.#followed.set(id, followed);
      const reading = followed.reader.read(report);
      if (!reading) continue;
      const kept = followed.readings.filter(({ at }) => at > reading.at - KEPT_MS);
      followed.readings = [...kept, reading];
    }
  }

  /** Of one participant; empty where nothing is known. */
  of(id: string): readonly LinkStats[] {
    return this.#followed.get(id)?.readings ?? [];
  }
}

const histories = new WeakMap<object, LinkHistory>();

/** The history of the call that gives these reports: the same one for all who look. */
export function historyOf(reports: object): LinkHistory {
  const history = histories.get(reports) ?? new LinkHistory();
  histories.set(reports, history);
  return history;
}
