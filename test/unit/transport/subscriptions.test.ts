import { expect } from '@open-wc/testing';
import { matches, Subscriptions } from '../../../src/transport/subscriptions.ts';

describe('matches', () => {
  for (const [filter, topic, expected] of [
    ['a/b', 'a/b', true],
    ['a/b', 'a/c', false],
    ['a/b', 'a/b/c', false],
    ['a/b/c', 'a/b', false],
    ['a/+', 'a/b', true],
    ['a/+', 'a/', true],
    ['a/+', 'a', false],
    ['a/+', 'a/b/c', false],
    ['+/b', 'a/b', true],
    ['+/+', '/b', true],
    ['+', '/b', false],
    ['a/+/c', 'a/b/c', true],
    ['#', 'a', true],
    ['#', 'a/b/c', true],
    ['a/#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['a/#', 'ab', false],
    ['a/+/#', 'a', false],
    ['a/+/#', 'a/b', true],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
    ['a.c', 'abc', false],
  ] as const) {
    it(`${filter} ${expected ? 'passes' : 'does not pass'} ${topic}`, () => {
      expect(matches(filter, topic)).to.equal(expected);
    });
  }
});

describe('Subscriptions', () => {
  it('gives every listener bytes of its own', () => {
    const subscriptions = new Subscriptions();
    const heard: Uint8Array[] = [];
    for (const filter of ['a', '#'])
      subscriptions.add(filter, (_topic, payload) => void heard.push(payload.fill(9)));
    const payload = Uint8Array.of(1, 2);
    subscriptions.deliver('a', payload);
    expect(heard).to.have.length(2);
    expect(heard[0]).not.to.equal(heard[1]);
    expect([...payload]).to.deep.equal([1, 2]);
  });

  it('tells the last listener of a filter from the others, once', () => {
    const subscriptions = new Subscriptions();
    const heard = () => {};
    const [one, two] = [subscriptions.add('a', heard), subscriptions.add('a', heard)];
    expect([one(), one(), two(), two()]).to.deep.equal([false, false, true, false]);
    expect(subscriptions.filters).to.deep.equal([]);
  });

  it('lets a listener stop itself and others while a message is handed over', () => {
    const subscriptions = new Subscriptions();
    const heard: string[] = [];
    const stop = subscriptions.add('a', () => {
      heard.push('first');
      stop();
    });
    subscriptions.add('a', () => void heard.push('second'));
    subscriptions.deliver('a', new Uint8Array());
    subscriptions.deliver('a', new Uint8Array());
    expect(heard).to.deep.equal(['first', 'second', 'second']);
  });

  it('goes on to the next listener when one throws, and says so on the console', () => {
    const subscriptions = new Subscriptions();
    const { error } = console;
    const said: unknown[] = [];
    console.error = (...parts: unknown[]) => void said.push(...parts);
    let heard = 0;
    subscriptions.add('a', () => {
      throw new Error('mistake');
    });
    subscriptions.add('a', () => void heard++);
    try {
      subscriptions.deliver('a', new Uint8Array());
    } finally {
      console.error = error;
    }
    expect(heard).to.equal(1);
    expect(String(said)).to.contain('mistake');
  });
});
