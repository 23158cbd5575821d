// What comes along when a visitor follows a link within the shop, reloads or goes back: the place in the queue, the call,
// the panel and what was written, in real browsers over the demo's broker.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { CHROMIUM_FLAGS, INSTALLED } from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';
import { DeskPages, deskText, inCall, log, supportState, videos, write } from '../support/desk-pages.ts';

/** From a click on a link to the picture, on a machine that does other things too. */
const TARGET_MS = 10_000;
const LIMIT_MS = 20_000;
const path = () => location.pathname;

for (const name of INSTALLED) {
  describe(`a visitor's next page in ${name}`, () => {
    let pages: DeskPages;

    before(async () => {
      pages = await DeskPages.start(name);
    });

    after(() => pages.close());

    afterEach(async () => assert.deepEqual(await pages.closePages(), []));

    it('takes a place in the queue, and then the call, along to other pages of the shop', async () => {
      const shop = await pages.open('shop.html');
      await pages.ask(shop);
      await pages.shows(shop, supportState, state => state === 'queued');
      // What a page leaves is taken by the next one: a copy, for a tab that is duplicated just then.
      await shop.evaluate(() =>
        addEventListener('pagehide', () => {
          sessionStorage.setItem('copy', sessionStorage.getItem('rtc-elements.visit') ?? '');
        }),
      );
      await shop.reload();
      await pages.shows(shop, supportState, state => state === 'queued');
      const note = await shop.evaluate(() => sessionStorage.getItem('copy') ?? '');
      assert.ok(note);
      await shop.goto(`${pages.demo.url}shades.html`);
      await pages.shows(shop, supportState, state => state === 'queued');
      const desk = await pages.open('desk.html');
      const veras = () => document.querySelector('rtc-desk')?.shadowRoot?.textContent?.split('Vera').length;
      await pages.shows(desk, deskText, text => text.includes('Vera') && text.includes('/shades.html'));
      // A duplicate of the tab takes nothing away.
      const twin = await shop.browserContext().newPage();
      await twin.evaluateOnNewDocument(
        `if (location.pathname !== 'blank') sessionStorage.setItem('rtc-elements.visit', ${JSON.stringify(note)})`,
      );
      await twin.goto(`${pages.demo.url}shades.html`);
      await pages.shows(twin, supportState, state => state === 'form');
      await pages.shows(shop, supportState, state => state === 'queued' || state === 'ringing');
      await pages.shows(desk, veras, count => count === 2);
      await twin.close();
      await shop.bringToFront();
      await pages.accept(desk, shop);
      await shop.evaluate(write, 'One moment, I look.');
      await pages.shows(desk, log, text => text.includes('One moment, I look.'));
      await shop.bringToFront();
      const start = performance.now();
      await shop.goto(`${pages.demo.url}shop.html?from=shades#top`);
      await pages.shows(shop, supportState, state => state === 'in-call');
      await pages.shows(shop, videos, states => states.length === 1 && states.every(state => state > 0));
      const took = performance.now() - start;
      assert.ok(took < TARGET_MS, `the picture is back after ${took} ms`);
      await pages.shows(shop, log, text => text.includes('One moment, I look.'));
      await pages.shows(
        desk,
        deskText,
        text =>
          text.includes('/shop.html') && !text.includes('?from') && text.includes('One moment, I look.'),
      );

      // As the panel was: closed, with what is not read yet, and what is not sent.
      await shop.evaluate(() => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        const field = root?.querySelector<HTMLTextAreaElement>('.chat textarea');
        if (field) field.value = 'The warm';
        field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
        root?.querySelector<HTMLElement>('#launcher')?.click();
      });
      await desk.evaluate(write, 'Take your time.');
      const button = () => {
        const launcher = document.querySelector('rtc-support')?.shadowRoot?.querySelector('#launcher');
        return `${launcher?.ariaExpanded} ${launcher?.textContent}`;
      };
      await pages.shows(shop, button, text => text.startsWith('false') && text.includes('1 new message'));
      await shop.reload();
      await pages.shows(shop, inCall, here => here);
      await pages.shows(shop, button, text => text.startsWith('false') && text.includes('1 new message'));
      await pages.press(shop, '#launcher');
      const field = () =>
        document
          .querySelector('rtc-support')
          ?.shadowRoot?.querySelector<HTMLTextAreaElement>('.chat textarea')?.value;
      await pages.shows(shop, field, text => text === 'The warm');
      await shop.goBack();
      await pages.shows(shop, path, name => name.endsWith('/shades.html'));
      await pages.shows(shop, supportState, state => state === 'in-call');
      await pages.shows(shop, log, text => text.includes('Take your time.'));
      await desk.evaluate(write, 'Still there?');
      await pages.shows(shop, log, text => text.includes('Still there?'));
      await pages.press(desk, '.leave');
      await pages.shows(shop, supportState, state => state === 'rating');
    });

    it('leaves nothing to the next page where the page wants that', async () => {
      const shop = await pages.open('shop.html');
      await pages.shows(shop, supportState, state => state === 'closed');
      await shop.evaluate(() => {
        const support = document.querySelector('rtc-support');
        support?.setAttribute('no-resume', '');
        void support?.request({ name: 'Vera', topic: 'Which shade?' });
      });
      await pages.shows(shop, supportState, state => state === 'queued');
      await shop.goto(`${pages.demo.url}shades.html`);
      await pages.shows(shop, supportState, state => state === 'closed');
      assert.equal(await shop.evaluate(() => sessionStorage.getItem('rtc-elements.visit')), null);
    });

    it('is gone from the desk 15 s after the tab is closed in a call', {
      skip: !process.env.LONG,
    }, async () => {
      const desk = await pages.open('desk.html');
      const shop = await pages.open('shop.html');
      await pages.ask(shop);
      await pages.accept(desk, shop);
      await shop.close();
      const closedAt = performance.now();
      await pages.shows(desk, deskText, text => text.includes('Time for your notes'));
      assert.ok(performance.now() - closedAt < 20_000);
    });
  });
}

