import { expect } from '@open-wc/testing';
import { de } from '../../../src/i18n/de.ts';
import { enOpened } from '../../../src/i18n/en-opened.ts';
import { type Bytes, random } from '../../../src/protocol/bytes.ts';
import {
  fingerprintIn,
  keepsCommitment,
  SAFETY_EMOJI,
  type SafetySide,
  safetyBytes,
  safetyCode,
  safetyCommitment,
} from '../../../src/protocol/safety-code.ts';
import { fromHex, toHex, twoIdentities } from './peers.ts';

type WithNonce = SafetySide & { nonce: Bytes };

async function twoSides(): Promise<[WithNonce, WithNonce]> {
  const [a, b] = await twoIdentities();
  return [
    { ...a, fingerprint: random(32), nonce: random(32) },
    { ...b, fingerprint: random(32), nonce: random(32) },
  ];
}

const HEX = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase()).join(':');
const line = (hex: string, algorithm = 'sha-256') => `a=fingerprint:${algorithm} ${hex}\r\n`;

describe('the safety code', () => {
  it('is six digits and seven of 64 pictures', async () => {
    expect(SAFETY_EMOJI).to.have.length(64);
    expect(new Set(SAFETY_EMOJI).size).to.equal(64);
    const { digits, emoji } = await safetyCode(...(await twoSides()));
    expect(digits).to.match(/^\d{6}$/);
    expect(emoji).to.have.length(7);
    for (const each of emoji) expect(SAFETY_EMOJI).to.include(each);
  });

  for (const [language, { emojiNames }] of Object.entries({ en: enOpened, de })) {
    it(`has a name of one word for each picture, and no name twice: ${language}`, () => {
      const names = emojiNames.split(' ');
      expect(names).to.have.length(64);
      expect(new Set(names).size).to.equal(64);
      for (const name of names) expect(name).to.match(/^\p{L}+$/u);
    });
  }

  it('is the same whichever side is named first', async () => {
    const [a, b] = await twoSides();
    expect(await safetyCode(a, b)).to.deep.equal(await safetyCode(b, a));
  });

  for (const part of ['publicKey', 'fingerprint', 'nonce'] as const) {
    it(`is another one where a ${part} is another one, on either side`, async () => {
      const [a, b] = await twoSides();
      const code = JSON.stringify(await safetyCode(a, b));
      const other = random(a[part].length);
      expect(JSON.stringify(await safetyCode({ ...a, [part]: other }, b))).not.to.equal(code);
      expect(JSON.stringify(await safetyCode(a, { ...b, [part]: other }))).not.to.equal(code);
    });
  }

  it('has all digits and pictures with equal right', async () => {
    const [a, b] = await twoSides();
    const codes = await Promise.all(
      Array.from({ length: 1000 }, () => safetyCode({ ...a, nonce: random(32) }, b)),
    );
    expect(new Set(codes.map(({ digits }) => digits[0])).size).to.equal(10);
    expect(new Set(codes.flatMap(({ emoji }) => emoji)).size).to.equal(64);
  });
});

describe('a commitment to a nonce', () => {
  it('is kept by that nonce of that side alone', async () => {
    const [a, b] = await twoSides();
    const commitment = await safetyCommitment(a.nonce, a);
    expect(await keepsCommitment(commitment, a.nonce, a)).to.equal(true);
    expect(await keepsCommitment(commitment, b.nonce, a)).to.equal(false);
    expect(await keepsCommitment(commitment, a.nonce, b)).to.equal(false);
    expect(await keepsCommitment(commitment, a.nonce, { ...a, fingerprint: b.fingerprint })).to.equal(false);
  });

  it('travels as 32 bytes in base64url, and as nothing else', () => {
    expect(safetyBytes('A'.repeat(43))).to.have.length(32);
    for (const text of ['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}+`]) {
      expect(safetyBytes(text)).to.equal(undefined);
    }
  });
});

describe('the fingerprint in a description', () => {
  it('is read from the session or from every line of media', () => {
    const bytes = toHex(fromHex(HEX.replaceAll(':', '')));
    for (const sdp of [line(HEX), line(HEX.toLowerCase()), `v=0\r\n${line(HEX)}m=audio\r\n${line(HEX)}`]) {
      expect(toHex(fingerprintIn(sdp) ?? new Uint8Array())).to.equal(bytes);
    }
  });

  it('is none where there are several, or none of SHA-256', () => {
    const other = HEX.replace('00', 'FF');
    const wrong = ['', 'v=0\r\n', line(HEX) + line(other), line(HEX.slice(3)), line(`${HEX}:00`)];
    wrong.push(line(HEX, 'sha-1'), line(HEX) + line(HEX, 'sha-512'));
    for (const sdp of wrong) expect(fingerprintIn(sdp), sdp).to.equal(undefined);
  });
});
