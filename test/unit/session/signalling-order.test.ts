// What a correspondence promises: each signal once and in order over whatever ways, what is lost asked for, who
// floods slowed and dropped.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { type Bytes, random } from '../../../src/protocol/bytes.ts';
import type { Channel } from '../../../src/protocol/channel.ts';
import type { Room } from '../../../src/protocol/room-keys.ts';
import type { Signal } from '../../../src/protocol/signals.ts';
import { inboxTopic } from '../../../src/protocol/topics.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';
import { Ear, eventually, Member, note, PREFIX, plainRoom, stranger } from './signalling-members.ts';

/** A bus that loses what `loses` says, without a word. */
class LossyBus extends LocalBus {
  loses: (topic: string) => boolean = () => false;
  override publish(topic: string, payload: Uint8Array): Promise<void> {
    return this.loses(topic) ? Promise.resolve() : super.publish(topic, payload);
  }
}

describe('a correspondence', () => {
  let busName: string;
  let room: Room;
  let bob: Member;
  let ear: Ear;
  let lossy: LossyBus;

  beforeEach(async () => {
    busName = crypto.randomUUID();
    room = await plainRoom();
    ear = await new Ear(busName).listen();
    lossy = new LossyBus(busName);
    bob = await Member.enter(busName, room, lossy);
  });

  afterEach(async () => {
    await Promise.all([bob.close(), ear.bus.close()]);
  });

  it('hands over each signal once and in order, however often and in whatever order envelopes come', async () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 30 }, (_, i) => i),
      { minLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(order, order, async (one, other) => {
        const { channel } = await stranger(bob);
        const sent: Bytes[] = [];
        for (let i = 0; i < 30; i++) sent.push(await channel.seal([note(`${i}`)]));
        const { length } = bob.names;
        // Nothing can be read before the opening.
        bob.signalling.receive(sent[0] ?? random(1));
        await eventually(() => bob.names.length === length + 1);
        for (const [i, j] of one.map((i, at) => [i, other[at] ?? 0] as const)) {
          bob.signalling.receive(sent[i] ?? random(1));
          bob.signalling.receive(sent[j] ?? random(1));
        }
        await eventually(() => bob.names.length >= length + 30);
        expect(bob.names.slice(length)).to.deep.equal(Array.from({ length: 30 }, (_, i) => `${i}`));
      }),
      { numRuns: 15 },
    );
  });

  it('prefers another way where there is one, and the broker where that can take nothing', async () => {
    const alice = await Member.enter(busName, room);
    const toAlice = await alice.greet(bob);
    const taken: Bytes[] = [];
    let open = true;
    toAlice.way = bytes => {
      if (open) taken.push(bytes);
      return open;
    };
    await toAlice.send([note('over the other way')]);
    expect(taken).to.have.length(1);
    for (const bytes of taken) alice.signalling.receive(bytes);
    open = false;
    await toAlice.send([note('over the broker')]);
    const overBroker = await ear.on(alice.inbox, 1);
    expect(overBroker).to.have.length(1);
    await eventually(() => alice.names.length === 2);
    expect(alice.names).to.deep.equal(['over the other way', 'over the broker']);
    await alice.close();
  });

  it('asks for an envelope that was lost, gets the same bytes, and hands over in order', async () => {
    const alice = await Member.enter(busName, room);
    const toAlice = await alice.greet(bob);
    await toAlice.send([note('1')]);
    await eventually(() => alice.names.length === 1);
    lossy.loses = topic => topic === alice.inbox;
    await toAlice.send([note('2')]);
    lossy.loses = () => false;
    await toAlice.send([note('3')]);
    await eventually(() => alice.names.length === 3);
    expect(alice.names).to.deep.equal(['1', '2', '3']);
    expect(alice.lost).to.deep.equal([]);
    // The opening, the one that was not lost, then both again.
    const [, third = random(1)] = await ear.on(alice.inbox, 4);
    expect(ear.times(third)).to.equal(2);
    await alice.close();
  });

  it('notices that the last one is missing by a number that tells of it', async () => {
    const { channel, identity } = await stranger(bob);
    bob.signalling.receive(await channel.seal([note('1')]));
    const lost = await channel.seal([note('2')]);
    await eventually(() => bob.names.length === 1);
    bob.signalling.receive(await channel.seal([{ kind: 'ping', highest: 3 }]));
    const [pong, resend] = await ear.on(inboxTopic(PREFIX, identity.id), 2);
    expect(await read(channel, pong)).to.deep.equal([{ kind: 'pong', highest: 1 }]);
    expect(await read(channel, resend)).to.deep.equal([{ kind: 'resend', from: 2 }]);
    bob.signalling.receive(lost);
    await eventually(() => bob.names.length === 2);
  });

  it('asks three times, then goes on without, and says that something was lost', async () => {
    const { channel, identity } = await stranger(bob);
    bob.signalling.receive(await channel.seal([note('1')]));
    await channel.seal([note('2')]);
    await eventually(() => bob.names.length === 1);
    bob.signalling.receive(await channel.seal([note('3')]));
    await eventually(() => bob.lost.length === 1);
    await eventually(() => bob.names.length === 2);
    expect(bob.names).to.deep.equal(['1', '3']);
    const asked = await ear.on(inboxTopic(PREFIX, identity.id), 3);
    expect(asked).to.have.length(3);
    for (const bytes of asked)
      expect(await read(channel, bytes)).to.deep.equal([{ kind: 'resend', from: 2 }]);
  });

  it('says that something was lost when more is asked for than is kept', async () => {
    const alice = await Member.enter(busName, room);
    const toAlice = await alice.greet(bob);
    toAlice.way = () => true;
    for (let i = 0; i < 70; i++) await toAlice.send([]);
    const channel = alice.channelTo(bob);
    bob.signalling.receive(await channel.seal([{ kind: 'resend', from: 1 }]));
    await eventually(() => bob.lost.length === 1);
    const again: Bytes[] = [];
    toAlice.way = bytes => again.push(bytes) > 0;
    bob.signalling.receive(await channel.seal([{ kind: 'resend', from: 61 }]));
    await eventually(() => again.length === 10);
    expect(bob.lost).to.have.length(1);
    await alice.close();
  });

  it('repeats itself to who seems deaf no more than a few times a second', async () => {
    const alice = await Member.enter(busName, room);
    const toAlice = await alice.greet(bob);
    await toAlice.send([note('hello?')]);
    const [opening = random(1)] = await ear.on(alice.inbox, 1);
    const from = performance.now();
    for (let i = 0; i < 100; i++) toAlice.repeat();
    toAlice.way = undefined;
    await toAlice.send([note('end')]);
    await eventually(() => alice.names.length === 2);
    const most = 1 + 5 + Math.ceil((performance.now() - from) / 200);
    expect(ear.times(opening)).to.be.within(2, most);
    await alice.close();
  });

  it('slows down who sends more than 50 signals a second', async () => {
    const { channel } = await stranger(bob);
    const sealed: Bytes[] = [];
    for (let i = 0; i < 100; i++) sealed.push(await channel.seal([note(`${i}`)]));
    const from = performance.now();
    for (const bytes of sealed) bob.signalling.receive(bytes);
    await eventually(() => bob.names.length === 100);
    expect(performance.now() - from).to.be.greaterThan(900);
    expect(bob.names).to.deep.equal(Array.from({ length: 100 }, (_, i) => `${i}`));
    expect(bob.flooded).to.deep.equal([]);
  });

  it('counts signals, not the envelopes that they come in', async () => {
    const { channel } = await stranger(bob);
    const from = performance.now();
    for (let i = 0; i < 8; i++) {
      bob.signalling.receive(await channel.seal(Array.from({ length: 16 }, () => note(`${i}`))));
    }
    await eventually(() => bob.names.length === 128);
    expect(performance.now() - from).to.be.greaterThan(1000);
  });

  it('drops for good who floods, and nothing of it opens again', async () => {
    const { channel } = await stranger(bob);
    const sealed: Bytes[] = [];
    for (let i = 0; i < 300; i++) sealed.push(await channel.seal([note(`${i}`)]));
    for (const bytes of sealed) bob.signalling.receive(bytes);
    await eventually(() => bob.flooded.length === 1);
    await eventually(() => bob.dropped >= 1);
    const { length } = bob.names;
    const { unknown } = bob.signalling.dropped;
    // The opening once more, and what came behind it.
    for (const bytes of sealed.slice(0, 20)) bob.signalling.receive(bytes);
    await eventually(() => bob.signalling.dropped.unknown === unknown + 20);
    expect(bob.names.length).to.equal(length);
    expect(bob.names.length).to.be.lessThan(100);
  });
});

async function read(channel: Channel, bytes: Bytes | undefined): Promise<readonly Signal[] | undefined> {
  const { parseEnvelope } = await import('../../../src/protocol/envelope.ts');
  const envelope = parseEnvelope(bytes ?? random(1));
  if (typeof envelope !== 'object' || (envelope.form !== 'opening' && envelope.form !== 'sealed'))
    return undefined;
  return (await channel.open(envelope))?.signals;
}
