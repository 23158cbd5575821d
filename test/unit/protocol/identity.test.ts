import { expect } from '@open-wc/testing';
import { createIdentity, ID_LENGTH, idOf, importPublicKey, isId } from '../../../src/protocol/identity.ts';

describe('an identity', () => {
  it('has the id that follows from its public key', async () => {
    const { id, publicKey } = await createIdentity();
    expect(id).to.equal(await idOf(publicKey));
    expect(id).to.have.length(ID_LENGTH);
    expect(isId(id)).to.equal(true);
  });

  it('is another one every time, key and page load', async () => {
    const [a, b] = await Promise.all([createIdentity(), createIdentity()]);
    expect(a.id).to.not.equal(b.id);
    expect(a.session).to.have.length(16);
    expect(a.session).to.not.deep.equal(b.session);
  });

  it('lets nobody have its private key', async () => {
    const { keys } = await createIdentity();
    expect(keys.privateKey.extractable).to.equal(false);
    const error = await crypto.subtle.exportKey('jwk', keys.privateKey).catch(caught => caught);
    expect(error).to.be.instanceOf(DOMException);
  });

  it('has a public key that every peer can read', async () => {
    const { publicKey } = await createIdentity();
    expect(publicKey).to.have.length(65);
    expect(publicKey[0]).to.equal(4);
    expect((await importPublicKey(publicKey)).type).to.equal('public');
  });

  it('is never had from bytes that are no point of the curve', async () => {
    const { publicKey } = await createIdentity();
    const off = publicKey.slice();
    off[64] = (off[64] ?? 0) ^ 1;
    for (const bytes of [off, publicKey.slice(0, 64), new Uint8Array(65), new Uint8Array()]) {
      const error = await importPublicKey(bytes).catch(caught => caught);
      expect(error).to.be.instanceOf(DOMException);
    }
  });

  it('has an id of 22 characters of base64url and nothing else', () => {
    expect(isId('abcdefghijklmnopqrstu_')).to.equal(true);
    for (const text of [
      '',
      'abc',
      'abcdefghijklmnopqrstu/',
      'abcdefghijklmnopqrstuvw',
      'abcdefghijklmnopqrst\n_',
    ]) {
      expect(isId(text), JSON.stringify(text)).to.equal(false);
    }
  });
});
