// The roll-call: who is in a room. Sealed under the room's key where there is a secret, plain without a name or
// description where there is none. A hello is a claim: nothing it says is believed before an envelope opens.

import { type Bytes, concat, random, utf8 } from './bytes.ts';
import {
  type Envelope,
  helloHeader,
  NONCE_BYTES,
  pack,
  parseSender,
  sealedHelloHeader,
  senderHeader,
  unpack,
} from './envelope.ts';
import { type Identity, idOf, importPublicKey, type RemoteIdentity } from './identity.ts';
import type { Room } from './room-keys.ts';
import { type Hello, parseHello } from './signals.ts';
import { roomTopic } from './topics.ts';

export interface HeardHello {
  readonly remote: RemoteIdentity;
  readonly number: number;
  readonly hello: Hello;
}

type HelloEnvelope = Extract<Envelope, { form: 'hello' | 'sealedHello' }>;

/** A hello as it goes to the room's topic. Without a secret the content stays behind. */
export async function sealHello(
  local: Pick<Identity, 'publicKey' | 'session'>,
  number: number,
  hello: Hello,
  room: Room,
  prefix: string,
): Promise<Bytes> {
  const { publicKey, session } = local;
  if (!room.keys) return concat(helloHeader(publicKey, session, number), await pack({}));
  // Many page loads share this key and no counter: a random nonce (NIST SP 800-38D §8.2.2) is safe up to 2³² hellos.
  const nonce = random(NONCE_BYTES);
  const header = sealedHelloHeader(nonce);
  const inside = concat(senderHeader(publicKey, session, number), await pack(hello));
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: concat(header, topicOf(room, prefix)) };
  return concat(header, new Uint8Array(await crypto.subtle.encrypt(parameters, room.keys.seal, inside)));
}

/** Who said hello; undefined where it does not open, does not parse, or lacks the seal that the room asks for. */
export async function openHello(
  envelope: HelloEnvelope,
  room: Room,
  prefix: string,
): Promise<HeardHello | undefined> {
  if ((envelope.form === 'sealedHello') !== !!room.keys) return undefined;
  try {
    const inside = envelope.form === 'hello' ? envelope : await openSeal(envelope, room, prefix);
    if (!inside) return undefined;
    const hello = parseHello(await unpack(inside.body));
    if (!hello) return undefined;
    const { publicKey, session, number } = inside;
    await importPublicKey(publicKey);
    const remote = { id: await idOf(publicKey), publicKey, session };
    return { remote, number, hello: room.keys ? hello : {} };
  } catch {
    return undefined;
  }
}

async function openSeal(envelope: Extract<Envelope, { form: 'sealedHello' }>, room: Room, prefix: string) {
  if (!room.keys) return undefined;
  const additionalData = concat(envelope.bytes, topicOf(room, prefix));
  const parameters = { name: 'AES-GCM', iv: envelope.nonce, additionalData };
  return parseSender(new Uint8Array(await crypto.subtle.decrypt(parameters, room.keys.seal, envelope.body)));
}

function topicOf(room: Room, prefix: string): Bytes {
  return utf8(roomTopic(prefix, room.tag));
}
