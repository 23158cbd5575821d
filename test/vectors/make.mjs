// Makes the test vectors beside it: `node test/vectors/make.mjs`. It is written from docs/protocol.md with Node's
// own cryptography and shares no code with the implementation, which has to agree with what it makes. Only HPKE is
// the same library's; its ephemeral keys are fixed here, as they must never be elsewhere.

import { createCipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';

const PREFIX = 'rtc';
const hex = bytes => Buffer.from(bytes).toString('hex');
const utf8 = text => Buffer.from(text, 'utf8');
const sha256 = bytes => createHash('sha256').update(bytes).digest();
const uint32 = number => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
/** Repeatable bytes that look like nothing. */
const bytesOf = (label, length) => sha256(utf8(`test vector: ${label}`)).subarray(0, length);
const pack = content => deflateRawSync(utf8(JSON.stringify(content)), { level: 9 });
const inbox = id => `${PREFIX}/peer/${id}/inbox`;

function write(file, about, content) {
  const path = new URL(file, import.meta.url);
  writeFileSync(path, `${JSON.stringify({ about, ...content }, null, 2)}\n`);
}

// Rooms

function roomKeys(name, secret) {
  if (!secret) return { name, secret: null, tag: sha256(utf8(name)).toString('base64url').slice(0, 22) };
  const generated = /^([\w-]{22}|[\w-]{43})$/.test(secret);
  const material = generated
    ? Buffer.from(secret, 'base64url')
    : pbkdf2Sync(utf8(secret.normalize('NFC')), sha256(utf8(`rtc-elements/1 room ${name}`)), 600_000, 32, 'sha256');
  const key = label => Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), utf8(`rtc-elements/1 ${label}`), 32));
  return {
    name,
    secret,
    kind: generated ? 'generated' : 'typed',
    material: hex(material),
    tagKey: hex(key('tag')),
    tag: createHmac('sha256', key('tag')).update(utf8(name)).digest().toString('base64url').slice(0, 22),
    seal: hex(key('seal')),
    psk: hex(key('psk')),
    media: hex(key('media')),
  };
}

const SECRET = bytesOf('secret', 16).toString('base64url');
const rooms = [
  roomKeys('kitchen'),
  roomKeys('Küche / 台所'),
  roomKeys('kitchen', SECRET),
  roomKeys('attic', SECRET),
  roomKeys('kitchen', bytesOf('long secret', 32).toString('base64url')),
  roomKeys('kitchen', 'correct horse battery staple'),
  // The same secret typed with a composed and a combined letter.
  roomKeys('kitchen', 'caf\u00e9'),
  roomKeys('kitchen', 'cafe\u0301'),
  // One character less than a generated one.
  roomKeys('kitchen', SECRET.slice(0, 21)),
];
write('room-keys.json', 'A name and a secret, and what they come to. Keys in hexadecimal.', { rooms });

// Identities

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });

async function identity(label) {
  const pair = await suite.kem.deriveKeyPair(bytesOf(`key ${label}`, 32));
  const publicKey = Buffer.from(await suite.kem.serializePublicKey(pair.publicKey));
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return {
    pair,
    publicKey,
    id: sha256(publicKey).toString('base64url').slice(0, 22),
    session: bytesOf(`session ${label}`, 16),
    jwk: { kty, crv, x, y, d },
  };
}

const shown = ({ publicKey, id, session, jwk }) => ({ id, publicKey: hex(publicKey), session: hex(session), privateKey: jwk });
const alice = await identity('alice');
const bob = await identity('bob');
write('identity.json', 'A public key (uncompressed point, hexadecimal) and the id that it has.', {
  identities: [alice, bob, await identity('carol')].map(({ publicKey, id }) => ({ publicKey: hex(publicKey), id })),
});

// Safety codes

const EMOJI = [
  ...'🐶🐱🐴🐷🐮🐰🦁🐘🐵🐸🐢🐟🐙🐝🦋🐌🐧🦉🍎🍌🍋🍒🍓🍇🥕🌽🍄🍞🧀🍕🎂🌵',
  ...'🌳🌹🌻🍀🔥🌈🌙⭐⚡⚓⛵🚗🚲🚂🚀🎈🎁🎸🎺🔔🔑🔨⏰📖☔👓👑💡🏠📷💎⛄',
];
const safetySide = (label, { id, publicKey }) => ({
  id,
  publicKey,
  fingerprint: bytesOf(`certificate ${label}`, 32),
  nonce: bytesOf(`safety nonce ${label}`, 32),
});
const commitment = ({ nonce, publicKey, fingerprint }) =>
  sha256(Buffer.concat([utf8('rtc-elements/1 safety commit'), nonce, publicKey, fingerprint]));

