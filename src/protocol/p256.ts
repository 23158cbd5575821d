// DHKEM(P-256, HKDF-SHA256) of RFC 9180 §4.1 for @hpke/core, on Web Crypto alone, where the sender shows who it is:
// AuthEncap and AuthDecap. The package's own comes with other curves, other modes and keys that are never had here.

import {
  EMPTY,
  i2Osp,
  isCryptoKeyPair,
  KemId,
  type KemInterface,
  type RecipientContextParams,
  type SenderContextParams,
  SUITE_ID_HEADER_KEM,
  toUint8Array,
} from '@hpke/common';
import { HkdfSha256 } from '@hpke/core';
import { type Bytes, concat, utf8 } from './bytes.ts';
import { importPublicKey, newKeyPair, PUBLIC_KEY_BYTES, rawPublicKey } from './identity.ts';

const SECRET_BYTES = 32;
const EAE_PRK = utf8('eae_prk');
const SHARED_SECRET = utf8('shared_secret');

/** Of stored, derived or unnamed keys, which no channel has. */
const unused = (): Promise<never> => Promise.reject(new TypeError('A channel has key pairs of both sides.'));

/** The key encapsulation of a channel's HPKE suite. */
export class DhkemP256 implements KemInterface {
  readonly id = KemId.DhkemP256HkdfSha256;
  readonly secretSize = SECRET_BYTES;
  readonly encSize = PUBLIC_KEY_BYTES;
  readonly publicKeySize = PUBLIC_KEY_BYTES;
  readonly privateKeySize = SECRET_BYTES;
  readonly generateKeyPair = newKeyPair;
  readonly serializePublicKey = rawPublicKey;
  readonly deserializePublicKey = unused;
  readonly serializePrivateKey = unused;
  readonly deserializePrivateKey = unused;
  readonly importKey = unused;
  readonly deriveKeyPair = unused;
  readonly #kdf = new HkdfSha256();

  constructor() {
    this.#kdf.init(concat(SUITE_ID_HEADER_KEM.slice(0, 3), i2Osp(this.id, 2)));
  }

  async encap({ recipientPublicKey, senderKey }: SenderContextParams) {
    if (!isCryptoKeyPair(senderKey)) return unused();
    const { privateKey, publicKey } = await newKeyPair();
    const shared = [dh(privateKey, recipientPublicKey), dh(senderKey.privateKey, recipientPublicKey)];
    const keys = [publicKey, recipientPublicKey, senderKey.publicKey];
    return { enc: await rawPublicKey(publicKey), sharedSecret: await this.#secret(shared, keys) };
  }

  async decap({ enc, recipientKey, senderPublicKey }: RecipientContextParams) {
    if (!isCryptoKeyPair(recipientKey) || !senderPublicKey) return unused();
    const { privateKey, publicKey } = recipientKey;
    const ephemeral = await importPublicKey(new Uint8Array(toUint8Array(enc)));
    const shared = [dh(privateKey, ephemeral), dh(privateKey, senderPublicKey)];
    return this.#secret(shared, [ephemeral, publicKey, senderPublicKey]);
  }

  /** ExtractAndExpand, over what both Diffie-Hellman gave and the three public keys. */
  async #secret(shared: readonly Promise<Bytes>[], keys: readonly CryptoKey[]): Promise<ArrayBuffer> {
    const [secrets, raw] = await Promise.all([Promise.all(shared), Promise.all(keys.map(rawPublicKey))]);
    const context = concat(...raw.map(toUint8Array));
    return this.#kdf.extractAndExpand(
      EMPTY,
      this.#kdf.buildLabeledIkm(EAE_PRK, concat(...secrets)),
      this.#kdf.buildLabeledInfo(SHARED_SECRET, context, SECRET_BYTES),
      SECRET_BYTES,
    );
  }
}

async function dh(privateKey: CryptoKey, publicKey: CryptoKey): Promise<Bytes> {
  const parameters = { name: 'ECDH', public: publicKey };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, privateKey, SECRET_BYTES * 8));
}
