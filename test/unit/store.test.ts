import { expect } from '@open-wc/testing';
import { Store, until } from '../../src/store.ts';

const microtask = () => Promise.resolve();

describe('a store', () => {
  it('freezes what it holds, from the beginning and after a replacement', () => {
    const store = new Store({ count: 1 });
    expect(Object.isFrozen(store.value)).to.equal(true);
    store.set({ count: 2 });
    expect(Object.isFrozen(store.value)).to.equal(true);
    expect(store.value.count).to.equal(2);
  });

  it('has the new value at once and tells of it in a microtask', async () => {
    const store = new Store(1);
    const heard: number[] = [];
    store.subscribe(value => heard.push(value));
    store.set(2);
    expect(store.value).to.equal(2);
    expect(heard).to.deep.equal([]);
    await microtask();
    expect(heard).to.deep.equal([2]);
  });

  it('tells once of several replacements in one task, with the last value', async () => {
    const store = new Store(0);
    const heard: number[] = [];
    store.subscribe(value => heard.push(value));
    for (const value of [1, 2, 3]) store.set(value);
    await microtask();
    expect(heard).to.deep.equal([3]);
  });

  it('tells nobody of the same value', async () => {
    const value = { a: 1 };
    const store = new Store(value);
    let heard = 0;
    store.subscribe(() => heard++);
    store.set(value);
    await microtask();
    expect(heard).to.equal(0);
  });

  it('tells again of what a subscriber replaces', async () => {
    const store = new Store(0);
    const heard: number[] = [];
    store.subscribe(value => {
      heard.push(value);
      if (value === 1) store.set(2);
    });
    store.set(1);
    await microtask();
    await microtask();
    expect(heard).to.deep.equal([1, 2]);
  });

  it('tells every subscriber, and none that has stopped', async () => {
    const store = new Store(0);
    const heard: string[] = [];
    const stop = store.subscribe(value => heard.push(`a${value}`));
    store.subscribe(value => heard.push(`b${value}`));
    store.set(1);
    await microtask();
    stop();
    store.set(2);
    await microtask();
    expect(heard).to.deep.equal(['a1', 'b1', 'b2']);
  });
});

describe('until', () => {
  it('resolves with the present value where that passes', async () => {
    expect(await until(new Store(5), value => value > 4)).to.equal(5);
  });

  it('resolves with the first later value that passes', async () => {
    const store = new Store(0);
    const found = until(store, value => value > 1);
    for (const value of [1, 2]) {
      store.set(value);
      await microtask();
    }
    store.set(3);
    expect(await found).to.equal(2);
  });

  it('rejects with the reason of a signal, aborted before or meanwhile, and then hears no more', async () => {
    const store = new Store(0);
    const reason = new Error('enough');
    const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
    expect(await failure(until(store, () => false, AbortSignal.abort(reason)))).to.equal(reason);
    const controller = new AbortController();
    let asked = 0;
    const waiting = failure(
      until(
        store,
        () => {
          asked++;
          return false;
        },
        controller.signal,
      ),
    );
    controller.abort(reason);
    expect(await waiting).to.equal(reason);
    store.set(1);
    await microtask();
    expect(asked).to.equal(1);
  });
});
