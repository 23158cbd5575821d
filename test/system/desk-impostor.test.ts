// Somebody with every right on the broker, and without the desk's key: sees no name, text or address, and can't accept,
// end or mark anything.

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { random } from '../../src/protocol/bytes.ts';
import { generateDeskKeys, parseDeskSecret } from '../../src/protocol/desk-keys.ts';
import { sealFromDesk, sealToAgents, sealToDesk } from '../../src/protocol/desk-seal.ts';
import type { AgentSignal, DeskSignal } from '../../src/protocol/desk-signals.ts';
import { createIdentity } from '../../src/protocol/identity.ts';
import { agentsTopic, goneTopic, inboxTopic, ticketsTopic } from '../../src/protocol/topics.ts';
import { Footing } from '../../src/session/footing.ts';
import { until } from '../../src/store.ts';
import { CredentialsSource } from '../../src/transport/credentials.ts';
import { MqttBus } from '../../src/transport/mqtt-bus.ts';
import { startAedes, startMosquitto } from '../support/brokers.ts';
import { Desk, PREFIX } from '../support/desk-people.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** As it is, and inflated from every byte on, as far as that goes. */
function readings(payload: Uint8Array): Buffer[] {
  const bytes = Buffer.from(payload);
  const inflated = [2, 24, 89, 152].flatMap(at => {
    try {
      return [inflateRawSync(bytes.subarray(at))];
    } catch {
      return [];
    }
  });
  return [bytes, ...inflated];
}

// What is sealed and refused is the same whatever the broker.
const brokers = [
  ['Aedes', () => startAedes()],
  ['Mosquitto', () => startMosquitto()],
] as const;
for (const [name, start] of process.env.LONG ? brokers : brokers.slice(0, 1)) {
  describe(`an impostor at a desk over ${name}`, () => {
    it('reads nothing, and what it forges or repeats changes nothing', async () => {
      const broker = await start();
      ends.push(() => broker.close());
      const desk = await Desk.open(
        options =>
          new MqttBus({ ...options, brokers: [broker.url], credentials: new CredentialsSource({}, 'desk') }),
      );
      ends.push(() => desk.close());
      const [ann, bob] = [await desk.agent('Ann'), await desk.agent('Bob')];
      const served = await desk.visitor('Served');
      await ann.waits('Served');
      const vera = await desk.visitor('Vera');
      await Promise.all([
        ann.waits('Served', 'Vera'),
        bob.waits('Served', 'Vera'),
        ann.knows(1),
        bob.knows(1),
      ]);
      const address = 'candidate 203.0.113.7';
      vera.visitor.setOffer(address);
      await until(ann.agent.state, ({ tickets }) => tickets.some(each => each.name === 'Vera' && each.ready));
      ann.agent.claim(served.id);
      await served.holder();
      served.visitor.connected(ann.agent.id);
      await vera.place(1);

      const other = await parseDeskSecret((await generateDeskKeys()).deskSecret);
      assert.ok(other);
      const { publicKey, tag } = desk.desk;
      // Its own keys under the desk's name.
      const forged = { ...other, publicKey, tag };
      const mallory = await Footing.create({ brokers: [], topic: PREFIX, createBus: desk.makeBus });
      ends.push(() => mallory.bus.close());
      mallory.bus.connect();
      await until(mallory.bus.state, ({ status }) => status === 'connected');
      const { identity } = mallory;

      const said = [...broker.messages];
      assert.ok(said.some(({ topic }) => topic.endsWith('/tickets')));
      for (const { payload } of said)
        for (const text of readings(payload))
          for (const secret of ['Vera', 'Served', 'Ann', 'shop.example/lamps', '203.0.113.7'])
            assert.ok(!text.includes(secret), `${secret} can be read`);

      // To the visitors: its own claim, and in the name of the agent that has the other one.
      const { room } = vera.visitor;
      const claim: DeskSignal = { kind: 'claim', room, name: 'Mallory' };
      for (const [visitor, agent, signal] of [
        [vera, identity, claim],
        [served, ann.footing.identity, { kind: 'release' }],
      ] as const) {
        const { publicKey, session } = visitor.footing.identity;
        const to = { id: visitor.id, publicKey, session };
        const sealed = await sealFromDesk(agent, 9999, [signal], forged, to, PREFIX);
        await mallory.bus.publish(inboxTopic(PREFIX, visitor.id), sealed);
        await mallory.bus.publish(goneTopic(PREFIX, visitor.id), random(32));
      }
      // To the agents, in each other's name and in the visitors'.
      const among: AgentSignal[] = [
        { kind: 'leave' },
        { kind: 'handover', ticket: served.id, to: bob.agent.id, room: served.visitor.room, notes: '' },
        { kind: 'refuse', ticket: served.id, to: ann.agent.id },
      ];
      for (const agent of [ann, bob]) {
        const sealed = await sealToAgents(agent.footing.identity, 9999, among, forged, PREFIX);
        await mallory.bus.publish(agentsTopic(PREFIX, tag), sealed);
        await mallory.bus.publish(goneTopic(PREFIX, agent.agent.id), random(32));
      }
      const bye = await sealToDesk(await createIdentity(), 9999, [{ kind: 'bye' }], desk.desk, PREFIX);
      await mallory.bus.publish(ticketsTopic(PREFIX, tag), bye);
      // All that was ever said, once more.
      for (const { topic, payload, retain } of said) if (!retain) await mallory.bus.publish(topic, payload);

      // Who comes after all that is served after it.
      const last = await desk.visitor('Last');
      await Promise.all([ann.waits('Vera', 'Last'), bob.waits('Vera', 'Last')]);
      await Promise.all([vera.place(1), last.place(2)]);
      assert.equal(vera.visitor.state.value.holder, undefined);
      const { status, holder } = served.visitor.state.value;
      assert.deepEqual([status, holder?.name], ['in-call', 'Ann']);
      assert.deepEqual(served.visitor.expected, [ann.agent.id]);
      assert.deepEqual(bob.heard, []);
      assert.deepEqual(ann.heard, [`claimed ${served.id}`, `won ${served.id}`]);
      assert.equal(ann.agent.state.value.agents.length, 1);
      bob.agent.claim(vera.id);
      assert.equal(await vera.holder(), 'Bob');
    });
  });
}
