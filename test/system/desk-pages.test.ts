// The shop and the desk of the demo, as people use them: a question, a call, a rating, in real browsers over the demo's
// broker with its logins.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import { INSTALLED, launch, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';
import { htmlPage, startPages } from '../support/pages.ts';

const LIMIT_MS = 20_000;

for (const name of INSTALLED) {
  describe(`the shop and the desk of the demo in ${name}`, () => {
    let demo: Demo;
    let browser: TestBrowser;
    const opened: TestPage[] = [];

    before(async () => {
      demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
      browser = await launch(name);
    });

    after(async () => {
      await browser.close();
      await demo.close();
    });

    afterEach(async () => {
      // Firefox reports every socket that a page leaves open when it goes.
      const errors = opened.flatMap(page => page.errors).filter(error => !error.includes('/mqtt'));
      for (const page of opened.splice(0)) await page.close();
      assert.deepEqual(errors, []);
    });

    async function open(path: string): Promise<TestPage['page']> {
      const window = await browser.open(demo.url + path);
      opened.push(window);
      return window.page;
    }

    /** Text, or whatever else a script gives, of an element of a page once it passes. */
    async function shows<T>(
      page: TestPage['page'],
      script: () => T,
      test: (value: T) => boolean,
    ): Promise<void> {
      await eventually(
        () => page.evaluate(script),
        value => test(value as T),
        LIMIT_MS,
        value => `it shows ${JSON.stringify(value)}; ${opened.flatMap(({ errors }) => errors).join(' | ')}`,
      );
    }

    const write = (text: string) => {
      const { shadowRoot: root } = document.querySelector('rtc-support, rtc-desk') ?? {};
      const field = root?.querySelector<HTMLTextAreaElement>('.chat textarea');
      if (field) field.value = text;
      field?.form?.requestSubmit();
    };
    const supportState = () => document.querySelector('rtc-support')?.getAttribute('state');
    const title = () => document.title;
    const deskText = () => document.querySelector('rtc-desk')?.shadowRoot?.textContent ?? '';
    const log = () =>
      [...document.querySelectorAll('rtc-support, rtc-desk')].map(
        ({ shadowRoot }) => shadowRoot?.querySelector('.log')?.textContent ?? '',
      );
    const videos = () =>
      [...document.querySelectorAll('rtc-support, rtc-desk')].flatMap(({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('video') ?? [])].map(({ readyState }) => readyState),
      );

    it('asks, rings, is answered, hangs up, and is asked how it was', async () => {
      const desk = await open('desk.html');
      await shows(desk, deskText, text => text.includes('Nobody waits'));
      const shop = await open('shop.html');
      const press = (selector: string) =>
        shop.evaluate(selector => {
          const button = document
            .querySelector('rtc-support')
            ?.shadowRoot?.querySelector<HTMLElement>(selector);
          button?.click();
        }, selector);
      await shows(shop, supportState, state => state === 'closed');
      await press('#launcher');
      await shows(shop, supportState, state => state === 'form');
      await shop.evaluate(() => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        for (const [name, text] of [
          ['name', 'Vera'],
          ['topic', 'Which shade?'],
        ]) {
          const input = root?.querySelector<HTMLInputElement>(`input[name=${name}]`);
          if (input) input.value = text ?? '';
          input?.dispatchEvent(new Event('input', { bubbles: true }));
        }
      });
      const canAsk = () =>
        document.querySelector('rtc-support')?.shadowRoot?.querySelector<HTMLButtonElement>('form .main')
          ?.disabled;
      await shows(shop, canAsk, disabled => disabled === false);
      await press('form .main');
      await shows(shop, supportState, state => state === 'queued' || state === 'ringing');
      await shows(desk, deskText, text => text.includes('Vera') && text.includes('Which shade?'));
      await shows(desk, title, text => text === '1 person waits · The desk');
      await desk.evaluate(() => {
        document.querySelector('rtc-desk')?.shadowRoot?.querySelector<HTMLElement>('li .main')?.click();
      });
      await shows(shop, supportState, state => state === 'in-call');
      await shows(desk, title, text => text === 'The desk');
      // The agent shows a picture, to the visitor and small to itself; the visitor's camera stays off.
      for (const page of [shop, desk])
        await shows(page, videos, states => states.length === 1 && states.every(state => state > 0));
      // What one side writes the other reads, on the button too while the panel is closed.
      await desk.evaluate(write, 'The warm one.');
      await shows(shop, log, ([text = '']) => text.includes('The warm one.'));
      await press('#launcher');
      await desk.evaluate(write, 'Or the cold one.');
      const button = () =>
        document.querySelector('rtc-support')?.shadowRoot?.querySelector('#launcher')?.textContent ?? '';
      await shows(shop, button, text => text.includes('1 new message'));
      await press('#launcher');
      await shows(shop, button, text => !text.includes('new message'));
      await shop.evaluate(write, 'The warm one, please.');
      await shows(desk, log, ([text = '']) => text.includes('The warm one, please.'));
      await desk.evaluate(() => {
        document.querySelector('rtc-desk')?.shadowRoot?.querySelector<HTMLElement>('.leave')?.click();
      });
      await shows(shop, supportState, state => state === 'rating');
      const offers = () =>
        document.querySelector('rtc-support')?.shadowRoot?.querySelector('#panel')?.textContent ?? '';
      await shows(shop, offers, text => text.includes('Save the messages'));
      await press('input[value="4"]');
      await press('form .main');
      await shows(shop, supportState, state => state === 'form');
      await shows(desk, deskText, text => text.includes('Nobody waits'));
    });

    it('speaks a language that the page adds, before and after the tags have come', async () => {
      const pages = await startPages({
        'index.html': htmlPage(
          '<rtc-support desk-key="none" broker="/none"></rtc-support><rtc-desk broker="/none"></rtc-desk>',
          `import { addLanguage } from '/dist/rtc.js';
          document.documentElement.lang = 'nl';
          globalThis.testAddLanguage = text => addLanguage('nl', { support: { send: text, nobodyWaits: text } });
          await testAddLanguage('Een ogenblik');`,
        ),
      });
      const { page, close } = await browser.open(`${pages.url}index.html`);
      const says = () => {
        document
          .querySelector('rtc-support')
          ?.shadowRoot?.querySelector<HTMLElement>('[aria-expanded=false]')
          ?.click();
        return ['rtc-support', 'rtc-desk'].map(
          tag =>
            document.querySelector(tag)?.shadowRoot?.querySelector('form .main, p[role=status]')?.textContent,
        );
      };
      await shows(page, says, texts => texts.every(text => text === 'Een ogenblik'));
      await page.evaluate("testAddLanguage('Nog even')");
      await shows(page, says, texts => texts.every(text => text === 'Nog even'));
      await close();
      await pages.close();
    });

    it('keeps what was typed over a reload, and contacts nobody before anybody presses', async () => {
      const shop = await open('shop.html');
      await shows(shop, supportState, state => state === 'closed');
      const fetched = () =>
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
      const before = await shop.evaluate(fetched);
      assert.deepEqual(
        before.filter(path => path.startsWith('/dist/')),
        ['/dist/rtc.js', '/dist/rtc-support.js'],
      );
      assert.ok(!before.includes('/credentials'));
      const type = () => {
        const support = document.querySelector('rtc-support');
        const input = support?.shadowRoot?.querySelector<HTMLInputElement>('input[name=topic]');
        if (!input)
          return support?.shadowRoot?.querySelector<HTMLElement>('#launcher[aria-expanded=false]')?.click();
        if (!input.value) input.value = 'Which shade?';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        return input.value;
      };
      await shows(shop, type, value => value === 'Which shade?');
      // In its corner, the panel above the button, both in sight.
      const place = () => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        const [panel, button] = ['#panel', '#launcher'].map(id =>
          root?.querySelector(id)?.getBoundingClientRect(),
        );
        if (!panel || !button) return [];
        return [panel.top, button.top - panel.bottom, innerHeight - button.bottom, innerWidth - button.right];
      };
      const distances = await shop.evaluate(place);
      assert.equal(distances.length, 4);
      for (const distance of distances) assert.ok(distance >= 0, `${distances}`);
      await shop.reload();
      await shows(shop, supportState, state => state === 'closed');
      const typed = () => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        root?.querySelector<HTMLElement>('#launcher[aria-expanded=false]')?.click();
        return root?.querySelector<HTMLInputElement>('input[name=topic]')?.value;
      };
      await shows(shop, typed, value => value === 'Which shade?');
    });
  });
}
