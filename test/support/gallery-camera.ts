// Photographs the gallery, every scene in every language, width and scheme, so that a picture is the same whenever it
// is made: the moment stands still, nothing moves, has the focus or is pointed at. What becomes of the pictures is for
// others.

import type { CDPSession } from 'puppeteer-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { CHROMIUM_FLAGS, launch, type TestBrowser, type TestPage } from './browsers.ts';
import { RIGHT_TO_LEFT } from './right-to-left.ts';

export const LANGUAGES = ['en', 'de', RIGHT_TO_LEFT] as const;
export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [320, 768, 1280] as const;

/** Links to the page, and their QR codes, are the same on every port. */
const HOST = 'gallery.localhost';
const READY_LIMIT_MS = 120_000;
/** So many pages share the scenes of a language: what is in sight of one has to fit into a picture. */
const PARTS = 5;
/** As many at a time as there are processors where this mostly runs. */
const AT_ONCE = 2;
/** All scenes are in sight from the beginning: what has been seen once is another thing to a chat. */
const PAGE_PX = { width: 2700, height: 8500 };
/** What is narrow is a phone: nothing hovers, and what a mouse would bring forth is there. */
const PHONE_PX = 400;
/** From here on a scene has the height that is meant for wide pages. */
const WIDE_PX = 700;

/** Some scenes in one language, width and scheme. */
export interface Photograph {
  readonly lang: string;
  readonly theme: string;
  readonly width: number;
  /** Which of the pages. */
  readonly part: number;
  /** All of the page, as a PNG file. */
  readonly png: Buffer;
  /** Where each scene is on it. */
  readonly places: readonly Place[];
}

/** A scene on a page. */
export interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The demo server and a Chromium to look at its gallery. */
export class GalleryCamera {
  readonly #demo: Demo;
  readonly #browser: TestBrowser;

  private constructor(demo: Demo, browser: TestBrowser) {
    this.#demo = demo;
    this.#browser = browser;
  }

  static async open(): Promise<GalleryCamera> {
    const demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    const mapped = `--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${demo.port}`;
    return new GalleryCamera(demo, await launch('chromium', [...CHROMIUM_FLAGS, mapped]));
  }

  /** The browser and its version. */
  version(): Promise<string> {
    return this.#browser.browser.version();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.close();
  }

  /** Hands over all there is, in no certain order. */
  async photograph(
    take: (photograph: Photograph) => void,
    languages: readonly string[] = LANGUAGES,
  ): Promise<void> {
    const jobs = languages.flatMap(lang =>
      Array.from({ length: PARTS }, (_, index) => ({ lang, part: index + 1 })),
    );
    const queue = jobs.values();
    const work = async () => {
      for (const { lang, part } of queue) await this.#visit(lang, part, take);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #visit(lang: string, part: number, take: (photograph: Photograph) => void): Promise<void> {
    const opened = await this.#browser.open('about:blank', [stopClock]);
    const { page } = opened;
    const session = await page.createCDPSession();
    await page.setViewport(PAGE_PX);
    await page.emulateTimezone('UTC');
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const query = new URLSearchParams({ lang, part: `${part}/${PARTS}`, width: String(WIDTHS[0]) });
    // Videos may keep the load event waiting.
    await page.goto(`http://${HOST}/gallery.html?${query}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('html[data-ready]', { timeout: READY_LIMIT_MS });
    for (const width of WIDTHS) {
      const places = await arrange(opened, session, width);
      for (const theme of THEMES) {
        for (const frame of page.frames()) await frame.evaluate(colour, theme);
        for (const frame of page.frames()) await frame.evaluate(stopMoving);
        const clip = { x: 0, y: 0, width: PAGE_PX.width, height: bottomOf(places) };
        const png = Buffer.from(
          await page.screenshot({ clip, captureBeyondViewport: false, optimizeForSpeed: true }),
        );
        take({ lang, theme, width, part, png, places });
      }
    }
    if (opened.uncaught.length > 0) throw new Error(opened.uncaught.join('\n'));
    await opened.close();
  }
}

/** Makes all scenes as wide as this; resolves with their places. */
async function arrange({ page }: TestPage, session: CDPSession, width: number): Promise<readonly Place[]> {
  // Not by the viewport: then the page would be loaded anew.
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: width < PHONE_PX });
  const places = await page.$$eval(
    '#scenes iframe',
    (frames, pixels, wide) => {
      for (const { style, dataset } of frames) {
        style.setProperty('inline-size', `${pixels}px`);
        style.setProperty('block-size', `${pixels < wide ? dataset.narrow : dataset.wide}px`);
      }
      return frames.map(frame => {
        const { x, y, width, height } = frame.getBoundingClientRect();
        return { name: frame.name, x: Math.round(x), y: Math.round(y), width, height };
      });
    },
    width,
    WIDE_PX,
  );
  const bottom = bottomOf(places);
  if (bottom > PAGE_PX.height) throw new Error(`${bottom} pixels of scenes are more than are in sight.`);
  return places;
}

const bottomOf = (places: readonly Place[]) => Math.max(...places.map(({ y, height }) => y + height));

/** Runs in a page: it is always the same moment. */
function stopClock(): void {
  const now = Date.UTC(2026, 0, 1, 12);
  globalThis.Date = new Proxy(Date, {
    construct: (target, given) => new target(...((given.length ? given : [now]) as [number])),
  });
  Date.now = () => now;
}

/** Runs in a page: turns it light or dark. */
function colour(theme: string): void {
  document.documentElement.style.setProperty('color-scheme', theme);
  for (const element of document.querySelectorAll('.scene body > *')) element.setAttribute('theme', theme);
}

/** Runs in a page: animations stand where they begin, no caret blinks, nothing has the focus, all is drawn. */
async function stopMoving(): Promise<void> {
  if (window === window.top) document.querySelector<HTMLElement>('a')?.focus();
  const frames = async (count: number) => {
    for (let each = 0; each < count; each++) await new Promise(resolve => requestAnimationFrame(resolve));
  };
  // Tiles find their places after their container has its own.
  await frames(4);
  const still = new CSSStyleSheet();
  still.replaceSync('* { caret-color: transparent !important }');
  const visit = (root: Document | ShadowRoot) => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, still];
    for (const animation of root.getAnimations()) {
      animation.pause();
      animation.currentTime = 0;
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) visit(shadowRoot);
  };
  visit(document);
  await frames(2);
}
