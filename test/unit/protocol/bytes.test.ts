import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  type Bytes,
  base64url,
  concat,
  deflate,
  equal,
  fromBase64url,
  fromUtf8,
  inflate,
  random,
  utf8,
} from '../../../src/protocol/bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 }).map(bytes => new Uint8Array(bytes));

async function refused(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    error => error ?? 'refused',
  );
}

describe('bytes', () => {
  it('base64url is that of RFC 4648 without padding, and comes back', () => {
    expect(base64url(Uint8Array.of(0xfb, 0xff, 0xfe))).to.equal('-__-');
    expect(base64url(utf8('a'))).to.equal('YQ');
    fc.assert(fc.property(anyBytes, bytes => equal(fromBase64url(base64url(bytes)) ?? random(1), bytes)));
  });

  it('what is not base64url gives nothing', () => {
    for (const text of ['+/', 'YQ==', 'A', 'ä', 'a b', '\n']) expect(fromBase64url(text)).to.equal(undefined);
  });

  it('bytes that are not UTF-8 are refused', () => {
    expect(() => fromUtf8(Uint8Array.of(0xc3, 0x28))).to.throw(TypeError);
    expect(fromUtf8(utf8('grüß 🦭'))).to.equal('grüß 🦭');
  });

  it('bytes are equal when all of them are', () => {
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).to.equal(true);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).to.equal(false);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).to.equal(false);
  });

  it('inflate undoes deflate, of nothing and of much', async () => {
    const large = concat(random(60_000), new Uint8Array(100_000));
    for (const bytes of [new Uint8Array(), utf8('x'), large]) {
      expect(equal(await inflate(await deflate(bytes), bytes.length), bytes)).to.equal(true);
    }
  });

  it('inflate refuses what is cut, followed by more, or no deflate at all', async () => {
    const packed = await deflate(utf8('a few words, a few words'));
    const wrong: Bytes[] = [
      packed.slice(0, -1),
      concat(packed, packed),
      utf8('plain words'),
      new Uint8Array(),
    ];
    for (const bytes of wrong) expect(await refused(inflate(bytes, 1000))).to.not.equal(undefined);
  });

  it('inflate ends where the limit is passed, long before a bomb has gone off', async () => {
    const bomb = await deflate(new Uint8Array(62 * 1024 * 1024));
    expect(bomb.length).to.be.lessThan(64 * 1024);
    const timed = async (work: () => Promise<unknown>) => {
      const from = performance.now();
      await work();
      return performance.now() - from;
    };
    const ended = await timed(async () => {
      expect(await refused(inflate(bomb, 256 * 1024))).to.be.instanceOf(RangeError);
    });
    const whole = await timed(() => inflate(bomb, Number.POSITIVE_INFINITY));
    expect(ended).to.be.lessThan(whole / 4);
  });
});
