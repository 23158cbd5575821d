import { expect } from '@open-wc/testing';
import { type Bytes, concat, random } from '../../../src/protocol/bytes.ts';
import { helloHeader, pack, parseEnvelope } from '../../../src/protocol/envelope.ts';
import { openHello, sealHello } from '../../../src/protocol/hello.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import { openRoom, type Room } from '../../../src/protocol/room-keys.ts';
import { flipped, PREFIX } from './peers.ts';

const OFFER = 'v=0\r\na=fingerprint:sha-256 AB';
const SECRET = 'AAECAwQFBgcICQoLDA0ODw';

function open(message: Bytes, room: Room, prefix = PREFIX) {
  const envelope = parseEnvelope(message);
  const isHello =
    typeof envelope === 'object' && (envelope.form === 'hello' || envelope.form === 'sealedHello');
  return isHello ? openHello(envelope, room, prefix) : undefined;
}

describe('a hello', () => {
  let me: Identity;
  let plain: Room;
  let sealed: Room;

  before(async () => {
    me = await createIdentity();
    plain = await openRoom('kitchen', undefined);
    sealed = await openRoom('kitchen', SECRET);
  });

  it('says who is there, and with a secret what they offer', async () => {
    const heard = await open(await sealHello(me, 4, { offer: OFFER }, sealed, PREFIX), sealed);
    const { id, publicKey, session } = me;
    expect(heard).to.deep.equal({
      remote: { id, publicKey, session },
      number: 4,
      hello: { offer: OFFER },
    });
  });

  it('without a secret carries no offer, and none is believed', async () => {
    const message = await sealHello(me, 1, { offer: OFFER }, plain, PREFIX);
    expect((await open(message, plain))?.hello).to.deep.equal({});
    const forged = concat(helloHeader(me.publicKey, me.session, 2), await pack({ offer: OFFER }));
    expect((await open(forged, plain))?.hello).to.deep.equal({});
    expect((await open(forged, plain))?.remote.id).to.equal(me.id);
  });

  it('with a secret shows nothing of the sender, and is never twice the same', async () => {
    const messages = await Promise.all([1, 1].map(() => sealHello(me, 1, {}, sealed, PREFIX)));
    const [one = random(1), other = random(1)] = messages;
    expect(one).to.not.deep.equal(other);
    const text = String.fromCharCode(...one);
    expect(text).to.not.contain(String.fromCharCode(...me.publicKey.slice(1, 9)));
    expect(text).to.not.contain(String.fromCharCode(...me.session));
  });

  it('does not count without the seal that the room asks for, nor with one where it asks for none', async () => {
    expect(await open(await sealHello(me, 1, {}, plain, PREFIX), sealed)).to.equal(undefined);
    expect(await open(await sealHello(me, 1, {}, sealed, PREFIX), plain)).to.equal(undefined);
  });

  it('opens in no other room, under no other secret, below no other prefix', async () => {
    const message = await sealHello(me, 1, {}, sealed, PREFIX);
    expect(await open(message, sealed)).to.not.equal(undefined);
    expect(await open(message, await openRoom('attic', SECRET))).to.equal(undefined);
    expect(await open(message, await openRoom('kitchen', 'AQECAwQFBgcICQoLDA0ODw'))).to.equal(undefined);
    expect(await open(message, { ...sealed, tag: plain.tag })).to.equal(undefined);
    expect(await open(message, sealed, 'other')).to.equal(undefined);
  });

  it('under a seal opens with no bit changed', async () => {
    const message = await sealHello(me, 1, {}, sealed, PREFIX);
    for (let bit = 0; bit < message.length * 8; bit++) {
      expect(await open(flipped(message, bit), sealed), `bit ${bit}`).to.equal(undefined);
    }
  });

  it('cut at any length is none', async () => {
    for (const room of [plain, sealed]) {
      const message = await sealHello(me, 1, {}, room, PREFIX);
      for (let length = 0; length < message.length; length++) {
        expect(await open(message.slice(0, length), room), `${length} bytes`).to.equal(undefined);
      }
    }
  });

  it('from a key that is no key is none', async () => {
    const message = concat(helloHeader(random(65), me.session, 1), await pack({}));
    expect(await open(message, plain)).to.equal(undefined);
  });

  it('that does not parse is none', async () => {
    for (const content of [null, 'hello', 7]) {
      const message = concat(helloHeader(me.publicKey, me.session, 1), await pack(content));
      expect(await open(message, plain)).to.equal(undefined);
    }
  });
});
