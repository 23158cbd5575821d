import { expect } from '@open-wc/testing';
import { BACKOFF_MS, backoff, wait } from '../../src/retry.ts';

describe('backoff', () => {
  it('is bounded by 0, 0.5, 1, 2, 4 and 8 s, and by 8 s from then on', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 100].map(attempt => backoff(attempt, () => 1));
    expect(bounds).to.deep.equal([0, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('takes a random share of the bound, all of it possible', () => {
    expect([0, 0.25, 0.5].map(share => backoff(3, () => share))).to.deep.equal([0, 500, 1000]);
  });

  it('draws anew every time', () => {
    const last = BACKOFF_MS.length;
    expect(new Set(Array.from({ length: 20 }, () => backoff(last))).size).to.be.greaterThan(15);
  });
});

describe('wait', () => {
  it('resolves after its time, and not before', async () => {
    const started = performance.now();
    await wait(60);
    // Timers may fire a fraction of a millisecond early by the page's coarser clock.
    expect(performance.now() - started).to.be.at.least(58);
  });

  it('rejects at once where the signal is aborted already', async () => {
    const reason = new Error('never mind');
    const failure = await wait(60_000, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(failure).to.equal(reason);
  });

  it('rejects as soon as the signal aborts', async () => {
    const controller = new AbortController();
    const reason = new Error('never mind');
    const failure = wait(60_000, controller.signal).catch((error: unknown) => error);
    controller.abort(reason);
    expect(await failure).to.equal(reason);
  });

  it('leaves no listener with a signal that outlives it', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener;
    const remove = signal.removeEventListener;
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove.apply(signal, args);
    };
    await wait(1, signal);
    expect(listeners).to.equal(0);
  });
});
