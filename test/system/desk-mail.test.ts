// Messages left at a desk where nobody is, over real brokers: they wait, are read by whoever holds the desk's key, are
// given again where a broker has lost them, and go when somebody is done with them.

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type DeskSecret, generateDeskKeys, parseDeskSecret } from '../../src/protocol/desk-keys.ts';
import { mailTopic } from '../../src/protocol/topics.ts';
import { Footing } from '../../src/session/footing.ts';
import { until } from '../../src/store.ts';
import { LeftMessages } from '../../src/support/left-messages.ts';
import { Mailbox } from '../../src/support/mailbox.ts';
import { CredentialsSource } from '../../src/transport/credentials.ts';
import { MqttBus } from '../../src/transport/mqtt-bus.ts';
import { startAedes, startMosquitto, type TestBroker } from '../support/brokers.ts';
import { DETAILS, PREFIX } from '../support/desk-people.ts';

const LETTER = { ...DETAILS, form: [{ name: 'reach', value: '+49 30 4711' }], text: 'Please call me back.' };

const ends: (() => unknown)[] = [];
/** As a browser keeps it for a site. */
const storage = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => storage.set(key, text),
    removeItem: (key: string) => storage.delete(key),
  },
});
const copies = () => storage.has('rtc-elements.mail');

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  storage.clear();
});

async function newDesk(): Promise<DeskSecret> {
  const desk = await parseDeskSecret((await generateDeskKeys()).deskSecret);
  if (!desk) throw new Error('no desk');
  return desk;
}

async function arrive(broker: TestBroker): Promise<Footing> {
  const footing = await Footing.create({
    ...{ brokers: [], topic: PREFIX },
    createBus: options =>
      new MqttBus({ ...options, brokers: [broker.url], credentials: new CredentialsSource({}, 'mail') }),
  });
  ends.push(() => footing.bus.close());
  footing.bus.connect();
  return footing;
}

async function agent(broker: TestBroker, desk: DeskSecret, name: string) {
  const { bus } = await arrive(broker);
  let worked = 0;
  const mailbox = new Mailbox({ bus, desk, prefix: PREFIX, name, works: () => worked++ });
  ends.push(() => mailbox.close());
  await mailbox.open();
  return {
    mailbox,
    bus,
    works: () => worked > 0,
    /** Once there are as many messages, in these states. */
    has: (...states: string[]) =>
      until(mailbox.state, messages => messages.map(({ state }) => state).join() === states.join()),
  };
}

async function visitor(broker: TestBroker): Promise<LeftMessages> {
  const left = new LeftMessages(await arrive(broker), PREFIX);
  ends.push(() => left.close());
  return left;
}

async function eventually(test: () => boolean): Promise<void> {
  for (let tries = 0; !test(); tries++) {
    assert.ok(tries < 600, 'in a minute');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

// Aedes keeps a message in the tests of the demo's pages as well.
const brokers = [
  ['Mosquitto', () => startMosquitto()],
  ['Aedes', () => startAedes()],
] as const;
for (const [name, start] of process.env.LONG ? brokers : brokers.slice(0, 1)) {
  describe(`messages left over ${name}`, () => {
    async function open(): Promise<TestBroker> {
      const broker = await start();
      ends.push(() => broker.close());
      return broker;
    }

    it('wait for an agent, who reads, answers and deletes them, and the others see it', async () => {
      const [broker, desk] = [await open(), await newDesk()];
      const vera = await visitor(broker);
      await vera.leave(LETTER, desk);
      assert.ok(copies());
      const ann = await agent(broker, desk, 'Ann');
      const [message] = await ann.has('new');
      assert.ok(message);
      assert.equal(message.text, LETTER.text);
      assert.deepEqual(message.form, LETTER.form);
      assert.ok(Math.abs(message.at - Date.now()) < 60_000);
      await eventually(ann.works);
      const bob = await agent(broker, desk, 'Bob');
      await bob.has('new');
      bob.mailbox.mark(message.id, 'read');
      const [read] = await ann.has('read');
      assert.equal(read?.by, 'Bob');
      // That is the receipt.
      await eventually(() => !copies());
      ann.mailbox.mark(message.id, 'answered');
      await bob.has('answered');
      const cora = await agent(broker, desk, 'Cora');
      assert.equal((await cora.has('answered'))[0]?.text, LETTER.text);
      ann.mailbox.remove(message.id);
      await Promise.all([bob.has(), cora.has()]);
    });

    it('are given again when the broker has lost them, and not when somebody was done with them', async () => {
      const [broker, desk] = [await open(), await newDesk()];
      await (await visitor(broker)).leave(LETTER, desk);
      await broker.restart();
      const ann = await agent(broker, desk, 'Ann');
      await eventually(ann.works);
      assert.deepEqual(ann.mailbox.state.value, []);
      // The same person, at the next visit.
      await (await visitor(broker)).check();
      const [message] = await ann.has('new');
      assert.equal(message?.text, LETTER.text);
      await ann.has('new');
      ann.mailbox.remove(message?.id ?? '');
      await eventually(() => !copies());
      const bob = await agent(broker, desk, 'Bob');
      await eventually(bob.works);
      assert.deepEqual(bob.mailbox.state.value, []);
    });

    it('are read by nobody without the key, who cannot mark them either', async () => {
      const [broker, desk, other] = [await open(), await newDesk(), await newDesk()];
      await (await visitor(broker)).leave(LETTER, desk);
      // With every right on the broker, and the desk's public key.
      const mallory = await agent(broker, { ...other, publicKey: desk.publicKey, tag: desk.tag }, 'Mallory');
      await eventually(mallory.works);
      const seen = broker.messages
        .filter(({ topic }) => topic.includes('/mail/'))
        .map(({ payload }) => payload);
      assert.deepEqual(mallory.mailbox.state.value, []);
      for (const payload of seen)
        for (const secret of [LETTER.text, LETTER.name, '4711'])
          assert.ok(!Buffer.from(payload).includes(secret));
      mallory.mailbox.mark('AAAAAAAAAAAAAAAAAAAAAA', 'read');
      // Junk of the right form shows nobody anything, and no visitor takes it for a receipt.
      await mallory.bus.publish(
        mailTopic(PREFIX, desk.tag, 'AAAAAAAAAAAAAAAAAAAAAA'),
        Uint8Array.from([1, 9, ...new Uint8Array(100)]),
        { retain: true },
      );
      const ann = await agent(broker, desk, 'Ann');
      await ann.has('new');
      assert.ok(copies());
    });
  });
}

it('are not offered where the broker does not serve the topic to agents', async () => {
  const broker = await startAedes({ authorizeSubscribe: (_, filter) => !filter.includes('/mail/') });
  ends.push(() => broker.close());
  const ann = await agent(broker, await newDesk(), 'Ann');
  assert.equal(ann.works(), false);
  assert.ok(!broker.messages.some(({ topic }) => topic.includes('/mail/')));
});
