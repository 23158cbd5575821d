import { expect } from '@open-wc/testing';
import { type Bytes, concat, random, utf8 } from '../../../src/protocol/bytes.ts';
import {
  associatedData,
  FORM,
  helloHeader,
  MAX_INFLATED_BYTES,
  MAX_WIRE_BYTES,
  openingHeader,
  pack,
  parseEnvelope,
  parseSender,
  sealedHeader,
  sealedHelloHeader,
  senderHeader,
  unpack,
} from '../../../src/protocol/envelope.ts';
import { parseSignals } from '../../../src/protocol/signals.ts';

const PUBLIC_KEY = random(65);
const SESSION = random(16);
const ENC = random(65);
const NONCE = random(12);
const ID = 'abcdefghijklmnopqrstu_';
const NUMBER = 0x0102_0304;
const BODY = utf8('body');

const FORMS: Readonly<Record<string, { header: Bytes; length: number; fields: object }>> = {
  hello: {
    header: helloHeader(PUBLIC_KEY, SESSION, NUMBER),
    length: 87,
    fields: { form: 'hello', publicKey: PUBLIC_KEY, session: SESSION, number: NUMBER },
  },
  'sealed hello': {
    header: sealedHelloHeader(NONCE),
    length: 14,
    fields: { form: 'sealedHello', nonce: NONCE },
  },
  opening: {
    header: openingHeader(false, PUBLIC_KEY, SESSION, NUMBER, ENC),
    length: 152,
    fields: {
      form: 'opening',
      psk: false,
      publicKey: PUBLIC_KEY,
      session: SESSION,
      number: NUMBER,
      enc: ENC,
    },
  },
  'opening with a pre-shared key': {
    header: openingHeader(true, PUBLIC_KEY, SESSION, NUMBER, ENC),
    length: 152,
    fields: { form: 'opening', psk: true, publicKey: PUBLIC_KEY, session: SESSION, number: NUMBER, enc: ENC },
  },
  sealed: {
    header: sealedHeader(ID, SESSION, NUMBER),
    length: 44,
    fields: { form: 'sealed', id: ID, session: SESSION, number: NUMBER },
  },
};

describe('an envelope', () => {
  for (const [name, { header, length, fields }] of Object.entries(FORMS)) {
    describe(`of the form ${name}`, () => {
      it('comes back as it was written, header and body apart', () => {
        expect(header).to.have.length(length);
        expect(parseEnvelope(concat(header, BODY))).to.deep.equal({ ...fields, bytes: header, body: BODY });
      });

      it('cut anywhere in its header is none', () => {
        for (let cut = 0; cut < length; cut++) {
          expect(parseEnvelope(header.slice(0, cut)), `${cut} bytes`).to.equal(undefined);
        }
        expect(parseEnvelope(header)).to.deep.include({ ...fields, body: new Uint8Array() });
      });

      it('of a later version is told apart, of an earlier one is none', () => {
        const message = concat(header, BODY);
        for (const version of [2, 3, 255]) {
          message[0] = version;
          expect(parseEnvelope(message)).to.equal('newer');
        }
        message[0] = 0;
        expect(parseEnvelope(message)).to.equal(undefined);
      });

      it('has its number with the highest byte first', () => {
        if (!('number' in fields)) return;
        const at = length - 4 - (name.startsWith('opening') ? ENC.length : 0);
        expect([...header.slice(at, at + 4)]).to.deep.equal([1, 2, 3, 4]);
      });
    });
  }

  it('of an unknown form is none', () => {
    const known = Object.values(FORM) as number[];
    for (let form = 0; form < 256; form++) {
      const message = concat(Uint8Array.of(1, form), new Uint8Array(200).fill(65));
      expect(parseEnvelope(message) !== undefined, `${form}`).to.equal(known.includes(form));
    }
  });

  it('from somebody with an impossible id is none', () => {
    const message = concat(sealedHeader('abcdefghijklmnopqrst/+', SESSION, 1), BODY);
    expect(parseEnvelope(message)).to.equal(undefined);
  });

  it('is none beyond 64 KiB, whatever it is', () => {
    const header = sealedHeader(ID, SESSION, 1);
    const largest = concat(header, new Uint8Array(MAX_WIRE_BYTES - header.length));
    expect(parseEnvelope(largest)).to.be.an('object');
    expect(parseEnvelope(concat(largest, Uint8Array.of(0)))).to.equal(undefined);
  });

  it('is bound to header, session, id and topic, in this order', () => {
    const bound = associatedData(Uint8Array.of(9), { id: ID, session: SESSION }, 'a/topic');
    expect(bound).to.deep.equal(concat(Uint8Array.of(9), SESSION, utf8(ID), utf8('a/topic')));
  });

  it('of a sealed hello has its sender inside', () => {
    const inside = concat(senderHeader(PUBLIC_KEY, SESSION, NUMBER), BODY);
    expect(parseSender(inside)).to.deep.include({
      publicKey: PUBLIC_KEY,
      session: SESSION,
      number: NUMBER,
      body: BODY,
    });
    expect(parseSender(inside.slice(0, 84))).to.equal(undefined);
  });
});

describe('content', () => {
  const refused = (packed: Bytes) => unpack(packed).catch(error => error);

  it('comes back as it was packed', async () => {
    const content = [{ kind: 'about', name: 'Zoë 🦭', list: [1, null, true] }];
    expect(await unpack(await pack(content))).to.deep.equal(content);
  });

  it('is small when it repeats itself', async () => {
    expect((await pack('a=candidate '.repeat(1000))).length).to.be.lessThan(200);
  });

  it('is refused where it is not deflated, not JSON, or not UTF-8', async () => {
    const { deflate } = await import('../../../src/protocol/bytes.ts');
    for (const packed of [
      utf8('[]'),
      await deflate(utf8('{"a":')),
      await deflate(Uint8Array.of(34, 0xff, 34)),
    ]) {
      expect(await refused(packed)).to.be.instanceOf(Error);
    }
  });

  it('of lists in lists, however deep, is read or refused, and holds no signal', async () => {
    const { deflate } = await import('../../../src/protocol/bytes.ts');
    for (const depth of [100, 10_000, 131_072]) {
      const packed = await deflate(utf8('['.repeat(depth) + ']'.repeat(depth)));
      const signals = await unpack(packed).then(parseSignals, () => undefined);
      expect(signals?.signals ?? []).to.deep.equal([]);
    }
  });

  it('is refused where it would be larger than 256 KiB', async () => {
    const most = 'x'.repeat(MAX_INFLATED_BYTES - 2);
    expect(await unpack(await pack(most))).to.equal(most);
    expect(await refused(await pack(`${most}x`))).to.be.instanceOf(RangeError);
  });
});
