// The level of a microphone: the browser's fake one, which beeps every second, and Chromium's sound. Headless
// Firefox has no sound device, so that it reads nothing: there the tests are of what must not happen.

import { expect } from '@open-wc/testing';
import { loudness, watchLevel } from '../../src/media/audio-level.ts';

const HAS_SOUND = !navigator.userAgent.includes('Firefox');
const itHasSound = HAS_SOUND ? it : () => {};

describe('loudness', () => {
  for (const [amplitude, level] of [
    [0, 0],
    [1e-9, 0],
    [0.001, 0],
    [0.01, 1 / 3],
    [0.1, 2 / 3],
    [1, 1],
    [1.5, 1],
    [-1, 0],
    [Number.NaN, 0],
  ] as const) {
    it(`of ${amplitude} is ${level.toFixed(2)}`, () => {
      expect(loudness(amplitude)).to.be.closeTo(level, 1e-9);
    });
  }
});

describe('the level of a microphone', () => {
  const RealContext = globalThis.AudioContext;
  const clone = MediaStreamTrack.prototype.clone;
  let contexts: AudioContext[] = [];
  let copies: MediaStreamTrack[] = [];
  let track: MediaStreamTrack;

  beforeEach(async () => {
    contexts = [];
    copies = [];
    globalThis.AudioContext = class extends RealContext {
      constructor(options?: AudioContextOptions) {
        super(options);
        contexts.push(this);
      }
    };
    MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
      const copy = clone.call(this);
      copies.push(copy);
      return copy;
    };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [first] = stream.getAudioTracks();
    if (!first) throw new Error('no track');
    track = first;
  });

  afterEach(() => {
    track.stop();
    globalThis.AudioContext = RealContext;
    MediaStreamTrack.prototype.clone = clone;
  });

  const live = () => copies.filter(({ readyState }) => readyState === 'live').length;
  const closed = (context: AudioContext | undefined) =>
    new Promise<void>(resolve => {
      if (context?.state === 'closed') return resolve();
      context?.addEventListener('statechange', () => context.state === 'closed' && resolve());
    });
  /** Levels until one of them passes. */
  const hear = (from: MediaStreamTrack, test: (level: number) => boolean) =>
    new Promise<number[]>(resolve => {
      const levels: number[] = [];
      const stop = watchLevel(from, level => {
        levels.push(level);
        if (!test(level)) return;
        stop();
        resolve(levels);
      });
    });

  itHasSound('rises and falls with the sound', async () => {
    await hear(track, level => level > 0.5);
    const levels = await hear(track, level => level < 0.1);
    expect(levels.every(level => level >= 0 && level <= 1)).to.be.true;
    await closed(contexts[0]);
  });

  itHasSound('is told of a muted track too', async () => {
    track.enabled = false;
    await hear(track, level => level > 0.5);
    expect(track.enabled).to.be.false;
  });

  itHasSound('comes at most ten times a second', async () => {
    const begun = performance.now();
    let count = 0;
    await hear(track, () => ++count === 8);
    expect(performance.now() - begun).to.be.greaterThan(700);
  });

  it('takes one context and one copy of a track, whoever watches, and leaves nothing', async () => {
    const other = track.clone();
    copies = [];
    const stops = [track, track, other].map(each => watchLevel(each, () => {}));
    expect([contexts.length, live()]).to.deep.equal([1, 2]);
    stops[0]?.();
    stops[0]?.();
    expect(live()).to.equal(2);
    stops[1]?.();
    expect(live()).to.equal(1);
    stops[2]?.();
    expect(live()).to.equal(0);
    await closed(contexts[0]);
    expect(track.readyState).to.equal('live');
    other.stop();
  });

  it('ends with the track', async () => {
    watchLevel(track, () => {});
    track.stop();
    await closed(contexts[0]);
    expect(live()).to.equal(0);
  });

  it('ends with the page', () => {
    watchLevel(track, () => {});
    window.dispatchEvent(new Event('pagehide'));
    expect(live()).to.equal(0);
  });

  it('is watched again after it was stopped', async () => {
    watchLevel(track, () => {})();
    watchLevel(track, () => {})();
    expect(contexts).to.have.length(2);
    await Promise.all(contexts.map(closed));
    expect(live()).to.equal(0);
  });

  it('is nothing where the track has ended or the browser gives no context', () => {
    track.stop();
    watchLevel(track, () => {})();
    expect(contexts).to.be.empty;
    globalThis.AudioContext = class extends RealContext {
      constructor() {
        super();
        void this.close();
        throw new DOMException('test', 'NotSupportedError');
      }
    };
    const copy = clone.call(track);
    watchLevel(copy, () => {})();
    expect(live()).to.equal(0);
    copy.stop();
  });
});
