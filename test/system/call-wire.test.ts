// What a broker gets to see of a call: how many messages, how large, and nothing that could be read.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { type Recorded, startAedes } from '../support/brokers.ts';
import { launch, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { DESCRIPTION_WORDS, readableIn } from '../support/readable.ts';

const SECRET = Buffer.from('sixteen bytes ok').toString('base64url');
const NAMES = ['Quizzical Aardvark', 'Zebra Crossing'] as const;
const TEXT = 'the walrus brings oysters at dawn';
const QUIET_MS = 15_000;
const MOST_MESSAGES = 8;
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
  let pages: Pages;
  let browser: TestBrowser;
  let broker: Awaited<ReturnType<typeof startAedes>>;
  /** How many messages the broker had seen when the present test began. */
  let earlier = 0;
  const opened: CallPage[] = [];

  before(async () => {
    pages = await startPages();
    broker = await startAedes();
    browser = await launch('chromium');
  });

  after(async () => {
    await browser.close();
    await pages.close();
    await broker.close();
  });

  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });

  const messages = (): readonly Recorded[] => broker.messages.slice(earlier);

  /** Two pages, the second of which joins as soon as the first one waits. */
  async function pair(attributes: Attributes): Promise<[CallPage, CallPage]> {
    earlier = broker.messages.length;
    const [one, other] = await Promise.all(
      NAMES.map(name =>
        CallPage.open(browser, pages, { broker: broker.url, 'display-name': name, ...attributes }),
      ),
    );
    assert.ok(one && other);
    opened.push(one, other);
    await one.page.evaluate(() => void testCall.join());
    await one.reaches('waiting');
    await other.page.evaluate(() => void testCall.join());
    await Promise.all([one.reaches('connected'), other.reaches('connected')]);
    return [one, other];
  }

  it(`is at most ${MOST_MESSAGES} messages and ${MOST_BYTES} bytes for two, and then silence`, async () => {
    const [one, other] = await pair({ room: 'thrift', secret: SECRET });
    await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
    // What the set-up still has to say (late candidates) is said within this time, and counted.
    await wait(2000);
    const { length } = messages();
    const story = messages()
      .map(({ topic, payload }) => `${topic} ${payload.length}`)
      .join('\n');
    await wait(QUIET_MS);
    assert.equal(messages().length, length, `messages in a quiet room after:\n${story}`);
    assert.ok(length <= MOST_MESSAGES, `${length} messages:\n${story}`);
    const bytes = messages().reduce((sum, { topic, payload }) => sum + topic.length + payload.length, 0);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes:\n${story}`);
    const largest = Math.max(...messages().map(({ payload }) => payload.length));
    assert.ok(largest < LARGE_BYTES, `a message of ${largest} bytes:\n${story}`);
    assert.deepEqual([one.uncaught, other.uncaught], [[], []]);
  });

  for (const secret of [SECRET, '']) {
    it(`holds no description, address, name or text ${secret ? 'with' : 'without'} a secret`, async () => {
      const room = 'unmistakable-room';
      const [one, other] = await pair({ room, ...(secret ? { secret } : {}) });
      await one.send(TEXT);
      await other.reads(TEXT);
      await one.page.evaluate(() => testCall.leave());
      await other.reaches('waiting');
      await one.page.evaluate(() => void testCall.join());
      await other.reaches('connected');
      const own = (await Promise.all([one, other].map(privateWords))).flat();
      assert.ok(own.length >= 6, 'passwords, fingerprints and addresses of both');
      const words = [...DESCRIPTION_WORDS, ...NAMES, TEXT, room, ...own, ...(secret ? [secret] : [])];
      assert.ok(messages().length >= 4);
      for (const { topic, payload } of messages()) {
        assert.deepEqual(readableIn(Buffer.concat([Buffer.from(`${topic}\n`), payload]), words), [], topic);
      }
    });
  }
});

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
