// The bus over real brokers: what goes through, what survives, and that nothing is left of it afterwards.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../src/store.ts';
import { Deferred } from '../../src/transport/deferred.ts';
import { freePort, startAedes, startDelayProxy, startMosquitto } from '../support/brokers.ts';
import { bytes, connected, ending, makeBus, record, text } from '../support/buses.ts';

for (const [name, start] of [
  ['Aedes', () => startAedes()],
  ['Mosquitto', () => startMosquitto()],
] as const) {
  describe(`the bus over ${name}`, () => {
    it('hears what others and it itself publish, with wildcards, and stops when told', async () => {
      const broker = ending(await start());
      const [one, two] = [makeBus(broker.url), makeBus(broker.url)];
      await Promise.all([connected(one), connected(two)]);
      const heard: string[] = [];
      const listening = new Deferred<void>();
      const stop = await one.subscribe('t/+/inbox', (topic, payload) => {
        heard.push(`${topic} ${text(payload)}`);
        if (text(payload) === 'last') listening.resolve();
      });
      await two.publish('t/a/inbox', bytes('first'));
      await two.publish('t/a/other', bytes('not for us'));
      await one.publish('t/b/inbox', bytes('own'));
      await two.publish('t/c/inbox', bytes('last'));
      await listening.promise;
      assert.deepEqual(heard.sort(), ['t/a/inbox first', 't/b/inbox own', 't/c/inbox last']);
      stop();
      const again = new Deferred<void>();
      await one.subscribe('t/end', () => again.resolve());
      await two.publish('t/a/inbox', bytes('after stop'));
      await two.publish('t/end', bytes(''));
      await again.promise;
      assert.equal(heard.length, 3);
    });

    it('serves a retained message to a later subscriber', async () => {
      const broker = ending(await start());
      const bus = makeBus(broker.url);
      await connected(bus);
      await bus.publish('t/status', bytes('open'), { retain: true });
      const heard = new Deferred<string>();
      await bus.subscribe('t/status', (_topic, payload) => heard.resolve(text(payload)));
      assert.equal(await heard.promise, 'open');
    });

    it('lets the broker send the will when the socket dies, and not after close()', async () => {
      const broker = ending(await start());
      const proxy = ending(await startDelayProxy(broker.port, 0));
      let wills = 0;
      const will = async () => ({ topic: 't/gone', payload: bytes(`will ${++wills}`) });
      const bus = makeBus([`ws://127.0.0.1:${proxy.port}/`, broker.url], { will });
      await connected(bus);
      await proxy.close();
      const sent = await broker.message(({ topic }) => topic === 't/gone');
      assert.equal(text(sent.payload), 'will 1');
      await until(bus.state, ({ status, broker: at }) => status === 'connected' && at === broker.url);
      await bus.close();
      const other = makeBus(broker.url);
      await connected(other);
      await other.publish('t/mark', bytes(''));
      await broker.message(({ topic }) => topic === 't/mark');
      assert.equal(broker.messages.filter(({ topic }) => topic === 't/gone').length, 1);
    });

    it('publishes after a restart of the broker what it had not taken, in order, and hears again', async () => {
      const broker = ending(await start());
      const bus = makeBus(broker.url);
      const heard: string[] = [];
      const three = new Deferred<void>();
      await connected(bus);
      await bus.subscribe('t/#', (_topic, payload) => {
        heard.push(text(payload));
        if (heard.length === 3) three.resolve();
      });
      await broker.stop();
      await until(bus.state, ({ status }) => status === 'offline');
      const taken = Promise.all(['1', '2', '3'].map(number => bus.publish('t/x', bytes(number))));
      const told = await until(bus.state, ({ error }) => error !== undefined);
      assert.equal(told.error?.code, 'broker-unreachable');
      await broker.start();
      await Promise.all([taken, three.promise]);
      assert.equal(bus.state.value.error, undefined);
      await broker.restart(); // What was taken is not sent again.
      const end = new Deferred<void>();
      await bus.subscribe('t/end', () => end.resolve());
      await bus.publish('t/end', bytes('end'));
      await end.promise;
      assert.deepEqual(heard, ['1', '2', '3', 'end']);
    });

    it('loses no message while renew() replaces the connection again and again', async () => {
      const broker = ending(await start());
      const [receiver, sender] = [makeBus(broker.url), makeBus(broker.url)];
      await Promise.all([connected(receiver), connected(sender)]);
      const heard = new Set<string>();
      await receiver.subscribe('t/count', (_topic, payload) => heard.add(text(payload)));
      const states = record(receiver);
      let sent = 0;
      let renewing = true;
      const sending = (async () => {
        while (renewing) await sender.publish('t/count', bytes(String(sent++)));
      })();
      for (let round = 0; round < 8; round++) await receiver.renew();
      renewing = false;
      await sending;
      const last = new Deferred<void>();
      await receiver.subscribe('t/last', () => last.resolve());
      await sender.publish('t/last', bytes(''));
      await last.promise;
      assert.ok(sent > 8, `${sent} were sent`);
      assert.deepEqual([...heard].sort(), Array.from({ length: sent }, (_, index) => String(index)).sort());
      assert.deepEqual(states, []);
    });

    it('publishes over both connections what is sent during renew()', async () => {
      const broker = ending(await start());
      const bus = makeBus(broker.url);
      await connected(bus);
      const renewed = bus.renew();
      const count = 50;
      await Promise.all(
        Array.from({ length: count }, (_, index) => bus.publish('t/x', bytes(String(index)))),
      );
      await renewed;
      await bus.publish('t/x', bytes('end'));
      await broker.message(({ payload }) => text(payload) === 'end');
      assert.equal(new Set(broker.messages.map(({ payload }) => text(payload))).size, count + 1);
    });
  });
}

