// Browsers and pages for the tests of calls in a file or block: started once for all of them; what a test has opened
// ends with it, and must not have seen an uncaught exception.

import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { type BrowserName, launch, type TestBrowser } from './browsers.ts';
import { type Attributes, CallPage } from './call-pages.ts';
import { type Pages, startPages } from './pages.ts';

/** A secret as they are generated. */
export const SECRET = Buffer.from('sixteen bytes ok').toString('base64url');

export interface CallStage {
  readonly pages: Pages;
  /** Opens a page with one element that has these attributes. */
  open(name: BrowserName, attributes: Attributes): Promise<CallPage>;
}

/** Registers the hooks; what it returns works inside tests. `files` are pages beside those of the calls. */
export function stageCalls(
  names: readonly BrowserName[],
  files: Readonly<Record<string, string>> = {},
): CallStage {
  let pages: Pages | undefined;
  const browsers = new Map<BrowserName, TestBrowser>();
  const opened: CallPage[] = [];

  before(async () => {
    pages = await startPages(files);
    for (const name of names) browsers.set(name, await launch(name));
  });

  after(async () => {
    for (const browser of browsers.values()) await browser.close();
    await pages?.close();
  });

  afterEach(async () => {
    const uncaught = opened.flatMap(page => page.uncaught);
    for (const page of opened.splice(0)) await page.close();
    assert.deepEqual(uncaught, [], 'a page saw an uncaught exception');
  });

  const started = () => pages ?? assert.fail('the pages are there only inside tests');
  return {
    get pages() {
      return started();
    },
    async open(name, attributes) {
      const browser = browsers.get(name) ?? assert.fail(`${name} is not among ${names}`);
      const page = await CallPage.open(browser, started(), attributes);
      opened.push(page);
      return page;
    },
  };
}
