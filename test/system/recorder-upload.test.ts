// Recordings on their way to a server that fails, goes away and comes back, or says no. Needs a build.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { Uploads } from '../../demo/uploads.ts';
import { INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { kept, press, reaches, recorded, recorderPage } from '../support/recorder-pages.ts';

const AWAY_MS = 2500;

/** Serves uploads before the pages; what `faults` answers is not passed on. */
function takeUploads(pages: Pages, uploads: Uploads, faults: () => RequestListener | undefined): void {
  const [serve] = pages.server.listeners('request') as RequestListener[];
  pages.server.removeAllListeners('request');
  pages.server.on('request', (request, response) => {
    if (!request.url?.startsWith('/uploads')) return serve?.(request, response);
    const fault = faults();
    if (fault) {
      request.resume();
      return fault(request, response);
    }
    void uploads.handle(request, response);
  });
}

const sums = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => !name.endsWith('.json'))
    .map(name =>
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    );

async function recordOne(browser: TestBrowser, url: string): Promise<Page> {
  const { page } = await browser.open(url);
  await page.waitForFunction(() => customElements.get('rtc-recorder') !== undefined, { polling: 100 });
  await press(page, 'record');
  await recorded(page, 1);
  await press(page, 'stop');
  await page.waitForFunction(() => testRecorder.file !== undefined, { polling: 50 });
  return page;
}

const sumOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const bytes = await testRecorder.file?.arrayBuffer();
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer(0)));
    return [...sum].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });

for (const name of INSTALLED) {
  describe(`an upload from ${name}`, () => {
    let uploads: Uploads;
    let pages: Pages;
    let browser: TestBrowser;
    let fault: RequestListener | undefined;
    let faults = 0;

    before(async () => {
      uploads = new Uploads();
      const sized = 'width="320" height="240"';
      pages = await startPages({
        'tus.html': recorderPage(`${sized} upload-url="/uploads"`),
        'put.html': recorderPage(`${sized} upload-url="/uploads/talk.bin" upload-method="put"`),
        'post.html': recorderPage(`${sized} upload-url="/uploads" upload-method="post"`),
      });
      takeUploads(pages, uploads, () => (faults-- > 0 ? fault : undefined));
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await pages.close();
      uploads.close();
    });

    it('by tus survives two errors of the server and its absence, and is whole', async () => {
      const page = await recordOne(browser, `${pages.url}tus.html`);
      const sum = await sumOf(page);
      [fault, faults] = [(_, response) => void response.writeHead(500).end(), 2];
      await press(page, 'upload');
      await reaches(page, 'uploading');
      // From here on nobody answers for a while.
      const away = setTimeout(() => ([fault, faults] = [undefined, 0]), AWAY_MS);
      [fault, faults] = [({ socket }) => void socket.destroy(), Number.POSITIVE_INFINITY];
      await reaches(page, 'done');
      clearTimeout(away);
      assert.ok(sums(uploads.folder).includes(sum));
      // What the server has need not be kept.
      assert.deepEqual(await kept(page), []);
      await page.close();
    });

    for (const method of ['put', 'post']) {
      it(`by ${method} is whole`, async () => {
        const page = await recordOne(browser, `${pages.url}${method}.html`);
        const sum = await sumOf(page);
        await press(page, 'upload');
        await reaches(page, 'done');
        assert.ok(sums(uploads.folder).includes(sum));
        await page.close();
      });
    }

    for (const [what, status, type, code, file] of [
      ['that is too large', 413, 'text/plain', 'upload-too-large', 'put.html'],
      ['that a web page answers', 200, 'text/html', 'upload-refused', 'put.html'],
      ['that a web page answers in the place of tus', 200, 'text/html', 'upload-refused', 'tus.html'],
    ] as const) {
      it(`${what} keeps the recording and says so`, async () => {
        const page = await recordOne(browser, `${pages.url}${file}`);
        [fault, faults] = [
          (_, response) => void response.writeHead(status, { 'Content-Type': type }).end('<p>Hello'),
          Number.POSITIVE_INFINITY,
        ];
        await press(page, 'upload');
        await page.waitForFunction(() => testRecorderErrors.length > 0, { polling: 50 });
        faults = 0;
        assert.deepEqual(await page.evaluate(() => testRecorderErrors), [code]);
        await reaches(page, 'review');
        assert.ok(await page.evaluate(() => (testRecorder.file?.size ?? 0) > 0));
        await page.evaluate(() => testRecorder.discard());
        await page.close();
      });
    }
  });
}
