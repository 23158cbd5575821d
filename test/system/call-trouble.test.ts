// What people are told, by the real element in a real page, when something is wrong; and that it still gets well.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { freePort, startAedes } from '../support/brokers.ts';
import { launch, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage, eventually } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';

/** Nobody stares at a screen for longer without a word. */
const TOLD_WITHIN_MS = 15_000;

let pages: Pages;
let browser: TestBrowser;
const opened: CallPage[] = [];
const ends: (() => Promise<void>)[] = [];

before(async () => {
  pages = await startPages();
  browser = await launch('chromium');
});

after(async () => {
  await browser.close();
  await pages.close();
});

afterEach(async () => {
  const uncaught = opened.flatMap(page => page.uncaught);
  for (const page of opened.splice(0)) await page.close();
  for (const end of ends.splice(0)) await end();
  assert.deepEqual(uncaught, [], 'a page saw an uncaught exception');
});

async function open(attributes: Attributes): Promise<CallPage> {
  const page = await CallPage.open(browser, pages, { room: 'trouble', autojoin: true, ...attributes });
  opened.push(page);
  return page;
}

/** Resolves when the element shows a text that matches, to everybody. */
function shows(page: CallPage, text: RegExp): Promise<string> {
  return eventually(
    () =>
      page.page.evaluate(
        () => testCall.shadowRoot?.querySelector<HTMLElement>('[part~=frame]')?.textContent ?? '',
      ),
    shown => text.test(shown),
    TOLD_WITHIN_MS,
    shown => `${page.label} shows “${shown}”`,
  );
}

const errors = (page: CallPage) => page.page.evaluate(() => testSeen.errors);

describe('somebody who joins is told', () => {
  it('that no broker answers, and gets in by waiting once one does', async () => {
    const port = await freePort();
    const page = await open({ broker: `ws://127.0.0.1:${port}/` });
    await shows(page, /broker|server/i);
    assert.equal(await page.state(), 'joining');
    assert.ok((await errors(page)).includes('broker-unreachable'));
    const broker = await startAedes({ port });
    ends.push(() => broker.close());
    await page.reaches('waiting');
  });

  it('that the broker refuses the credentials', async () => {
    const broker = await startAedes({
      credentials: (user, password) => user === 'me' && password === 'right',
    });
    ends.push(() => broker.close());
    const page = await open({ broker: broker.url, username: 'me', password: 'wrong' });
    await shows(page, /user name|password|credentials|refuse/i);
    assert.ok((await errors(page)).includes('broker-refused'));
  });

  it('that what answers is no broker', async () => {
    const page = await open({ broker: pages.url.replace('http', 'ws') });
    await shows(page, /broker|server/i);
    assert.ok((await errors(page)).includes('broker-unreachable'));
  });

  it('that nobody is here, after ten seconds with a secret that nobody else has', async () => {
    const broker = await startAedes();
    ends.push(() => broker.close());
    await open({ broker: broker.url, secret: 'one', 'display-name': 'One' });
    const page = await open({ broker: broker.url, secret: 'other' });
    await shows(page, /complete/i);
  });
});

describe('a page with wrong attributes', () => {
  it('names each on the console, and calls all the same', async () => {
    const broker = await startAedes();
    ends.push(() => broker.close());
    const page = await open({
      broker: broker.url,
      'ice-servers': 'turn:relay.example stun:',
      audio: 'loud',
      'max-participants': 'many',
      topic: 'a b',
    });
    await page.reaches('waiting');
    for (const name of ['ice-servers', 'audio', 'max-participants', 'topic']) {
      assert.ok(
        page.errors.some(line => line.includes(`${name}:`)),
        `${name} is not named in ${page.errors.join(' | ')}`,
      );
    }
  });
});
