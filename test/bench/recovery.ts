// How soon all is as before after what happens to pages, machines and brokers in the midst of a call, on this machine's
// own network. What happens to networks is the business of network.ts.

import { startAedes } from '../support/brokers.ts';
import { type BrowserName, INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { type Attributes, CallPage } from '../support/call-pages.ts';
import { PageOutages } from '../support/page-outages.ts';
import { startPages } from '../support/pages.ts';
import { median, table } from './measure.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const BROKER_GONE_S = 60;
const ASLEEP_S = 40;

/** Milliseconds. */
interface Row {
  readonly target: number;
  readonly all: number[];
}

/** Runs the bench and prints its table. Resolves with whether every target was met. */
export async function measureRecovery(): Promise<boolean> {
  const [broker, pages] = await Promise.all([startAedes(), startPages()]);
  const browsers = new Map<BrowserName, TestBrowser>();
  for (const name of INSTALLED) browsers.set(name, await launch(name));
  const opened: CallPage[] = [];
  const open = async (name: BrowserName, attributes: Attributes) => {
    const browser = browsers.get(name);
    if (!browser) throw new Error(`${name} is not installed`);
    const page = await CallPage.open(browser, pages, attributes);
    opened.push(page);
    return page;
  };
  const rows = new Map<string, Row>();
  const note = (what: string, target: number, ms: number) => {
    const row = rows.get(what) ?? { target, all: [] };
    rows.set(what, row);
    row.all.push(ms);
  };

  const outages = new PageOutages(broker, pages, open);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of INSTALLED) {
      note(`${name}: a reload`, 3000, await outages.reload(name));
      note(`${name}: a link within the site`, 3000, await outages.follow(name));
      const { back } = await outages.brokerGone(name, BROKER_GONE_S);
      note(`${name}: broker gone for ${BROKER_GONE_S} s`, 1500, back);
    }
    note('a tab crashes: gone after', 3500, await outages.crash());
    const { sound, own, unstable, reconnecting } = await outages.sleep(ASLEEP_S);
    note(`asleep for ${ASLEEP_S} s: sound after`, 1000, Math.max(sound, own));
    note("'unstable' after silence of", 1600, unstable);
    note("'reconnecting' after silence of", 3600, reconnecting);
    for (const page of opened.splice(0)) await page.close();
  }

  for (const browser of browsers.values()) await browser.close();
  await Promise.all([pages.close(), broker.close()]);
  const lines = [...rows].map(([what, { target, all }]) => {
    const figures = [median(all), Math.min(...all), Math.max(...all), target].map(each => each.toFixed(0));
    return [what, ...figures, median(all) <= target ? 'met' : 'MISSED'];
  });
  console.log(`\n${table([['what happens', 'median ms', 'min', 'max', 'target', ''], ...lines])}`);
  return lines.every(line => line.at(-1) === 'met');
}
