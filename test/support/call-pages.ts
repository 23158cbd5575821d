// Pages that hold one `<rtc-call>`, and what tests ask of them.

import { setTimeout as wait } from 'node:timers/promises';
import type { Participant } from '../../src/session/call-state.ts';
import type { PageScript, TestBrowser, TestPage } from './browsers.ts';
import type { Pages } from './pages.ts';
import { type Held, watch } from './watch.ts';

/** What the tests use of the element; the element's own type is not needed for that. */
interface CallElement extends HTMLElement {
  readonly state: string;
  readonly participants: readonly Participant[];
  join(): Promise<void>;
  leave(): Promise<void>;
  sendMessage(text: string): void;
  getStats(): Promise<ReadonlyMap<string, RTCStatsReport>>;
}

declare global {
  /** The page's element, also when it was removed since. */
  var testCall: CallElement;
  /** What its events told; of those who went, the reasons. */
  var testSeen: { texts: string[]; errors: string[]; states: string[]; departures: string[] };
}

/** Attributes of the element; `true` for a boolean one. */
export type Attributes = Readonly<Record<string, string | true>>;

/** What has come from one participant so far. */
export interface Received {
  readonly frames: number;
  readonly energy: number;
}

export const CONNECT_LIMIT_MS = 20_000;
const DEFINED_LIMIT_MS = 5000;
const MEDIA_LIMIT_MS = 20_000;
const POLL_MS = 100;

let opened = 0;

/** Finds the element and remembers its events; runs ahead of the page's scripts. */
function listen(): void {
  let found: CallElement | null = null;
  Object.defineProperty(globalThis, 'testCall', {
    get: () => {
      found = document.querySelector<CallElement>('rtc-call') ?? found;
      return found;
    },
  });
  globalThis.testSeen = { texts: [], errors: [], states: [], departures: [] };
  addEventListener('rtc-message-received', event => {
    const { message } = event as unknown as { message: { self: boolean; text: string } };
    if (!message.self) testSeen.texts.push(message.text);
  });
  addEventListener('rtc-error', event => {
    testSeen.errors.push((event as unknown as { error: { code: string } }).error.code);
  });
  addEventListener('rtc-participant-left', event => {
    testSeen.departures.push((event as unknown as { reason: string }).reason);
  });
  addEventListener('rtc-state-changed', event => {
    testSeen.states.push((event as unknown as { state: string }).state);
  });
}

/** One end of a call. */
export class CallPage {
  readonly #opened: TestPage;
  readonly label: string;

  constructor(opened: TestPage, label: string) {
    this.#opened = opened;
    this.label = label;
  }

  /** Opens a page with the element, written in its html, and `/dist/rtc.js` by a script tag. */
  static async open(
    browser: TestBrowser,
    pages: Pick<Pages, 'url' | 'set'>,
    attributes: Attributes,
  ): Promise<CallPage> {
    const name = `call-${opened}.html`;
    pages.set(name, callHtml(attributes));
    return CallPage.visit(browser, `${pages.url}${name}`);
  }

  /** Opens a page that has the element in it. `before` are scripts that run ahead of the page's own. */
  static async visit(
    browser: TestBrowser,
    url: string,
    before: readonly PageScript[] = [],
  ): Promise<CallPage> {
    const label = `${browser.name} ${++opened}`;
    const page = await browser.open(url, [watch, listen, ...before]);
    await eventually(
      () => page.page.evaluate(() => customElements.get('rtc-call') !== undefined),
      defined => defined,
      DEFINED_LIMIT_MS,
      () => `rtc-call is not defined; is the build there? ${page.errors.join(' | ')}`,
    );
    return new CallPage(page, label);
  }

  get page() {
    return this.#opened.page;
  }

  /** Errors on the console, uncaught exceptions and rejections among them. */
  get errors(): readonly string[] {
    return this.#opened.errors;
  }

  get uncaught(): readonly string[] {
    return this.#opened.uncaught;
  }

  close(): Promise<void> {
    return this.#opened.close();
  }

  state(): Promise<string | null> {
    return this.page.evaluate(() => testCall.getAttribute('state'));
  }

  /** Resolves when the element's `state` attribute is `wanted`; rejects after a while with what it was instead. */
  async reaches(wanted: string, limitMs = CONNECT_LIMIT_MS): Promise<void> {
    const get = () => this.state();
    await eventually(
      get,
      state => state === wanted,
      limitMs,
      async state => {
        const story = await this.page.evaluate(() => JSON.stringify(testSeen));
        return `${this.label} is '${state}', not '${wanted}'; ${story} ${this.#opened.errors.join(' | ')}`;
      },
    );
  }

