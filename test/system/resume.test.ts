// A page in a call that is loaded again, left for another one of the site, closed, or opened twice.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { type BrowserName, INSTALLED } from '../support/browsers.ts';
import { type Attributes, type CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';
import { navigate } from '../support/page-outages.ts';

/** From the beginning of the navigation to sound and picture both ways. */
const BACK_LIMIT_MS = 3000;
/** On a machine that is shared with others. */
const SLACK = 2;

const stage = stageCalls(INSTALLED);
let broker: Awaited<ReturnType<typeof startAedes>>;
let rooms = 0;

before(async () => {
  broker = await startAedes();
});
after(() => broker.close());

async function pair(name: BrowserName, more: Attributes = {}): Promise<[CallPage, CallPage]> {
  const attributes = { broker: broker.url, secret: SECRET, room: `resume-${++rooms}`, ...more };
  const one = await stage.open(name, { ...attributes, 'display-name': 'Ada' });
  const other = await stage.open(name, { ...attributes, autojoin: true });
  await one.page.evaluate(() => testCall.join());
  await Promise.all([one.reaches('connected'), other.reaches('connected')]);
  await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
  return [one, other];
}

/** Remembers every link with the one other participant. */
async function watchLinks({ page }: CallPage): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const links: string[] = [];
    Object.assign(globalThis, { testLinks: links });
    const now = () => testCall.participants.find(({ self }) => !self)?.link ?? 'none';
    const first = now();
    addEventListener('rtc-participant-changed', () => {
      if (now() !== (links.at(-1) ?? first)) links.push(now());
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { testLinks: string[] }).testLinks);
}

const idOf = ({ page }: CallPage) =>
  page.evaluate(() => testCall.participants.find(({ self }) => self)?.id ?? '');
const idsSeenBy = ({ page }: CallPage) =>
  page.evaluate(() => testCall.participants.filter(({ self }) => !self).map(({ id }) => id));

for (const name of INSTALLED) {
  describe(`a page in a call in ${name}`, () => {
    it('is the same participant after a reload, without a lobby', async t => {
      const [one, other] = await pair(name);
      const links = await watchLinks(other);
      const id = await idOf(one);
      const took = await navigate(one, other, () => one.page.reload());
      t.diagnostic(`sound and picture ${Math.round(took)} ms after the beginning of the reload`);
      assert.ok(took < BACK_LIMIT_MS * SLACK, `${took} ms`);
      assert.equal(await idOf(one), id);
      assert.deepEqual(await idsSeenBy(other), [id]);
      assert.deepEqual(await other.page.evaluate(() => testSeen.departures), []);
      assert.deepEqual(await other.page.evaluate(() => testSeen.states.slice(-1)), ['connected']);
      assert.deepEqual(await links(), ['changing-page', 'connected']);
      assert.ok(!(await one.page.evaluate(() => testSeen.states)).includes('lobby'));
    });

    it('comes back from each of five reloads, one right after the other', async () => {
      const [one, other] = await pair(name);
      const id = await idOf(one);
      for (let time = 0; time < 5; time++) {
        await one.page.reload();
        if (time % 2) await one.reaches('connected');
      }
      await Promise.all([one.reaches('connected'), other.reaches('connected')]);
      await Promise.all([one.seesAndHears(1), other.seesAndHears(1)]);
      assert.equal(await idOf(one), id);
      assert.deepEqual(await other.page.evaluate(() => testSeen.departures), []);
    });

    it('is the same participant on another page of the site, and as muted', async t => {
      const [one, other] = await pair(name);
      const id = await idOf(one);
      await one.page.evaluate(() => {
        (document.querySelector('rtc-call') as unknown as { toggleMicrophone(): void }).toggleMicrophone();
      });
      const room = `resume-${rooms}`;
      stage.pages.set(
        'next.html',
        `<!doctype html><title>Next</title><script type="module" src="/dist/rtc.js"></script>
<rtc-call broker="${broker.url}" secret="${SECRET}" room="${room}" display-name="Ada"></rtc-call>`,
      );
      const start = performance.now();
      await one.page.goto(`${stage.pages.url}next.html`);
      await one.reaches('connected');
      t.diagnostic(`connected ${Math.round(performance.now() - start)} ms after the beginning`);
      assert.equal(await idOf(one), id);
      assert.deepEqual(await idsSeenBy(other), [id]);
      const muted = () => other.page.evaluate(() => testCall.participants.find(({ self }) => !self)?.audio);
      await eventually(
        muted,
        audio => audio === false,
        5000,
        () => 'it is heard again',
      );
    });

    it('takes a new id, and shows the lobby, in a tab that was duplicated', async () => {
      const [one] = await pair(name);
      const id = await idOf(one);
      const url = one.page.url();
      const opened = new Promise<import('puppeteer-core').Page>((resolve, reject) => {
        one.page.once('popup', page => (page ? resolve(page) : reject(new Error('no tab'))));
      });
      await one.page.evaluate(
        (own, room, address) => {
          const note = { id: own, at: Date.now(), audio: 'on', video: 'on' };
          sessionStorage.setItem(`rtc-elements.resume rtc/${room}`, JSON.stringify(note));
          open(address);
        },
        id,
        `resume-${rooms}`,
        url,
      );
      const page = await opened;
      const state = () => page.evaluate(() => document.querySelector('rtc-call')?.getAttribute('state'));
      await eventually(
        state,
        now => now === 'lobby',
        10_000,
        now => `the state is ${now}`,
      );
      await page.evaluate(() =>
        (document.querySelector('rtc-call') as unknown as { join(): Promise<void> }).join(),
      );
      await eventually(
        state,
        now => now === 'connected',
        10_000,
        now => `the state is ${now}`,
      );
      const own = await page.evaluate(
        () =>
          (
            document.querySelector('rtc-call') as unknown as { participants: { self: boolean; id: string }[] }
          ).participants.find(({ self }) => self)?.id,
      );
      assert.notEqual(own, id);
      await page.close();
    });

    // Firefox ends the process of a page that is closed before its goodbye is out: then the broker tells.
    it('is gone 15 s after it was closed, or as soon as the broker tells', async () => {
      const [one, other] = await pair(name);
      const links = await watchLinks(other);
      const start = performance.now();
      await one.page.close();
      const [reason] = await other.seesGo();
      const took = performance.now() - start;
      const [least, most] = reason === 'left' ? [14_000, 18_000] : [2000, 5000];
      assert.ok(took > least && took < most, `${reason} after ${took} ms`);
      if (reason === 'left') assert.deepEqual(await links(), ['changing-page']);
    });
  });
}
