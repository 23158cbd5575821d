// Calls between real browsers through real brokers, with the built `dist/rtc.js` in plain pages.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startAedes, startMosquitto } from '../support/brokers.ts';
import { type BrowserName, findBrowser, launch, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';

const SECRET = Buffer.from('sixteen bytes ok').toString('base64url');

// The test run names what is left out because it is not installed.
const INSTALLED = (['chromium', 'firefox'] as const).filter(name => findBrowser(name) !== undefined);

let pages: Pages;
const browsers = new Map<BrowserName, TestBrowser>();
const opened: CallPage[] = [];
let rooms = 0;

before(async () => {
  pages = await startPages();
  for (const name of INSTALLED) browsers.set(name, await launch(name));
});

after(async () => {
  await pages.close();
  for (const browser of browsers.values()) await browser.close();
});

afterEach(async () => {
  const uncaught = opened.flatMap(page => page.uncaught);
  for (const page of opened.splice(0)) await page.close();
  assert.deepEqual(uncaught, [], 'a page saw an uncaught exception');
});

async function open(name: BrowserName, attributes: Attributes): Promise<CallPage> {
  const browser = browsers.get(name);
  assert.ok(browser);
  const page = await CallPage.open(browser, pages, { autojoin: true, ...attributes });
  opened.push(page);
  return page;
}

for (const [brokerName, startBroker] of [
  ['Aedes', startAedes],
  ['Mosquitto', startMosquitto],
] as const) {
  describe(`two in a call through ${brokerName}`, () => {
    let broker: Awaited<ReturnType<typeof startBroker>>;
    before(async () => {
      broker = await startBroker();
    });
    after(() => broker.close());

    for (const [first, second] of [
      ['chromium', 'chromium'],
      ['chromium', 'firefox'],
      ['firefox', 'chromium'],
    ] as const) {
      if (![first, second].every(name => INSTALLED.includes(name))) continue;
      it(`see, hear and read each other: ${second} joins ${first}`, async () => {
        const room = `pair-${++rooms}`;
        const one = await open(first, { broker: broker.url, room, secret: SECRET, 'display-name': 'Ada' });
        await one.reaches('waiting');
        const other = await open(second, {
          broker: broker.url,
          room,
          secret: SECRET,
          'display-name': 'Grace',
        });
        await Promise.all([one.reaches('connected'), other.reaches('connected')]);
        await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
        assert.deepEqual(await one.others(), ['Grace']);
        assert.deepEqual(await other.others(), ['Ada']);
        await one.send('Can you read this?');
        await other.reads('Can you read this?');
        await other.send('Yes: <b>ünïcödé</b> 🎈');
        await one.reads('Yes: <b>ünïcödé</b> 🎈');
      });
    }
  });
}

describe('a room', () => {
  let broker: Awaited<ReturnType<typeof startAedes>>;
  before(async () => {
    broker = await startAedes();
  });
  after(() => broker.close());

  it('connects three with each other and refuses a fourth where three are the most', async () => {
    const attributes = { broker: broker.url, room: 'three', secret: SECRET, 'max-participants': '3' };
    const members = [await open('chromium', attributes)];
    await members[0]?.reaches('waiting');
    members.push(await open('chromium', attributes));
    await members[0]?.reaches('connected');
    members.push(await open('chromium', attributes));
    await Promise.all(members.map(member => member.reaches('connected')));
    await Promise.all(members.map(member => member.seesAndHears(2)));

    const fourth = await open('chromium', attributes);
    await fourth.reaches('failed');
    assert.deepEqual(await fourth.page.evaluate(() => testSeen.errors), ['room-full']);
    for (const member of members) {
      assert.equal(await member.state(), 'connected');
      assert.equal((await member.others()).length, 2);
    }
  });

  it('connects two without a secret', async () => {
    const attributes = { broker: broker.url, room: 'open' };
    const one = await open('chromium', { ...attributes, 'display-name': 'Ada' });
    const other = await open('chromium', { ...attributes, 'display-name': 'Grace' });
    await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
    assert.deepEqual(await one.others(), ['Grace']);
  });

  it('is empty for who has another secret', async () => {
    const attributes = { broker: broker.url, room: 'apart', secret: SECRET };
    const one = await open('chromium', attributes);
    await one.reaches('waiting');
    const stranger = await open('chromium', {
      ...attributes,
      secret: Buffer.from('other secret yes').toString('base64url'),
    });
    await stranger.reaches('waiting');
    const friend = await open('chromium', attributes);
    await Promise.all([one.reaches('connected'), friend.reaches('connected')]);
    assert.equal(await stranger.state(), 'waiting');
    assert.deepEqual(await stranger.others(), []);
    assert.equal((await one.others()).length, 1);
  });
});
