// Who is listened to: hellos, openings, wills, and what of them is a claim, a repetition or a forgery.

import { expect } from '@open-wc/testing';
import { concat, random } from '../../../src/protocol/bytes.ts';
import { openingHeader } from '../../../src/protocol/envelope.ts';
import { sealHello } from '../../../src/protocol/hello.ts';
import { createIdentity } from '../../../src/protocol/identity.ts';
import type { Room } from '../../../src/protocol/room-keys.ts';
import {
  Clock,
  Ear,
  eventually,
  Member,
  note,
  PREFIX,
  ROOMS,
  sealedRoom,
  stranger,
} from './signalling-members.ts';

for (const [secrecy, makeRoom] of ROOMS) {
  describe(`signalling ${secrecy}`, () => {
    let busName: string;
    let room: Room;
    let alice: Member;
    let bob: Member;
    let ear: Ear;
    let clock: Clock | undefined;

    beforeEach(async () => {
      busName = crypto.randomUUID();
      room = await makeRoom();
      ear = await new Ear(busName).listen();
      [alice, bob] = await Promise.all([Member.enter(busName, room), Member.enter(busName, room)]);
    });

    afterEach(async () => {
      clock?.stop();
      clock = undefined;
      await Promise.all([alice.close(), bob.close(), ear.bus.close()]);
    });

    it('hears a hello of the others and none of its own', async () => {
      const from = await alice.greet(bob);
      expect(from.remote.publicKey).to.deep.equal(alice.identity.publicKey);
      expect(from.authenticated).to.equal(false);
      expect(alice.hellos).to.deep.equal([]);
      expect([alice.dropped, bob.dropped]).to.deep.equal([0, 0]);
    });

    it('carries signals both ways between two who met by a hello', async () => {
      const toAlice = await alice.greet(bob);
      await toAlice.send([note('Bob')]);
      await eventually(() => alice.names.length === 1);
      const toBob = alice.froms[0];
      expect(toBob?.authenticated).to.equal(true);
      await toBob?.send([note('Alice')]);
      await eventually(() => bob.names.length === 1);
      expect([alice.names, bob.names]).to.deep.equal([['Bob'], ['Alice']]);
      expect([alice.dropped, bob.dropped]).to.deep.equal([0, 0]);
    });

    it('lets a hello of a known page load start nothing', async () => {
      const first = await alice.greet(bob);
      const second = await alice.greet(bob);
      expect(second).to.equal(first);
      expect(bob.dropped).to.equal(0);
    });

    it('reads an envelope that comes right behind its opening, from somebody never heard of', async () => {
      const { channel } = await stranger(bob);
      const envelopes = [await channel.seal([note('a')]), await channel.seal([note('b')])];
      for (const bytes of envelopes) bob.signalling.receive(bytes);
      await eventually(() => bob.names.length === 2);
      expect(bob.names).to.deep.equal(['a', 'b']);
      expect(bob.dropped).to.equal(0);
    });

    it('drops a recording of an opening while its page load is known', async () => {
      const toAlice = await alice.greet(bob);
      await toAlice.send([note('once')]);
      const [opening = random(1)] = await ear.on(alice.inbox, 1);
      await eventually(() => alice.names.length === 1);
      await ear.bus.publish(alice.inbox, opening);
      await eventually(() => alice.signalling.dropped.unopened === 1);
      expect(alice.names).to.deep.equal(['once']);
    });

    it('drops a recording of an opening after its page load said goodbye, or was refused', async () => {
      const toAlice = await alice.greet(bob);
      await toAlice.send([note('once')]);
      const [opening = random(1)] = await ear.on(alice.inbox, 1);
      await eventually(() => alice.names.length === 1);
      const [from] = alice.froms;
      if (from) alice.signalling.forget(from);
      await ear.bus.publish(alice.inbox, opening);
      await eventually(() => alice.signalling.dropped.unknown === 1);
      expect(alice.names).to.deep.equal(['once']);
    });

    it('drops what is sealed to somebody else, and a recording from before a reload', async () => {
      const toAlice = await alice.greet(bob);
      await toAlice.send([note('for Alice')]);
      const [opening = random(1)] = await ear.on(alice.inbox, 1);
      const carol = await Member.enter(busName, room);
      await ear.bus.publish(carol.inbox, opening);
      await eventually(() => carol.signalling.dropped.unopened === 1);
      const reloaded = new Member({ ...alice.identity, session: random(16) }, room, alice.bus);
      reloaded.signalling.receive(opening);
      await eventually(() => reloaded.signalling.dropped.unopened === 1);
      expect([carol.names, reloaded.names]).to.deep.equal([[], []]);
      reloaded.signalling.close();
      await carol.close();
    });

    it('tries 20 strangers a second and drops the excess', async () => {
      clock = new Clock();
      const identities = await Promise.all(Array.from({ length: 30 }, () => createIdentity()));
      const hellos = await Promise.all(identities.map(each => sealHello(each, 1, {}, room, PREFIX)));
      const from = performance.now();
      for (const bytes of hellos) await ear.bus.publish(bob.roomTopic, bytes);
      await eventually(() => bob.hellos.length + bob.signalling.dropped.excess === hellos.length);
      const seconds = (performance.now() - from) / 1000;
      expect(bob.hellos.length).to.be.within(20, 20 + Math.ceil(20 * seconds));
    });

    it('keeps 32 of whom nothing has opened, the oldest goes first, who is proven stays', async () => {
      clock = new Clock();
      await (await bob.greet(alice)).send([note('Alice')]);
      await eventually(() => bob.names.length === 1);
      const proven = bob.froms[0];
      for (let i = 0; i < 34; i++) {
        clock.forward(1000);
        const bytes = await sealHello(await createIdentity(), 1, {}, room, PREFIX);
        const { length } = bob.hellos;
        bob.signalling.receive(bytes);
        await eventually(() => bob.hellos.length > length);
      }
      expect(bob.flooded).to.deep.equal(bob.hellos.slice(0, 2).map(({ from }) => from));
      await proven?.send([note('still here')]);
      await eventually(() => alice.names.length === 1);
    });

    it('tries no more forged openings of a known stranger than of unknown ones', async () => {
      clock = new Clock();
      await alice.greet(bob);
      const { publicKey, session } = alice.identity;
      const from = performance.now();
      const enc = alice.identity.publicKey;
      for (let i = 1; i <= 100; i++) {
        bob.signalling.receive(concat(openingHeader(!!room.keys, publicKey, session, i, enc), random(40)));
      }
      await eventually(() => bob.dropped === 100);
      const seconds = (performance.now() - from) / 1000;
      expect(bob.signalling.dropped.unopened).to.be.within(1, 20 + Math.ceil(20 * seconds));
    });

    it('says once that somebody is newer, and counts', async () => {
      for (let i = 0; i < 3; i++) await ear.bus.publish(bob.inbox, Uint8Array.of(2, 0, i));
      await eventually(() => bob.signalling.dropped.newer === 3);
      expect(bob.newer).to.equal(1);
    });

    it('counts what is too large or no message, unread', async () => {
      await ear.bus.publish(bob.roomTopic, new Uint8Array(64 * 1024 + 1));
      await ear.bus.publish(bob.inbox, random(1));
      await eventually(() => bob.dropped === 2);
      expect(bob.signalling.dropped).to.deep.include({ oversized: 1, malformed: 1 });
    });

    it('hears no more once it is closed', async () => {
      const toAlice = await alice.greet(bob);
      alice.signalling.close();
      await toAlice.send([note('too late')]);
      await ear.on(alice.inbox, 1);
      const [opening = random(1)] = await ear.on(alice.inbox, 1);
      alice.signalling.receive(opening);
      await bob.greet(await Member.enter(busName, room));
      expect([alice.names, alice.hellos]).to.deep.equal([[], []]);
    });

    describe('about a will', () => {
      /** Bob knows Alice, and the hash of her will. */
      async function introduced(): Promise<Uint8Array> {
        const { payload } = await alice.will.renew();
        const toBob = await bob.greet(alice);
        await toBob.send([alice.will.signal]);
        await eventually(() => bob.batches.length === 1);
        return payload;
      }

      it('believes the bytes whose hash it was told', async () => {
        const payload = await introduced();
        await ear.bus.publish(alice.goneTopic, payload);
        await eventually(() => bob.gone.length === 1);
        expect(bob.gone[0]?.remote.id).to.equal(alice.identity.id);
      });

      it('drops and counts all other bytes, long and short', async () => {
        const payload = await introduced();
        const forged = [
          new Uint8Array(),
          random(16),
          payload.slice(1),
          concat(payload, random(1)),
          random(1000),
        ];
        for (const bytes of forged) await ear.bus.publish(alice.goneTopic, bytes);
        await eventually(() => bob.dropped === forged.length);
        expect(bob.gone).to.deep.equal([]);
      });

      it('believes only the latest', async () => {
        const old = await introduced();
        const { payload } = await alice.will.renew();
        await alice.signalling.announceWill();
        // Bob has not written to Alice: she tells her new will to those who have.
        await alice.hellos[0]?.from.send([alice.will.signal]);
        await eventually(() => bob.batches.length === 2);
        await ear.bus.publish(alice.goneTopic, old);
        await eventually(() => bob.signalling.dropped.unopened === 1);
        expect(bob.gone).to.deep.equal([]);
        await ear.bus.publish(alice.goneTopic, payload);
        await eventually(() => bob.gone.length === 1);
      });

      it('believes none on the topic of another', async () => {
        const payload = await introduced();
        const { payload: other } = await bob.will.renew();
        await bob.froms[0]?.send([bob.will.signal]);
        await eventually(() => alice.batches.length === 1);
        await ear.bus.publish(bob.goneTopic, payload);
        await eventually(() => alice.signalling.dropped.unopened === 1);
        await ear.bus.publish(alice.goneTopic, other);
        await eventually(() => bob.signalling.dropped.unopened === 1);
        expect([alice.gone, bob.gone]).to.deep.equal([[], []]);
      });

      it('tells those who are proven of a new one', async () => {
        await introduced();
        await bob.froms[0]?.send([note('Bob')]);
        await eventually(() => alice.batches.length === 1);
        await alice.will.renew();
        await alice.signalling.announceWill();
        await eventually(() => bob.batches.length === 2);
        expect(bob.batches[1]).to.deep.equal([alice.will.signal]);
      });

      it('listens no longer when the peer is forgotten', async () => {
        const payload = await introduced();
        const [from] = bob.froms;
        if (from) bob.signalling.forget(from, 'for-good');
        await ear.bus.publish(alice.goneTopic, payload);
        await bob.greet(alice);
        expect(bob.gone).to.deep.equal([]);
        expect(bob.dropped).to.equal(0);
      });
    });
  });
}

describe('signalling under a seal', () => {
  it('takes a recording of a hello for no hello', async () => {
    const busName = crypto.randomUUID();
    const room = await sealedRoom();
    const [alice, bob] = [await Member.enter(busName, room), await Member.enter(busName, room)];
    const ear = await new Ear(busName).listen();
    await alice.greet(bob);
    const [first = random(1)] = await ear.on(bob.roomTopic, 1);
    await alice.greet(bob);
    await ear.bus.publish(bob.roomTopic, first);
    await eventually(() => bob.signalling.dropped.unopened === 1);
    expect(bob.hellos).to.have.length(2);
    await Promise.all([alice.close(), bob.close(), ear.bus.close()]);
  });
});
