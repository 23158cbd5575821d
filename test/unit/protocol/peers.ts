// Peers for the tests of the protocol: identities, the channel between two of them, bytes bent on purpose.

import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { type Bytes, concat, utf8 } from '../../../src/protocol/bytes.ts';
import { Channel, type Opened } from '../../../src/protocol/channel.ts';
import {
  associatedData,
  type Envelope,
  openingHeader,
  pack,
  parseEnvelope,
} from '../../../src/protocol/envelope.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import type { Signal } from '../../../src/protocol/signals.ts';
import { inboxTopic } from '../../../src/protocol/topics.ts';

export const PREFIX = 'rtc';
export const PSK = Uint8Array.from({ length: 32 }, (_, i) => i).buffer;

/** Two identities, that of the smaller id first. */
export async function twoIdentities(): Promise<[Identity, Identity]> {
  const [one, other] = await Promise.all([createIdentity(), createIdentity()]);
  return one.id < other.id ? [one, other] : [other, one];
}

/** Both ends of a channel that nobody has opened yet; the first has the smaller id. */
export async function twoChannels(psk?: ArrayBuffer): Promise<[Channel, Channel]> {
  const [a, b] = await twoIdentities();
  return [new Channel(a, b, PREFIX, psk), new Channel(b, a, PREFIX, psk)];
}

/** An envelope as the other side reads it from the wire. */
export function wire(bytes: Bytes): Extract<Envelope, { form: 'opening' | 'sealed' }> {
  const envelope = parseEnvelope(bytes);
  if (typeof envelope !== 'object' || (envelope.form !== 'opening' && envelope.form !== 'sealed'))
    throw new Error('no envelope');
  return envelope;
}

/** Hands bytes to a channel as they would come in; undefined where nothing opens, or nothing can be read at all. */
export async function openBytes(channel: Channel, bytes: Bytes): Promise<Opened | undefined> {
  const envelope = parseEnvelope(bytes);
  if (typeof envelope !== 'object' || (envelope.form !== 'opening' && envelope.form !== 'sealed'))
    return undefined;
  return channel.open(envelope);
}

export const note = (name: string): Signal => ({
  kind: 'about',
  name,
  audio: true,
  video: true,
  screen: false,
});

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

/** An opening without a pre-shared key under any number, which a `Channel` would never seal. */
export async function openingOf(from: Identity, to: Identity, number: number, signals: readonly Signal[]) {
  const sender = await suite.createSenderContext({
    recipientPublicKey: to.keys.publicKey,
    senderKey: from.keys,
    info: utf8('rtc-elements/1 channel'),
  });
  const header = openingHeader(false, from.publicKey, from.session, number, new Uint8Array(sender.enc));
  const bound = associatedData(header, to, inboxTopic(PREFIX, to.id));
  return concat(header, new Uint8Array(await sender.seal(await pack(signals), bound)));
}

/** The names in the notes that an envelope carried. */
export const names = (opened: Opened | undefined): string[] | undefined =>
  opened?.signals.flatMap(signal => (signal.kind === 'about' ? [signal.name] : []));

export function flipped(bytes: Bytes, bit: number): Bytes {
  const bent = bytes.slice();
  bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bent;
}

export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** A peer as the test vectors have it. */
export interface PeerVector {
  id: string;
  publicKey: string;
  session: string;
  privateKey: JsonWebKey;
}

export async function identityOf({ id, publicKey, session, privateKey }: PeerVector): Promise<Identity> {
  const p256 = { name: 'ECDH', namedCurve: 'P-256' };
  const { d: _, ...open } = privateKey;
  const keys = {
    privateKey: await crypto.subtle.importKey('jwk', privateKey, p256, false, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', open, p256, true, []),
  };
  return { id, publicKey: fromHex(publicKey), session: fromHex(session), keys };
}
