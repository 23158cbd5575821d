// Logins that a call asks for: renewed while it goes on, and, where they don't come as they should, told of by a
// sentence that names the server. Needs a build.

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, type PageScript, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage, eventually } from '../support/call-pages.ts';
import { SECRET } from '../support/call-stage.ts';
import { type Pages, startPages } from '../support/pages.ts';

/** The latest that anybody may be told. */
const TOLD_MS = 10_000;
const TTL_SECONDS = 10;

let browser: TestBrowser;
const opened: CallPage[] = [];

before(async () => {
  browser = await launch('chromium');
});
after(() => browser.close());
afterEach(async () => {
  for (const page of opened.splice(0)) {
    assert.deepEqual(page.uncaught, []);
    await page.close();
  }
});

async function visit(url: string, before: readonly PageScript[] = []): Promise<CallPage> {
  const page = await CallPage.visit(browser, url, before);
  opened.push(page);
  return page;
}

describe('a call with logins that end', () => {
  let demo: Demo;

  before(async () => {
    const turn = { urls: ['turn:127.0.0.1:9'], secret: 'shared' };
    demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true, ttlSeconds: TTL_SECONDS, turn });
  });
  after(() => demo.close());

  /** The TURN login that a page's connections have now. */
  const turnLogin = ({ page }: CallPage) =>
    page.evaluate(() => {
      const open = testConnections.filter(each => each.connectionState === 'connected');
      return open.map(each => each.getConfiguration().iceServers?.[0]?.username ?? '').join(' ');
    });

  it('does not mind a clock that is four minutes off', async () => {
    const slow = `{ const { now } = Date; Date.now = () => now() - 240_000; }`;
    const pages = [await visit(demo.url, [slow]), await visit(demo.url)];
    for (const { page } of pages) await page.evaluate(() => void testCall.join());
    await Promise.all(pages.map(page => page.seesAndHears(1)));
    for (const { page } of pages) assert.deepEqual((await page.evaluate(() => testSeen)).errors, []);
  });

  it('renews them for broker and TURN, and nobody notices', async () => {
    const pages = [await visit(demo.url), await visit(demo.url)];
    for (const { page } of pages) await page.evaluate(() => void testCall.join());
    await Promise.all(pages.map(page => page.seesAndHears(1)));
    const [first, second] = pages as [CallPage, CallPage];
    const before = await turnLogin(first);
    assert.match(before, /^\d+:[\w-]{22}$/);
    const after = await eventually(
      () => turnLogin(first),
      now => now !== '' && now !== before,
      2 * TTL_SECONDS * 1000,
      now => `still ${now}`,
    );
    assert.match(after, /^\d+:[\w-]{22}$/);
    // Beyond the end of the first login the broker has hung up on who still has it.
    const end = Number(before.split(':')[0]) * 1000;
    await eventually(
      () => first.page.evaluate(() => Date.now()),
      now => now > end + 500,
      2 * TTL_SECONDS * 1000,
      () => 'the clock stands still',
    );
    await Promise.all(pages.map(page => page.seesAndHears(1)));
    for (const page of pages) {
      const { states, errors } = await page.page.evaluate(() => testSeen);
      assert.equal(states.at(-1), 'connected');
      assert.ok(!states.includes('reconnecting'));
      assert.deepEqual(errors, []);
      assert.equal((await page.held()).sockets.length, 1);
    }
    // Somebody who comes now is heard by those who have been here all the time.
    const third = await visit(demo.url);
    await third.page.evaluate(() => void testCall.join());
    await Promise.all([first, second, third].map(page => page.seesAndHears(2)));
  });
});

describe('a call without a login', () => {
  let pages: Pages;
  let demo: Demo;
  let odd: Server;
  let oddUrl: string;

  before(async () => {
    pages = await startPages({
      'html.json': '<!doctype html><title>Please log in</title>',
      'expired.json': JSON.stringify({ username: 'a', password: 'b', expires: 1_500_000_000 }),
    });
    demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    odd = createServer(({ url = '' }, response) => {
      if (url.startsWith('/never')) return;
      // As good as the demo's own, but late.
      const answer = async () => {
        const id = new URL(url, oddUrl).searchParams.get('id');
        const body = await (await fetch(`http://127.0.0.1:${demo.port}/credentials?id=${id}`)).text();
        response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end(body);
      };
      setTimeout(() => void answer(), 4000);
    });
    await new Promise<void>(resolve => odd.listen(0, '127.0.0.1', resolve));
    oddUrl = `http://127.0.0.1:${(odd.address() as AddressInfo).port}/`;
  });
  after(async () => {
    odd.close();
    odd.closeAllConnections();
    await demo.close();
    await pages.close();
  });

  async function open(credentialsUrl: string): Promise<CallPage> {
    const attributes: Attributes = {
      ...{ broker: `ws://127.0.0.1:${demo.port}/mqtt`, topic: 'demo', room: 'odd', secret: SECRET },
      ...{ 'credentials-url': credentialsUrl, autojoin: true },
    };
    const page = await CallPage.open(browser, pages, attributes);
    opened.push(page);
    return page;
  }

  for (const [what, url] of [
    ['is a web page', () => `${pages.url}html.json`],
    ['has ended', () => `${pages.url}expired.json`],
    ['is not to be had', () => `${pages.url}missing.json`],
    ['never comes', () => `${oddUrl}never`],
  ] as const) {
    it(`that ${what} says so, and names who was asked`, async () => {
      const page = await open(url());
      await eventually(
        () =>
          page.page.evaluate(() => testCall.shadowRoot?.querySelector('[part~=notice]')?.textContent ?? ''),
        text => text.includes('could not get access') && text.includes(url()),
        TOLD_MS,
        text => text,
      );
      const { errors } = await page.page.evaluate(() => testSeen);
      assert.deepEqual([...new Set(errors)], ['credentials-failed']);
    });
  }

  it('that comes late begins late', async () => {
    const page = await open(`${oddUrl}late`);
    await page.reaches('waiting');
    assert.deepEqual((await page.page.evaluate(() => testSeen)).errors, []);
  });
});
