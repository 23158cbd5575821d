// What happens to real people, as far as it can be had on one machine: a page that crashes, a lid that is closed, a
// broker that goes away.

import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startAedes } from '../support/brokers.ts';
import { INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';
import { putToSleep } from '../support/process-tree.ts';

/** A machine that others use, too, is late at times. */
const SLACK_MS = 1000;

/** As protocol.md has the pauses. Firefox itself holds back sockets to a path that has refused some, each time for longer: up to a minute. */
const BACK_LIMIT_MS = { chromium: 3000, firefox: 130_000 };
/** Whom the broker has given up is to be found anew. */
const SOUND_LIMIT_MS = { 8: 1000, 40: 2500 };

const stage = stageCalls(INSTALLED);
let broker: Awaited<ReturnType<typeof startAedes>>;
let rooms = 0;

before(async () => {
  broker = await startAedes();
});
after(() => broker.close());

const given = () =>
  ({ broker: broker.url, secret: SECRET, room: `recovery-${++rooms}`, autojoin: true }) as const;

async function connected(...pages: CallPage[]): Promise<void> {
  await Promise.all(pages.map(page => page.reaches('connected')));
  await Promise.all(pages.map(page => page.seesAndHears(1)));
}

interface Mark {
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Remembers every link with the one other participant. */
async function watchLinks({ page }: CallPage): Promise<() => Promise<Mark[]>> {
  await page.evaluate(() => {
    const marks: Mark[] = [];
    Object.assign(globalThis, { testMarks: marks });
    const note = () => {
      const link = testCall.participants.find(({ self }) => !self)?.link ?? 'gone';
      if (link !== (marks.at(-1)?.link ?? 'connected')) marks.push({ link, at: Date.now() });
    };
    for (const type of ['joined', 'changed', 'left']) addEventListener(`rtc-participant-${type}`, note);
  });
  return () => page.evaluate(() => (globalThis as unknown as { testMarks: Mark[] }).testMarks);
}

/** Resolves when sound comes to `page` that it has not had yet, with the milliseconds that it took. */
async function hearsAgain(page: CallPage): Promise<number> {
  const start = performance.now();
  const energy = async () => [...(await page.received()).values()].map(each => each.energy)[0];
  const before = await energy();
  await eventually(
    energy,
    now => now !== undefined && now > 0 && now !== before,
    20_000,
    () => 'no sound',
  );
  return performance.now() - start;
}

function within(t: TestContext, what: string, milliseconds: number, limitMs: number): void {
  t.diagnostic(`${what}: ${Math.round(milliseconds)} ms, ${limitMs} at most`);
  assert.ok(milliseconds <= limitMs + SLACK_MS, `${what} took ${milliseconds} ms`);
}

describe('a tab that crashes', () => {
  it('is gone from the other screen within 3.5 s', async t => {
    const attributes = given();
    const [one, other] = [await stage.open('chromium', attributes), await stage.open('chromium', attributes)];
    await connected(one, other);
    const crashing = await one.page.createCDPSession();
    const start = performance.now();
    crashing.send('Page.crash').catch(() => {}); // Nobody is left to answer.
    assert.deepEqual(await other.seesGo(), ['lost']);
    within(t, 'gone', performance.now() - start, 3500);
  });
});

describe('a machine that sleeps', () => {
  let browser: TestBrowser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  for (const seconds of process.env.LONG ? ([8, 40] as const) : ([8] as const)) {
    it(`is heard soon after it wakes from ${seconds} s`, async t => {
      const attributes = given();
      const other = await stage.open('chromium', attributes);
      const one = await CallPage.open(browser, stage.pages, attributes);
      await connected(one, other);
      const marks = await watchLinks(other);
      const wake = putToSleep(browser.browser.process()?.pid ?? 0);
      const slept = Date.now();
      try {
        await wait(seconds * 1000);
      } finally {
        wake();
      }
      within(t, 'sound to the other', await hearsAgain(other), SOUND_LIMIT_MS[seconds]);
      within(t, 'sound to the sleeper', await hearsAgain(one), SOUND_LIMIT_MS[seconds]);
      await connected(one, other);
      const [unstable, reconnecting] = await marks();
      assert.deepEqual([unstable?.link, reconnecting?.link], ['unstable', 'reconnecting']);
      within(t, "'unstable'", (unstable?.at ?? 0) - slept, 1600);
      within(t, "'reconnecting'", (reconnecting?.at ?? 0) - slept, 3600);
      assert.deepEqual(await other.others(), [''], 'who slept is there once');
      await one.close();
    });
  }
});

for (const name of INSTALLED) {
  describe(`a broker that goes away under a call in ${name}`, () => {
    const seconds = process.env.LONG ? 60 : 6;

    it(`disturbs nobody for ${seconds} s, and is found again`, async t => {
      const attributes = given();
      const [one, other] = [await stage.open(name, attributes), await stage.open(name, attributes)];
      await connected(one, other);
      const marks = await watchLinks(other);
      const made = () => other.page.evaluate(() => testConnections.length);
      const before = await made();
      await broker.stop();
      await wait(seconds * 1000);
      await broker.start();
      const start = performance.now();
      await eventually(
        async () => broker.clients.length,
        count => count >= 2,
        BACK_LIMIT_MS[name] + SLACK_MS,
        count => `${count} came back`,
      );
      within(t, 'both are back at the broker', performance.now() - start, BACK_LIMIT_MS[name]);
      await connected(one, other);
      await one.send('Still here');
      await other.reads('Still here');
      assert.deepEqual(await marks(), []);
      // On a machine that stalls for half a second just then it makes another one beside: nobody notices.
      t.diagnostic(`${(await made()) - before} new connections`);
    });
  });
}
