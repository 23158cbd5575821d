// The key pair of a desk, in the two texts that its owner hands out: the public half to visitors' pages, the private
// half to agents. Whoever has the private one reads all tickets and can act as any agent.

import { type Bytes, base64url, concat, equal, fromBase64url, utf8 } from './bytes.ts';
import { idOf, importPublicKey, newKeyPair, PUBLIC_KEY_BYTES } from './identity.ts';

/** Bytes of the private number d (SEC 1 §C.4), which stands before the public point. */
const D_BYTES = 32;
/** How an uncompressed point begins (SEC 1 §2.3.3). */
const UNCOMPRESSED = 4;
const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const AGENTS_INFO = utf8('rtc-elements/1 desk agents');

/** A desk as visitors know it. */
export interface DeskKey {
  /** The uncompressed point. */
  readonly publicKey: Bytes;
  /** 22 characters that stand in the desk's topics. */
  readonly tag: string;
}

/** A desk as its agents know it. None of the keys can be exported but the public one. */
export interface DeskSecret extends DeskKey {
  readonly keys: CryptoKeyPair;
  /** Seals what agents write to each other (AES-256-GCM). */
  readonly agentsKey: CryptoKey;
}

/** A new pair, each half in base64url: 87 characters of the public key; 130 of d ‖ public key. */
export async function generateDeskKeys(): Promise<{ deskKey: string; deskSecret: string }> {
  const { privateKey } = await crypto.subtle.generateKey(P256, true, ['deriveBits']);
  const { d = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  const [number, ...point] = [d, x, y].map(part => fromBase64url(part) ?? new Uint8Array());
  const publicKey = concat(Uint8Array.of(UNCOMPRESSED), ...point);
  return {
    deskKey: base64url(publicKey),
    deskSecret: base64url(concat(number ?? new Uint8Array(), publicKey)),
  };
}

/** Reads the public half; undefined where it is none. */
export async function parseDeskKey(text: string): Promise<DeskKey | undefined> {
  const publicKey = fromBase64url(text.trim());
  if (publicKey?.length !== PUBLIC_KEY_BYTES) return undefined;
  try {
    await importPublicKey(publicKey);
  } catch {
    return undefined;
  }
  return { publicKey, tag: await idOf(publicKey) };
}

/** Reads the private half; undefined where it is none, or its number does not belong to its point. */
export async function parseDeskSecret(text: string): Promise<DeskSecret | undefined> {
  const bytes = fromBase64url(text.trim());
  if (bytes?.length !== D_BYTES + PUBLIC_KEY_BYTES) return undefined;
  const d = bytes.slice(0, D_BYTES);
  const publicKey = bytes.slice(D_BYTES);
  try {
    const keys = {
      publicKey: await importPublicKey(publicKey),
      privateKey: await importPrivateKey(d, publicKey),
    };
    if (!(await belong(keys))) return undefined;
    return { publicKey, tag: await idOf(publicKey), keys, agentsKey: await agentsKeyOf(d) };
  } catch {
    return undefined;
  }
}

function importPrivateKey(d: Bytes, publicKey: Bytes): Promise<CryptoKey> {
  const [x, y] = [publicKey.slice(1, 1 + D_BYTES), publicKey.slice(1 + D_BYTES)];
  const jwk = { kty: 'EC', crv: 'P-256', d: base64url(d), x: base64url(x), y: base64url(y) };
  return crypto.subtle.importKey('jwk', jwk, P256, false, ['deriveBits']);
}

/** Not every browser looks whether d makes the point; what is sealed to the point would then never open. */
async function belong({ privateKey, publicKey }: CryptoKeyPair): Promise<boolean> {
  const other = await newKeyPair();
  const [here, there] = await Promise.all([dh(privateKey, other.publicKey), dh(other.privateKey, publicKey)]);
  return equal(here, there);
}

async function dh(privateKey: CryptoKey, publicKey: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256));
}

async function agentsKeyOf(d: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', d, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: AGENTS_INFO };
  return crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}
