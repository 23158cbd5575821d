// What a broker gets to see of a call: how many messages, how large, and nothing that could be read.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import type { Bytes } from '../../src/protocol/bytes.ts';
import { parseEnvelope } from '../../src/protocol/envelope.ts';
import { openHello } from '../../src/protocol/hello.ts';
import { openRoom } from '../../src/protocol/room-keys.ts';
import { type Recorded, startAedes, startMosquitto, type TestBroker } from '../support/brokers.ts';
import { ending } from '../support/buses.ts';
import type { Attributes, CallPage } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';
import { DESCRIPTION_WORDS, readableIn } from '../support/readable.ts';

const NAMES = ['Quizzical Aardvark', 'Zebra Crossing'] as const;
const TEXT = 'the walrus brings oysters at dawn';
const BROKERS = [
  ['Aedes', startAedes],
  ['Mosquitto', startMosquitto],
] as const;
const QUIET_MS = 15_000;
/** After the third, three seconds after the first, the next one is six seconds away: longer than two need to meet. */
const HELLOS_WHILE_ALONE = 3;
const MOST_MESSAGES = 8;
const MOST_ATTEMPTS = 3;
const MOST_BYTES = 6 * 1024;
/** From here on Mosquitto's WebSockets hand a message over in steps of 100 ms. */
const LARGE_BYTES = 4000;

describe('the search for readable things', () => {
  const offer = JSON.stringify({ type: 'offer', sdp: 'v=0\r\na=fingerprint:sha-256 AB:CD\r\n' });
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(64)));

  it('finds a word as it stands, in base64, deflated behind a header, and deflated in base64', () => {
    for (const hidden of [
      Buffer.from(offer),
      Buffer.from(Buffer.from(offer).toString('base64url')),
      Buffer.concat([noise, deflateRawSync(offer), noise]),
      Buffer.from(`{"payload":"${deflateRawSync(offer).toString('base64')}"}`),
    ])
      assert.deepEqual(readableIn(hidden, ['fingerprint', 'oysters']), ['fingerprint']);
  });

  it('finds nothing in noise', () => {
    const large = Buffer.from(crypto.getRandomValues(new Uint8Array(4096)));
    assert.deepEqual(readableIn(large, [...DESCRIPTION_WORDS, TEXT]), []);
  });
});

