// What the interface costs: processor time of a call of four beside the same mesh in a page without interface, with
// pictures of the same size and the same sound, both in turns; how soon a click shows with nine people; and the
// longest task while somebody joins.

import { setTimeout as wait } from 'node:timers/promises';
import { startAedes } from '../support/brokers.ts';
import { launch, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';
import { processorTime } from '../support/processor-time.ts';
import { bundle } from './bundle.ts';
import { median, table } from './measure.ts';
import type {} from './pages/cost-contract.ts';
import type {} from './pages/nine.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const PEOPLE = 4;
const SETTLE_MS = 4000;
const MEASURED_MS = 10_000;
const MOST_COST = 1.05;
const MOST_CLICK_MS = 100;
const MOST_TASK_MS = 50;
const CLICKS = 10;

const STYLE = `<style>body { margin: 0; display: grid; grid-template-columns: 640px 640px }
.box { block-size: 480px; overflow: hidden }
.grid { display: grid; grid-template: 196px 196px / 305px 305px; gap: 10px; padding: 10px; box-sizing: border-box }
.grid video { inline-size: 100%; block-size: 100%; object-fit: cover; min-block-size: 0 }
.whole { inline-size: 1280px; block-size: 800px }</style>`;

/** Runs the bench and prints its tables. Resolves with whether every target was met. */
export async function measureCost(): Promise<boolean> {
  const scripts = await bundle('cost-bare', 'cost-call', 'nine');
  const html = (name: string) => htmlPage(STYLE, `import './${name}.js';`);
  const pages = await startPages({
    ...scripts,
    'bare.html': html('cost-bare'),
    'call.html': html('cost-call'),
    'nine.html': html('nine'),
  });
  try {
    const cheap = await processor(pages);
    const quick = await reactions(pages);
    return cheap && quick;
  } finally {
    await pages.close();
  }
}

interface Sample {
  readonly framesPerSecond: number;
  /** Milliseconds of processor time for each frame that was decoded, whatever else was done for it. */
  readonly perFrame: number;
}

async function processor(pages: Pages): Promise<boolean> {
  const broker = await startAedes();
  const samples: Record<'bare' | 'call', Sample[]> = { bare: [], call: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of ['bare', 'call'] as const) samples[name].push(await mesh(pages, name, broker.url));
    }
  } finally {
    await broker.close();
  }
  const times = (name: 'bare' | 'call') => samples[name].map(each => each.perFrame);
  const ratio = median(times('call')) / median(times('bare'));
  const met = ratio <= MOST_COST;
  const row = (title: string, name: 'bare' | 'call', rest: string[]) => [
    title,
    median(times(name)).toFixed(2),
    Math.min(...times(name)).toFixed(2),
    Math.max(...times(name)).toFixed(2),
    median(samples[name].map(each => each.framesPerSecond)).toFixed(0),
    ...rest,
  ];
  const head = [
    `${PEOPLE} people at 640×360, all in one page`,
    'ms/frame',
    'min',
    'max',
    'frames/s',
    'ratio',
    'target',
    '',
  ];
  console.log(
    `\n${table([
      head,
      row('mesh without interface', 'bare', ['1.00', '', '']),
      row('<rtc-call>', 'call', [ratio.toFixed(3), MOST_COST.toFixed(2), met ? 'met' : 'MISSED']),
    ])}`,
  );
  return met;
}

/** One round in a browser of its own. */
async function mesh(pages: Pages, name: 'bare' | 'call', broker: string): Promise<Sample> {
  const browser = await launch('chromium');
  try {
    const opened = await browser.open(`${pages.url}${name}.html`);
    await opened.page.setViewport({ width: 1280, height: 960 });
    const options = { broker, room: crypto.randomUUID(), secret: newSecret(), count: PEOPLE };
    await opened.page.evaluate(given => cost.begin(given), options);
    await wait(SETTLE_MS);
    const pid = browser.browser.process()?.pid ?? 0;
    const [before, framesBefore, begun] = [processorTime(pid), await frames(opened), performance.now()];
    await wait(MEASURED_MS);
    const [after, framesAfter, ended] = [processorTime(pid), await frames(opened), performance.now()];
    const seconds = (ended - begun) / 1000;
    await opened.page.evaluate(() => cost.end());
    const count = framesAfter - framesBefore;
    return { framesPerSecond: count / seconds, perFrame: (1000 * (after - before)) / count };
  } finally {
    await browser.close();
  }
}

const frames = ({ page }: TestPage) => page.evaluate(() => cost.frames());

async function reactions(pages: Pages): Promise<boolean> {
  const browser = await launch('chromium');
  try {
    const joins: number[] = [];
    for (let round = 0; round < ROUNDS; round++) joins.push(await joining(browser, pages));
    const clicks = await clicking(browser, pages);
    const rows = [
      ['click to picture, nine people (16: the least that is told)', clicks, MOST_CLICK_MS],
      ['longest task while three join (0: none of 50 and more)', median(joins), MOST_TASK_MS],
    ] as const;
    const told = rows.map(([title, value, most]) => [
      title,
      value.toFixed(0),
      String(most),
      value <= most ? 'met' : 'MISSED',
    ]);
    console.log(`\n${table([['', 'ms', 'target', ''], ...told])}`);
    return rows.every(([, value, most]) => value <= most);
  } finally {
    await browser.close();
  }
}

/** Three come one after another to a page that waits; the longest task there. */
async function joining(browser: TestBrowser, pages: Pages): Promise<number> {
  const broker = await startAedes();
  const [one, others] = await Promise.all(
    ['call', 'bare'].map(name => browser.open(`${pages.url}${name}.html`)),
  );
  if (!one || !others) throw new Error('no pages');
  try {
    const options = { broker: broker.url, room: crypto.randomUUID(), secret: newSecret(), count: 1 };
    await one.page.evaluate(given => cost.begin(given), options);
    await wait(1000);
    await one.page.evaluate(() => cost.longestTask());
    await others.page.evaluate(given => cost.begin(given), { ...options, count: PEOPLE - 1 });
    await wait(1000);
    return await one.page.evaluate(() => cost.longestTask());
  } finally {
    await Promise.all([one.close(), others.close()]);
    await broker.close();
  }
}

function newSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
}

/** Each button in turn, clicked as by a person; the worst median of them. */
async function clicking(browser: TestBrowser, pages: Pages): Promise<number> {
  const { page, close } = await browser.open(`${pages.url}nine.html`);
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluate(() => nine.begin(9));
  const worst: number[] = [];
  for (const part of ['microphone', 'chat-button', 'screen', 'more']) {
    const button = await page.$(`pierce/[part~=${part}]`);
    if (!button) continue;
    const times: number[] = [];
    for (let click = 0; click < CLICKS; click++) {
      await page.evaluate(() => nine.slowest());
      await button.click();
      await wait(200);
      times.push(await page.evaluate(() => nine.slowest()));
    }
    worst.push(median(times));
  }
  await close();
  return Math.max(...worst);
}
