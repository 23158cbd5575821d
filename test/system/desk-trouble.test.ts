// What goes wrong around a support desk on either side's page, in real browsers over the demo's broker: it is told in
// words, a call goes on with what there is, and nothing typed is lost.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import {
  CHROMIUM_FLAGS,
  FIREFOX_PREFERENCES,
  INSTALLED,
  launch,
  type PageScript,
  type TestBrowser,
  type TestPage,
} from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';

const LIMIT_MS = 30_000;
type Page = TestPage['page'];

/** A clock that is seven minutes fast. */
const fastClock = () => {
  const { now } = Date;
  Date.now = () => now() + 7 * 60_000;
};
/** As where a person has forbidden the site to keep anything. */
const noStorage = () => {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, {
      get: () => {
        throw new DOMException('Forbidden.', 'SecurityError');
      },
    });
};

const supportState = () => document.querySelector('rtc-support')?.getAttribute('state');
const shownText = () =>
  document.querySelector('rtc-support, rtc-desk')?.shadowRoot?.querySelector('[role=alert]')?.textContent ??
  '';
const heading = () =>
  document.querySelector('rtc-support')?.shadowRoot?.querySelector('h2')?.textContent ?? '';
const deskText = () => document.querySelector('rtc-desk')?.shadowRoot?.textContent ?? '';
const canAsk = () =>
  document.querySelector('rtc-support')?.shadowRoot?.querySelector<HTMLButtonElement>('form .main')
    ?.disabled === false;
const typed = () =>
  document.querySelector('rtc-support')?.shadowRoot?.querySelector<HTMLInputElement>('input[name=topic]')
    ?.value;
const pictures = () =>
  [...(document.querySelector('rtc-support')?.shadowRoot?.querySelectorAll('video') ?? [])].map(
    ({ readyState }) => readyState > 0,
  );

