// A whole call on a page of a foreign site, under a strict Content-Security-Policy and with Trusted Types: every
// button is clicked, and nothing is blocked. Needs a build.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import { type BrowserName, findBrowser, launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';
import { startPages } from '../support/pages.ts';

const names: readonly BrowserName[] = ['chromium', 'firefox'];
const READ_LIMIT_MS = 10_000;
/** More clicks than there are buttons: some show others. */
const MAX_CLICKS = 80;
/** What ends the call, which comes last, and what takes the page's window away. */
const NOT_YET = ['leave', 'full-screen', 'pip', 'picture-in-picture'];

declare global {
  var testViolations: string[];
}

/** Remembers what the policy blocked; runs ahead of the page's scripts. */
function watchPolicy(): void {
  globalThis.testViolations = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    testViolations.push(`${effectiveDirective} ${blockedURI} ${sample}`);
  });
}

/** Runs in a page: every element below, through shadow roots. */
const IN_PAGE = `globalThis.testAll = function* (root = document) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* testAll(element.shadowRoot);
  }
};`;

declare global {
  var testAll: () => Iterable<Element>;
}

/** Clicks the next button that was not clicked yet; answers with its name. Runs in a page. */
function clickNext(clicked: readonly string[], notYet: readonly string[]): string | undefined {
  for (const button of testAll()) {
    if (!(button instanceof HTMLButtonElement) || button.disabled || !button.checkVisibility()) continue;
    const parts = button.getAttribute('part') ?? '';
    const name = `${parts} ${button.getAttribute('aria-label') ?? button.textContent}`.trim();
    if (clicked.includes(name) || parts.split(' ').some(part => notYet.includes(part))) continue;
    button.click();
    return name;
  }
  return undefined;
}

for (const name of names.filter(findBrowser)) {
  describe(`under a strict policy in ${name}`, () => {
    let demo: Demo;
    let browser: TestBrowser;

    before(async () => {
      demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await demo?.close();
    });

    async function visit(url: string): Promise<CallPage> {
      return CallPage.visit(browser, url, [watchPolicy, IN_PAGE]);
    }

    /** Clicks a button by the name of its part, as a person would. */
    async function click(page: CallPage, part: string): Promise<void> {
      const handle = await page.page.waitForSelector(`>>> button[part~='${part}']`, { visible: true });
      await handle?.click();
    }

    it('draws a call, a recorder and a support desk side by side, where a policy may be there twice', async () => {
      const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script';
        trusted-types lit-html 'allow-duplicates'`;
      const pages = await startPages({
        'index.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
          <meta http-equiv="Content-Security-Policy" content="${policy}">
          <script type="module" src="dist/rtc.js"></script>
          <rtc-call></rtc-call><rtc-recorder></rtc-recorder><rtc-support></rtc-support>`,
      });
      const { page, uncaught, close } = await browser.open(pages.url, [watchPolicy]);
      for (const tag of ['rtc-call', 'rtc-recorder', 'rtc-support'])
        await page.waitForSelector(`${tag} >>> button, ${tag} >>> [part]`);
      assert.deepEqual(await page.evaluate(() => testViolations), []);
      assert.deepEqual(uncaught, []);
      await close();
      await pages.close();
    });

    it('is a call from the lobby to its end, without a violation', async () => {
      const answer = await fetch(`${demo.url}foreign.html`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'; trusted-types lit-html$/);

      const host = await visit(`${demo.url}foreign.html`);
      await eventually(
        async () => host.page.url(),
        url => url.includes('#'),
        READ_LIMIT_MS,
        url => `no invitation in ${url}`,
      );
      await click(host, 'join');
      await host.reaches('waiting');
      const guest = await visit(host.page.url());
      await click(guest, 'join');
      await Promise.all([host, guest].map(page => page.seesAndHears(1)));

      await host.send('Hello');
      await guest.reads('Hello');
      if (name === 'chromium') {
        await click(host, 'screen');
        await eventually(
          () => guest.page.evaluate(() => testCall.participants.some(({ screen }) => screen)),
          shared => shared,
          READ_LIMIT_MS,
          () => 'no screen has come',
        );
      }
      // A page that is not in front draws nothing.
      await host.page.bringToFront();
      const clicked: string[] = [];
      // A second sharing would ask the person; the devices are turned on again at the end.
      const notYet = [...NOT_YET, 'screen'];
      while (clicked.length < MAX_CLICKS) {
        const next = await host.page.evaluate(clickNext, clicked, notYet);
        if (next === undefined) break;
        clicked.push(next);
        await host.page.evaluate(
          () => new Promise(resolve => requestAnimationFrame(() => resolve(undefined))),
        );
        if (await host.page.evaluate(() => testCall.state === 'left')) break;
      }
      assert.ok(clicked.length >= 3, clicked.join(' | '));
      await guest.send('Goodbye');
      await host.reads('Goodbye');
      await host.page.keyboard.press('Escape');
      await host.page.evaluate(() => testCall.leave());
      await host.reaches('left');
      await guest.reaches('waiting');

      for (const page of [host, guest]) {
        assert.deepEqual(await page.page.evaluate(() => testViolations), [], clicked.join(' | '));
        const blocked = page.errors.filter(text => /Content.Security.Policy|Trusted ?Type/i.test(text));
        assert.deepEqual(blocked, []);
        assert.deepEqual(page.uncaught, []);
        await page.close();
      }
    });
  });
}
