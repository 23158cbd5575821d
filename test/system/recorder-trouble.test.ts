// Recordings that something puts an end to: a disk that is full, a camera that goes away, a screen that is no longer
// shown. What was recorded is a file, and what happened is said. Needs a build.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  CHROMIUM_FLAGS,
  FIREFOX_PREFERENCES,
  INSTALLED,
  launch,
  type TestBrowser,
} from '../support/browsers.ts';
import { type Pages, startPages } from '../support/pages.ts';
import {
  defined,
  press,
  probe,
  reaches,
  recorded,
  recorderPage,
  savedFile,
  says,
  temporaryFolder,
} from '../support/recorder-pages.ts';

/** Of all origins, in KB: one gets a fifth of it, ten million at least. */
const FIREFOX_LIMIT_KB = 51_200;
/** What else lies there: the rest is a little more than what a recording leaves free. */
const OTHER_BYTES = 1_500_000;
/** Fills what is left in some seconds. */
const FAST = 'video-bitrate="8000000"';
const SHOWN = 'Shown';
const FULL = 'There is no more room for recordings in this browser. What was recorded is kept.';
const GRANTED = ['camera', 'microphone'].map(name => ({ permission: { name }, state: 'granted' as const }));

/** Without the made-up dialogue, which would choose the whole screen. */
const WITHOUT_DIALOGUE = [
  ...CHROMIUM_FLAGS.filter(flag => flag !== '--use-fake-ui-for-media-stream'),
  `--auto-select-tab-capture-source-by-title=${SHOWN}`,
];

async function openRecorder(browser: TestBrowser, url: string): Promise<Page> {
  const { page } = await browser.open('about:blank');
  if (browser.name === 'chromium') await page.browserContext().setPermission(new URL(url).origin, ...GRANTED);
  await page.goto(url);
  await defined(page);
  return page;
}

const errors = (page: Page): Promise<readonly string[]> => page.evaluate(() => testRecorderErrors);

for (const name of INSTALLED) {
  describe(`trouble for a recorder in ${name}`, () => {
    const folder = temporaryFolder();
    let pages: Pages;
    let browser: TestBrowser;

    before(async () => {
      pages = await startPages({
        'index.html': recorderPage('width="320" height="240"'),
        'fast.html': recorderPage(`width="1280" height="720" ${FAST}`),
        'screen.html': recorderPage('source="screen"'),
        'shown.html': `<!doctype html><title>${SHOWN}</title><h1>42</h1>`,
      });
      browser = await launch(name, WITHOUT_DIALOGUE, {
        ...FIREFOX_PREFERENCES,
        'dom.quotaManager.temporaryStorage.fixedLimit': FIREFOX_LIMIT_KB,
      });
    });
    after(async () => {
      await browser.close();
      await pages.close();
      folder.remove();
    });

    // Chromium tells a page of more room than there is: what its disk refuses comes below.
    if (name === 'firefox')
      it('ends while there is still room for all that was recorded', async () => {
        const page = await openRecorder(browser, `${pages.url}fast.html`);
        await page.evaluate(async bytes => {
          const root = await navigator.storage.getDirectory();
          const other = await (await root.getFileHandle('other', { create: true })).createWritable();
          await other.write(new Uint8Array(bytes));
          await other.close();
        }, OTHER_BYTES);
        await press(page, 'record');
        await reaches(page, 'review');
        await says(page, FULL);
        assert.deepEqual(await errors(page), ['storage-full']);
        const elapsed = await page.evaluate(() => testElapsed);
        const { duration, times } = probe(await savedFile(page, folder.path));
        assert.ok(elapsed > 1, `${elapsed} s`);
        assert.ok(duration > elapsed - 1, `${duration} s of ${elapsed} s`);
        assert.ok((times.at(-1) ?? 0) > duration - 1, `pictures until ${times.at(-1)} s of ${duration} s`);
        await page.close();
      });

    if (name !== 'chromium') return;

    it('keeps what was recorded when the disk refuses a slice', async () => {
      const page = await openRecorder(browser, `${pages.url}index.html`);
      await press(page, 'record');
      await recorded(page, 1);
      const elapsed = await page.evaluate(() => testElapsed);
      await limitStorage(page, 1);
      await reaches(page, 'review');
      await says(page, FULL);
      const { duration } = probe(await savedFile(page, folder.path));
      assert.ok(duration > elapsed - 1, `${duration} s of ${elapsed} s`);
      await page.close();
    });

    it('goes on with the sound alone when the camera is taken away', async () => {
      const page = await openRecorder(browser, `${pages.url}index.html`);
      await press(page, 'record');
      await recorded(page, 1);
      await page
        .browserContext()
        .setPermission(new URL(pages.url).origin, { permission: { name: 'camera' }, state: 'denied' });
      await page.waitForFunction(() => testRecorderErrors.length > 0, { polling: 50 });
      const lost = await page.evaluate(() => testElapsed);
      await recorded(page, lost + 1.5);
      await press(page, 'stop');
      await reaches(page, 'review');
      const { duration, codecs, times } = probe(await savedFile(page, folder.path));
      assert.equal(codecs.length, 2);
      assert.ok(duration > lost + 1, `${duration} s, lost at ${lost} s`);
      assert.ok((times.at(-1) ?? 0) > lost - 1, `pictures until ${times.at(-1)} s, lost at ${lost} s`);
      await page.close();
    });

    it('ends with the screen that is no longer shown', async () => {
      const shown = await browser.open(`${pages.url}shown.html`);
      const page = await openRecorder(browser, `${pages.url}screen.html`);
      await press(page, 'record');
      await recorded(page, 1);
      await shown.close();
      await reaches(page, 'review');
      const elapsed = await page.evaluate(() => testElapsed);
      const { duration } = probe(await savedFile(page, folder.path));
      assert.ok(duration > elapsed - 1, `${duration} s of ${elapsed} s`);
      await page.close();
    });
  });
}

/** What this page's origin may keep, in bytes. */
async function limitStorage(page: Page, bytes: number): Promise<void> {
  const client = await page.createCDPSession();
  const { origin } = new URL(page.url());
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
}
