// The implementation against test/vectors, which were made without it.

import { expect } from '@open-wc/testing';
import { type Bytes, base64url } from '../../../src/protocol/bytes.ts';
import { Channel } from '../../../src/protocol/channel.ts';
import { parseEnvelope, unpack } from '../../../src/protocol/envelope.ts';
import { openHello } from '../../../src/protocol/hello.ts';
import { idOf } from '../../../src/protocol/identity.ts';
import { openRoom } from '../../../src/protocol/room-keys.ts';
import { SAFETY_EMOJI, safetyCode, safetyCommitment } from '../../../src/protocol/safety-code.ts';
import { type Hello, parseSignals, type Signal } from '../../../src/protocol/signals.ts';
import { roomTopic } from '../../../src/protocol/topics.ts';
import { fromHex, identityOf, type PeerVector, toHex, wire } from './peers.ts';

interface RoomVector {
  name: string;
  secret: string | null;
  tag: string;
  seal: string;
  psk: string;
  media: string;
}

interface HelloVector {
  room: { name: string; secret: string | null };
  topic: string;
  from: { id: string; publicKey: string; session: string };
  number: number;
  hello: Hello;
  message: string;
}

interface EnvelopeVector {
  number: number;
  signals: Signal[];
  message: string;
}

interface ChannelVector {
  mode: 'auth' | 'auth_psk';
  prefix: string;
  room: { name: string; secret: string | null };
  opener: PeerVector;
  receiver: PeerVector;
  keys: { fromOpener: string; toOpener: string };
  opening: EnvelopeVector;
  next: EnvelopeVector;
  reply: EnvelopeVector;
}

async function vectors<T>(name: string): Promise<T> {
  const response = await fetch(new URL(`../../vectors/${name}.json`, import.meta.url));
  return response.json();
}

interface SafetyVector {
  asking: SafetySideVector;
  answering: SafetySideVector;
  signals: { step: string; value: string }[];
  digits: string;
  emoji: string[];
}

interface SafetySideVector {
  id: string;
  publicKey: string;
  fingerprint: string;
  nonce: string;
}

const { rooms } = await vectors<{ rooms: RoomVector[] }>('room-keys');
const { identities } = await vectors<{ identities: { publicKey: string; id: string }[] }>('identity');
const hellos = await vectors<{ prefix: string; plain: HelloVector; sealed: HelloVector }>('hello');
const safety = await vectors<{ emoji: string[]; exchanges: SafetyVector[] }>('safety-code');
const { channels } = await vectors<{ channels: ChannelVector[] }>('channel');

