import { expect } from '@open-wc/testing';
import { isGeneratedSecret, openRoom } from '../../../src/protocol/room-keys.ts';
import { isTopicPrefix } from '../../../src/protocol/topics.ts';
import { toHex } from './peers.ts';

const SECRET = 'AAECAwQFBgcICQoLDA0ODw';
const OTHER = 'AQECAwQFBgcICQoLDA0ODw';

describe('a room', () => {
  it('has a tag that does not say its name, with a secret and without', async () => {
    for (const secret of [undefined, SECRET]) {
      const { tag } = await openRoom('kitchen', secret);
      expect(tag).to.match(/^[\w-]{22}$/);
      expect(tag).to.not.contain('kitchen');
    }
  });

  it('has keys only where there is a secret', async () => {
    expect((await openRoom('kitchen', undefined)).keys).to.equal(undefined);
    expect((await openRoom('kitchen', '')).keys).to.equal(undefined);
    expect((await openRoom('kitchen', SECRET)).keys).to.not.equal(undefined);
  });

  it('is the same for all who know name and secret', async () => {
    const [a, b] = await Promise.all([openRoom('kitchen', SECRET), openRoom('kitchen', SECRET)]);
    expect(a.tag).to.equal(b.tag);
    expect(a.keys?.psk).to.deep.equal(b.keys?.psk);
  });

  it('is another one for another name and for another secret', async () => {
    const all = await Promise.all([
      openRoom('kitchen', undefined),
      openRoom('attic', undefined),
      openRoom('kitchen', SECRET),
      openRoom('attic', SECRET),
      openRoom('kitchen', OTHER),
      openRoom('kitchen', 'typed'),
      openRoom('attic', 'typed'),
    ]);
    expect(new Set(all.map(({ tag }) => tag)).size).to.equal(all.length);
  });

  it('has no two keys alike', async () => {
    const { keys } = await openRoom('kitchen', SECRET);
    expect(keys?.seal.extractable).to.equal(false);
    expect(toHex(new Uint8Array(keys?.psk ?? new ArrayBuffer()))).to.not.equal(
      toHex(keys?.media ?? new Uint8Array()),
    );
    expect(keys?.psk.byteLength).to.equal(32);
  });

  it('of a typed secret has keys that depend on the name, so that guessing begins anew for each', async () => {
    const [a, b] = await Promise.all([openRoom('kitchen', 'typed'), openRoom('attic', 'typed')]);
    expect(a.keys?.psk).to.not.deep.equal(b.keys?.psk);
  });
});

describe('a secret', () => {
  it('of exactly 22 or 43 base64url characters counts as generated', () => {
    expect(isGeneratedSecret(SECRET)).to.equal(true);
    expect(isGeneratedSecret('a'.repeat(43))).to.equal(true);
  });

  it('of any other form counts as typed', () => {
    for (const secret of ['', 'a'.repeat(21), 'a'.repeat(23), 'a'.repeat(42), `${'a'.repeat(21)}+`]) {
      expect(isGeneratedSecret(secret), secret).to.equal(false);
    }
  });
});

describe('a topic prefix', () => {
  it('is made of letters, digits, -, _ and single slashes between', () => {
    for (const prefix of ['rtc', 'acme/calls', 'a-b/c_d/9'])
      expect(isTopicPrefix(prefix), prefix).to.equal(true);
    const wrong = ['', '/rtc', 'rtc/', 'a//b', 'a/+/b', '#', '$SYS', 'ä', 'a b', 'rtc\n', 'a'.repeat(201)];
    for (const prefix of wrong) expect(isTopicPrefix(prefix), JSON.stringify(prefix)).to.equal(false);
  });
});
