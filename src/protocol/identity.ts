// Who a peer is: a P-256 key pair, and the id that no other key has.

import { type Bytes, base64url, random, sha256 } from './bytes.ts';

/** Characters of a peer's id: base64url of 132 bits of a SHA-256. */
export const ID_LENGTH = 22;
/** Bytes of an uncompressed P-256 point (SEC 1 §2.3.3), the form of every public key on the wire. */
export const PUBLIC_KEY_BYTES = 65;
/** Bytes that name one page load of a peer. */
export const SESSION_BYTES = 16;

const P256 = { name: 'ECDH', namedCurve: 'P-256' };

export interface Identity {
  readonly id: string;
  readonly publicKey: Bytes;
  /** ECDH P-256; the private key can't be exported. */
  readonly keys: CryptoKeyPair;
  /** Random, new with every page load. */
  readonly session: Bytes;
}

/** A peer as others know it: its key and one of its page loads. */
export interface RemoteIdentity {
  readonly id: string;
  readonly publicKey: Bytes;
  readonly session: Bytes;
}

/** A fresh key pair and session. */
export async function createIdentity(): Promise<Identity> {
  const keys = await newKeyPair();
  const publicKey = new Uint8Array(await rawPublicKey(keys.publicKey));
  return { id: await idOf(publicKey), publicKey, keys, session: random(SESSION_BYTES) };
}

/** The identity of an earlier page load in a session of its own; undefined where the id is not that of the key. */
export async function resumeIdentity({
  id,
  publicKey,
  keys,
}: Omit<Identity, 'session'>): Promise<Identity | undefined> {
  if ((await idOf(publicKey)) !== id) return undefined;
  return { id, publicKey, keys, session: random(SESSION_BYTES) };
}

/** The first 22 characters of base64url(SHA-256(public key)). */
export async function idOf(publicKey: Bytes): Promise<string> {
  return base64url(await sha256(publicKey)).slice(0, ID_LENGTH);
}

export function isId(text: string): boolean {
  return text.length === ID_LENGTH && /^[\w-]+$/.test(text);
}

/** A pair for ECDH; the private key can't be exported. */
export function newKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, false, ['deriveBits']);
}

/** A public key as it stands on the wire. */
export function rawPublicKey(key: CryptoKey): Promise<ArrayBuffer> {
  return crypto.subtle.exportKey('raw', key);
}

/** A public key as Web Crypto holds it. Rejects bytes that are no point of the curve. */
export function importPublicKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, P256, true, []);
}
