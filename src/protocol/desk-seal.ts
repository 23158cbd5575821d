// The messages of a desk as bytes: sealed to the desk by visitors, by the desk to a visitor, and among agents, as
// docs/protocol.md has them. It seals, opens and parses; numbers are only carried, their order is the receiver's.

import { type Bytes, concat, random, utf8 } from './bytes.ts';
import { suite } from './channel.ts';
import type { DeskKey, DeskSecret } from './desk-keys.ts';
import {
  type AgentSignal,
  type DeskSignal,
  type DeskStatus,
  parseAgentSignals,
  parseDeskSignals,
  parseStatus,
  parseVisitorSignals,
  type VisitorSignal,
} from './desk-signals.ts';
import {
  associatedData,
  head,
  MAX_WIRE_BYTES,
  NONCE_BYTES,
  pack,
  parseSender,
  Reader,
  senderHeader,
  unpack,
  VERSION,
} from './envelope.ts';
import {
  ID_LENGTH,
  type Identity,
  idOf,
  importPublicKey,
  PUBLIC_KEY_BYTES,
  type RemoteIdentity,
} from './identity.ts';
import type { Parsed } from './kinds.ts';
import { agentsTopic, inboxTopic, ticketsTopic } from './topics.ts';

/** The second byte of a desk's messages; those of rooms are below. */
export const DESK_FORM = { toDesk: 5, fromDesk: 6, agents: 7, status: 8, kept: 9, knock: 10 } as const;

const TO_DESK = utf8('rtc-elements/1 to desk');
const FROM_DESK = utf8('rtc-elements/1 from desk');

/** What was opened: who sent it, its number, and what it says. */
export interface Heard<S> extends Parsed<S> {
  readonly remote: RemoteIdentity;
  readonly number: number;
}

/** From a visitor to its desk. */
export async function sealToDesk(
  local: Identity,
  number: number,
  signals: readonly VisitorSignal[],
  desk: DeskKey,
  prefix: string,
  topic = ticketsTopic(prefix, desk.tag),
): Promise<Bytes> {
  const sender = await suite.createSenderContext({
    recipientPublicKey: await importPublicKey(desk.publicKey),
    senderKey: local.keys,
    info: TO_DESK,
  });
  const from = senderHeader(local.publicKey, local.session, number);
  const header = concat(head(DESK_FORM.toDesk), from, new Uint8Array(sender.enc));
  const bound = concat(header, utf8(topic));
  return concat(header, new Uint8Array(await sender.seal(await pack(signals), bound)));
}

/** What a visitor says; undefined where it does not open or can't be read. */
export async function openToDesk(
  message: Bytes,
  desk: DeskSecret,
  prefix: string,
  topic = ticketsTopic(prefix, desk.tag),
): Promise<Heard<VisitorSignal> | undefined> {
  const reader = readerOf(message, DESK_FORM.toDesk);
  if (!reader) return undefined;
  const sender = reader.sender();
  const envelope = reader.finish({ ...sender, enc: reader.take(PUBLIC_KEY_BYTES) });
  if (!envelope) return undefined;
  const { publicKey, session, number, enc, bytes, body } = envelope;
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: desk.keys,
      senderPublicKey: await importPublicKey(publicKey),
      enc,
      info: TO_DESK,
    });
    const opened = await recipient.open(body, concat(bytes, utf8(topic)));
    const parsed = parseVisitorSignals(await unpack(new Uint8Array(opened)));
    return parsed && { remote: { id: await idOf(publicKey), publicKey, session }, number, ...parsed };
  } catch {
    return undefined;
  }
}

/** From the desk to a visitor, by one of its agents: the desk's key seals it, the agent's stands inside. */
export async function sealFromDesk(
  agent: Identity,
  number: number,
  signals: readonly DeskSignal[],
  desk: DeskSecret,
  visitor: RemoteIdentity,
  prefix: string,
): Promise<Bytes> {
  const sender = await suite.createSenderContext({
    recipientPublicKey: await importPublicKey(visitor.publicKey),
    senderKey: desk.keys,
    info: FROM_DESK,
  });
  const header = concat(head(DESK_FORM.fromDesk), utf8(desk.tag), new Uint8Array(sender.enc));
  const inside = concat(senderHeader(agent.publicKey, agent.session, number), await pack(signals));
  const bound = associatedData(header, visitor, inboxTopic(prefix, visitor.id));
  return concat(header, new Uint8Array(await sender.seal(inside, bound)));
}

