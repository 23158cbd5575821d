// What a room's name and secret come to: the tag that its topic carries, and the keys of those who know it.

import { type Bytes, base64url, fromBase64url, sha256, utf8 } from './bytes.ts';

/** Characters of a room's tag. */
const TAG_LENGTH = 22;
/** OWASP's figure for PBKDF2 with SHA-256; about 0.15 s in a browser. */
const PBKDF2_ROUNDS = 600_000;

/** What is derived from a room's secret. */
export interface RoomKeys {
  /** Seals every `hello` (AES-256-GCM). */
  readonly seal: CryptoKey;
  /** The pre-shared key of every channel in the room (RFC 9180 §5.1.4). */
  readonly psk: ArrayBuffer;
  /** For frames of media sealed end to end; not used yet between two peers. */
  readonly media: Bytes;
}

export interface Room {
  readonly tag: string;
  /** Only where there is a secret. */
  readonly keys?: RoomKeys;
}

/** The room of a name, with a secret or without. */
export async function openRoom(name: string, secret: string | undefined): Promise<Room> {
  if (!secret) return { tag: tagOf(await sha256(utf8(name))) };
  const material = await materialOf(name, secret);
  const [tagKey, seal, psk, media] = await Promise.all(
    ['tag', 'seal', 'psk', 'media'].map(label => expand(material, label)),
  );
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const [signer, sealKey] = await Promise.all([
    crypto.subtle.importKey('raw', tagKey as Bytes, hmac, false, ['sign']),
    crypto.subtle.importKey('raw', seal as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
  ]);
  const tag = tagOf(new Uint8Array(await crypto.subtle.sign('HMAC', signer, utf8(name))));
  return { tag, keys: { seal: sealKey, psk: (psk as Bytes).buffer, media: media as Bytes } };
}

/** Whether a secret was generated (128 or 256 bits in base64url) and needs no stretching. */
export function isGeneratedSecret(secret: string): boolean {
  return /^([\w-]{22}|[\w-]{43})$/.test(secret) && fromBase64url(secret) !== undefined;
}

async function materialOf(name: string, secret: string): Promise<CryptoKey> {
  const generated = isGeneratedSecret(secret) ? fromBase64url(secret) : undefined;
  const bits = generated ?? (await stretch(name, secret));
  return crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveBits']);
}

async function stretch(name: string, secret: string): Promise<Bytes> {
  const password = await crypto.subtle.importKey('raw', utf8(secret.normalize('NFC')), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const salt = await sha256(utf8(`rtc-elements/1 room ${name}`));
  const stretching = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PBKDF2_ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(stretching, password, 256));
}

async function expand(material: CryptoKey, label: string): Promise<Bytes> {
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8(`rtc-elements/1 ${label}`),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, 256));
}

function tagOf(hash: Bytes): string {
  return base64url(hash).slice(0, TAG_LENGTH);
}