describe('a call that no click has opened', { skip: !INSTALLED.includes('chromium') }, () => {
  let pages: DeskPages;

  before(async () => {
    const flags = CHROMIUM_FLAGS.filter(flag => !flag.startsWith('--autoplay-policy'));
    pages = await DeskPages.start('chromium', [
      ...flags,
      '--autoplay-policy=document-user-activation-required',
    ]);
  });

  after(() => pages.close());

  it('asks for one where the browser plays nothing without', async () => {
    const desk = await pages.open('desk.html');
    // Who gives a microphone is played to. Whatever the test looks at in a page counts as a person's doing: the page
    // asks and tells by itself.
    const shop = await pages.open('shop.html', [
      () => {
        let asked = false;
        setInterval(() => {
          const support = document.querySelector('rtc-support');
          support?.setAttribute('audio', 'none');
          if (!asked && support?.request) void support.request({ name: 'Vera', topic: 'Which shade?' });
          asked ||= Boolean(support?.request);
          if (support?.shadowRoot?.querySelector('.hear')) console.info('It asks for a click.');
        }, 50);
      },
    ]);
    let told = false;
    shop.on('console', message => {
      told ||= message.text() === 'It asks for a click.';
    });
    await pages.shows(desk, deskText, text => text.includes('Vera'));
    await pages.press(desk, 'li .main');
    await eventually(
      async () => told,
      Boolean,
      LIMIT_MS,
      () => 'it asks for no click',
    );
    await shop.bringToFront();
    await shop.mouse.click(10, 300);
    const asks = () => document.querySelector('rtc-support')?.shadowRoot?.querySelector('.hear') !== null;
    await pages.shows(shop, asks, asks => !asks);
    assert.deepEqual(await pages.closePages(), []);
  });
});
