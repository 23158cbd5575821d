// Recordings as a page with one script tag makes them: files that other programs read and that have every second, and
// what is left of a recording whose browser was killed. Needs a build.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { INSTALLED } from '../support/browsers.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';
import {
  kept,
  launchWithProfile,
  openRecorder,
  press,
  probe,
  reaches,
  recorded,
  recorderPage,
  savedFile,
  says,
  temporaryFolder,
} from '../support/recorder-pages.ts';

declare global {
  var testAddLanguage: (tag: string, text: string) => Promise<void>;
}

/** When the browser is killed, in seconds of the recording. */
const KILLED_AT_S = process.env.LONG ? 20 : 6;
const MISSING_AT_MOST_S = 1.5;
/** No picture stands for longer. */
const LONGEST_GAP_S = 1;

for (const name of INSTALLED) {
  describe(`a recorder in ${name}`, () => {
    const folder = temporaryFolder();
    let pages: Pages;
    let browser: Browser;

    before(async () => {
      pages = await startPages({
        'index.html': recorderPage('width="320" height="240"'),
        // No worker may be started, so no file handles can be had.
        'policy.html': `<meta http-equiv="Content-Security-Policy" content="worker-src 'none'">${recorderPage('source="audio"')}`,
        'languages.html': htmlPage(
          '<main></main>',
          `import { addLanguage } from '/dist/rtc.js';
          globalThis.testAddLanguage = (tag, text) => addLanguage(tag, { recordStart: () => text });
          await testAddLanguage('nl', 'Video opnemen');
          globalThis.testRecorder = document.createElement('rtc-recorder');
          testRecorder.lang = 'nl';
          document.querySelector('main').append(testRecorder);`,
        ),
        'webm.html': recorderPage('width="320" height="240" format="webm" file-name="a: test"'),
      });
      browser = await launchWithProfile(name, `${folder.path}/${name}`);
    });
    after(async () => {
      await browser.close();
      await pages.close();
      folder.remove();
    });

    it('makes a file that ffprobe, and a page that seeks in it, agree on', async () => {
      const page = await openRecorder(browser, `${pages.url}webm.html`);
      await press(page, 'record');
      await recorded(page, 3);
      await press(page, 'stop');
      await reaches(page, 'review');
      const file = await savedFile(page, folder.path);
      const { duration, codecs, frames, times } = probe(file);
      assert.match(file, /a__test\.webm$/);
      assert.deepEqual(codecs, ['opus', 'vp8']);
      assert.ok(duration >= 2.5 && duration < 6, `${duration} s`);
      assert.ok(frames > duration * 5, `${frames} pictures in ${duration} s`);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      assert.ok(Math.max(...gaps) < LONGEST_GAP_S, `a gap of ${Math.max(...gaps)} s`);
      const seen = await page.evaluate(async () => {
        const player = testRecorder.shadowRoot?.querySelector('video');
        if (!player) return undefined;
        if (player.readyState < 1)
          await new Promise(resolve => player.addEventListener('loadedmetadata', resolve));
        const there = new Promise(resolve => player.addEventListener('seeked', resolve, { once: true }));
        player.currentTime = 1.5;
        await there;
        return { duration: player.duration, time: player.currentTime };
      });
      assert.ok(
        Math.abs((seen?.duration ?? 0) - duration) < 0.2,
        `${seen?.duration} s here, ${duration} s there`,
      );
      assert.equal(seen?.time, 1.5);
      await page.evaluate(() => testRecorder.discard());
      await page.close();
    });

    it('speaks a language that the page adds, before and after the tag has come', async () => {
      const page = await openRecorder(browser, `${pages.url}languages.html`);
      await says(page, 'Video opnemen');
      await page.evaluate(() => {
        testRecorder.lang = 'eo';
        return testAddLanguage('eo', 'Registri videon');
      });
      await says(page, 'Registri videon');
      await page.close();
    });

    it('records where no worker may be started', async () => {
      const page = await openRecorder(browser, `${pages.url}policy.html`);
      await press(page, 'record');
      await recorded(page, 1);
      await press(page, 'stop');
      await reaches(page, 'review');
      const { duration, codecs } = probe(await savedFile(page, folder.path));
      assert.deepEqual(codecs, ['opus']);
      assert.ok(duration > 0.5 && duration < 4, `${duration} s`);
      await page.evaluate(() => testRecorder.discard());
      await page.close();
    });

    it(`recovers what was recorded when the browser is killed at second ${KILLED_AT_S}`, async () => {
      const doomed = await openRecorder(browser, pages.url);
      await press(doomed, 'record');
      await recorded(doomed, KILLED_AT_S);
      const killed = new Promise(resolve => browser.process()?.once('exit', resolve));
      browser.process()?.kill('SIGKILL');
      await killed;
      browser = await launchWithProfile(name, `${folder.path}/${name}`);
      const page = await openRecorder(browser, pages.url);
      await press(page, 'recover');
      await reaches(page, 'review');
      const { duration, times } = probe(await savedFile(page, folder.path));
      assert.ok(duration > KILLED_AT_S - MISSING_AT_MOST_S, `${duration} s of ${KILLED_AT_S} s`);
      assert.ok((times.at(-1) ?? 0) > KILLED_AT_S - MISSING_AT_MOST_S, `pictures until ${times.at(-1)} s`);
      await press(page, 'discard');
      await reaches(page, 'idle');
      assert.deepEqual(await kept(page), []);
      await page.close();
    });
  });
}