function safety(asking, answering) {
  const sides = [asking, answering].sort((a, b) => (a.id < b.id ? -1 : 1));
  const parts = sides.flatMap(({ publicKey, fingerprint, nonce }) => [publicKey, fingerprint, nonce]);
  const hash = sha256(Buffer.concat([utf8('rtc-elements/1 safety code'), ...parts]));
  const signal = (step, bytes) => ({ kind: 'safety', step, value: bytes.toString('base64url') });
  const side = ({ id, publicKey, fingerprint, nonce }) => ({
    id,
    publicKey: hex(publicKey),
    fingerprint: hex(fingerprint),
    nonce: hex(nonce),
  });
  return {
    asking: side(asking),
    answering: side(answering),
    signals: [
      signal('commit', commitment(asking)),
      signal('answer', answering.nonce),
      signal('reveal', asking.nonce),
    ],
    digits: String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0'),
    emoji: [...hash.subarray(6, 13)].map(byte => EMOJI[byte % 64]),
  };
}

const [aliceSide, bobSide] = [safetySide('alice', alice), safetySide('bob', bob)];
write(
  'safety-code.json',
  'Two peers, the signals by which one asks the other for the safety code, and the code. Keys, SHA-256 fingerprints and nonces in hexadecimal.',
  { emoji: EMOJI, exchanges: [safety(aliceSide, bobSide), safety(bobSide, aliceSide)] },
);

// Hellos

