// The safety code of two peers: what both screens show alike, unless somebody sits between them with keys of their
// own. Pure: the commitment, its check and the derivation. Who sends what when is the session's.

import { type Bytes, concat, equal, fromBase64url, sha256, utf8 } from './bytes.ts';

/** What two people compare. */
export interface SafetyCode {
  /** Six digits. */
  readonly digits: string;
  /** Seven of `SAFETY_EMOJI`. */
  readonly emoji: readonly string[];
}

/** What one of the two puts in. */
export interface SafetySide {
  readonly id: string;
  readonly publicKey: Bytes;
  /** SHA-256 of the certificate that its DTLS shows (RFC 8122 §5). */
  readonly fingerprint: Bytes;
}

/** Bytes of a nonce, and of a commitment. */
export const SAFETY_BYTES = 32;

/**
 * 64 pictures that are told apart at a glance and named with a word; none needs a variation selector. Their order
 * is part of the protocol, and that of the names in each language.
 */
export const SAFETY_EMOJI: readonly string[] = [
  ...'🐶🐱🐴🐷🐮🐰🦁🐘🐵🐸🐢🐟🐙🐝🦋🐌🐧🦉🍎🍌🍋🍒🍓🍇🥕🌽🍄🍞🧀🍕🎂🌵',
  ...'🌳🌹🌻🍀🔥🌈🌙⭐⚡⚓⛵🚗🚲🚂🚀🎈🎁🎸🎺🔔🔑🔨⏰📖☔👓👑💡🏠📷💎⛄',
];

const EMOJI = 7;

/**
 * What the asking side sends before it has seen the other's nonce. With its own side in the hash, nobody can hand
 * a commitment on as their own.
 */
export function safetyCommitment(nonce: Bytes, { publicKey, fingerprint }: SafetySide): Promise<Bytes> {
  return sha256(concat(utf8('rtc-elements/1 safety commit'), nonce, publicKey, fingerprint));
}

/** Whether the nonce is the one that the side has committed itself to. */
export async function keepsCommitment(commitment: Bytes, nonce: Bytes, side: SafetySide): Promise<boolean> {
  return equal(commitment, await safetyCommitment(nonce, side));
}

/** The code of two sides with their nonces, the same whichever of them is named first. */
export async function safetyCode(
  a: SafetySide & { readonly nonce: Bytes },
  b: SafetySide & { readonly nonce: Bytes },
): Promise<SafetyCode> {
  const sides = a.id < b.id ? [a, b] : [b, a];
  const parts = sides.flatMap(({ publicKey, fingerprint, nonce }) => [publicKey, fingerprint, nonce]);
  const hash = await sha256(concat(utf8('rtc-elements/1 safety code'), ...parts));
  const view = new DataView(hash.buffer);
  const number = (view.getUint32(0) * 0x1_0000 + view.getUint16(4)) % 1_000_000;
  const emoji = Array.from(hash.subarray(6, 6 + EMOJI), byte => SAFETY_EMOJI[byte % 64] ?? '');
  return Object.freeze({ digits: String(number).padStart(6, '0'), emoji: Object.freeze(emoji) });
}

/** 32 bytes in base64url, or undefined. */
export function safetyBytes(text: string): Bytes | undefined {
  const bytes = fromBase64url(text);
  return bytes?.length === SAFETY_BYTES ? bytes : undefined;
}

/**
 * The SHA-256 fingerprint in a description (RFC 8122 §5). Undefined where there is none, or where there are several:
 * nobody could say which of them the connection has.
 */
export function fingerprintIn(sdp: string): Bytes | undefined {
  const lines = new Set(sdp.match(/^a=fingerprint:.*/gim)?.map(line => line.trim().toUpperCase()));
  const [line = ''] = lines;
  const hex = /:SHA-256 ([\dA-F]{2}(?::[\dA-F]{2}){31})$/.exec(line)?.[1];
  if (!hex || lines.size > 1) return undefined;
  return Uint8Array.from(hex.split(':'), pair => Number.parseInt(pair, 16));
}
