// Two real calls among people who mean harm: strangers with the broker's topics, a member with the room's secret,
// and a participant who sends what it likes over its data channels. The calls connect and stay connected.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { type Bytes, concat, random } from '../../../src/protocol/bytes.ts';
import { Channel } from '../../../src/protocol/channel.ts';
import { parseEnvelope } from '../../../src/protocol/envelope.ts';
import { openHello, sealHello } from '../../../src/protocol/hello.ts';
import { createIdentity, type RemoteIdentity } from '../../../src/protocol/identity.ts';
import { openRoom, type Room } from '../../../src/protocol/room-keys.ts';
import type { Signal } from '../../../src/protocol/signals.ts';
import { goneTopic, inboxTopic, roomTopic } from '../../../src/protocol/topics.ts';
import { Call, until } from '../../../src/session/index.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';
import { hostileContent } from './hostile.ts';
import { Ear, eventually, PREFIX, SECRET } from './signalling-members.ts';

const ROOM = 'kitchen';
const anyBytes = fc.uint8Array({ maxLength: 300 });
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** The data channels that the page's connections have made, by number. */
const channels: RTCDataChannel[] = [];
const { createDataChannel } = RTCPeerConnection.prototype;

let uncaught: unknown[] = [];
const onError = (event: ErrorEvent) => uncaught.push(event.error);
const onRejection = (event: PromiseRejectionEvent) => uncaught.push(event.reason);

