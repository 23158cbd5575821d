// The key encapsulation of ours against the one of @hpke/core: what either makes the other opens.

import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { expect } from '@open-wc/testing';
import { utf8 } from '../../../src/protocol/bytes.ts';
import { newKeyPair } from '../../../src/protocol/identity.ts';
import { DhkemP256 } from '../../../src/protocol/p256.ts';

const suites = {
  ours: new CipherSuite({ kem: new DhkemP256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() }),
  theirs: new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() }),
};
const INFO = utf8('info');
const PSK = { key: new Uint8Array(32).fill(7).buffer, id: utf8('id').buffer };

/** What comes out where one suite seals and the other opens, and what both export. */
async function exchanged(sealing: CipherSuite, opening: CipherSuite, psk?: typeof PSK) {
  const [from, to] = await Promise.all([newKeyPair(), newKeyPair()]);
  const shared = { info: INFO, ...(psk && { psk }) };
  const sender = await sealing.createSenderContext({
    ...shared,
    recipientPublicKey: to.publicKey,
    senderKey: from,
  });
  const recipient = await opening.createRecipientContext({
    ...shared,
    recipientKey: to,
    senderPublicKey: from.publicKey,
    enc: sender.enc,
  });
  const text = new TextDecoder().decode(await recipient.open(await sender.seal(utf8('hello'))));
  const exported = await Promise.all([sender, recipient].map(each => each.export(utf8('label'), 32)));
  return { text, exported: exported.map(each => [...new Uint8Array(each)].join()) };
}

describe('the key encapsulation', () => {
  for (const [from, to] of [
    ['ours', 'theirs'],
    ['theirs', 'ours'],
    ['ours', 'ours'],
  ] as const) {
    for (const [mode, psk] of [
      ['auth', undefined],
      ['auth_psk', PSK],
    ] as const) {
      it(`agrees from ${from} to ${to}, mode ${mode}`, async () => {
        const { text, exported } = await exchanged(suites[from], suites[to], psk);
        expect(text).to.equal('hello');
        expect(exported[0]).to.equal(exported[1]);
      });
    }
  }

  it('is refused where the sender would not show who it is', async () => {
    const { publicKey } = await newKeyPair();
    const opened = await suites.ours.createSenderContext({ recipientPublicKey: publicKey }).catch(String);
    expect(opened).to.match(/^TypeError/);
  });
});
