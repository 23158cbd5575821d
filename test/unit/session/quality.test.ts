// How good a connection is, from statistics as browsers give them.

import { expect } from '@open-wc/testing';
import { type Measured, QualityReader, qualityOf, worst } from '../../../src/session/quality.ts';

const FINE: Measured = { roundTrip: 0.05, loss: 0, jitter: 0.005, frozen: 0 };

type Entry = Readonly<Record<string, unknown>>;

const report = (...entries: readonly Entry[]): RTCStatsReport =>
  new Map(entries.map((entry, index) => [String(index), entry])) as unknown as RTCStatsReport;

const inbound = (packetsReceived: number, packetsLost = 0, more: Entry = {}): Entry => ({
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived,
  packetsLost,
  jitter: 0.01,
  ...more,
});

describe('the quality of a connection', () => {
  for (const [measured, quality] of [
    [{}, 'good'],
    [{ roundTrip: 0.3, loss: 0.03, jitter: 0.05, frozen: 0.05 }, 'good'],
    [{ roundTrip: 0.31 }, 'fair'],
    [{ roundTrip: 0.9 }, 'poor'],
    [{ loss: 0.05 }, 'fair'],
    [{ loss: 0.2 }, 'poor'],
    [{ jitter: 0.1 }, 'fair'],
    [{ jitter: 0.2 }, 'poor'],
    [{ frozen: 0.1 }, 'fair'],
    [{ frozen: 0.5 }, 'poor'],
    [{ roundTrip: 0.4, loss: 0.2 }, 'poor'],
  ] as const) {
    it(`is ${quality} with ${JSON.stringify(measured)}`, () => {
      expect(qualityOf({ ...FINE, ...measured })).to.equal(quality);
    });
  }

  it('is that of the worst of several, and nothing of none', () => {
    expect(worst(['good', undefined, 'fair'])).to.equal('fair');
    expect(worst(['fair', 'poor', 'good'])).to.equal('poor');
    expect(worst([])).to.equal(undefined);
    expect(worst([undefined])).to.equal(undefined);
  });

  it('is not known at the first reading, and counts from one reading to the next', () => {
    const reader = new QualityReader();
    expect(reader.read(report(inbound(1000, 500)), 0)).to.equal(undefined);
    expect(reader.read(report(inbound(1100, 500)), 2000)).to.equal('good');
  });

  it('turns bad with the second bad reading, and good with the first good one', () => {
    const reader = new QualityReader();
    const lost = [0, 0, 50, 100, 100];
    const read = lost.map((all, index) => reader.read(report(inbound(100 * index, all)), 2000 * index));
    expect(read).to.deep.equal([undefined, 'good', 'good', 'poor', 'good']);
  });

  it('counts what the other side loses, the way there and back, and pictures that stand still', () => {
    for (const bad of [
      { type: 'remote-inbound-rtp', fractionLost: 0.3 },
      { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 1 },
    ]) {
      const reader = new QualityReader();
      const read = [0, 1, 2].map(index => reader.read(report(inbound(100 * index), bad), 2000 * index));
      expect(read, bad.type).to.deep.equal([undefined, 'poor', 'poor']);
    }
    const reader = new QualityReader();
    const frozen = (totalFreezesDuration: number) =>
      report({ type: 'inbound-rtp', kind: 'video', totalFreezesDuration });
    expect([0, 1, 2].map(index => reader.read(frozen(index), 2000 * index))).to.deep.equal([
      undefined,
      'poor',
      'poor',
    ]);
  });
});
