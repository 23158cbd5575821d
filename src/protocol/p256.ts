// DHKEM(P-256, HKDF-SHA256) of RFC 9180 §4.1 for @hpke/core, on Web Crypto alone: the package's own comes with two
// other curves and with arithmetic for browsers' keys that are never had here.

import { Dhkem, type DhkemPrimitives, KemId } from '@hpke/common';
import { HkdfSha256 } from '@hpke/core';
import { importPublicKey, newKeyPair, PUBLIC_KEY_BYTES, rawPublicKey } from './identity.ts';

const SECRET_BYTES = 32;

/** What HPKE asks for with stored, exported or derived keys, which nothing here has. */
const unused = (): Promise<never> => Promise.reject(new TypeError('Keys of a channel are made, not read'));

const primitives: DhkemPrimitives = {
  generateKeyPair: newKeyPair,
  serializePublicKey: rawPublicKey,
  deserializePublicKey: key => importPublicKey(new Uint8Array(key as ArrayBuffer)),
  dh: (privateKey, publicKey) =>
    crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, SECRET_BYTES * 8),
  importKey: unused,
  serializePrivateKey: unused,
  deserializePrivateKey: unused,
  deriveKeyPair: unused,
  derivePublicKey: unused,
};

/** The key encapsulation of a channel's HPKE suite. */
export class DhkemP256 extends Dhkem {
  override readonly secretSize = SECRET_BYTES;
  override readonly encSize = PUBLIC_KEY_BYTES;
  override readonly publicKeySize = PUBLIC_KEY_BYTES;
  override readonly privateKeySize = SECRET_BYTES;

  constructor() {
    super(KemId.DhkemP256HkdfSha256, primitives, new HkdfSha256());
  }
}
