// Shared screens between real browsers: several at once, each whole on the other side, ended from either place.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { CHROMIUM_FLAGS, INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';
import { type Pages, startPages } from '../support/pages.ts';

const LIMIT_MS = 15_000;
const SHARED_TITLE = 'Quarterly figures';

/** Widths of the screens that a page shows and whose pictures run, its own included. */
const screens = ({ page }: CallPage): Promise<number[]> =>
  page.evaluate(() =>
    [...(testCall.shadowRoot?.querySelectorAll('rtc-tile[screen]') ?? [])]
      .map(tile => tile.shadowRoot?.querySelector('video')?.videoWidth ?? 0)
      .filter(Boolean),
  );

const shows = (page: CallPage, count: number) =>
  eventually(
    () => screens(page),
    widths => widths.length === count,
    LIMIT_MS,
    widths => `${page.label} shows screens of ${JSON.stringify(widths)}, not ${count}`,
  );

async function share({ page }: CallPage): Promise<void> {
  const button = await page.waitForSelector('pierce/[part~=screen]', { visible: true });
  await button?.click();
}

describe('shared screens', { skip: !INSTALLED.includes('chromium') }, () => {
  const stage = stageCalls(INSTALLED);
  let broker: Awaited<ReturnType<typeof startAedes>>;

  before(async () => {
    broker = await startAedes();
  });
  after(() => broker.close());

  it('are seen by all, two at once, and end one by one', async () => {
    const attributes = {
      broker: broker.url,
      room: 'both',
      secret: SECRET,
      autojoin: true,
      audio: 'off',
    } as const;
    const one = await stage.open('chromium', attributes);
    const other = await stage.open('chromium', attributes);
    await Promise.all([one.reaches('connected'), other.reaches('connected')]);
    await share(one);
    await Promise.all([shows(one, 1), shows(other, 1)]);
    await share(other);
    await Promise.all([shows(one, 2), shows(other, 2)]);
    await share(one);
    await Promise.all([shows(one, 1), shows(other, 1)]);
    await other.page.evaluate(() => testCall.leave());
    await shows(one, 0);
  });

  it('are seen in Firefox', { skip: !INSTALLED.includes('firefox') }, async () => {
    const attributes = {
      broker: broker.url,
      room: 'fox',
      secret: SECRET,
      autojoin: true,
      video: 'off',
    } as const;
    const viewer = await stage.open('firefox', attributes);
    const sharer = await stage.open('chromium', attributes);
    await Promise.all([viewer.reaches('connected'), sharer.reaches('connected')]);
    await share(sharer);
    const [width = 0] = await shows(viewer, 1);
    assert.ok(width >= 640, `a screen of ${width} pixels`);
  });
});

describe('a tab that is shared', { skip: !INSTALLED.includes('chromium') }, () => {
  let browser: TestBrowser;
  let broker: Awaited<ReturnType<typeof startAedes>>;
  let pages: Pages;

  before(async () => {
    broker = await startAedes();
    pages = await startPages({
      'figures.html': `<!doctype html><title>${SHARED_TITLE}</title><h1>42</h1>`,
    });
    // The made-up dialogue would choose the whole screen.
    const flags = CHROMIUM_FLAGS.filter(flag => flag !== '--use-fake-ui-for-media-stream');
    browser = await launch('chromium', [
      ...flags,
      `--auto-select-tab-capture-source-by-title=${SHARED_TITLE}`,
    ]);
  });
  after(async () => {
    await browser.close();
    await pages.close();
    await broker.close();
  });

  it('is no longer shared when the browser ends it', async () => {
    const shared = await browser.open(`${pages.url}figures.html`);
    const attributes = {
      broker: broker.url,
      room: 'tab',
      secret: SECRET,
      autojoin: true,
      audio: 'off',
      video: 'off',
    } as const;
    const sharer = await CallPage.open(browser, pages, attributes);
    const viewer = await CallPage.open(browser, pages, attributes);
    await Promise.all([sharer.reaches('connected'), viewer.reaches('connected')]);
    await share(sharer);
    await Promise.all([shows(sharer, 1), shows(viewer, 1)]);
    await shared.close();
    await Promise.all([shows(sharer, 0), shows(viewer, 0)]);
    assert.deepEqual([sharer.uncaught, viewer.uncaught], [[], []]);
  });
});