/** What an agent says to this visitor; undefined where it comes from none of these desks. */
export async function openFromDesk(
  message: Bytes,
  local: Identity,
  desks: readonly DeskKey[],
  prefix: string,
): Promise<Heard<DeskSignal> | undefined> {
  const reader = readerOf(message, DESK_FORM.fromDesk);
  if (!reader) return undefined;
  const tag = String.fromCharCode(...reader.take(ID_LENGTH));
  const envelope = reader.finish({ enc: reader.take(PUBLIC_KEY_BYTES) });
  const desk = desks.find(each => each.tag === tag);
  if (!envelope || !desk) return undefined;
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: local.keys,
      senderPublicKey: await importPublicKey(desk.publicKey),
      enc: envelope.enc,
      info: FROM_DESK,
    });
    const bound = associatedData(envelope.bytes, local, inboxTopic(prefix, local.id));
    return await heardInside(new Uint8Array(await recipient.open(envelope.body, bound)), parseDeskSignals);
  } catch {
    return undefined;
  }
}

/** From an agent to all the others of its desk. */
export async function sealToAgents(
  agent: Identity,
  number: number,
  signals: readonly AgentSignal[],
  desk: DeskSecret,
  prefix: string,
): Promise<Bytes> {
  // One key for many page loads, which share no counter: see the hello's.
  const iv = random(NONCE_BYTES);
  const header = concat(head(DESK_FORM.agents), iv);
  const inside = concat(senderHeader(agent.publicKey, agent.session, number), await pack(signals));
  const sealed = await crypto.subtle.encrypt(agentsGcm(header, iv, desk, prefix), desk.agentsKey, inside);
  return concat(header, new Uint8Array(sealed));
}

/** What another agent says, or this one itself; undefined where it does not open. */
export async function openToAgents(
  message: Bytes,
  desk: DeskSecret,
  prefix: string,
): Promise<Heard<AgentSignal> | undefined> {
  const reader = readerOf(message, DESK_FORM.agents);
  const envelope = reader?.finish({ iv: reader.take(NONCE_BYTES) });
  if (!envelope) return undefined;
  const { bytes, iv, body } = envelope;
  try {
    const opened = await crypto.subtle.decrypt(agentsGcm(bytes, iv, desk, prefix), desk.agentsKey, body);
    return await heardInside(new Uint8Array(opened), parseAgentSignals);
  } catch {
    return undefined;
  }
}

/** What a desk tells everybody, in clear. */
export async function encodeStatus(status: DeskStatus): Promise<Bytes> {
  return concat(head(DESK_FORM.status), await pack(status));
}

/** Asks at the door whether anybody is there; the status that answers has these 16 bytes. */
export function encodeKnock(nonce: Bytes): Bytes {
  return concat(head(DESK_FORM.knock), nonce);
}

/** The inverse of `encodeKnock`; undefined where it is no such thing. */
export function decodeKnock(message: Bytes): Bytes | undefined {
  const nonce = readerOf(message, DESK_FORM.knock)?.finish({})?.body;
  return nonce?.length === 16 ? nonce : undefined;
}

/** The inverse of `encodeStatus`; undefined where it is no such thing. */
export async function decodeStatus(message: Bytes): Promise<DeskStatus | undefined> {
  const envelope = readerOf(message, DESK_FORM.status)?.finish({});
  return envelope && unpack(envelope.body).then(parseStatus, () => undefined);
}

/** A reader behind the first two bytes, where they are of this version and form. */
function readerOf(message: Bytes, form: number): Reader | undefined {
  const fits = message.length <= MAX_WIRE_BYTES && message[0] === VERSION && message[1] === form;
  return fits ? new Reader(message, 2) : undefined;
}

/** Rejects where the key inside is none, or what follows is not packed. */
async function heardInside<S>(
  inside: Bytes,
  parse: (content: unknown) => Parsed<S> | undefined,
): Promise<Heard<S> | undefined> {
  const sender = parseSender(inside);
  if (!sender) return undefined;
  const { publicKey, session, number, body } = sender;
  await importPublicKey(publicKey);
  const parsed = parse(await unpack(body));
  return parsed && { remote: { id: await idOf(publicKey), publicKey, session }, number, ...parsed };
}

function agentsGcm(header: Bytes, iv: Bytes, desk: DeskSecret, prefix: string) {
  const additionalData = concat(header, utf8(agentsTopic(prefix, desk.tag)));
  return { name: 'AES-GCM', iv, additionalData };
}
