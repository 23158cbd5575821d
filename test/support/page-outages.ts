// What happens to a page, to the machine below it and to the broker in the midst of a call, and how long it takes until
// all is as before, in milliseconds.

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { startAedes } from './brokers.ts';
import { type BrowserName, launch } from './browsers.ts';
import { type Attributes, CallPage, eventually } from './call-pages.ts';
import { SECRET } from './call-stage.ts';
import type { Pages } from './pages.ts';
import { putToSleep } from './process-tree.ts';

const MEDIA_LIMIT_MS = 20_000;
/** Firefox itself holds back sockets to a path that has refused some, each time for longer: up to a minute. */
const BROKER_LIMIT_MS = 135_000;

interface Mark {
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Slept {
  /** Until those who did not sleep hear again, and until who did does. */
  readonly sound: number;
  readonly own: number;
  /** After how much silence the others were shown that something is wrong. */
  readonly unstable: number;
  readonly reconnecting: number;
}

export class PageOutages {
  readonly #broker: Awaited<ReturnType<typeof startAedes>>;
  readonly #pages: Pick<Pages, 'url' | 'set'>;
  readonly #open: (name: BrowserName, attributes: Attributes) => Promise<CallPage>;
  readonly #room: () => string;

  /** Pages are opened by `open` and served by `pages`. */
  constructor(
    broker: Awaited<ReturnType<typeof startAedes>>,
    pages: Pick<Pages, 'url' | 'set'>,
    open: (name: BrowserName, attributes: Attributes) => Promise<CallPage>,
  ) {
    let rooms = 0;
    this.#broker = broker;
    this.#pages = pages;
    this.#open = open;
    this.#room = () => `outage-${++rooms}`;
  }

  /** A tab crashes: until it is gone from the other screen. */
  async crash(): Promise<number> {
    const [one, other] = await this.#pair('chromium');
    const crashing = await one.page.createCDPSession();
    const start = performance.now();
    crashing.send('Page.crash').catch(() => {}); // Nobody is left to answer.
    assert.deepEqual(await other.seesGo(), ['lost']);
    return performance.now() - start;
  }

  /** A machine sleeps for so long. */
  async sleep(seconds: number): Promise<Slept> {
    const attributes = this.#attributes();
    const other = await this.#open('chromium', attributes);
    const browser = await launch('chromium');
    try {
      const one = await CallPage.open(browser, this.#pages, attributes);
      await connected(one, other);
      const marks = await watchLinks(other);
      const wake = putToSleep(browser.browser.process()?.pid ?? 0);
      const slept = Date.now();
      try {
        await wait(seconds * 1000);
      } finally {
        wake();
      }
      const [sound, own] = await Promise.all([hearsAgain(other), hearsAgain(one)]);
      await connected(one, other);
      const all = await marks();
      const after = (link: string) => (all.find(each => each.link === link)?.at ?? Number.NaN) - slept;
      assert.deepEqual(
        all.slice(0, 2).map(({ link }) => link),
        ['unstable', 'reconnecting'],
      );
      assert.deepEqual(await other.others(), [''], 'who slept is there once');
      return { sound, own, unstable: after('unstable'), reconnecting: after('reconnecting') };
    } finally {
      await browser.close();
    }
  }

  /** The broker goes away for so long: until both are back at it. Rejects if anybody noticed. */
  async brokerGone(name: BrowserName, seconds: number): Promise<{ back: number; connections: number }> {
    const [one, other] = await this.#pair(name);
    const marks = await watchLinks(other);
    const made = () => other.page.evaluate(() => testConnections.length);
    const before = await made();
    await this.#broker.stop();
    await wait(seconds * 1000);
    await this.#broker.start();
    const start = performance.now();
    await eventually(
      async () => this.#broker.clients.length,
      count => count >= 2,
      BROKER_LIMIT_MS,
      count => `${count} came back`,
    );
    const back = performance.now() - start;
    await connected(one, other);
    await one.send('Still here');
    await other.reads('Still here');
    assert.deepEqual(await marks(), []);
    return { back, connections: (await made()) - before };
  }

  /** A page is loaded again: until it has sound and picture of the other, from the beginning. */
  async reload(name: BrowserName): Promise<number> {
    const [one, other] = await this.#pair(name);
    return navigate(one, other, () => one.page.reload());
  }

  /** A link is followed to another page of the site that has the same call: the same. */
  async follow(name: BrowserName): Promise<number> {
    const [one, other] = await this.#pair(name);
    // But for what the element itself has written into it.
    const html = await one.page.evaluate(() =>
      document.querySelector('rtc-call')?.outerHTML.replace(/ state="\w*"/, ''),
    );
    this.#pages.set(
      'next.html',
      `<!doctype html><title>Next</title><script type="module" src="/dist/rtc.js"></script>${html}`,
    );
    return navigate(one, other, () => one.page.goto(`${this.#pages.url}next.html`));
  }

  /** Two in a call; the first joins by itself only where it comes back. */
  async #pair(name: BrowserName): Promise<[CallPage, CallPage]> {
    const { autojoin, ...attributes } = this.#attributes();
    const one = await this.#open(name, attributes);
    const other = await this.#open(name, { ...attributes, autojoin });
    await one.page.evaluate(() => testCall.join());
    await connected(one, other);
    return [one, other];
  }

  #attributes() {
    return { broker: this.#broker.url, secret: SECRET, room: this.#room(), autojoin: true } as const;
  }
}

/** Navigates a page by `go`: until it has sound and picture of the other again, in milliseconds from the beginning. */
export async function navigate(one: CallPage, other: CallPage, go: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await go();
  await one.reaches('connected');
  await eventually(
    async () => [...(await one.received()).values()][0],
    now => (now?.frames ?? 0) > 0 && (now?.energy ?? 0) > 0,
    MEDIA_LIMIT_MS,
    now => `${one.label} has ${JSON.stringify(now)}`,
  );
  const took = performance.now() - start;
  await Promise.all([one, other].map(page => page.seesAndHears(1)));
  return took;
}

async function connected(...pages: CallPage[]): Promise<void> {
  await Promise.all(pages.map(page => page.reaches('connected')));
  await Promise.all(pages.map(page => page.seesAndHears(1)));
}

/** Remembers every link with the one other participant. */
async function watchLinks({ page }: CallPage): Promise<() => Promise<Mark[]>> {
  await page.evaluate(() => {
    const marks: Mark[] = [];
    Object.assign(globalThis, { testMarks: marks });
    const note = () => {
      const link = testCall.participants.find(({ self }) => !self)?.link ?? 'gone';
      if (link !== (marks.at(-1)?.link ?? 'connected')) marks.push({ link, at: Date.now() });
    };
    for (const type of ['joined', 'changed', 'left']) addEventListener(`rtc-participant-${type}`, note);
  });
  return () => page.evaluate(() => (globalThis as unknown as { testMarks: Mark[] }).testMarks);
}

/** Resolves when sound comes to `page` that it has not had yet, with the milliseconds that it took. */
async function hearsAgain(page: CallPage): Promise<number> {
  const start = performance.now();
  const energy = async () => [...(await page.received()).values()].map(each => each.energy)[0];
  const before = await energy();
  await eventually(
    energy,
    now => now !== undefined && now > 0 && now !== before,
    MEDIA_LIMIT_MS,
    () => 'no sound',
  );
  return performance.now() - start;
}
