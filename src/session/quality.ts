// How good a connection is, from the browser's statistics (W3C Identifiers for WebRTC's Statistics API): what people
// notice, in three steps.

/** `fair`: one notices; `poor`: talking is a pain. */
export type Quality = 'good' | 'fair' | 'poor';

const FROM_WORST: readonly Quality[] = ['poor', 'fair', 'good'];

/** What was measured since the reading before. */
export interface Measured {
  /** There and back, in seconds. */
  readonly roundTrip: number;
  /** Share of packets that were lost, 0 to 1, in the worse direction. */
  readonly loss: number;
  /** Seconds. */
  readonly jitter: number;
  /** Share of the time in which the picture stood still, 0 to 1. */
  readonly frozen: number;
}

/**
 * The most that is still good, and still fair. Delay as ITU-T G.114 has it, 150 and 400 ms one way; loss that Opus
 * hides (RFC 6716 §2.1.7), and that pictures can't mend any more; jitter that a receiver's buffer makes up for.
 */
const LIMITS: Readonly<Record<keyof Measured, readonly [good: number, fair: number]>> = {
  roundTrip: [0.3, 0.8],
  loss: [0.03, 0.1],
  jitter: [0.05, 0.15],
  frozen: [0.05, 0.3],
};

/** The step that the worst figure is on. */
export function qualityOf(measured: Measured): Quality {
  let steps = 0;
  for (const key of Object.keys(LIMITS) as (keyof Measured)[]) {
    steps = Math.max(steps, LIMITS[key].filter(limit => measured[key] > limit).length);
  }
  return FROM_WORST[2 - steps] ?? 'poor';
}

/** The worst of several; undefined of none. */
export function worst(qualities: readonly (Quality | undefined)[]): Quality | undefined {
  return FROM_WORST.find(each => qualities.includes(each));
}

function better(one: Quality, other: Quality): Quality {
  return FROM_WORST.indexOf(one) > FROM_WORST.indexOf(other) ? one : other;
}

interface Sums {
  readonly at: number;
  lost: number;
  received: number;
  frozen: number;
}

/** Reads one connection again and again. */
export class QualityReader {
  #before: Sums | undefined;
  #last: Quality | undefined;
  #arrives: Quality = 'good';

  /** How well what we send arrives, by the latest reading. */
  get arrives(): Quality {
    return this.#arrives;
  }

  /** The quality since the reading before; one bad moment is none. Undefined at the first. */
  read(report: RTCStatsReport, now: number): Quality | undefined {
    const sums: Sums = { at: now, lost: 0, received: 0, frozen: 0 };
    let [roundTrip, jitter, theirLoss] = [0, 0, 0];
    report.forEach(entry => {
      if (entry.type === 'inbound-rtp') {
        sums.lost += Math.max(0, entry.packetsLost ?? 0);
        sums.received += entry.packetsReceived ?? 0;
        sums.frozen = Math.max(sums.frozen, entry.totalFreezesDuration ?? 0);
        if (entry.kind === 'audio') jitter = Math.max(jitter, entry.jitter ?? 0);
      } else if (entry.type === 'remote-inbound-rtp') {
        theirLoss = Math.max(theirLoss, entry.fractionLost ?? 0);
      } else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
        roundTrip = Math.max(roundTrip, entry.currentRoundTripTime ?? 0);
      }
    });
    this.#arrives = qualityOf({ roundTrip, loss: theirLoss, jitter: 0, frozen: 0 });
    const before = this.#before;
    this.#before = sums;
    if (!before) return undefined;
    const quality = qualityOf({
      roundTrip,
      jitter,
      loss: Math.max(theirLoss, share(sums.lost - before.lost, sums.received - before.received)),
      frozen: Math.max(0, (1000 * (sums.frozen - before.frozen)) / (sums.at - before.at)),
    });
    const steady = better(quality, this.#last ?? quality);
    this.#last = quality;
    return steady;
  }
}

function share(lost: number, received: number): number {
  return lost > 0 ? lost / (lost + Math.max(0, received)) : 0;
}