function gcmKey(hex: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromHex(hex), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

describe('the test vectors', () => {
  for (const { name, secret, tag, seal, psk, media } of rooms) {
    it(`room ${name}, ${secret ?? 'no secret'}: tag and keys`, async () => {
      const room = await openRoom(name, secret ?? undefined);
      expect(room.tag).to.equal(tag);
      if (!room.keys) {
        expect(secret).to.equal(null);
        return;
      }
      expect(toHex(new Uint8Array(room.keys.psk))).to.equal(psk);
      expect(toHex(room.keys.media)).to.equal(media);
      const parameters = { name: 'AES-GCM', iv: new Uint8Array(12) };
      const sealed = await crypto.subtle.encrypt(parameters, await gcmKey(seal), fromHex('cafe'));
      const opened = new Uint8Array(await crypto.subtle.decrypt(parameters, room.keys.seal, sealed));
      expect(toHex(opened)).to.equal('cafe');
    });
  }

  it('a secret typed with a composed and with a combined letter is one secret', () => {
    const typed = rooms.filter(({ secret }) => secret?.normalize('NFC') === 'café');
    expect(typed).to.have.length(2);
    expect(new Set(typed.map(({ tag }) => tag)).size).to.equal(1);
  });

  for (const { publicKey, id } of identities) {
    it(`the id ${id}`, async () => {
      expect(await idOf(fromHex(publicKey))).to.equal(id);
    });
  }

  it('the pictures of safety codes', () => {
    expect(SAFETY_EMOJI).to.deep.equal(safety.emoji);
  });

  for (const { asking, answering, signals, digits, emoji } of safety.exchanges) {
    it(`the safety code ${digits}`, async () => {
      const [a, b] = [asking, answering].map(({ id, publicKey, fingerprint, nonce }) => ({
        id,
        publicKey: fromHex(publicKey),
        fingerprint: fromHex(fingerprint),
        nonce: fromHex(nonce),
      }));
      if (!a || !b) throw new Error('two sides');
      const values = [await safetyCommitment(a.nonce, a), b.nonce, a.nonce].map(base64url);
      expect(signals.map(({ value }) => value)).to.deep.equal(values);
      expect(parseSignals(signals)?.signals).to.deep.equal(signals);
      expect(await safetyCode(a, b)).to.deep.equal({ digits, emoji });
    });
  }

  for (const form of ['plain', 'sealed'] as const) {
    it(`a ${form} hello`, async () => {
      const { room, topic, from, number, hello, message } = hellos[form];
      const opened = await openRoom(room.name, room.secret ?? undefined);
      expect(roomTopic(hellos.prefix, opened.tag)).to.equal(topic);
      const envelope = parseEnvelope(fromHex(message));
      if (typeof envelope !== 'object' || !envelope.form.endsWith('ello')) throw new Error('no hello');
      const heard = await openHello(envelope as Parameters<typeof openHello>[0], opened, hellos.prefix);
      expect(heard?.remote.id).to.equal(from.id);
      expect(toHex(heard?.remote.publicKey ?? new Uint8Array())).to.equal(from.publicKey);
      expect(toHex(heard?.remote.session ?? new Uint8Array())).to.equal(from.session);
      expect(heard?.number).to.equal(number);
      expect(heard?.hello).to.deep.equal(hello);
    });
  }

  for (const vector of channels) {
    describe(`a channel by ${vector.mode}`, () => {
      let receiver: Channel;
      let psk: ArrayBuffer | undefined;
      const { opener, opening, next, reply, keys, prefix } = vector;

      beforeEach(async () => {
        psk = (await openRoom(vector.room.name, vector.room.secret ?? undefined)).keys?.psk;
        const local = await identityOf(vector.receiver);
        receiver = new Channel(local, await identityOf(opener), prefix, psk);
      });

      it('opens the opening and the envelope after it', async () => {
        for (const { number, signals, message } of [opening, next]) {
          const opened = await receiver.open(wire(fromHex(message)));
          expect(opened).to.deep.equal({ number, signals, ignored: 0 });
        }
      });

      it('answers under the key that the opening gave for it', async () => {
        await receiver.open(wire(fromHex(opening.message)));
        const bytes = await receiver.seal(reply.signals);
        const header = 2 + 22 + 16 + 4;
        expect(toHex(bytes.slice(0, header))).to.equal(reply.message.slice(0, 2 * header));
        const key = await gcmKey(keys.toOpener);
        expect(await unsealed(key, bytes, vector)).to.deep.equal(reply.signals);
        expect(await unsealed(key, fromHex(reply.message), vector)).to.deep.equal(reply.signals);
      });
    });
  }
});

/** Opens an envelope to the opener by what docs/protocol.md says of nonce and associated data. */
async function unsealed(key: CryptoKey, message: Bytes, { opener, prefix }: ChannelVector): Promise<unknown> {
  const header = message.slice(0, 44);
  const iv = fromHex('00'.repeat(8) + toHex(header.slice(40)));
  const text = (words: string) => toHex(new TextEncoder().encode(words));
  const additionalData = fromHex(
    toHex(header) + opener.session + text(opener.id) + text(`${prefix}/peer/${opener.id}/inbox`),
  );
  const parameters = { name: 'AES-GCM', iv, additionalData };
  return unpack(new Uint8Array(await crypto.subtle.decrypt(parameters, key, message.slice(44))));
}
