// Thousands of messages that nobody should send, on every topic: each is dropped and counted, none holds the page
// up, and the honest are heard as before.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { type Bytes, concat, deflate, random, utf8 } from '../../../src/protocol/bytes.ts';
import type { Channel } from '../../../src/protocol/channel.ts';
import { helloHeader, sealedHelloHeader, senderHeader } from '../../../src/protocol/envelope.ts';
import { sealHello } from '../../../src/protocol/hello.ts';
import { createIdentity } from '../../../src/protocol/identity.ts';
import { openRoom, type Room } from '../../../src/protocol/room-keys.ts';
import type { Signal } from '../../../src/protocol/signals.ts';
import { goneTopic, roomTopic } from '../../../src/protocol/topics.ts';
import { Chat } from '../../../src/session/chat.ts';
import { hostileContent } from './hostile.ts';
import { Clock, eventually, Member, note, PREFIX, ROOMS, stranger } from './signalling-members.ts';

/** Bytes that are made from those at hand: each case says how. */
type Case =
  | { readonly how: 'random'; readonly bytes: Uint8Array }
  | { readonly how: 'headed'; readonly form: number; readonly bytes: Uint8Array }
  | { readonly how: 'again' | 'foreign'; readonly which: number }
  | { readonly how: 'cut' | 'extended' | 'flipped'; readonly which: number; readonly at: number }
  | { readonly how: 'spliced'; readonly which: number; readonly other: number; readonly at: number }
  | { readonly how: 'oversized'; readonly which: number; readonly by: number };

const which = fc.nat(1000);
const at = fc.nat(100_000);
const anyBytes = fc.uint8Array({ maxLength: 400 });
const anyCase: fc.Arbitrary<Case> = fc.oneof(
  fc.record({ how: fc.constant('random' as const), bytes: anyBytes }),
  fc.record({ how: fc.constant('headed' as const), form: fc.nat(5), bytes: anyBytes }),
  fc.record({ how: fc.constantFrom('again' as const, 'foreign' as const), which }),
  fc.record({ how: fc.constantFrom('cut' as const, 'extended' as const, 'flipped' as const), which, at }),
  fc.record({ how: fc.constantFrom('cut' as const, 'flipped' as const), which, at: fc.nat(44 * 8) }),
  fc.record({ how: fc.constant('spliced' as const), which, other: which, at }),
  fc.record({ how: fc.constant('oversized' as const), which, by: fc.nat(1000) }),
);

const pick = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** `genuine` must not open a second time, `foreign` not here at all. */
function make(each: Case, genuine: readonly Bytes[], foreign: readonly Bytes[]): Bytes {
  switch (each.how) {
    case 'random':
      return new Uint8Array(each.bytes);
    case 'headed':
      return concat(Uint8Array.of(1, each.form), each.bytes);
    case 'again':
      return pick(genuine, each.which);
    case 'foreign':
      return pick(foreign, each.which);
    case 'cut': {
      const bytes = pick(genuine, each.which);
      return bytes.slice(0, each.at % bytes.length);
    }
    case 'extended':
      return concat(pick(genuine, each.which), random(1 + (each.at % 50)));
    case 'flipped': {
      const bytes = pick(genuine, each.which).slice();
      const bit = each.at % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes;
    }
    case 'spliced': {
      const [head, tail] = [pick(genuine, each.which), pick(foreign, each.other)];
      return concat(head.slice(0, each.at % head.length), tail.slice(each.at % tail.length));
    }
    case 'oversized':
      return concat(pick(genuine, each.which), new Uint8Array(64 * 1024 + each.by));
  }
}

/** What inflates to more than anybody may send, in every form that an outsider or a member can give it. */
async function bombs(room: Room, members: Channel): Promise<Bytes[]> {
  const bomb = await deflate(new Uint8Array(60 * 1024 * 1024));
  const { publicKey, session } = await createIdentity();
  const plain = concat(helloHeader(publicKey, session, 1), bomb);
  const long = await members.seal([note('x'.repeat(1024 * 1024))]);
  if (!room.keys) return [plain, long];
  const nonce = random(12);
  const header = sealedHelloHeader(nonce);
  const additionalData = concat(header, utf8(roomTopic(PREFIX, room.tag)));
  const inside = concat(senderHeader(publicKey, session, 1), bomb);
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters, room.keys.seal, inside));
  return [plain, long, concat(header, sealed)];
}

let uncaught: unknown[] = [];
const onError = (event: ErrorEvent) => uncaught.push(event.error);
const onRejection = (event: PromiseRejectionEvent) => uncaught.push(event.reason);