describe('what the broker sees of a call', () => {
  const stage = stageCalls(['chromium']);

  /** Two pages, the second of which joins once the first one waits and has said so many hellos. */
  async function pair(broker: TestBroker, attributes: Attributes, hellos = 1): Promise<[CallPage, CallPage]> {
    const before = broker.messages.length;
    const [one, other] = await Promise.all(
      NAMES.map(name => stage.open('chromium', { broker: broker.url, 'display-name': name, ...attributes })),
    );
    assert.ok(one && other);
    await one.page.evaluate(() => void testCall.join());
    await one.reaches('waiting');
    await broker.message(() => broker.messages.length >= before + hellos);
    await other.page.evaluate(() => void testCall.join());
    await Promise.all([one.reaches('connected'), other.reaches('connected')]);
    return [one, other];
  }

  it(`is at most ${MOST_MESSAGES} messages and ${MOST_BYTES} bytes for two, and then silence`, async () => {
    const brokers = BROKERS.map(async ([name, start]) => ({ name, broker: ending(await start()) }));
    const calls = [];
    for (const { name, broker } of await Promise.all(brokers))
      calls.push({ name, broker, ...(await setUp(broker)) });
    await wait(QUIET_MS);
    for (const { name, broker, length, setup } of calls) {
      const all = `through ${name}:\n${story(broker.messages)}`;
      assert.equal(broker.messages.length, length, `no quiet after ${length} messages ${all}`);
      const bytes = setup.reduce((sum, { topic, payload }) => sum + topic.length + payload.length, 0);
      const largest = Math.max(...setup.map(({ payload }) => payload.length));
      assert.ok(setup.length <= MOST_MESSAGES, `${setup.length} messages ${all}`);
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes ${all}`);
      assert.ok(largest < LARGE_BYTES, `a message of ${largest} bytes ${all}`);
    }
  });

  /**
   * Two are set up, and stay. A machine so busy that an answer takes longer than a second, after which the second
   * page calls again, shows its own slowness: then two others are set up in its place.
   */
  async function setUp(broker: TestBroker): Promise<{ setup: Recorded[]; length: number }> {
    for (let attempt = 1; ; attempt++) {
      const room = `thrift-${attempt}`;
      const before = broker.messages.length;
      const ends = await pair(broker, { room, secret: SECRET }, HELLOS_WHILE_ALONE);
      await Promise.all(ends.map(end => end.seesAndHears(1)));
      // What the set-up still has to say (late candidates) is said within this time, and counted.
      await wait(2000);
      const { length } = broker.messages;
      const { setup, calls } = await withoutWaiting(broker.messages.slice(before), room);
      if (calls === 1 || attempt === MOST_ATTEMPTS) return { setup, length };
      for (const { page } of ends) await page.evaluate(() => testCall.leave());
    }
  }

  for (const [name, startBroker] of BROKERS) {
    for (const secret of [SECRET, '']) {
      const seal = secret ? 'with' : 'without';
      it(`holds no description, address, name or text ${seal} a secret, through ${name}`, async () => {
        const broker = ending(await startBroker());
        const room = 'unmistakable-room';
        const [one, other] = await pair(broker, { room, ...(secret ? { secret } : {}) });
        await one.send(TEXT);
        await other.reads(TEXT);
        await one.page.evaluate(() => testCall.leave());
        await other.reaches('waiting');
        await one.page.evaluate(() => void testCall.join());
        await other.reaches('connected');
        const own = (await Promise.all([one, other].map(privateWords))).flat();
        assert.ok(own.length >= 6, 'passwords, fingerprints and addresses of both');
        const words = [...DESCRIPTION_WORDS, ...NAMES, TEXT, room, ...own, ...(secret ? [secret] : [])];
        assert.ok(broker.messages.length >= 4);
        for (const { topic, payload } of broker.messages) {
          assert.deepEqual(readableIn(Buffer.concat([Buffer.from(`${topic}\n`), payload]), words), [], topic);
        }
      });
    }
  }
});

/**
 * The messages without those by which the first page called into the empty room while it waited for the second: of
 * the hellos that it said before the other's first, only the last stays. `calls`: how many the other one said.
 */
async function withoutWaiting(
  messages: readonly Recorded[],
  room: string,
): Promise<{ setup: Recorded[]; calls: number }> {
  const senders = await Promise.all(messages.map(message => senderOfHello(message, room)));
  const first = senders.find(sender => sender !== undefined);
  const met = senders.findIndex(sender => sender !== undefined && sender !== first);
  assert.ok(met > 0, `no hellos of two:\n${story(messages)}`);
  const last = senders.lastIndexOf(first, met);
  const calls = senders.filter(sender => sender !== undefined && sender !== first).length;
  return { setup: messages.filter((_, i) => i >= last || senders[i] !== first), calls };
}

/** The id of who says hello with this message; undefined where it is no hello. */
async function senderOfHello({ payload }: Recorded, room: string): Promise<string | undefined> {
  const envelope = parseEnvelope(payload as Bytes);
  if (typeof envelope !== 'object') return undefined;
  if (envelope.form !== 'hello' && envelope.form !== 'sealedHello') return undefined;
  return (await openHello(envelope, await openRoom(room, SECRET), 'rtc'))?.remote.id;
}

/** The messages, a line each. */
function story(messages: readonly Recorded[]): string {
  return messages.map(({ topic, payload }) => `${topic} ${payload.length}`).join('\n');
}

/** ICE passwords, fingerprints and addresses in all descriptions that a page made. */
function privateWords(page: CallPage): Promise<string[]> {
  return page.page.evaluate(() => {
    const text = testConnections
      .flatMap(each => [each.localDescription?.sdp, each.remoteDescription?.sdp])
      .join('\n');
    const found = [
      /a=ice-pwd:(\S+)/g,
      /a=fingerprint:sha-256 (\S+)/g,
      /a=candidate:\S+ \d+ \S+ \d+ (\S+)/g,
    ].flatMap(pattern => [...text.matchAll(pattern)].map(([, word]) => word ?? ''));
    return [...new Set(found)];
  });
}
