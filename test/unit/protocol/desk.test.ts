// A desk's keys and messages: what opens where, and that nothing opens anywhere else.

import { expect } from '@open-wc/testing';
import { type Bytes, base64url, concat, fromBase64url, utf8 } from '../../../src/protocol/bytes.ts';
import {
  type DeskSecret,
  generateDeskKeys,
  parseDeskKey,
  parseDeskSecret,
} from '../../../src/protocol/desk-keys.ts';
import {
  decodeStatus,
  encodeStatus,
  openFromDesk,
  openToAgents,
  openToDesk,
  sealFromDesk,
  sealToAgents,
  sealToDesk,
} from '../../../src/protocol/desk-seal.ts';
import type {
  AgentSignal,
  DeskSignal,
  DeskStatus,
  VisitorSignal,
} from '../../../src/protocol/desk-signals.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import { agentsTopic, inboxTopic, statusTopic, ticketsTopic } from '../../../src/protocol/topics.ts';
import { flipped, fromHex, identityOf, type PeerVector, PREFIX, toHex } from './peers.ts';

interface Message<S> {
  topic: string;
  number: number;
  signals: S[];
  message: string;
}

interface DeskVectors {
  prefix: string;
  deskKey: string;
  deskSecret: string;
  tag: string;
  visitor: PeerVector;
  agent: { id: string; publicKey: string };
  toDesk: Message<VisitorSignal>;
  fromDesk: Message<DeskSignal>;
  agents: Message<AgentSignal>;
  status: { topic: string; status: DeskStatus; message: string };
}

const alive: VisitorSignal = { kind: 'alive', nonce: 'n', waited: 5 };
const ring: DeskSignal = { kind: 'ring' };
const ask: AgentSignal = { kind: 'ask' };

async function newDesk(): Promise<{ key: string; secret: string; desk: DeskSecret }> {
  const { deskKey, deskSecret } = await generateDeskKeys();
  const desk = await parseDeskSecret(deskSecret);
  if (!desk) throw new Error('no desk');
  return { key: deskKey, secret: deskSecret, desk };
}

/** Every message with one bit turned, over all its length. */
const bent = (message: Bytes): Bytes[] =>
  Array.from({ length: message.length }, (_, at) => flipped(message, at * 8 + (at % 8)));

describe('the keys of a desk', () => {
  it('are two texts, of which the private one says all that the public one says', async () => {
    const { key, secret, desk } = await newDesk();
    expect(key).to.match(/^B[\w-]{86}$/);
    expect(secret).to.match(/^[\w-]{130}$/);
    const known = await parseDeskKey(` ${key}\n`);
    expect(known?.tag).to.equal(desk.tag);
    expect(known?.publicKey).to.deep.equal(desk.publicKey);
    expect(desk.keys.privateKey.extractable).to.equal(false);
    expect(desk.agentsKey.extractable).to.equal(false);
  });

  it('are not taken where they are cut, mistyped, exchanged or of two different pairs', async () => {
    const [one, other] = [await newDesk(), await newDesk()];
    const bytes = (text: string) => fromBase64url(text) ?? new Uint8Array();
    const mixed = base64url(concat(bytes(one.secret).slice(0, 32), bytes(other.secret).slice(32)));
    const offCurve = base64url(flipped(bytes(one.key), 500));
    for (const wrong of ['', 'B', one.key.slice(0, -1), one.secret, offCurve, `${one.key.slice(0, -1)}!`])
      expect(await parseDeskKey(wrong), wrong).to.equal(undefined);
    for (const wrong of ['', one.key, one.secret.slice(1), mixed, base64url(new Uint8Array(97))])
      expect(await parseDeskSecret(wrong), wrong).to.equal(undefined);
  });
});