for (const name of INSTALLED) {
  describe(`trouble at a desk in ${name}`, () => {
    let demo: Demo;
    let browser: TestBrowser;
    const opened: TestPage[] = [];

    before(async () => {
      demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
      // Nobody is given a device or a notification, but in windows where that is said otherwise.
      const flags = CHROMIUM_FLAGS.filter(flag => flag !== '--use-fake-ui-for-media-stream');
      browser = await launch(name, flags, {
        ...FIREFOX_PREFERENCES,
        // A page without a device else has names for its addresses, which nobody here resolves.
        'media.peerconnection.ice.obfuscate_host_addresses': false,
        'media.navigator.permission.disabled': false,
        'permissions.default.camera': 2,
        'permissions.default.microphone': 2,
        'permissions.default.desktop-notification': 2,
      });
    });

    after(async () => {
      await browser.close();
      await demo.close();
    });

    async function open(path: string, scripts: readonly PageScript[] = []): Promise<TestPage> {
      const window = await browser.open('about:blank', scripts);
      if (name === 'chromium')
        for (const permission of ['camera', 'microphone', 'notifications'])
          await window.page
            .browserContext()
            .setPermission(demo.url, { permission: { name: permission }, state: 'denied' });
      await window.page.goto(new URL(path, demo.url).href);
      opened.push(window);
      return window;
    }

    async function closeAll(): Promise<void> {
      for (const window of opened.splice(0)) {
        assert.deepEqual(window.uncaught, []);
        await window.close();
      }
    }

    const shows = <T>(page: Page, script: () => T, test: (value: T) => boolean) =>
      eventually(
        () => page.evaluate(script),
        value => test(value as T),
        LIMIT_MS,
        value => `it shows ${JSON.stringify(value)}; ${opened.flatMap(({ errors }) => errors).join(' | ')}`,
      );

    const press = (page: Page, selector: string) =>
      page.evaluate(selector => {
        const element = document.querySelector('rtc-support, rtc-desk');
        element?.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
      }, selector);

    const type = (page: Page, text: string) =>
      page.evaluate(text => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        const input = root?.querySelector<HTMLInputElement>('input[name=topic]');
        if (input) input.value = text;
        input?.dispatchEvent(new Event('input', { bubbles: true }));
      }, text);

    /** A shop's page with its panel open. */
    async function openShop(
      scripts: readonly PageScript[] = [],
      attributes: Readonly<Record<string, string>> = {},
    ): Promise<TestPage> {
      const shop = await open('shop.html', scripts);
      await shows(shop.page, supportState, state => state === 'closed');
      await shop.page.evaluate(attributes => {
        const support = document.querySelector('rtc-support');
        for (const [name, value] of Object.entries(attributes)) support?.setAttribute(name, value);
      }, attributes);
      await press(shop.page, '#launcher');
      await shows(shop.page, typed, value => value !== undefined);
      return shop;
    }

    for (const [what, key] of [
      ['missing', ''],
      ['wrong', 'BK2S8Yf1k7rqaGKU'],
    ] as const)
      it(`says in the panel and on the console that a desk-key is ${what}, and keeps what is typed`, async () => {
        const shop = await openShop([], { 'desk-key': key });
        await shows(shop.page, supportState, state => state === 'failed');
        await shows(shop.page, shownText, text => text.includes('its key is missing or wrong'));
        assert.ok(shop.errors.some(error => error.includes('A desk-key is the 87 characters')));
        await type(shop.page, 'Which shade?');
        await shop.page.reload();
        await shows(shop.page, supportState, state => state === 'closed');
        await press(shop.page, '#launcher');
        await shows(shop.page, typed, value => value === 'Which shade?');
        // The page's own key is right.
        await shows(shop.page, canAsk, can => can);
        await closeAll();
      });

    it('says at the desk that its secret is missing', async () => {
      const desk = await open('desk.html', [
        () =>
          document.addEventListener('DOMContentLoaded', () =>
            document.querySelector('rtc-desk')?.removeAttribute('desk-secret'),
          ),
      ]);
      await shows(desk.page, shownText, text => text.includes('set-up is missing or wrong'));
      assert.ok(desk.errors.some(error => error.includes('A desk-secret is the 130 characters')));
      await closeAll();
    });

    it('refuses 100 KB in words, with and without storage, and sends them once they are shorter', async () => {
      const long = 'x'.repeat(100_000);
      for (const scripts of [[], [noStorage]]) {
        const shop = await openShop(scripts);
        await shows(shop.page, canAsk, can => can);
        await type(shop.page, long);
        await press(shop.page, 'form .main');
        await shows(shop.page, shownText, text => text.includes('more than can be sent'));
        assert.equal(await shop.page.evaluate(typed), long);
        await type(shop.page, 'Which shade?');
        // Closed and opened, the panel still has it.
        await press(shop.page, '#launcher');
        await press(shop.page, '#launcher');
        assert.equal(await shop.page.evaluate(typed), 'Which shade?');
        await press(shop.page, 'form .main');
        await shows(shop.page, supportState, state => state === 'queued');
        await shows(
          shop.page,
          () => document.querySelector('rtc-support')?.shadowRoot?.textContent ?? '',
          text => text.includes('Nobody is there'),
        );
        await closeAll();
      }
    });

    it('calls without devices or notifications, and with an agent whose clock is minutes off', async () => {
      const desk = await open('desk.html', [fastClock]);
      await shows(desk.page, deskText, text => text.includes('Nobody waits'));
      assert.equal(await desk.page.evaluate(() => Notification.permission), 'denied');
      const shop = await openShop([], { video: 'on' });
      await shows(shop.page, canAsk, can => can);
      await type(shop.page, 'Which shade?');
      await press(shop.page, 'form .main');
      await shows(desk.page, deskText, text => text.includes('Which shade?') && text.includes('just now'));
      await shows(
        desk.page,
        () => document.title,
        title => title === '1 person waits · The desk',
      );
      await press(desk.page, 'li .main');
      await shows(shop.page, supportState, state => state === 'in-call');
      await shows(shop.page, shownText, text => text.startsWith('Microphone: not allowed'));
      await shows(
        desk.page,
        () =>
          [...(document.querySelector('rtc-desk')?.shadowRoot?.querySelectorAll('[role=alert]') ?? [])]
            .length,
        alerts => alerts === 2,
      );
      // Neither sends anything, and the connection stands: the desk ends it.
      await shows(shop.page, heading, text => text.includes('In a call'));
      assert.deepEqual(await shop.page.evaluate(pictures), []);
      await press(desk.page, '.leave');
      await shows(shop.page, supportState, state => state === 'rating');
      await closeAll();
    });
  });
}