const OFFER = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=setup:active\r\n';
const gcm = (key, nonce, additional, plain) => {
  const cipher = createCipheriv(`aes-${key.length * 8}-gcm`, key, nonce).setAAD(additional);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
const sender = ({ publicKey, session }, number) => Buffer.concat([publicKey, session, uint32(number)]);

const plainRoom = rooms[0];
const sealedRoom = rooms[2];
const nonce = bytesOf('nonce', 12);
const sealedHello = Buffer.concat([Buffer.of(1, 1), nonce]);
const roomTopic = room => `${PREFIX}/room/${room.tag}`;
write('hello.json', 'Messages to the topic of a room, and what they say. Bytes in hexadecimal.', {
  prefix: PREFIX,
  plain: {
    room: { name: plainRoom.name, secret: null },
    topic: roomTopic(plainRoom),
    from: { id: alice.id, publicKey: hex(alice.publicKey), session: hex(alice.session) },
    number: 1,
    hello: {},
    message: hex(Buffer.concat([Buffer.of(1, 0), sender(alice, 1), pack({})])),
  },
  sealed: {
    room: { name: sealedRoom.name, secret: sealedRoom.secret },
    topic: roomTopic(sealedRoom),
    from: { id: alice.id, publicKey: hex(alice.publicKey), session: hex(alice.session) },
    number: 3,
    hello: { offer: OFFER },
    nonce: hex(nonce),
    message: hex(
      Buffer.concat([
        sealedHello,
        gcm(
          Buffer.from(sealedRoom.seal, 'hex'),
          nonce,
          Buffer.concat([sealedHello, utf8(roomTopic(sealedRoom))]),
          Buffer.concat([sender(alice, 3), pack({ offer: OFFER })]),
        ),
      ]),
    ),
  },
});

// Channels

async function channel(mode, room) {
  const psk = room.psk && { key: Buffer.from(room.psk, 'hex'), id: utf8('rtc-elements/1 room') };
  const ephemeral = await suite.kem.deriveKeyPair(bytesOf(`ephemeral ${mode}`, 32));
  const context = await suite.createSenderContext({
    recipientPublicKey: bob.pair.publicKey,
    senderKey: alice.pair,
    info: utf8('rtc-elements/1 channel'),
    ekm: ephemeral,
    ...(psk && { psk }),
  });
  const enc = Buffer.from(context.enc);
  const to = (header, { session, id }) => Buffer.concat([header, session, utf8(id), utf8(inbox(id))]);

  const first = [
    { kind: 'will', hash: sha256(bytesOf('will', 16)).toString('base64url') },
    { kind: 'about', name: 'Alice', audio: true, video: false, screen: false },
    { kind: 'description', connection: 1, type: 'offer', sdp: OFFER },
  ];
  const openingHeader = Buffer.concat([Buffer.of(1, psk ? 3 : 2), sender(alice, 1), enc]);
  const opening = Buffer.concat([openingHeader, Buffer.from(await context.seal(pack(first), to(openingHeader, bob)))]);

  const exporter = async label => Buffer.from(await context.export(utf8(label), 32));
  const fromOpener = await exporter('rtc-elements/1 from opener');
  const toOpener = await exporter('rtc-elements/1 to opener');
  const sealed = (key, from, receiver, number, signals) => {
    const header = Buffer.concat([Buffer.of(1, 4), utf8(from.id), from.session, uint32(number)]);
    const iv = Buffer.concat([Buffer.alloc(8), uint32(number)]);
    return { number, signals, message: hex(Buffer.concat([header, gcm(key, iv, to(header, receiver), pack(signals))])) };
  };

  return {
    mode,
    prefix: PREFIX,
    room: { name: room.name, secret: room.secret },
    opener: shown(alice),
    receiver: shown(bob),
    enc: hex(enc),
    keys: { fromOpener: hex(fromOpener), toOpener: hex(toOpener) },
    opening: { number: 1, signals: first, message: hex(opening) },
    next: sealed(fromOpener, alice, bob, 2, [
      { kind: 'candidates', connection: 1, list: [{ candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host', sdpMid: '0' }], end: true },
    ]),
    reply: sealed(toOpener, bob, alice, 1, [{ kind: 'about', name: 'Bob', audio: false, video: false, screen: false }]),
  };
}

write(
  'channel.json',
  'Channels that one peer opened: its opening, the sealed envelope after it, and one in return. The private keys are known to everybody: never use them. Bytes in hexadecimal.',
  { channels: [await channel('auth', plainRoom), await channel('auth_psk', sealedRoom)] },
);

// Desks

const desk = await identity('desk');
const deskTag = desk.id;
const point = ({ x, y }) => Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
const agentsKey = Buffer.from(
  hkdfSync('sha256', Buffer.from(desk.jwk.d, 'base64url'), Buffer.alloc(0), utf8('rtc-elements/1 desk agents'), 32),
);
const deskTopic = end => `${PREFIX}/desk/${deskTag}/${end}`;
const sealTo = async (label, to, by, info) =>
  suite.createSenderContext({
    recipientPublicKey: to.pair.publicKey,
    senderKey: by.pair,
    info: utf8(info),
    ekm: await suite.kem.deriveKeyPair(bytesOf(`ephemeral ${label}`, 32)),
  });

const ticket = [
  {
    kind: 'ticket',
    name: 'Alice',
    page: 'https://shop.example/lamps',
    language: 'en',
    form: [{ name: 'topic', value: 'Where is my lamp?' }],
    will: sha256(bytesOf('will', 16)).toString('base64url'),
    room: SECRET,
    waited: 1500,
  },
];
const toDesk = await sealTo('to desk', desk, alice, 'rtc-elements/1 to desk');
const toDeskHeader = Buffer.concat([Buffer.of(1, 5), sender(alice, 1), Buffer.from(toDesk.enc)]);
const position = [{ kind: 'position', nonce: bytesOf('ping', 16).toString('base64url'), place: 2, wait: 60_000 }];
const fromDesk = await sealTo('from desk', alice, desk, 'rtc-elements/1 from desk');
const fromDeskHeader = Buffer.concat([Buffer.of(1, 6), utf8(deskTag), Buffer.from(fromDesk.enc)]);
const present = [
  {
    kind: 'present',
    name: 'Bob',
    status: 'open',
    nonce: bytesOf('ping', 16).toString('base64url'),
    will: sha256(bytesOf('will of bob', 16)).toString('base64url'),
  },
];
const agentsHeader = Buffer.concat([Buffer.of(1, 7), nonce]);
const status = { open: true, agents: 2, epoch: bytesOf('epoch', 16).toString('base64url') };

write('desk.json', 'A desk\'s keys, and what a visitor (alice) and an agent (bob) of it write. Bytes in hexadecimal.', {
  prefix: PREFIX,
  deskKey: point(desk.jwk).toString('base64url'),
  deskSecret: Buffer.concat([Buffer.from(desk.jwk.d, 'base64url'), point(desk.jwk)]).toString('base64url'),
  tag: deskTag,
  agentsKey: hex(agentsKey),
  visitor: shown(alice),
  agent: shown(bob),
  toDesk: {
    topic: deskTopic('tickets'),
    number: 1,
    signals: ticket,
    message: hex(
      Buffer.concat([
        toDeskHeader,
        Buffer.from(await toDesk.seal(pack(ticket), Buffer.concat([toDeskHeader, utf8(deskTopic('tickets'))]))),
      ]),
    ),
  },
  fromDesk: {
    topic: inbox(alice.id),
    number: 7,
    signals: position,
    message: hex(
      Buffer.concat([
        fromDeskHeader,
        Buffer.from(
          await fromDesk.seal(
            Buffer.concat([sender(bob, 7), pack(position)]),
            Buffer.concat([fromDeskHeader, alice.session, utf8(alice.id), utf8(inbox(alice.id))]),
          ),
        ),
      ]),
    ),
  },
  agents: {
    topic: deskTopic('agents'),
    number: 3,
    signals: present,
    message: hex(
      Buffer.concat([
        agentsHeader,
        gcm(
          agentsKey,
          nonce,
          Buffer.concat([agentsHeader, utf8(deskTopic('agents'))]),
          Buffer.concat([sender(bob, 3), pack(present)]),
        ),
      ]),
    ),
  },
  status: {
    topic: deskTopic('status'),
    status,
    message: hex(Buffer.concat([Buffer.of(1, 8), pack(status)])),
  },
});
