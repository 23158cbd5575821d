// What a call leaves behind when it ends, and who joins together.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { launch, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage, eventually } from '../support/call-pages.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';
import type { Held } from '../support/watch.ts';

const SECRET = Buffer.from('sixteen bytes ok').toString('base64url');
const NOTHING: Held = { tracks: [], connections: [], sockets: [], timers: [] };
const ROUNDS = process.env.LONG ? 50 : 5;

let pages: Pages;
let browser: TestBrowser;
let broker: Awaited<ReturnType<typeof startAedes>>;
const opened: CallPage[] = [];
let rooms = 0;

before(async () => {
  pages = await startPages({ 'elsewhere.html': htmlPage('<p>Elsewhere</p>') });
  broker = await startAedes();
  browser = await launch('chromium');
});

after(async () => {
  await browser.close();
  await pages.close();
  await broker.close();
});

afterEach(async () => {
  const uncaught = opened.flatMap(page => page.uncaught);
  for (const page of opened.splice(0)) await page.close();
  assert.deepEqual(uncaught, [], 'a page saw an uncaught exception');
});

async function open(attributes: Attributes): Promise<CallPage> {
  const page = await CallPage.open(browser, pages, { broker: broker.url, secret: SECRET, ...attributes });
  opened.push(page);
  return page;
}

/** Two pages in a call of their own. */
async function pair(): Promise<[CallPage, CallPage]> {
  const room = `ends-${++rooms}`;
  const one = await open({ room, autojoin: true });
  const other = await open({ room, autojoin: true });
  await Promise.all([one.reaches('connected'), other.reaches('connected')]);
  await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
  return [one, other];
}

/** Resolves when `page` holds nothing any more. */
async function holdsNothing(page: CallPage): Promise<void> {
  await eventually(
    () => page.held(),
    held => Object.values(held).every(list => list.length === 0),
    2000,
    held => `${page.label} still holds ${JSON.stringify(held, null, 1)}`,
  );
}

describe('a call that ends', () => {
  it('holds a camera, a connection and a socket while it runs', async () => {
    const [one] = await pair();
    const held = await one.held();
    assert.equal(held.tracks.length, 2);
    assert.equal(held.sockets.length, 1);
    // One with the other, and for a while the offer to the room that nobody took.
    assert.ok(held.connections.includes('connected'));
    assert.notEqual(held.timers.length, 0);
  });

  it('holds nothing when leave() has resolved, and the other is told', async () => {
    const [one, other] = await pair();
    const held = await one.page.evaluate(async () => {
      await testCall.leave();
      return testHeld?.();
    });
    assert.deepEqual(held, NOTHING);
    await one.reaches('left');
    await other.reaches('waiting');
    assert.deepEqual(await other.others(), []);
  });

  it('can be joined again', async () => {
    const [one, other] = await pair();
    await one.page.evaluate(() => testCall.leave());
    await other.reaches('waiting');
    await one.page.evaluate(() => void testCall.join());
    await Promise.all([one.reaches('connected'), other.reaches('connected')]);
    await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
  });

  it('holds nothing after its element was removed, and the other is told', async () => {
    const [one, other] = await pair();
    await one.page.evaluate(() => testCall.remove());
    await holdsNothing(one);
    await other.reaches('waiting');
  });

  it('holds nothing when the element is removed while it joins', async () => {
    const page = await open({ room: `ends-${++rooms}` });
    await page.page.evaluate(() => {
      void testCall.join();
      setTimeout(() => testCall.remove(), 20);
    });
    await eventually(
      () => page.page.evaluate(() => testCall.isConnected),
      connected => !connected,
      2000,
      () => 'it was not removed',
    );
    await holdsNothing(page);
  });

  it('goes on when its element moves within the page', async () => {
    const [one, other] = await pair();
    const before = await one.page.evaluate(() => testConnections.length);
    await one.page.evaluate(() => {
      const place = document.body.appendChild(document.createElement('main'));
      place.append(testCall);
    });
    await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
    assert.equal(await one.page.evaluate(() => testConnections.length), before, 'it connected anew');
  });

  it('holds nothing when its page has been left, and joins again when one comes back', async () => {
    const [one, other] = await pair();
    await one.page.evaluate(() => {
      // Added last, so that it runs after the element's own listener.
      addEventListener('pagehide', () => sessionStorage.setItem('held', JSON.stringify(testHeld?.())));
    });
    await one.page.goto(`${pages.url}elsewhere.html`);
    const held = await one.page.evaluate(() => sessionStorage.getItem('held'));
    assert.deepEqual(JSON.parse(held ?? 'null'), NOTHING);
    await one.page.goBack();
    await one.reaches('connected');
    await one.seesAndHears(1);
    await eventually(
      () => other.others(),
      others => others.length === 1,
      20_000,
      others => `${others.length} others`,
    );
    await other.seesAndHears(1);
  });
});

describe('two who join at the same moment', () => {
  it(`connect, ${ROUNDS} of ${ROUNDS} times`, async () => {
    const ends = [await open({ room: 'first' }), await open({ room: 'first' })];
    for (let round = 0; round < ROUNDS; round++) {
      const room = `together-${round}`;
      const laterMs = (round % 5) * 10;
      await Promise.all(
        ends.map((end, index) =>
          end.page.evaluate(
            (given, waitMs) => {
              testCall.setAttribute('room', given);
              setTimeout(() => void testCall.join(), waitMs);
            },
            room,
            index * laterMs,
          ),
        ),
      );
      await Promise.all(ends.map(end => end.reaches('connected'))).catch(error => {
        throw new Error(`round ${round}, ${laterMs} ms apart`, { cause: error });
      });
      await Promise.all(ends.map(end => end.seesAndHears(1)));
      await Promise.all(ends.map(end => end.page.evaluate(() => testCall.leave())));
      await Promise.all(ends.map(holdsNothing));
    }
  });
});
