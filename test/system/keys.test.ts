// A whole call with keys alone, as a person presses them: every step is reached, and the focus is never lost.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import { startAedes } from '../support/brokers.ts';
import { type BrowserName, findBrowser, launch, type TestBrowser } from '../support/browsers.ts';
import { CallPage, eventually } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';

const names: readonly BrowserName[] = ['chromium', 'firefox'];
const LIMIT_MS = 10_000;
/** More than there are stops in a call. */
const MOST_STOPS = 25;

/** What has the focus, through shadow roots: its part, or its name. Runs in the page. */
function focused(): string {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.getAttribute('part') ?? at?.localName ?? '';
}

class Keyboard {
  readonly #call: CallPage;

  constructor(call: CallPage) {
    this.#call = call;
  }

  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.#call.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#call.page.keyboard.type(text);
  }

  focused(): Promise<string> {
    return this.#call.page.evaluate(focused);
  }

  /**
   * Presses Tab until that part has the focus. What is after the last stop is the browser's: from there Firefox
   * without a window leads back to that same stop, so the way is gone on backwards, with Shift.
   */
  async tabTo(part: string): Promise<void> {
    const passed: string[] = [];
    let back = false;
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const at = await this.focused();
      passed.push(at);
      if (at.split(' ').includes(part)) return;
      back ||= stop > 0 && at === 'body';
      if (back) await this.#call.page.keyboard.down('Shift');
      await this.press('Tab');
      if (back) await this.#call.page.keyboard.up('Shift');
    }
    assert.fail(`no way to ${part}, only ${passed.join(', ')}`);
  }

  /** Resolves when that part has got the focus by itself. */
  async focusMovesTo(part: string): Promise<void> {
    await eventually(
      () => this.focused(),
      at => at.split(' ').includes(part),
      LIMIT_MS,
      at => `${at} has the focus, not ${part}`,
    );
  }

  /** Resolves when the call's own part in the page is so. */
  async sees(what: string, test: () => boolean): Promise<void> {
    await eventually(
      () => this.#call.page.evaluate(test),
      seen => seen,
      LIMIT_MS,
      () => `not ${what}`,
    );
  }
}

for (const name of names.filter(findBrowser)) {
  describe(`with keys alone in ${name}`, () => {
    let pages: Pages;
    let broker: Awaited<ReturnType<typeof startAedes>>;
    let browser: TestBrowser;

    before(async () => {
      pages = await startPages();
      broker = await startAedes();
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await pages.close();
      await broker.close();
    });

    it('a person joins, mutes, invites, writes, leaves and comes back', async () => {
      const call = await CallPage.open(browser, pages, { broker: broker.url, lang: 'en' });
      await call.reaches('lobby');
      const other = await CallPage.visit(browser, call.page.url());
      await other.page.evaluate(() => void testCall.join());
      await other.reaches('waiting');
      await call.page.bringToFront();
      const keys = new Keyboard(call);

      await keys.tabTo('input');
      await keys.type('Ada');
      await keys.press('Enter');
      await call.reaches('connected');
      assert.deepEqual(
        await eventually(
          () => other.others(),
          each => each.length > 0,
          LIMIT_MS,
          String,
        ),
        ['Ada'],
      );
      assert.notEqual(await keys.focused(), 'body', 'after joining');

      await keys.tabTo('microphone');
      await keys.press('Enter');
      await keys.sees('muted', () => testCall.participants.some(each => each.self && !each.audio));
      await keys.focusMovesTo('microphone');
      await keys.press(' ');
      await keys.sees('heard', () => testCall.participants.some(each => each.self && each.audio));

      await keys.press('i');
      await keys.sees('the invitation', () => {
        const controls = testCall.shadowRoot?.querySelector('rtc-controls');
        return controls?.shadowRoot?.querySelector('dialog')?.open ?? false;
      });
      await keys.press('Escape');
      await keys.focusMovesTo('microphone');

      await keys.tabTo('chat-button');
      await keys.press('Enter');
      await keys.focusMovesTo('input');
      await keys.type('Hello');
      await keys.press('Enter');
      await eventually(
        () => other.page.evaluate(() => testSeen.texts.join()),
        texts => texts === 'Hello',
        LIMIT_MS,
        texts => `the other has read ‘${texts}’`,
      );
      await keys.focusMovesTo('input');
      await other.page.evaluate(() => testCall.sendMessage('Hi'));
      await keys.sees('the answer', () => testSeen.texts.includes('Hi'));
      await keys.focusMovesTo('input');
      await keys.press('Escape');
      await keys.focusMovesTo('chat-button');

      await keys.tabTo('leave');
      await keys.press('Enter');
      await call.reaches('left');
      await keys.focusMovesTo('join');
      await keys.press('Enter');
      await call.reaches('connected');
      assert.notEqual(await keys.focused(), 'body', 'after coming back');
      assert.deepEqual([...call.uncaught, ...other.uncaught], []);
    });
  });
}