  /** The names of the others. */
  others(): Promise<string[]> {
    return this.page.evaluate(() => testCall.participants.filter(each => !each.self).map(each => each.name));
  }

  /** What came from each of the others so far, by their id. */
  async received(): Promise<Map<string, Received>> {
    const entries = await this.page.evaluate(async () => {
      const reports = await testCall.getStats();
      return [...reports].map(([id, report]) => {
        const inbound = [...(report as unknown as Map<string, Record<string, unknown>>).values()].filter(
          each => each.type === 'inbound-rtp',
        );
        const sum = (name: string) => inbound.reduce((total, each) => total + Number(each[name] ?? 0), 0);
        return [id, { frames: sum('framesDecoded'), energy: sum('totalAudioEnergy') }] as const;
      });
    });
    return new Map(entries);
  }

  /** Resolves when pictures and sound keep coming from `count` others. */
  async seesAndHears(count: number): Promise<void> {
    const first = new Map<string, Received>();
    await eventually(
      async () => {
        const now = await this.received();
        for (const [id, { frames, energy }] of now) {
          const before = first.get(id);
          // A new connection counts from the beginning.
          if (!before || frames < before.frames || energy < before.energy) first.set(id, { frames, energy });
        }
        return now;
      },
      now =>
        now.size === count &&
        [...now].every(([id, { frames, energy }]) => {
          const before = first.get(id) ?? { frames: 0, energy: 0 };
          return frames > before.frames + 5 && energy > before.energy;
        }),
      MEDIA_LIMIT_MS,
      now =>
        `${this.label} receives ${JSON.stringify([...now])} from ${count} after ${JSON.stringify([...first])}`,
    );
  }

  /**
   * How packets get to and from each of the others at this moment: `direct`, or by which protocol this side talks to
   * a relay; `relay of the other side` where it is that one's.
   */
  async paths(): Promise<string[]> {
    return this.page.evaluate(async () => {
      type Entries = Map<string, Record<string, string>>;
      return [...(await testCall.getStats()).values()].map(report => {
        const entries = report as unknown as Entries;
        const transport = [...entries.values()].find(({ type }) => type === 'transport');
        const pair = entries.get(transport?.selectedCandidatePairId ?? '');
        const [own, other] = [pair?.localCandidateId, pair?.remoteCandidateId].map(id =>
          entries.get(id ?? ''),
        );
        if (own?.candidateType === 'relay') return `relay over ${own.relayProtocol}`;
        if (other?.candidateType === 'relay') return 'relay of the other side';
        return pair ? 'direct' : 'none';
      });
    });
  }

  async send(text: string): Promise<void> {
    await this.page.evaluate(given => void testCall.sendMessage(given), text);
  }

  /** Resolves when `text` has come from somebody else. */
  async reads(text: string): Promise<void> {
    const get = () => this.page.evaluate(() => testSeen.texts);
    await eventually(
      get,
      texts => texts.includes(text),
      10_000,
      texts => `${this.label} read ${JSON.stringify(texts)}`,
    );
  }

  /** Resolves when somebody else has gone, with the reasons of all who have. */
  seesGo(): Promise<string[]> {
    return eventually(
      () => this.page.evaluate(() => testSeen.departures),
      departures => departures.length > 0,
      CONNECT_LIMIT_MS,
      () => `${this.label} saw nobody go`,
    );
  }

  /** Tracks, connections, sockets and timers that the page holds at this moment. */
  held(): Promise<Held> {
    return this.page.evaluate(() => testHeld?.() ?? { tracks: [], connections: [], sockets: [], timers: [] });
  }
}

/** Asks `get` until `enough`; rejects after `limitMs` with what `explain` makes of the last answer. */
export async function eventually<T>(
  get: () => Promise<T>,
  enough: (value: T) => boolean,
  limitMs: number,
  explain: (value: T) => string | Promise<string>,
): Promise<T> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const value = await get();
    if (enough(value)) return value;
    if (performance.now() > limit) throw new Error(await explain(value));
    await wait(POLL_MS);
  }
}

function callHtml(attributes: Attributes): string {
  const written = Object.entries(attributes)
    .map(([name, value]) => (value === true ? name : `${name}="${value.replaceAll('"', '&quot;')}"`))
    .join(' ');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Call</title>
<script type="module" src="/dist/rtc.js"></script>
<body><rtc-call ${written}></rtc-call></body></html>`;
}