describe('the way to the first message', () => {
  it('takes one flight after CONNACK, with credentials, will and library side by side', async () => {
    const broker = ending(await startAedes());
    const delay = 100;
    const proxy = ending(await startDelayProxy(broker.port, delay));
    const slow = <T>(value: T) => new Promise<T>(resolve => setTimeout(() => resolve(value), 3 * delay));
    const rounds: { arrived: number; answered: number }[] = [];
    for (const round of ['1', '2', '3', '4']) {
      const bus = makeBus(`ws://127.0.0.1:${proxy.port}/`, {
        credentials: { ask: () => slow({ username: 'me' }) },
        will: () => slow({ topic: 't/gone', payload: bytes('') }),
      });
      const begin = performance.now();
      bus.connect();
      const answers = [bus.subscribe('t/inbox', () => {}), bus.publish('t/hello', bytes(round))];
      await broker.message(({ payload }) => text(payload) === round);
      const arrived = performance.now() - begin;
      await Promise.all(answers);
      rounds.push({ arrived, answered: performance.now() - begin });
    }
    // TCP 2, upgrade 2, CONNECT and CONNACK 2, and one more: any await in between would add two or more. The
    // quickest of them counts, as the machine may be busy with something else.
    const arrived = Math.min(...rounds.map(round => round.arrived));
    const answered = Math.min(...rounds.map(round => round.answered));
    assert.ok(arrived >= 7 * delay - 5 && arrived < 8.5 * delay, `arrived after ${arrived} ms`);
    assert.ok(answered >= 8 * delay - 5 && answered < 9.5 * delay, `answered after ${answered} ms`);
  });
});

describe('fail-over', () => {
  it('tries the next broker at once, and tells nobody when that one answers', async () => {
    const broker = ending(await startAedes());
    const bus = makeBus([`ws://127.0.0.1:${await freePort()}/`, broker.url]);
    const states = record(bus);
    const { broker: at } = await connected(bus);
    assert.equal(at, broker.url);
    assert.deepEqual(
      states.filter(({ error }) => error),
      [],
    );
  });

  it('goes on at the next broker, with every subscription, when the present one dies', async () => {
    const [first, second] = [ending(await startAedes()), ending(await startAedes())];
    const bus = makeBus([first.url, second.url]);
    const heard = new Deferred<string>();
    await connected(bus);
    await bus.subscribe('t/inbox', (_topic, payload) => heard.resolve(text(payload)));
    await first.stop();
    await until(bus.state, ({ status, broker }) => status === 'connected' && broker === second.url);
    const other = makeBus(second.url);
    other.connect();
    await other.publish('t/inbox', bytes('here'));
    assert.equal(await heard.promise, 'here');
  });

  it('comes with a fresh client id every time', async () => {
    const broker = ending(await startAedes());
    const bus = makeBus(broker.url);
    for (const round of ['1', '2', '3']) {
      await connected(bus);
      await bus.publish('t/x', bytes(round));
      const offline = until(bus.state, ({ status }) => status === 'offline');
      broker.cut();
      await offline;
    }
    const ids = broker.messages.map(({ clientId }) => clientId);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 3);
  });

  it('notices a connection that is dead, and replaces it', async () => {
    const broker = ending(await startAedes());
    const proxy = ending(await startDelayProxy(broker.port, 0));
    const bus = makeBus(`ws://127.0.0.1:${proxy.port}/`, { keepAliveSeconds: 1 });
    await connected(bus);
    proxy.freeze();
    await until(bus.state, ({ status }) => status === 'offline');
    proxy.thaw();
    await until(bus.state, ({ status }) => status === 'connected');
  });

  it('costs an idle broker nothing but keep-alives', async () => {
    const broker = ending(await startAedes());
    const proxy = ending(await startDelayProxy(broker.port, 0));
    const bus = makeBus(`ws://127.0.0.1:${proxy.port}/`, { keepAliveSeconds: 1 });
    bus.connect();
    await bus.subscribe('t/#', () => {});
    const before = proxy.bytesUp;
    await new Promise(resolve => setTimeout(resolve, 3500));
    const pings = (proxy.bytesUp - before) / 8; // PINGREQ: two bytes, and six of a masked WebSocket frame.
    assert.ok(pings === 2 || pings === 3, `${pings} pings`);
  });
});