for (const [secrecy, makeRoom] of ROOMS) {
  describe(`signalling ${secrecy}, under what nobody should send`, () => {
    let room: Room;
    let bob: Member;
    let alice: Channel;
    let genuine: Bytes[];
    let foreign: Bytes[];
    let clock: Clock;

    beforeEach(async () => {
      uncaught = [];
      addEventListener('error', onError);
      addEventListener('unhandledrejection', onRejection);
      clock = new Clock();
      const busName = crypto.randomUUID();
      room = await makeRoom();
      bob = await Member.enter(busName, room);
      const peer = await stranger(bob);
      alice = peer.channel;
      const other = await Member.enter(busName, await openRoom('attic', 'AQECAwQFBgcICQoLDA0ODw'));
      const hello = await sealHello(peer.identity, 1, { offer: 'v=0' }, room, PREFIX);
      genuine = [hello];
      for (let i = 0; i < 5; i++) genuine.push(await alice.seal([note(`${i}`)]));
      for (const bytes of genuine) bob.signalling.receive(bytes);
      await eventually(() => bob.names.length === 5 && bob.hellos.length === 1);
      const elsewhere = (await stranger(other)).channel;
      foreign = [
        await sealHello(peer.identity, 2, { offer: 'v=0' }, other.room, PREFIX),
        await elsewhere.seal([note('foreign')]),
        await elsewhere.seal([note('foreign')]),
      ];
      await other.close();
    });

    afterEach(async () => {
      await alive();
      clock.stop();
      await bob.close();
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
      expect(uncaught).to.deep.equal([]);
    });

    /** Whether honest signals still get through. */
    async function alive(): Promise<void> {
      clock.forward(5000);
      const { length } = bob.names;
      bob.signalling.receive(await alice.seal([note('alive')]));
      await eventually(() => bob.names.length > length);
      expect(bob.names.slice(length)).to.deep.equal(['alive']);
    }

    it('drops and counts each in the inbox, on the room’s topic, and over data channel 0', async () => {
      const ways = [
        (bytes: Bytes) => bob.bus.publish(bob.inbox, bytes),
        (bytes: Bytes) => bob.bus.publish(bob.roomTopic, bytes),
        async (bytes: Bytes) => bob.signalling.receive(bytes),
      ];
      const { length } = bob.names;
      await fc.assert(
        fc.asyncProperty(fc.nat(2), anyCase, async (way, each) => {
          clock.forward(20);
          const { dropped } = bob;
          const { length } = bob.hellos;
          await pick(ways, way)(make(each, genuine, foreign));
          // Without a seal a bent hello is another's, and a repeated one is still a hello.
          await eventually(() => bob.dropped > dropped || (!room.keys && bob.hellos.length > length));
        }),
        { numRuns: 3000 },
      );
      expect(bob.names.slice(length)).to.deep.equal([]);
      if (room.keys) expect(bob.hellos).to.have.length(1);
    });

    it('drops and counts what pretends to be a will', async () => {
      bob.signalling.receive(await alice.seal([{ kind: 'will', hash: 'h'.repeat(43) }]));
      await eventually(() => bob.batches.length === 6);
      const from = bob.froms[0];
      const topic = goneTopic(PREFIX, from?.remote.id ?? '');
      await fc.assert(
        fc.asyncProperty(anyCase, async each => {
          const { dropped } = bob;
          await bob.bus.publish(topic, make(each, genuine, foreign));
          await eventually(() => bob.dropped === dropped + 1);
        }),
        { numRuns: 300 },
      );
      expect(bob.gone).to.deep.equal([]);
    });

    it('is not held up by what inflates to a thousand times its size', async () => {
      let longest = 0;
      let last = Date.now();
      const timer = setInterval(() => {
        const now = Date.now();
        longest = Math.max(longest, now - last);
        last = now;
      });
      const all = await bombs(room, alice);
      last = Date.now();
      longest = 0;
      const { dropped } = bob;
      for (const bytes of all) {
        for (let i = 0; i < 5; i++) bob.signalling.receive(bytes);
        await eventually(() => bob.dropped >= dropped + 5);
      }
      await eventually(() => bob.dropped === dropped + 5 * all.length);
      clearInterval(timer);
      expect(longest).to.be.lessThan(500);
    });

    it('hands on no signal of a member that is not of its shape, and counts them', async () => {
      await fc.assert(
        fc.asyncProperty(hostileContent, async content => {
          clock.forward(2000);
          const { length } = bob.batches;
          bob.signalling.receive(await alice.seal(content as readonly Signal[]));
          await eventually(() => bob.batches.length > length);
          for (const signal of bob.batches.at(-1) ?? []) expect(Object.keys(signal)).to.include('kind');
        }),
        { numRuns: 900 },
      );
      expect(bob.signalling.dropped.unparsed).to.be.greaterThan(300);
      expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
    });
  });
}

describe('chat under what nobody should send', () => {
  const json = (frame: fc.Arbitrary<unknown>) => frame.map(each => JSON.stringify(each));
  const frame = fc.oneof(
    fc.string(),
    fc.json(),
    fc.anything(),
    json(fc.record({ number: fc.anything(), text: fc.anything() })),
    json(fc.record({ number: fc.nat(9), text: fc.string() })),
    json(fc.record({ had: fc.oneof(fc.integer(), fc.double(), fc.string()) })),
    fc.uint8Array({ maxLength: 50 }).map(bytes => bytes.buffer),
    fc.nat(70_000).map(length => `{"number":1,"text":"${'x'.repeat(length)}"}`),
  );

  it('takes in lines alone, in order, each once', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), frames => {
        const heard: { number: number; text: unknown }[] = [];
        const chat = new Chat().bind(
          () => true,
          (text, number) => heard.push({ number, text }),
        );
        chat.say('a line of our own');
        for (const each of frames) chat.receive(each);
        for (const [i, { number, text }] of heard.entries()) {
          expect(number).to.be.greaterThan(heard[i - 1]?.number ?? 0);
          expect(text).to.be.a('string').with.length.at.most(4000);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
