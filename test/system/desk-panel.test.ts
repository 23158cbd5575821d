// Where the visitor's panel stands on the page, in real browsers over the demo's broker: in a call it is moved,
// enlarged, popped out and put away, and is on the next page as it was; on a phone it is in nobody's way.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { INSTALLED } from '../support/browsers.ts';
import { DeskPages, inCall, type Page, supportState } from '../support/desk-pages.ts';

/** Left, top, right and bottom of the panel, as distances from the window's edges. */
const margins = () => {
  const box = document.querySelector('rtc-support')?.shadowRoot?.querySelector('#panel');
  const { left, top, right, bottom } = box?.getBoundingClientRect() ?? new DOMRect();
  const { clientWidth } = document.documentElement;
  return [left, top, clientWidth - right, innerHeight - bottom].map(Math.round);
};
const button = () => {
  const launcher = document.querySelector('rtc-support')?.shadowRoot?.querySelector<HTMLElement>('#launcher');
  const { opacity, visibility } = launcher ? getComputedStyle(launcher) : {};
  return { text: launcher?.textContent ?? '', shown: visibility === 'visible' && opacity === '1' };
};

type PictureWindow = Window & { documentPictureInPicture?: { window: Window | null } };
/** The pictures in the small window, and whether the panel is open. */
const popped = () => {
  const { documentPictureInPicture: small } = window as PictureWindow;
  const launcher = document.querySelector('rtc-support')?.shadowRoot?.querySelector('#launcher');
  return {
    pictures: small?.window?.document.querySelectorAll('video').length,
    open: launcher?.getAttribute('aria-expanded'),
  };
};

for (const name of INSTALLED) {
  describe(`the visitor's panel in ${name}`, () => {
    let pages: DeskPages;

    before(async () => {
      pages = await DeskPages.start(name);
    });

    after(() => pages.close());

    afterEach(async () => assert.deepEqual(await pages.closePages(), []));

    const key = (page: Page, key: string, times: number) =>
      page.evaluate(
        (key, times) => {
          const handle = document.querySelector('rtc-support')?.shadowRoot?.querySelector('.handle');
          for (let time = 0; time < times; time++)
            handle?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        },
        key,
        times,
      );

    it('is moved, enlarged and put away in a call, stays in sight, and is on the next page as it was', async () => {
      const desk = await pages.open('desk.html');
      const shop = await pages.open('shop.html');
      await shop.setViewport({ width: 1000, height: 800 });
      await pages.ask(shop);
      await pages.accept(desk, shop);

      // By keys, no further than the window goes; and back into its corner.
      const corner = await shop.evaluate(margins);
      await key(shop, 'ArrowLeft', 2);
      assert.equal((await shop.evaluate(margins))[2], (corner[2] ?? 0) + 48);
      await key(shop, 'ArrowUp', 100);
      assert.equal((await shop.evaluate(margins))[1], 8);
      await key(shop, 'Home', 1);
      assert.deepEqual(await shop.evaluate(margins), corner);

      // By the pointer, to the window's corner at the top left and beyond.
      await shop.bringToFront();
      const grip = await shop.evaluate(() => {
        const handle = document.querySelector('rtc-support')?.shadowRoot?.querySelector('.handle');
        const { x, y, width, height } = handle?.getBoundingClientRect() ?? new DOMRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await shop.mouse.move(grip.x, grip.y);
      await shop.mouse.down();
      await shop.mouse.move(grip.x - 100, grip.y - 50);
      await shop.mouse.move(5, 5);
      await shop.mouse.up();
      await pages.shows(shop, margins, ([left, top]) => left === 8 && top === 8);

      // In a window of its own, until that is closed.
      const small = await shop.evaluate(() => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        const button = root?.querySelector('[aria-label="Small window"]');
        const { x, y, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
        return { x: x + width / 2, y: y + height / 2, there: button !== null };
      });
      assert.equal(small.there, await shop.evaluate(() => 'documentPictureInPicture' in window));
      if (small.there) {
        await shop.mouse.click(small.x, small.y);
        await pages.shows(shop, popped, ({ pictures, open }) => pictures === 1 && open === 'false');
        await shop.evaluate(() => (window as PictureWindow).documentPictureInPicture?.window?.close());
        await pages.shows(shop, popped, ({ pictures, open }) => pictures === undefined && open === 'true');
      }

      await pages.press(shop, '[aria-label=Enlarge]');
      await pages.shows(shop, margins, ([left, top, right = 0]) => left === 8 && top === 8 && right < 300);
      await shop.setViewport({ width: 700, height: 500 });
      await pages.shows(shop, margins, all => all.every(margin => margin >= 8));

      // Put away the button tells of the call, also on the next page; there it stands where it stood.
      await shop.setViewport({ width: 1000, height: 800 });
      await pages.shows(shop, margins, ([left, top, right = 0]) => left === 8 && top === 8 && right > 200);
      const before = await shop.evaluate(margins);
      await pages.press(shop, '[aria-label=Minimise]');
      await pages.shows(shop, button, ({ text }) => text.includes('In a call with'));
      await shop.goto(`${pages.demo.url}shades.html`);
      await pages.shows(shop, button, ({ text }) => text.includes('In a call with'));
      await pages.press(shop, '#launcher');
      await pages.shows(shop, inCall, here => here);
      await pages.shows(
        shop,
        margins,
        ([left, top, right]) => left === 8 && top === 8 && right === before[2],
      );

      // A phone's screen: from edge to edge at the bottom, and the button behind it.
      await shop.setViewport({ width: 390, height: 700 });
      await pages.shows(
        shop,
        margins,
        ([left, top = -1, right, bottom]) => left === 0 && right === 0 && bottom === 0 && top >= 0,
      );
      assert.equal((await shop.evaluate(button)).shown, false);
      await pages.press(desk, '.leave');
      await pages.shows(shop, supportState, state => state === 'rating');
    });

    it('leaves a field that is typed in, and the last line of the page, to the page on a phone', async () => {
      const shop = await pages.open('shop.html');
      await shop.setViewport({ width: 390, height: 500 });
      await pages.shows(shop, supportState, state => state === 'closed');
      await shop.evaluate(() => {
        const field = document.createElement('input');
        document.querySelector('main')?.append(field);
        document.body.style.paddingBlockEnd = '600px';
      });
      await pages.shows(shop, button, ({ shown }) => shown);
      await shop.evaluate(() => document.querySelector('input')?.focus({ preventScroll: true }));
      await pages.shows(shop, button, ({ shown }) => !shown);
      await shop.evaluate(() => document.querySelector('input')?.blur());
      await pages.shows(shop, button, ({ shown }) => shown);
      await shop.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await pages.shows(shop, button, ({ shown }) => !shown);
      await shop.evaluate(() => scrollBy(0, -200));
      await pages.shows(shop, button, ({ shown }) => shown);
      // Where there is room beside the page it stays.
      await shop.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await shop.setViewport({ width: 1000, height: 500 });
      await pages.shows(shop, button, ({ shown }) => shown);
    });
  });
}
