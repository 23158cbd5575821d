// What the lines of a check mean together, and how good a call over a relay would be.

import { expect } from '@open-wc/testing';
import {
  type CheckupLine,
  type CheckupPart,
  type CheckupStatus,
  judged,
  verdictOf,
  weighed,
} from '../../../src/session/checkup-report.ts';

/** Lines such as `turn bad`. */
const lines = (...all: string[]): CheckupLine[] =>
  all.map((each, index) => {
    const [part, status] = each.split(' ') as [CheckupPart, CheckupStatus];
    return { id: String(index), part, subject: '', status };
  });

describe('the verdict of a check', () => {
  for (const [found, verdict] of [
    ['browser good, microphone good, broker good, speaker asking', 'good'],
    ['browser good, camera fair', 'fair'],
    ['camera bad, speaker bad, turn bad, relay skipped', 'fair'],
    ['microphone bad, camera good', 'bad'],
    ['broker good, broker fair', 'fair'],
    ['broker bad', 'bad'],
    ['browser bad', 'bad'],
    ['credentials bad, broker skipped', 'bad'],
  ] as const) {
    it(`of ${found} is ${verdict}`, () => {
      expect(verdictOf(lines(...found.split(', ')))).to.equal(verdict);
    });
  }

  it('takes a server that fails for a limit only, where another one of its kind serves', () => {
    const all = ['broker good', 'broker bad', 'turn bad', 'turn bad', 'stun bad', 'stun good', 'camera bad'];
    expect(weighed(lines(...all)).map(({ part, status }) => `${part} ${status}`)).to.deep.equal([
      'broker good',
      'broker fair',
      'turn bad',
      'turn bad',
      'stun fair',
      'stun good',
      'camera bad',
    ]);
  });
});

describe('a call through a relay', () => {
  const fine = { bitrate: 5_000_000, loss: 0.001, jitter: 0.005, roundTrip: 0.05 };

  for (const [figures, status, finding] of [
    [{}, 'good', undefined],
    [{ bitrate: 700_000 }, 'fair', 'relay-slow'],
    [{ bitrate: 100_000 }, 'bad', 'relay-slow'],
    [{ loss: 0.05 }, 'fair', 'relay-lossy'],
    [{ jitter: 0.2 }, 'bad', 'relay-lossy'],
    [{ roundTrip: 0.5 }, 'fair', 'relay-late'],
    [{ bitrate: 700_000, roundTrip: 2 }, 'bad', 'relay-late'],
  ] as const) {
    it(`is ${status} with ${JSON.stringify(figures)}`, () => {
      const found = judged({ ...fine, ...figures });
      expect(found.status).to.equal(status);
      expect(found.finding).to.equal(finding);
    });
  }
});
