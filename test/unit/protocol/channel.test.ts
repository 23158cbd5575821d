import { expect } from '@open-wc/testing';
import { type Bytes, equal, random } from '../../../src/protocol/bytes.ts';
import { Channel } from '../../../src/protocol/channel.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import { WINDOW } from '../../../src/protocol/sequence.ts';
import type { Signal } from '../../../src/protocol/signals.ts';
import {
  flipped,
  names,
  note,
  openBytes,
  openingOf,
  PREFIX,
  PSK,
  twoChannels,
  twoIdentities,
  wire,
} from './peers.ts';

for (const psk of [undefined, PSK]) {
  describe(psk ? 'a channel in a room with a secret' : 'a channel in a room without a secret', () => {
    let alice: Identity;
    let bob: Identity;
    let toBob: Channel;
    let toAlice: Channel;

    beforeEach(async () => {
      [alice, bob] = await twoIdentities();
      toBob = new Channel(alice, bob, PREFIX, psk);
      toAlice = new Channel(bob, alice, PREFIX, psk);
    });

    it('carries signals both ways, the first as an opening, the rest sealed', async () => {
      const forms: string[] = [];
      const carry = async (from: Channel, to: Channel, name: string) => {
        const envelope = wire(await from.seal([note(name)]));
        forms.push(envelope.form);
        expect(names(await to.open(envelope))).to.deep.equal([name]);
      };
      await carry(toBob, toAlice, 'one');
      await carry(toBob, toAlice, 'two');
      await carry(toAlice, toBob, 'three');
      await carry(toBob, toAlice, 'four');
      expect(forms).to.deep.equal(['opening', 'sealed', 'sealed', 'sealed']);
    });

    it('says in clear who sends and under which number, and nothing of what', async () => {
      const opening = wire(await toBob.seal([note('unmistakable')]));
      expect(opening).to.deep.include({ number: 1, psk: !!psk, session: alice.session });
      const second = await toBob.seal([note('unmistakable')]);
      expect(wire(second)).to.deep.include({
        form: 'sealed',
        number: 2,
        id: alice.id,
        session: alice.session,
      });
      for (const bytes of [second, opening.body])
        expect(String.fromCharCode(...bytes)).to.not.contain('unmistakable');
    });

    it('is authenticated when something has opened, not before', async () => {
      const bytes = await toBob.seal([note('a')]);
      expect(toAlice.authenticated).to.equal(false);
      await openBytes(toAlice, flipped(bytes, bytes.length * 8 - 1));
      expect(toAlice.authenticated).to.equal(false);
      await openBytes(toAlice, bytes);
      expect(toAlice.authenticated).to.equal(true);
      expect(toBob.authenticated).to.equal(false);
    });

    it('opens nothing twice', async () => {
      const sent = [await toBob.seal([note('a')]), await toBob.seal([note('b')])];
      for (const bytes of sent) expect(await openBytes(toAlice, bytes)).to.not.equal(undefined);
      for (const bytes of sent) expect(await openBytes(toAlice, bytes)).to.equal(undefined);
    });

    it('opens in any order within the window, and nothing below it', async () => {
      const sent: Bytes[] = [];
      for (let i = 0; i < WINDOW + 2; i++) sent.push(await toBob.seal([note(`${i + 1}`)]));
      const open = async (number: number) => names(await openBytes(toAlice, sent[number - 1] ?? random(1)));
      expect(await open(1)).to.deep.equal(['1']);
      expect(await open(WINDOW + 2)).to.deep.equal([`${WINDOW + 2}`]);
      expect(await open(2)).to.equal(undefined);
      expect(await open(3)).to.deep.equal(['3']);
      expect(await open(40)).to.deep.equal(['40']);
      expect(await open(3)).to.equal(undefined);
    });

    it('opens with no bit changed anywhere, and what is bent moves nothing', async () => {
      for (const bytes of [await toBob.seal([note('first')]), await toBob.seal([note('second')])]) {
        const bits = Array.from({ length: bytes.length * 8 }, (_, bit) => bit);
        const opened = await Promise.all(bits.map(bit => openBytes(toAlice, flipped(bytes, bit))));
        expect(opened.filter(Boolean)).to.deep.equal([]);
        expect(await openBytes(toAlice, bytes)).to.not.equal(undefined);
      }
    });

    it('cut at any length opens nothing', async () => {
      for (const bytes of [await toBob.seal([note('first')]), await toBob.seal([note('second')])]) {
        for (let length = 0; length < bytes.length; length++) {
          expect(await openBytes(toAlice, bytes.slice(0, length)), `${length} bytes`).to.equal(undefined);
        }
        expect(await openBytes(toAlice, bytes)).to.not.equal(undefined);
      }
    });

    it('opens at no other receiver, below no other prefix, and not after a reload', async () => {
      const bytes = [await toBob.seal([note('a')]), await toBob.seal([note('b')])];
      const carol = await createIdentity();
      const others = [
        new Channel(carol, alice, PREFIX, psk),
        new Channel(bob, alice, 'other', psk),
        new Channel({ ...bob, session: random(16) }, alice, PREFIX, psk),
        // The right keys under another id: the topic and the id are bound, not only the key.
        new Channel({ ...bob, id: carol.id }, alice, PREFIX, psk),
        new Channel(bob, carol, PREFIX, psk),
      ];
      for (const other of others) {
        for (const each of bytes) expect(await openBytes(other, each)).to.equal(undefined);
      }
      for (const each of bytes) expect(await openBytes(toAlice, each)).to.not.equal(undefined);
    });

    it('opens nothing where only one side has the secret, or another', async () => {
      const bytes = await toBob.seal([note('a')]);
      const wrong = psk ? [undefined, new ArrayBuffer(32)] : [PSK];
      for (const other of wrong) {
        expect(await openBytes(new Channel(bob, alice, PREFIX, other), bytes)).to.equal(undefined);
      }
    });

    it('opened by both at once stays readable both ways, under one numbering a side', async () => {
      const fromAlice = [await toBob.seal([note('a1')]), await toBob.seal([note('a2')])];
      const fromBob = [await toAlice.seal([note('b1')]), await toAlice.seal([note('b2')])];
      expect(fromAlice.map(bytes => wire(bytes).form)).to.deep.equal(['opening', 'sealed']);
      expect(fromBob.map(bytes => wire(bytes).form)).to.deep.equal(['opening', 'sealed']);
      // Each hears the other's opening at a different moment; what was sealed before still opens after it.
      const [a1 = random(1), a2 = random(1)] = fromAlice;
      const [b1 = random(1), b2 = random(1)] = fromBob;
      expect(names(await openBytes(toAlice, a1))).to.deep.equal(['a1']);
      const b3 = await toAlice.seal([note('b3')]);
      expect(names(await openBytes(toBob, b1))).to.deep.equal(['b1']);
      expect(names(await openBytes(toBob, b2))).to.deep.equal(['b2']);
      expect(names(await openBytes(toBob, b3))).to.deep.equal(['b3']);
      const a3 = await toBob.seal([note('a3')]);
      expect(names(await openBytes(toAlice, a3))).to.deep.equal(['a3']);
      expect(names(await openBytes(toAlice, a2))).to.deep.equal(['a2']);
      expect([a1, a2, a3].map(bytes => wire(bytes).number)).to.deep.equal([1, 2, 3]);
      expect([b1, b2, b3].map(bytes => wire(bytes).number)).to.deep.equal([1, 2, 3]);
    });

    it('opened by both at once goes on under the opening of the smaller id', async () => {
      // Alice has the smaller id: who knows only her opening, and not Bob's, reads what both send afterwards.
      const [a1, b1] = [await toBob.seal([]), await toAlice.seal([])];
      await Promise.all([openBytes(toAlice, a1), openBytes(toBob, b1)]);
      const onlyHers = new Channel(bob, alice, PREFIX, psk);
      await openBytes(onlyHers, a1);
      expect(names(await openBytes(onlyHers, await toBob.seal([note('a2')])))).to.deep.equal(['a2']);
    });
  });
}

