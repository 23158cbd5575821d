// How long from pressing 'join' to a connected peer, beside the least that a page could do (pages/floor.ts). Both
// kinds of page run in turns, in the same browser, in new windows each round, with all code loaded beforehand.

import { startAedes, startDelayProxy } from '../support/brokers.ts';
import { launch, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';
import { bundle } from './bundle.ts';
import { median, table } from './measure.ts';
import type { PageOptions } from './pages/contract.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const DELAYS_MS: readonly number[] = [50, 0];
/** After the preparations: what new windows do by themselves for most of a second would run into the measured time. */
const SETTLE_MS = 1000;
const ROUND_LIMIT_MS = 20_000;

interface Variant {
  readonly name: string;
  readonly script: 'floor' | 'call';
  readonly warm: boolean;
  readonly secret: boolean;
  readonly tracksFirst?: boolean;
  readonly lean?: boolean;
  /** The most it may take, as a share of the cold floor, by the delay. */
  readonly target?: (delayMs: number) => number;
}

const FLOOR = 'floor, cold';
const VARIANTS: readonly Variant[] = [
  { name: FLOOR, script: 'floor', warm: false, secret: false },
  { name: 'floor, cold, camera first', script: 'floor', warm: false, secret: false, tracksFirst: true },
  { name: 'floor, cold, lean', script: 'floor', warm: false, secret: false, lean: true },
  { name: 'floor, broker connected', script: 'floor', warm: true, secret: false },
  {
    name: 'secret, cold',
    script: 'call',
    warm: false,
    secret: true,
    target: delay => (delay > 0 ? 1.05 : 1.15),
  },
  {
    name: 'secret, broker connected',
    script: 'call',
    warm: true,
    secret: true,
    target: delay => (delay > 0 ? 0.65 : 0.75),
  },
  { name: 'no secret, cold', script: 'call', warm: false, secret: false, target: () => 1.25 },
  { name: 'no secret, broker connected', script: 'call', warm: true, secret: false, target: () => 0.85 },
];

/** Runs the bench and prints its table. Resolves with whether every target was met. */
export async function setUp(): Promise<boolean> {
  const scripts = await bundle('floor', 'call');
  const pages = await startPages({
    ...scripts,
    'floor.html': htmlPage('', `import './floor.js';`),
    'call.html': htmlPage('', `import './call.js';`),
  });
  const broker = await startAedes();
  const browser = await launch('chromium');
  let met = true;
  try {
    for (const delayMs of DELAYS_MS) {
      const proxy = await startDelayProxy(broker.port, delayMs);
      const way = broker.url.replace(`:${broker.port}`, `:${proxy.port}`);
      const times = await measure(browser, pages, way);
      await proxy.close();
      met = report(delayMs, times) && met;
    }
  } finally {
    await browser.close();
    await pages.close();
    await broker.close();
  }
  return met;
}

async function measure(browser: TestBrowser, pages: Pages, broker: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(VARIANTS.map(({ name }) => [name, []]));
  // The first round warms the machine up and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const variant of VARIANTS) {
      const time = await once(browser, pages, broker, variant);
      if (round > 0) times.get(variant.name)?.push(time);
    }
  }
  return times;
}

async function once(browser: TestBrowser, pages: Pages, broker: string, variant: Variant): Promise<number> {
  const url = `${pages.url}${variant.script}.html`;
  const options: PageOptions = {
    broker,
    room: crypto.randomUUID(),
    ...(variant.secret ? { secret: newSecret() } : {}),
    ...(variant.tracksFirst ? { tracksFirst: true } : {}),
    ...(variant.lean ? { lean: true } : {}),
  };
  const [first, second] = await Promise.all([browser.open(url), browser.open(url)]);
  try {
    await within(
      first.page.evaluate(given => bench.wait(given), options),
      variant,
      first,
    );
    if (variant.warm) {
      await within(
        second.page.evaluate(given => bench.prepare(given), options),
        variant,
        second,
      );
    }
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
    const time = await within(
      second.page.evaluate(given => bench.join(given), options),
      variant,
      second,
    );
    await Promise.all([first, second].map(each => each.page.evaluate(() => bench.end())));
    return time;
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

/** What hangs is told with the page's own errors, and ends the bench. */
async function within<T>(work: Promise<T>, variant: Variant, page: TestPage): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`'${variant.name}' hangs. ${page.errors.join('; ')}`));
    }, ROUND_LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A secret as invite links have it: 22 base64url characters. */
function newSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
}

function report(delayMs: number, times: ReadonlyMap<string, readonly number[]>): boolean {
  const floor = median(times.get(FLOOR) ?? []);
  let met = true;
  const rows = VARIANTS.map(({ name, target }) => {
    const values = times.get(name) ?? [];
    const ratio = median(values) / floor;
    const limit = target?.(delayMs);
    const kept = limit === undefined || ratio <= limit;
    met &&= kept;
    return [
      name,
      median(values).toFixed(0),
      Math.min(...values).toFixed(0),
      Math.max(...values).toFixed(0),
      ratio.toFixed(2),
      limit?.toFixed(2) ?? '',
      limit === undefined ? '' : kept ? 'met' : 'MISSED',
    ];
  });
  const head = [`${delayMs} ms each way to the broker`, 'median ms', 'min', 'max', 'ratio', 'target', ''];
  console.log(`\n${table([head, ...rows])}`);
  return met;
}
