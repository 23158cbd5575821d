// What a call leaves behind when it ends, and who joins together.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { type BrowserName, INSTALLED } from '../support/browsers.ts';
import { type CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';
import { htmlPage } from '../support/pages.ts';
import type { Held } from '../support/watch.ts';

/** A page that has gone says no more what waited to be said, nor shows who speaks in the large tile. */
const UNSAID = 2;
const ROUNDS = process.env.LONG ? 50 : 5;

const stage = stageCalls(INSTALLED, { 'elsewhere.html': htmlPage('<p>Elsewhere</p>') });
let broker: Awaited<ReturnType<typeof startAedes>>;
let rooms = 0;

before(async () => {
  broker = await startAedes();
});
after(() => broker.close());

const given = () => ({ broker: broker.url, secret: SECRET });

/**
 * Two pages in a call of their own, the first of them in front: a hidden one has its timers run once a second in
 * Firefox, and the end of a connection to the broker waits for some turns of the event loop.
 */
async function pair(name: BrowserName): Promise<[CallPage, CallPage]> {
  const attributes = { ...given(), room: `ends-${++rooms}`, autojoin: true } as const;
  const one = await stage.open(name, attributes);
  const other = await stage.open(name, attributes);
  await Promise.all([one.reaches('connected'), other.reaches('connected')]);
  await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
  await one.page.bringToFront();
  return [one, other];
}

/** Nothing of the call, and of the screen no more than so many timers, each of which comes once. */
function isOver({ timers, ...rest }: Held, screen: number): boolean {
  const open = Object.values(rest).flat();
  return open.length === 0 && timers.length <= screen && timers.every(each => each.startsWith('timeout'));
}

/** Resolves when `page` holds nothing any more. */
async function holdsNothing(page: CallPage): Promise<void> {
  await eventually(
    () => page.held(),
    held => isOver(held, 0),
    2000,
    held => `${page.label} still holds ${JSON.stringify(held, null, 1)}`,
  );
}

for (const name of INSTALLED) {
  describe(`a call that ends in ${name}`, () => {
    it('holds a camera, a microphone, a connection and a socket while it runs', async () => {
      const [one] = await pair(name);
      const held = await one.held();
      // The microphone is read from a copy, which is live while it is muted.
      assert.deepEqual(held.tracks.map(each => each.split(' ')[0]).sort(), ['audio', 'audio', 'video']);
      assert.equal(held.sockets.length, 1);
      // One with the other, and for a while the offer to the room that nobody took.
      assert.ok(held.connections.includes('connected'));
      assert.notEqual(held.timers.length, 0);
    });

    it('holds nothing when leave() has resolved, and the other is told', async () => {
      const [one, other] = await pair(name);
      const held = await one.page.evaluate(async () => {
        await testCall.leave();
        return testHeld?.();
      });
      assert.ok(held && isOver(held, 0), JSON.stringify(held, null, 1));
      await one.reaches('left');
      await other.reaches('waiting');
      assert.deepEqual(await other.others(), []);
      assert.deepEqual(await other.seesGo(), ['left']);
    });

    it('can be joined again', async () => {
      const [one, other] = await pair(name);
      await one.page.evaluate(() => testCall.leave());
      await other.reaches('waiting');
      await one.page.evaluate(() => void testCall.join());
      await Promise.all([one.reaches('connected'), other.reaches('connected')]);
      await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
    });

    it('holds nothing after its element was removed, and the other is told', async () => {
      const [one, other] = await pair(name);
      await one.page.evaluate(() => testCall.remove());
      await holdsNothing(one);
      await other.reaches('waiting');
      assert.deepEqual(await other.seesGo(), ['left']);
    });

    it('holds nothing when the element is removed while it joins', async () => {
      const page = await stage.open(name, { ...given(), room: `ends-${++rooms}` });
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
      const [one, other] = await pair(name);
      const before = await one.page.evaluate(() => testConnections.length);
      await one.page.evaluate(() => {
        const place = document.body.appendChild(document.createElement('main'));
        place.append(testCall);
      });
      await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
      assert.equal(await one.page.evaluate(() => testConnections.length), before, 'it connected anew');
    });

    it('holds nothing when its page has been left, and joins again when one comes back', async () => {
      const [one, other] = await pair(name);
      await one.page.evaluate(() => {
        // Added last, so that it runs after the element's own listener.
        addEventListener('pagehide', () => sessionStorage.setItem('held', JSON.stringify(testHeld?.())));
      });
      await one.page.goto(`${stage.pages.url}elsewhere.html`);
      const held: Held = JSON.parse(
        (await one.page.evaluate(() => sessionStorage.getItem('held'))) ?? 'null',
      );
      // Firefox has closed the socket by itself before it says `pagehide`; what mqtt.js makes of that takes turns of
      // the event loop, each a timer of no time, which may be waiting still. All others are gone there, too.
      const timers =
        name === 'firefox' ? held.timers.filter(each => !/^timeout of 0 ms/.test(each)) : held.timers;
      assert.ok(isOver({ ...held, timers }, UNSAID), JSON.stringify(held, null, 1));
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
}

describe('somebody whose page crashes', () => {
  // Only Chromium's pages can be made to.
  it('is told of as lost, and no longer there', async () => {
    const [one, other] = await pair('chromium');
    const crashing = await one.page.createCDPSession();
    crashing.send('Page.crash').catch(() => {}); // Nobody is left to answer.
    assert.deepEqual(await other.seesGo(), ['lost']);
    assert.deepEqual(await other.others(), []);
  });
});

describe('two who join at the same moment', () => {
  it(`connect, ${ROUNDS} of ${ROUNDS} times`, async () => {
    const attributes = { ...given(), room: 'first' };
    const ends = [await stage.open('chromium', attributes), await stage.open('chromium', attributes)];
    for (let round = 0; round < ROUNDS; round++) {
      const room = `together-${round}`;
      const laterMs = (round % 5) * 10;
      await Promise.all(
        ends.map((end, index) =>
          end.page.evaluate(
            (named, waitMs) => {
              testCall.setAttribute('room', named);
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
