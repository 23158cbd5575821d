// Every element in every state, as the gallery shows them: nothing that axe finds, no text cut off, nothing that the
// style of a page could change.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { type BrowserName, findBrowser } from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';
import { lookWithin } from '../support/computed-look.ts';
import { textsCutOff } from '../support/cut-off.ts';
import { Gallery, type Scenes, type Shown } from '../support/gallery-pages.ts';
import { RIGHT_TO_LEFT } from '../support/right-to-left.ts';

const names: readonly BrowserName[] = ['chromium', 'firefox'];
const long = Boolean(process.env.LONG);
/** Firefox draws so many scenes slowly: there the longest words and the edges are enough. */
const LANGUAGES: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['en', 'de', RIGHT_TO_LEFT],
  firefox: long ? ['de', RIGHT_TO_LEFT] : ['de'],
};
const WIDTHS: Readonly<Record<BrowserName, readonly number[]>> = {
  chromium: [280, 320, 768, 1280],
  firefox: [280, 1280],
};
/** And all at once would be more than it has in sight. */
const PARTS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['1/1'],
  firefox: ['1/3', '2/3', '3/3'],
};
const DRAWN_LIMIT_MS = 5000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Success criterion 1.4.3. */
const CONTRAST = 'wcag143';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const HOSTILE = new URL('../../demo/hostile.css', import.meta.url);

/** The part of axe that is used here. */
interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
}

/** What axe finds in the page that it runs in, by rules with these tags. */
async function violations(runOnly: string[]): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
  );
}

/** Turns a scene's page dark: runs in it. */
function turnDark(): void {
  document.documentElement.style.setProperty('color-scheme', 'dark');
  for (const element of document.body.children) element.setAttribute('theme', 'dark');
}

/** Asks every scene; the answers, none of which there should be, with the scene's name. */
async function inEvery(
  shown: readonly Shown[],
  ask: (shown: Shown) => Promise<readonly string[]>,
): Promise<string[]> {
  const told: string[] = [];
  for (const each of shown) told.push(...(await ask(each)).map(line => `${each.name}: ${line}`));
  return told;
}

for (const name of names.filter(findBrowser)) {
  describe(`the gallery in ${name}`, () => {
    let gallery: Gallery;

    before(async () => {
      gallery = await Gallery.open(name);
    });
    after(() => gallery?.close());

    const pages = LANGUAGES[name].flatMap(lang => PARTS[name].map(part => ({ lang, part })));
    for (const { lang, part } of pages) {
      describe(`in ${lang}, ${part} of the scenes`, () => {
        // What is wrong in one direction is so in the other, and contrast is the same in every language.
        const ruled = long || lang !== RIGHT_TO_LEFT;
        const contrasted = long || lang === 'de';
        let page: Scenes;

        before(async () => {
          page = await gallery.scenes({ lang, part, width: '768' });
        });
        after(async () => {
          assert.deepEqual(page?.uncaught, []);
          await page?.close();
        });

        if (ruled)
          it('is accessible', async () => {
            const axe = await readFile(AXE, 'utf8');
            const found = await inEvery(page.shown, async ({ frame }) => {
              await frame.evaluate(axe);
              return frame.evaluate(violations, [...RULES]);
            });
            assert.deepEqual(found, []);
          });

        if (contrasted)
          it('is readable in the dark', async () => {
            const found = await inEvery(page.shown, async ({ frame }) => {
              await frame.evaluate(turnDark);
              return frame.evaluate(violations, [CONTRAST]);
            });
            assert.deepEqual(found, []);
          });

        it('cuts no text off, however narrow', async () => {
          for (const width of WIDTHS[name]) {
            await page.page.evaluate(pixels => {
              for (const each of document.querySelectorAll('iframe')) {
                each.style.setProperty('inline-size', `${pixels}px`);
              }
            }, width);
            // A frame takes its time until it is drawn at its new size.
            await eventually(
              () => inEvery(page.shown, ({ frame }) => frame.evaluate(textsCutOff)),
              found => found.length === 0,
              DRAWN_LIMIT_MS,
              found => `${width} pixels wide: ${found.join('\n')}`,
            );
          }
        });
      });
    }

    for (const scene of ['lobby', 'waiting', 'five', 'trouble', 'chat-empty', 'failed', 'companions']) {
      it(`looks the same in a page of hostile style: ${scene}`, async () => {
        const { page, close } = await gallery.visit({ scene, lang: 'de' }, { width: 900, height: 700 });
        let last = '';
        // Tiles find their places after their container has its own.
        const look = () =>
          eventually(
            () => page.evaluate(lookWithin),
            found => {
              const before = last;
              last = JSON.stringify(found);
              return last === before;
            },
            DRAWN_LIMIT_MS,
            () => 'it never comes to rest',
          );
        await page.evaluate(() => {
          // Its lines become read while one looks.
          document.querySelector('body > rtc-chat')?.remove();
          // Where an element stands and how large it is, is the page's to say.
          for (const { style, localName } of document.querySelectorAll<HTMLElement>('body > *')) {
            const place = {
              margin: '0',
              padding: '0',
              border: '0',
              position: 'relative',
              'inline-size': '700px',
            };
            const size =
              localName === 'rtc-tile' ? '120px' : localName === 'rtc-controls' ? '120px' : '500px';
            for (const [property, value] of Object.entries({
              ...place,
              display: 'block',
              'block-size': size,
            })) {
              style.setProperty(property, value, 'important');
            }
          }
        });
        const calm = await look();
        assert.ok(Object.keys(calm).length > 5);
        await page.addStyleTag({ content: await readFile(HOSTILE, 'utf8') });
        const hostile = await look();
        const differing = Object.entries(calm).flatMap(([element, styles]) =>
          Object.entries(styles)
            .filter(([property, value]) => !isSame(value, hostile[element]?.[property]))
            .map(([property, value]) => `${element} ${property}: ${value} → ${hostile[element]?.[property]}`),
        );
        assert.deepEqual(differing, []);
        await close();
      });
    }
  });
}

/** Equal, or places that differ by less than half a pixel. */
function isSame(one: string, other = ''): boolean {
  if (one === other) return true;
  const [before, after] = [one, other].map(text => text.split(' ').map(Number));
  return Boolean(
    before?.length === 4 &&
      before.every((value, index) => Math.abs(value - (after?.[index] ?? Number.NaN)) < 0.5),
  );
}
