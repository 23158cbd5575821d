// Pages of the gallery in a browser: all scenes at once, each in its frame, or one of them alone.

import type { Frame } from 'puppeteer-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { type BrowserName, launch, type TestBrowser, type TestPage } from './browsers.ts';

const READY_LIMIT_MS = 120_000;

/** What the gallery can be asked for. */
export interface Asked {
  readonly lang?: string;
  readonly theme?: string;
  readonly width?: string;
  readonly scene?: string;
  /** `2/3`: the second third of all scenes. */
  readonly part?: string;
}

/** A scene in its frame. */
export interface Shown {
  readonly name: string;
  readonly frame: Frame;
}

/** All scenes in one page. */
export type Scenes = TestPage & { readonly shown: readonly Shown[] };

/** The demo server and a browser that looks at its gallery. */
export class Gallery {
  readonly #demo: Demo;
  readonly #browser: TestBrowser;

  private constructor(demo: Demo, browser: TestBrowser) {
    this.#demo = demo;
    this.#browser = browser;
  }

  static async open(name: BrowserName): Promise<Gallery> {
    const demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    return new Gallery(demo, await launch(name));
  }

  /** Resolves when everything that was asked for is drawn. */
  async visit(asked: Asked, viewport = { width: 1400, height: 900 }): Promise<TestPage> {
    const opened = await this.#browser.open('about:blank');
    await opened.page.setViewport(viewport);
    opened.page.setDefaultNavigationTimeout(READY_LIMIT_MS);
    // Videos may keep the load event waiting.
    await opened.page.goto(`${this.#demo.url}gallery.html?${new URLSearchParams({ ...asked })}`, {
      waitUntil: 'domcontentloaded',
    });
    await opened.page.waitForSelector('html[data-ready]', { timeout: READY_LIMIT_MS });
    return opened;
  }

  /** Visits all scenes at once. */
  async scenes(asked: Asked): Promise<Scenes> {
    // Firefox draws no frame that is out of sight.
    const all = { width: 2400, height: 9000 };
    const opened = await this.visit(asked, this.#browser.name === 'firefox' ? all : undefined);
    const shown: Shown[] = [];
    for (const handle of await opened.page.$$('#scenes iframe')) {
      const frame = await handle.contentFrame();
      const name = await handle.evaluate(each => each.name);
      shown.push({ name, frame });
    }
    return { ...opened, shown };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.close();
  }
}
