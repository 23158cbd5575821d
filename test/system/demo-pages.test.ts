// The demo's pages, as a visitor uses them: opened twice, they are a call.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';

const CHECKED_LIMIT_MS = 30_000;

describe('the demo page', () => {
  let demo: Demo;
  let browser: TestBrowser;
  const opened: CallPage[] = [];

  before(async () => {
    demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    browser = await launch('chromium');
  });

  after(async () => {
    await browser.close();
    await demo.close();
  });

  afterEach(async () => {
    const errors = opened.flatMap(page => page.errors);
    for (const page of opened.splice(0)) await page.close();
    assert.deepEqual(errors, []);
  });

  async function visit(url: string): Promise<CallPage> {
    const page = await CallPage.visit(browser, url);
    opened.push(page);
    return page;
  }

  async function meet(first: CallPage, secondUrl: string): Promise<void> {
    await first.page.evaluate(() => void testCall.join());
    await first.reaches('waiting');
    const second = await visit(secondUrl);
    await second.page.evaluate(() => void testCall.join());
    await Promise.all([first, second].map(page => page.seesAndHears(1)));
  }

  it('at / is a call when it is opened twice', async () => {
    await meet(await visit(demo.url), demo.url);
  });

  it('with an invitation is a call for who opens the link in its address', async () => {
    const host = await visit(`${demo.url}call.html`);
    await eventually(
      async () => host.page.url(),
      url => /#.*room=.+&secret=.+/.test(url),
      5000,
      url => `no invitation in ${url}`,
    );
    await meet(host, host.page.url());
  });

  it('to send to callers tries what its calls use', async () => {
    const { page, errors, close } = await browser.open(`${demo.url}checkup.html`);
    const start = await page.waitForSelector('>>> button[part~=start]', { visible: true });
    await start?.click();
    const done = 'rtc-checkup[state=done]';
    await page.waitForSelector(done, { timeout: CHECKED_LIMIT_MS });
    const lines = await page.evaluate(() => {
      const all = document
        .querySelector('rtc-checkup')
        ?.shadowRoot?.querySelectorAll<HTMLElement>('[data-part]');
      return [...(all ?? [])].map(({ dataset }) => `${dataset.part} ${dataset.status}`);
    });
    assert.deepEqual(
      lines.filter(line => /credentials|broker|camera|relay/.test(line)),
      ['camera good', 'credentials good', 'broker good', 'relay fair'],
    );
    assert.deepEqual(errors, []);
    await close();
  });

  it('without the elements is a call when it is opened twice', async () => {
    const windows = await Promise.all([1, 2].map(() => browser.open(`${demo.url}session.html`)));
    for (const { page } of windows) await page.locator('#entry button').click();
    for (const { page, errors } of windows) {
      await eventually(
        () =>
          page.evaluate(() => [...document.querySelectorAll('video')].map(({ videoWidth }) => videoWidth)),
        widths => widths.length === 2 && widths.every(width => width > 0),
        20_000,
        widths => `videos ${widths} px wide; ${errors.join(' | ')}`,
      );
    }
    assert.deepEqual(
      windows.flatMap(({ errors }) => errors),
      [],
    );
    for (const each of windows) await each.close();
  });
});