describe('a message of a desk', () => {
  let desk: DeskSecret;
  let foreign: DeskSecret;
  let visitor: Identity;
  let agent: Identity;

  before(async () => {
    [desk, foreign] = [(await newDesk()).desk, (await newDesk()).desk];
    [visitor, agent] = [await createIdentity(), await createIdentity()];
  });

  it('from a visitor opens for the desk it is meant for, and says whose it is', async () => {
    const message = await sealToDesk(visitor, 4, [alive], desk, PREFIX);
    const heard = await openToDesk(message, desk, PREFIX);
    expect(heard?.remote.id).to.equal(visitor.id);
    expect(heard?.remote.session).to.deep.equal(visitor.session);
    expect(heard?.number).to.equal(4);
    expect(heard?.signals).to.deep.equal([alive]);
    expect(await openToDesk(message, foreign, PREFIX)).to.equal(undefined);
    expect(await openToDesk(message, desk, 'other')).to.equal(undefined);
    expect(await openToDesk(concat(message, Uint8Array.of(0)), desk, PREFIX)).to.equal(undefined);
  });

  it('from the desk opens for one page load of one visitor, who knows the desk', async () => {
    const message = await sealFromDesk(agent, 2, [ring], desk, visitor, PREFIX);
    const heard = await openFromDesk(message, visitor, [foreign, desk], PREFIX);
    expect(heard?.remote.id).to.equal(agent.id);
    expect(heard?.number).to.equal(2);
    expect(heard?.signals).to.deep.equal([ring]);
    const reloaded = { ...visitor, session: new Uint8Array(16) };
    expect(await openFromDesk(message, reloaded, [desk], PREFIX)).to.equal(undefined);
    expect(await openFromDesk(message, agent, [desk], PREFIX)).to.equal(undefined);
    expect(await openFromDesk(message, visitor, [foreign], PREFIX)).to.equal(undefined);
  });

  it('from somebody without the private key is not taken for one of the desk', async () => {
    const claimed: DeskSecret = { ...foreign, publicKey: desk.publicKey, tag: desk.tag };
    const message = await sealFromDesk(agent, 1, [ring], claimed, visitor, PREFIX);
    expect(await openFromDesk(message, visitor, [desk], PREFIX)).to.equal(undefined);
    const among = await sealToAgents(agent, 1, [ask], claimed, PREFIX);
    expect(await openToAgents(among, desk, PREFIX)).to.equal(undefined);
  });

  it('among agents opens for who has the private key', async () => {
    const message = await sealToAgents(agent, 9, [ask], desk, PREFIX);
    const heard = await openToAgents(message, desk, PREFIX);
    expect(heard?.remote.id).to.equal(agent.id);
    expect(heard?.signals).to.deep.equal([ask]);
    expect(await openToAgents(message, desk, 'other')).to.equal(undefined);
  });

  it('opens no more when a single bit has been turned', async () => {
    for (const message of bent(await sealToDesk(visitor, 1, [alive], desk, PREFIX)))
      expect(await openToDesk(message, desk, PREFIX)).to.equal(undefined);
    for (const message of bent(await sealFromDesk(agent, 1, [ring], desk, visitor, PREFIX)))
      expect(await openFromDesk(message, visitor, [desk], PREFIX)).to.equal(undefined);
    for (const message of bent(await sealToAgents(agent, 1, [ask], desk, PREFIX)))
      expect(await openToAgents(message, desk, PREFIX)).to.equal(undefined);
  });

  it('leaves out signals that it does not know, and counts them', async () => {
    const odd = [alive, { kind: 'later' }, { kind: 'alive' }] as VisitorSignal[];
    const heard = await openToDesk(await sealToDesk(visitor, 1, odd, desk, PREFIX), desk, PREFIX);
    expect(heard?.signals).to.deep.equal([alive]);
    expect(heard?.ignored).to.equal(2);
  });

  it('tells its status to everybody, and is no status where it is something else', async () => {
    const status = { open: true, agents: 3, epoch: 'e' };
    expect(await decodeStatus(await encodeStatus(status))).to.deep.equal(status);
    const other = await encodeStatus({ open: 'yes' } as unknown as DeskStatus);
    for (const wrong of [
      other,
      utf8('{}'),
      new Uint8Array(),
      await sealToAgents(agent, 1, [ask], desk, PREFIX),
    ])
      expect(await decodeStatus(wrong)).to.equal(undefined);
  });
});

describe('the test vectors of a desk', () => {
  let vectors: DeskVectors;
  let desk: DeskSecret;

  before(async () => {
    vectors = await (await fetch(new URL('../../vectors/desk.json', import.meta.url))).json();
    const parsed = await parseDeskSecret(vectors.deskSecret);
    if (!parsed) throw new Error('no desk');
    desk = parsed;
  });

  it('keys and topics', async () => {
    const { deskKey, tag, prefix, toDesk, fromDesk, agents, status, visitor } = vectors;
    expect((await parseDeskKey(deskKey))?.tag).to.equal(tag);
    expect(base64url(desk.publicKey)).to.equal(deskKey);
    expect(ticketsTopic(prefix, tag)).to.equal(toDesk.topic);
    expect(agentsTopic(prefix, tag)).to.equal(agents.topic);
    expect(statusTopic(prefix, tag)).to.equal(status.topic);
    expect(inboxTopic(prefix, visitor.id)).to.equal(fromDesk.topic);
  });

  it('messages', async () => {
    const { prefix, toDesk, fromDesk, agents, status, visitor, agent } = vectors;
    const local = await identityOf(visitor);
    const opened = [
      [await openToDesk(fromHex(toDesk.message), desk, prefix), toDesk, visitor],
      [await openFromDesk(fromHex(fromDesk.message), local, [desk], prefix), fromDesk, agent],
      [await openToAgents(fromHex(agents.message), desk, prefix), agents, agent],
    ] as const;
    for (const [heard, { number, signals }, from] of opened) {
      expect(heard?.remote.id).to.equal(from.id);
      expect(toHex(heard?.remote.publicKey ?? new Uint8Array())).to.equal(from.publicKey);
      expect({ number: heard?.number, signals: heard?.signals }).to.deep.equal({ number, signals });
    }
    expect(await decodeStatus(fromHex(status.message))).to.deep.equal(status.status);
  });
});
