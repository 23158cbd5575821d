// The demo's shop and its desk in one browser, over the demo's broker, and what tests ask of them.

import { type Demo, startDemo } from '../../demo/server.ts';
import { type BrowserName, launch, type PageScript, type TestBrowser, type TestPage } from './browsers.ts';
import { eventually } from './call-pages.ts';

const LIMIT_MS = 20_000;
export type Page = TestPage['page'];

export class DeskPages {
  readonly #opened: TestPage[] = [];

  private constructor(
    readonly demo: Demo,
    readonly browser: TestBrowser,
  ) {}

  static async start(name: BrowserName, flags?: readonly string[]): Promise<DeskPages> {
    const demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    return new DeskPages(demo, await launch(name, flags));
  }

  async open(path: string, before: readonly PageScript[] = []): Promise<Page> {
    const window = await this.browser.open(this.demo.url + path, before);
    this.#opened.push(window);
    return window.page;
  }

  /** Resolves once what a script gives in a page passes. */
  async shows<T>(page: Page, script: () => T, test: (value: T) => boolean): Promise<void> {
    await eventually(
      () => page.evaluate(script),
      value => test(value as T),
      LIMIT_MS,
      value =>
        `it shows ${JSON.stringify(value)}; ${this.#opened.flatMap(({ errors }) => errors).join(' | ')}`,
    );
  }

  press(page: Page, selector: string): Promise<void> {
    return page.evaluate(selector => {
      const element = document.querySelector('rtc-support, rtc-desk');
      element?.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
    }, selector);
  }

  /** Vera asks in the shop, as its page would for her. */
  async ask(shop: Page): Promise<void> {
    await this.shows(shop, supportState, state => state === 'closed');
    await shop.evaluate(() => {
      void document.querySelector('rtc-support')?.request({ name: 'Vera', topic: 'Which shade?' });
    });
  }

  /** And the desk accepts. */
  async accept(desk: Page, shop: Page): Promise<void> {
    await this.shows(desk, deskText, text => text.includes('Vera'));
    await this.press(desk, 'li .main');
    await this.shows(shop, inCall, here => here);
  }

  /** Gives what went wrong in the pages; Firefox reports every socket that a page leaves open when it goes. */
  async closePages(): Promise<string[]> {
    const opened = this.#opened.splice(0);
    for (const page of opened) await page.close();
    return opened.flatMap(({ errors }) => errors).filter(error => !error.includes('/mqtt'));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.demo.close();
  }
}

export const supportState = () => document.querySelector('rtc-support')?.getAttribute('state');
export const inCall = () =>
  document.querySelector('rtc-support')?.shadowRoot?.querySelector('.chat') !== null;
export const deskText = () => document.querySelector('rtc-desk')?.shadowRoot?.textContent ?? '';
/** What is written in the chat. */
export const log = () =>
  document.querySelector('rtc-support, rtc-desk')?.shadowRoot?.querySelector('.log')?.textContent ?? '';
/** Sends a message in the chat, once it is there. */
export const write = (text: string) => {
  const root = document.querySelector('rtc-support, rtc-desk')?.shadowRoot;
  const field = root?.querySelector<HTMLTextAreaElement>('.chat textarea');
  if (field) field.value = text;
  field?.form?.requestSubmit();
};
/** How ready each picture is. */
export const videos = () =>
  [...(document.querySelector('rtc-support, rtc-desk')?.shadowRoot?.querySelectorAll('video') ?? [])].map(
    ({ readyState }) => readyState,
  );