describe('a channel', () => {
  it('takes one opening of a page load and no second, whatever its number', async () => {
    const [alice, bob] = await twoIdentities();
    const fromAlice = new Channel(bob, alice, PREFIX);
    expect(fromAlice.opened).to.equal(false);
    expect(names(await openBytes(fromAlice, await openingOf(alice, bob, 5, [note('a')])))).to.deep.equal([
      'a',
    ]);
    expect(fromAlice.opened).to.equal(true);
    for (const number of [4, 5, 6]) {
      expect(await openBytes(fromAlice, await openingOf(alice, bob, number, [note('b')]))).to.equal(
        undefined,
      );
    }
  });

  it('gives out the same bytes again when asked from a number on', async () => {
    const [a] = await twoChannels();
    const sent = [await a.seal([note('1')]), await a.seal([note('2')]), await a.seal([note('3')])];
    const again = a.sentFrom(2) ?? [];
    expect(again).to.have.length(2);
    expect(again.every((bytes, i) => equal(bytes, sent[i + 1] ?? random(1)))).to.equal(true);
    expect(a.highestSent).to.equal(3);
  });

  it('keeps 64 for that, and says so where the first is no longer there or never was', async () => {
    const [a] = await twoChannels();
    for (let i = 0; i < WINDOW + 1; i++) await a.seal([]);
    expect(a.sentFrom(1)).to.equal(undefined);
    expect(a.sentFrom(2)).to.have.length(WINDOW);
    expect(a.sentFrom(WINDOW + 2)).to.equal(undefined);
  });

  it('numbers in the order of the calls, however they overlap', async () => {
    const [a, b] = await twoChannels();
    const sealed = await Promise.all(['1', '2', '3', '4'].map(name => a.seal([note(name)])));
    expect(sealed.map(bytes => wire(bytes).number)).to.deep.equal([1, 2, 3, 4]);
    const opened = await Promise.all(sealed.map(bytes => openBytes(b, bytes)));
    expect(opened.map(names)).to.deep.equal([['1'], ['2'], ['3'], ['4']]);
  });

  it('counts a number as used though its content is none', async () => {
    const [a, b] = await twoChannels();
    const nonsense = await a.seal('no list' as unknown as Signal[]);
    expect(await openBytes(b, nonsense)).to.deep.equal({ number: 1, signals: [], ignored: 1 });
    expect(await openBytes(b, nonsense)).to.equal(undefined);
    const unknown = await a.seal([{ kind: 'dance' } as unknown as Signal, note('x')]);
    expect(await openBytes(b, unknown)).to.deep.equal({ number: 2, signals: [note('x')], ignored: 1 });
  });

  it('opens content that inflates too far to nothing', async () => {
    const [a, b] = await twoChannels();
    const bomb = await a.seal([note('x'.repeat(3 * 1024 * 1024))]);
    expect(bomb.length).to.be.lessThan(64 * 1024);
    expect(await openBytes(b, bomb)).to.deep.equal({ number: 1, signals: [], ignored: 1 });
  });
});
