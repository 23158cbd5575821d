import { expect } from '@open-wc/testing';
import { LocalBus } from '../../../src/transport/local-bus.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (payload: Uint8Array) => new TextDecoder().decode(payload);

describe('LocalBus', () => {
  const buses: LocalBus[] = [];
  const make = (name: string) => {
    const bus = new LocalBus(name);
    buses.push(bus);
    return bus;
  };
  afterEach(async () => {
    for (const bus of buses.splice(0)) await bus.close();
  });

  /** Resolves with the next message to pass the filter. */
  const next = (bus: LocalBus, filter: string) =>
    new Promise<string>(resolve => {
      void bus.subscribe(filter, (topic, payload) => resolve(`${topic} ${text(payload)}`));
    });

  it('carries messages between buses of one name', async () => {
    const [one, two, other] = [make('a'), make('a'), make('b')];
    const heard: string[] = [];
    void other.subscribe('#', topic => void heard.push(topic));
    const arrived = next(two, 't/+');
    for (const bus of [one, two, other]) bus.connect();
    await one.publish('t/x', bytes('hello'));
    expect(await arrived).to.equal('t/x hello');
    expect(heard).to.deep.equal([]);
  });

  it('comes back to who publishes, as a broker does, and later than the call', async () => {
    const bus = make('a');
    bus.connect();
    let during = true;
    const heard = new Promise<boolean>(resolve => void bus.subscribe('t', () => resolve(during)));
    const taken = bus.publish('t', bytes(''));
    during = false;
    expect(await heard).to.equal(false);
    await taken;
  });

  it('keeps the order, from before the connection on', async () => {
    const [one, two] = [make('a'), make('a')];
    const heard: string[] = [];
    two.connect();
    const last = new Promise<void>(resolve => {
      void two.subscribe('t', (_topic, payload) => {
        heard.push(text(payload));
        if (heard.length === 3) resolve();
      });
    });
    void one.publish('t', bytes('1'));
    void one.publish('t', bytes('2'));
    one.connect();
    void one.publish('t', bytes('3'));
    await last;
    expect(heard).to.deep.equal(['1', '2', '3']);
  });

  it('takes the bytes as they were when they were published', async () => {
    const [one, two] = [make('a'), make('a')];
    const arrived = next(two, 't');
    two.connect();
    const payload = bytes('hello');
    void one.publish('t', payload);
    payload.fill(0);
    one.connect();
    expect(await arrived).to.equal('t hello');
  });

  it('does not hear any more what it stopped to hear', async () => {
    const bus = make('a');
    bus.connect();
    let heard = 0;
    const stop = await bus.subscribe('t', () => void heard++);
    stop();
    const after = next(bus, 't');
    await bus.publish('t', bytes(''));
    await after;
    expect(heard).to.equal(0);
  });

  it('is closed for good, and rejects what waits', async () => {
    const bus = make('a');
    const waiting = [bus.publish('t', bytes('')), bus.subscribe('t', () => {})];
    await bus.close();
    bus.connect();
    expect(bus.state.value.status).to.equal('closed');
    for (const promise of [...waiting, bus.publish('t', bytes('')), bus.subscribe('t', () => {})]) {
      const reason: unknown = await promise.catch((reason: unknown) => reason);
      expect(reason).to.have.property('name', 'AbortError');
    }
  });
});
