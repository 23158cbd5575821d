// Recordings on their way to a server that fails, goes away and comes back, or says no. Needs a build.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener, request as requestTo, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { Uploads } from '../../demo/uploads.ts';
import { INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { defined, kept, press, reaches, recorded, recorderPage, says } from '../support/recorder-pages.ts';

const AWAY_MS = 2500;
/** Of an upload that is cut off: less than any recording here. */
const FIRST_BYTES = 8192;

/** Serves uploads before the pages; what `faults` answers is not passed on. */
function takeUploads(pages: Pages, uploads: Uploads, faults: () => RequestListener | undefined): void {
  const [serve] = pages.server.listeners('request') as RequestListener[];
  pages.server.removeAllListeners('request');
  pages.server.on('request', (request, response) => {
    if (!request.url?.startsWith('/uploads')) return serve?.(request, response);
    const fault = faults();
    if (fault) fault(request, response);
    else void uploads.handle(request, response);
  });
}

/** Answers at once, whatever is asked. */
const answers =
  (status: number, type = 'text/plain'): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, { 'Content-Type': type }).end('<p>Hello');
  };

/** Hands the first bytes of an upload on to a server and keeps the rest back; `held` resolves when they are there. */
function holdsBack(server: Server): { fault: RequestListener; held: Promise<void> } {
  let tell = () => {};
  const held = new Promise<void>(resolve => {
    tell = resolve;
  });
  const { port } = server.address() as AddressInfo;
  const fault: RequestListener = (request, response) => {
    const { method, url, headers } = request;
    const passed = requestTo({ port, host: '127.0.0.1', method, path: url, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    if (method !== 'PATCH') return void request.pipe(passed);
    let left = FIRST_BYTES;
    request.on('data', (chunk: Buffer) => {
      passed.write(chunk.subarray(0, left));
      left = Math.max(0, left - chunk.length);
      if (left > 0) return;
      request.pause();
      tell();
    });
  };
  return { fault, held };
}

const sums = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => !name.endsWith('.json'))
    .map(name =>
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    );

/** Resolves when there is a file of this size. */
async function stored(folder: string, bytes: number): Promise<void> {
  while (!readdirSync(folder).some(name => statSync(join(folder, name)).size === bytes)) await wait(20);
}

async function recordOne(browser: TestBrowser, url: string): Promise<Page> {
  const { page } = await browser.open(url);
  await defined(page);
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
    let behind: Server;
    let pages: Pages;
    let browser: TestBrowser;
    let fault: RequestListener | undefined;
    let faults = 0;

    before(async () => {
      uploads = new Uploads();
      behind = createServer((request, response) => void uploads.handle(request, response));
      await new Promise<void>(resolve => behind.listen(0, '127.0.0.1', resolve));
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
      behind.close();
      behind.closeAllConnections();
      uploads.close();
    });

    it('by tus survives two errors of the server and its absence, and is whole', async () => {
      const page = await recordOne(browser, `${pages.url}tus.html`);
      const sum = await sumOf(page);
      [fault, faults] = [answers(500), 2];
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

    it('by tus goes on by itself after a reload in the middle, and is whole', async () => {
      const page = await recordOne(browser, `${pages.url}tus.html`);
      const sum = await sumOf(page);
      const holding = holdsBack(behind);
      [fault, faults] = [holding.fault, Number.POSITIVE_INFINITY];
      await press(page, 'upload');
      await holding.held;
      await stored(uploads.folder, FIRST_BYTES);
      const offsets: number[] = [];
      fault = (request, response) => {
        if (request.method === 'PATCH') offsets.push(Number(request.headers['upload-offset']));
        void uploads.handle(request, response);
      };
      await page.reload();
      await reaches(page, 'done');
      faults = 0;
      assert.ok(sums(uploads.folder).includes(sum));
      assert.deepEqual(offsets, [FIRST_BYTES]);
      assert.deepEqual(await kept(page), []);
      await page.close();
    });

    it('by tus is paused and sent on by a key, and is whole', async () => {
      const page = await recordOne(browser, `${pages.url}tus.html`);
      const sum = await sumOf(page);
      const holding = holdsBack(behind);
      [fault, faults] = [holding.fault, Number.POSITIVE_INFINITY];
      await press(page, 'upload');
      await holding.held;
      const button = await page.waitForSelector(">>> [part~='pause-upload']");
      await button?.focus();
      await page.keyboard.press('Enter');
      await says(page, 'The upload is paused.');
      // Nothing is on its way now, and a reload sends nothing by itself.
      let asked = 0;
      fault = (request, response) => {
        asked++;
        answers(500)(request, response);
      };
      await page.reload();
      await press(page, 'recover');
      await reaches(page, 'review');
      assert.equal(await sumOf(page), sum);
      assert.equal(asked, 0);
      const again = holdsBack(behind);
      fault = again.fault;
      await press(page, 'upload');
      await again.held;
      await press(page, 'pause-upload');
      await says(page, 'The upload is paused.');
      faults = 0;
      await page.keyboard.press('Enter');
      await reaches(page, 'done');
      assert.ok(sums(uploads.folder).includes(sum));
      await page.close();
    });

    it('by tus is whole where the server says a wrong place to go on from', async () => {
      const page = await recordOne(browser, `${pages.url}tus.html`);
      const sum = await sumOf(page);
      const lies = ['1', '999999999'];
      const lie: RequestListener = (request, response) => {
        const offset = request.method === 'PATCH' ? lies.shift() : undefined;
        if (offset === undefined) return void uploads.handle(request, response);
        request.resume();
        request.on('end', () => response.writeHead(204, { 'Upload-Offset': offset }).end());
      };
      [fault, faults] = [lie, Number.POSITIVE_INFINITY];
      await press(page, 'upload');
      await reaches(page, 'done');
      faults = 0;
      assert.deepEqual(lies, []);
      assert.ok(sums(uploads.folder).includes(sum));
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

    const small = new Uploads(100);
    after(() => small.close());
    const tooLarge = 'The recording is too large for the server. It is kept here';
    const refused = 'The server does not take the recording. It is kept here';
    for (const [what, answer, code, sentence, file] of [
      ['that is too large', answers(413), 'upload-too-large', tooLarge, 'put.html'],
      [
        'that is too large for a server of tus',
        (...args) => void small.handle(...args),
        'upload-too-large',
        tooLarge,
        'tus.html',
      ],
      ['that a web page answers', answers(200, 'text/html'), 'upload-refused', refused, 'put.html'],
      [
        'that a web page answers in the place of tus',
        answers(200, 'text/html'),
        'upload-refused',
        refused,
        'tus.html',
      ],
    ] as const satisfies readonly [string, RequestListener, string, string, string][]) {
      it(`${what} keeps the recording and says so`, async () => {
        const page = await recordOne(browser, `${pages.url}${file}`);
        [fault, faults] = [answer, Number.POSITIVE_INFINITY];
        await press(page, 'upload');
        await says(page, sentence);
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
