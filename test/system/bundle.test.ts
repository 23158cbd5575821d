// The two scripts that a page can load, on a page of another origin. Needs a build.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  type BrowserName,
  findBrowser,
  launch,
  type TestBrowser,
  type TestPage,
} from '../support/browsers.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';

const names: readonly BrowserName[] = ['chromium', 'firefox'];

for (const name of names.filter(findBrowser)) {
  describe(`the scripts in ${name}`, () => {
    let browser: TestBrowser;
    let pages: Pages;
    let origin: Pages;

    before(async () => {
      [browser, pages, origin] = await Promise.all([launch(name), startPages(), startPages()]);
    });
    after(() => Promise.all([browser?.close(), pages?.close(), origin?.close()]));

    /** Opens a page with `body` and runs `use` on it; nothing may have gone wrong uncaught. */
    async function onPage(body: string, use: (page: Page) => Promise<void>): Promise<void> {
      pages.set('index.html', htmlPage(body.replaceAll('ORIGIN', `${origin.url}dist`)));
      const opened: TestPage = await browser.open(pages.url);
      try {
        await use(opened.page);
        assert.deepEqual(opened.uncaught, []);
      } finally {
        await opened.close();
      }
    }

    const defined = (page: Page, tag: string) =>
      page.evaluate(it => customElements.get(it) !== undefined, tag);
    const whenDefined = (page: Page, tag: string) =>
      page.evaluate(it => customElements.whenDefined(it).then(() => true), tag);
    /** The files fetched from the script's origin, without the hashes in their names. */
    const fetched = (page: Page) =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(entry => new URL(entry.name).pathname)
          .filter(path => path.startsWith('/dist/'))
          .map(path => path.replace(/-[\w-]{8}\.js$/, '.js')),
      );

    it('rtc.js defines a tag that stands in the document and no other, and leaves mqtt for later', async () => {
      await onPage('<rtc-tile></rtc-tile><script type="module" src="ORIGIN/rtc.js"></script>', async page => {
        await whenDefined(page, 'rtc-tile');
        assert.equal(await defined(page, 'rtc-call'), false);
        const files = await fetched(page);
        assert.deepEqual(files.sort(), ['/dist/chunks/call.js', '/dist/rtc.js']);
      });
    });

    it('rtc.js fetches no class without a tag, and defines one that is inserted later, deep inside', async () => {
      await onPage('<script type="module" src="ORIGIN/rtc.js"></script>', async page => {
        assert.deepEqual(await fetched(page), ['/dist/rtc.js']);
        await page.evaluate(() => {
          const outer = document.createElement('div');
          outer.innerHTML = '<p><rtc-tile screen></rtc-tile></p>';
          document.body.append(outer);
        });
        await whenDefined(page, 'rtc-tile');
        const kept = await page.evaluate(() => {
          const tile = document.querySelector('rtc-tile');
          return tile !== null && 'screen' in tile && tile.screen;
        });
        assert.equal(kept, true, 'an attribute set before the class came is kept');
      });
    });

    it('rtc.js loads a tag on request, and what the tag shows inside with it', async () => {
      await onPage('<script type="module" src="ORIGIN/rtc.js"></script>', async page => {
        await page.evaluate(async script => {
          const { load } = await import(script);
          await Promise.all([load('rtc-call'), load('rtc-call')]);
        }, `${origin.url}dist/rtc.js`);
        assert.deepEqual(await Promise.all(['rtc-call', 'rtc-tile'].map(tag => defined(page, tag))), [
          true,
          true,
        ]);
      });
    });

    it('rtc.js says on the console what it could not fetch, and throws nothing', async () => {
      const lost = await startPages();
      pages.set('index.html', htmlPage(`<script type="module" src="${lost.url}dist/rtc.js"></script>`));
      const opened = await browser.open(pages.url);
      await lost.close();
      const told = new Promise<string>(resolve => {
        opened.page.on('console', message => {
          if (message.text().includes('could not be loaded')) resolve(message.text());
        });
      });
      await opened.page.evaluate(() => document.body.append(document.createElement('rtc-tile')));
      assert.match(await told, /<rtc-tile> could not be loaded/);
      // Firefox reports the lost request itself along with exceptions.
      const uncaught = opened.uncaught.filter(text => !text.includes('Cross-Origin Request Blocked'));
      assert.deepEqual(uncaught, []);
      await opened.close();
    });

    it('rtc.all.js, a classic script, defines all tags, fetches nothing and leaves no global', async () => {
      const globals = 'window.before = new Set(Object.getOwnPropertyNames(window));';
      const body = `<script>${globals}</script><script src="ORIGIN/rtc.all.js"></script>`;
      await onPage(body, async page => {
        assert.deepEqual(await Promise.all(['rtc-call', 'rtc-tile'].map(tag => defined(page, tag))), [
          true,
          true,
        ]);
        assert.deepEqual(await fetched(page), ['/dist/rtc.all.js']);
        const added = await page.evaluate(() => {
          const { before } = window as unknown as { before: Set<string> };
          return Object.getOwnPropertyNames(window).filter(key => !before.has(key) && key !== 'before');
        });
        // Lit tells by its lists that a page has it more than once; mqtt's build has a helper that it shares.
        const known =
          /^lit(Element|Html)Versions$|^litPropertyMetadata$|^reactiveElementVersions$|^regeneratorRuntime$/;
        assert.deepEqual(
          added.filter(key => !known.test(key)),
          [],
        );
      });
    });
  });
}