for (const secret of [undefined, SECRET]) {
  describe(`a call ${secret ? 'with' : 'without'} a secret, among people who mean harm`, () => {
    let busName: string;
    let room: Room;
    let calls: Call[];
    let ear: Ear;

    beforeEach(async () => {
      uncaught = [];
      addEventListener('error', onError);
      addEventListener('unhandledrejection', onRejection);
      RTCPeerConnection.prototype.createDataChannel = function (...parameters) {
        const channel = createDataChannel.apply(this, parameters);
        channels.push(channel);
        return channel;
      };
      busName = crypto.randomUUID();
      room = await openRoom(ROOM, secret);
      ear = await new Ear(busName).listen();
      calls = ['A', 'B'].map(
        displayName =>
          new Call({
            brokers: ['ws://unused.invalid'],
            topic: PREFIX,
            room: ROOM,
            displayName,
            audio: 'off',
            video: 'off',
            createBus: () => new LocalBus(busName),
            ...(secret && { secret }),
          }),
      );
    });

    afterEach(async () => {
      RTCPeerConnection.prototype.createDataChannel = createDataChannel;
      channels.length = 0;
      await Promise.all(calls.map(call => call.leave()));
      await ear.bus.close();
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
      expect(uncaught).to.deep.equal([]);
    });

    const join = () => Promise.all(calls.map(call => call.join()));
    const connected = () =>
      Promise.all(calls.map(call => until(call.state, ({ status }) => status === 'connected')));
    const named = (call: Call | undefined, name: string) =>
      call?.state.value.participants.find(each => each.name === name && !each.self);

    /** Whether the two see each other connected, and hear what the other says. */
    async function together(): Promise<void> {
      const [a, b] = calls;
      await eventually(() => named(a, 'B')?.link === 'connected' && named(b, 'A')?.link === 'connected');
      const text = crypto.randomUUID();
      a?.sendMessage(text);
      await eventually(() => b?.state.value.messages.some(message => message.text === text) ?? false);
    }

    /** The peers as anybody in the room learns of them. */
    async function members(): Promise<RemoteIdentity[]> {
      const found = new Map<string, RemoteIdentity>();
      for (const { payload } of ear.heard) {
        const envelope = parseEnvelope(payload);
        if (typeof envelope !== 'object' || !envelope.form.endsWith('ello')) continue;
        const heard = await openHello(envelope as Parameters<typeof openHello>[0], room, PREFIX);
        if (heard) found.set(heard.remote.id, heard.remote);
      }
      return [...found.values()].slice(0, 2);
    }

    /** A message to any topic: noise, or one that went by before, whole, bent or misplaced. */
    function attack(remotes: readonly RemoteIdentity[]): fc.Arbitrary<{ topic: string; payload: Bytes }> {
      const recorded = [...ear.heard];
      const topics = [
        roomTopic(PREFIX, room.tag),
        ...remotes.flatMap(({ id }) => [inboxTopic(PREFIX, id), goneTopic(PREFIX, id)]),
      ];
      const past = fc.nat(10_000).map(index => pick(recorded, index)?.payload ?? random(1));
      const payload = fc.oneof(
        anyBytes.map(bytes => new Uint8Array(bytes)),
        fc.tuple(fc.nat(5), anyBytes).map(([form, bytes]) => concat(Uint8Array.of(1, form), bytes)),
        past,
        fc.tuple(past, fc.nat(10_000)).map(([bytes, at]) => bytes.slice(0, at % bytes.length)),
        fc.tuple(past, fc.nat(100_000)).map(([bytes, at]) => {
          const bent = bytes.slice();
          bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ 1;
          return bent;
        }),
        fc.tuple(past, fc.nat(500)).map(([bytes, by]) => concat(bytes, new Uint8Array(64 * 1024 + by))),
      );
      return fc.record({ topic: fc.constantFrom(...topics), payload });
    }

    it('stays connected under noise, recordings and forgeries on every topic', async () => {
      await Promise.all([join(), connected()]);
      await together();
      await fc.assert(
        fc.asyncProperty(attack(await members()), ({ topic, payload }) => ear.bus.publish(topic, payload)),
        { numRuns: 500 },
      );
      await together();
    });

    it('connects under noise on every topic', async () => {
      const noise = fc.asyncProperty(attack([]), ({ topic, payload }) => ear.bus.publish(topic, payload));
      const joining = Promise.all([join(), connected()]);
      for (let i = 0; i < 10; i++) await fc.assert(noise, { numRuns: 10 });
      await joining;
      await together();
    });

    it('stays connected with a participant who sends anything over data channels 0 and 1', async () => {
      await Promise.all([join(), connected()]);
      await together();
      const open = channels.filter(({ readyState, id }) => readyState === 'open' && id !== 2);
      const recorded = [...ear.heard];
      const data = fc.oneof(
        anyBytes,
        fc.nat(10_000).map(index => pick(recorded, index)?.payload ?? random(1)),
        fc.string(),
        fc.json(),
        fc.record({
          number: fc.oneof(fc.nat(3), fc.constant(2 ** 32)),
          text: fc.oneof(fc.nat(), fc.constant(null)),
        }),
        fc.record({ had: fc.integer({ max: 0 }) }),
        fc.nat(100).map(by => new Uint8Array(65 * 1024 + by)),
        fc.nat(100).map(by => `{"number":9,"text":"${'x'.repeat(65 * 1024 + by)}"}`),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(10), data, async (which, each) => {
          const channel = pick(open, which);
          if (channel?.readyState !== 'open') throw new Error('the channel has closed');
          if (each instanceof Uint8Array) channel.send(new Uint8Array(each));
          else channel.send(typeof each === 'string' ? each : JSON.stringify(each));
          while (channel.bufferedAmount > 500_000) await new Promise(resolve => setTimeout(resolve));
        }),
        { numRuns: 300 },
      );
      await together();
      for (const { state } of calls) expect(state.value.messages).to.have.length(2);
    });

    it('stays connected with a member who seals anything at all', async () => {
      await Promise.all([join(), connected()]);
      await together();
      const mallory = await createIdentity();
      const remotes = await members();
      const hands = remotes.map(remote => new Channel(mallory, remote, PREFIX, room.keys?.psk));
      await ear.bus.publish(
        roomTopic(PREFIX, room.tag),
        await sealHello(mallory, 1, { offer: 'v=0' }, room, PREFIX),
      );
      const about: Signal = { kind: 'about', name: 'Mallory', audio: true, video: true, screen: true };
      const seal = async (which: number, content: unknown) => {
        const [channel, remote] = [pick(hands, which), pick(remotes, which)];
        if (!channel || !remote) throw new Error('nobody to write to');
        await ear.bus.publish(
          inboxTopic(PREFIX, remote.id),
          await channel.seal(content as readonly Signal[]),
        );
      };
      for (const which of [0, 1]) await seal(which, [about]);
      await eventually(() => calls.every(call => named(call, 'Mallory')));
      await fc.assert(fc.asyncProperty(fc.nat(1), hostileContent, seal), { numRuns: 100 });
      await together();
      for (const which of [0, 1]) await seal(which, [{ kind: 'bye' }]);
      await eventually(() => calls.every(call => !named(call, 'Mallory')));
      await together();
    });
  });
}
