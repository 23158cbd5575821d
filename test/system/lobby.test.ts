// The lobby of a real call: while somebody stands in it, what joining needs is made ready.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { neededFiles, readChunkGraph } from '../../scripts/chunk-graph.mjs';
import { startAedes } from '../support/brokers.ts';
import { type BrowserName, findBrowser, launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';

const SECRET = Buffer.from('sixteen bytes ok').toString('base64url');
const LIMIT_MS = 10_000;

// The test run names what is left out because it is not installed.
const INSTALLED = (['chromium', 'firefox'] as const).filter(name => findBrowser(name) !== undefined);

describe('joining from a lobby', () => {
  let pages: Pages;
  let broker: Awaited<ReturnType<typeof startAedes>>;
  let browser: TestBrowser | undefined;

  before(async () => {
    pages = await startPages();
    broker = await startAedes();
  });
  afterEach(() => browser?.close());
  after(async () => {
    await pages.close();
    await broker.close();
  });

  const inLobby = async (name: BrowserName) => {
    browser = await launch(name);
    const { url } = broker;
    const page = await CallPage.open(browser, pages, { broker: url, room: `warm-${name}`, secret: SECRET });
    await page.reaches('lobby');
    await eventually(
      async () => broker.clients.length,
      count => count === 1,
      LIMIT_MS,
      count => `${count} connections to the broker`,
    );
    return { browser, page };
  };

  for (const name of INSTALLED) {
    it(`uses the connection to the broker that is there, and asks for the devices: ${name}`, async () => {
      const { page } = await inLobby(name);
      const [warm] = broker.clients;
      // From here on every further connection is counted.
      await page.page.evaluate(() => {
        const Real = WebSocket;
        document.title = '0';
        globalThis.WebSocket = class extends Real {
          constructor(...given: ConstructorParameters<typeof Real>) {
            super(...given);
            document.title = String(Number(document.title) + 1);
          }
        };
      });
      await page.page.evaluate(() => {
        const lobby = testCall.shadowRoot?.querySelector('rtc-lobby');
        lobby?.shadowRoot?.querySelector<HTMLElement>('[part~=join]')?.click();
      });
      await page.reaches('waiting');
      assert.equal(await page.page.title(), '0');
      assert.deepEqual(broker.clients, [warm]);
      await eventually(
        () => page.page.evaluate(() => testCall.participants[0]),
        self => self?.audio === true && self.video,
        LIMIT_MS,
        self => `nothing to hear or to see: ${JSON.stringify(self)}`,
      );
      assert.deepEqual(page.uncaught, []);
      await page.close();
    });

    it(`loads for a call nothing but what the table of sizes counts: ${name}`, async () => {
      const { browser, page } = await inLobby(name);
      const { url } = broker;
      await page.page.evaluate(() => void testCall.join());
      const other = { broker: url, room: `warm-${name}`, secret: SECRET, autojoin: true } as const;
      const guest = await CallPage.open(browser, pages, other);
      await page.reaches('connected');
      await page.seesAndHears(1);
      const { loader, needed, mqtt } = neededFiles(readChunkGraph());
      const fetched = await page.page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter(path => path.startsWith('/dist/'))
          .map(path => path.slice('/dist/'.length)),
      );
      assert.deepEqual(new Set(fetched), new Set([...loader, ...needed, mqtt]));
      await guest.close();
      await page.close();
    });
  }
});
