// The figures of a call's connections as a person sees and copies them, by themselves and in the call's own dialog.

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RtcStats } from '../../src/elements/rtc-stats.ts';
import { line } from '../../src/elements/stats-plot.ts';
import type { LinkStats } from '../../src/session/link-stats.ts';
import { lastCall, person, reset, type TestCall } from './fake-call.ts';
import { relayed } from './link-report.ts';

const ATTRIBUTES = html`<rtc-call id="stats-call" broker="wss://broker.example/mqtt" room="kitchen" lang="en" audio="off"
  video="off" autojoin></rtc-call>`;

async function callOf(...others: string[]): Promise<TestCall> {
  const call = await fixture<TestCall>(ATTRIBUTES);
  await waitUntil(() => call.state === 'waiting');
  const participants = [person('me', { self: true }), ...others.map(id => person(id, { name: `${id} <b>` }))];
  lastCall().change({ status: 'connected', participants });
  await call.updateComplete;
  return call;
}

/** The texts that it shows, with a space between two. */
function textOf({ renderRoot }: RtcStats): string {
  const walker = document.createTreeWalker(renderRoot, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Two readings with two seconds between them: the first alone says nothing. */
async function read(...ids: string[]): Promise<void> {
  for (const seconds of [1, 3]) {
    lastCall().reports.set(new Map(ids.map(id => [id, relayed(seconds)])));
    // A store tells of the last one in a turn only.
    await new Promise(resolve => setTimeout(resolve));
  }
}

async function shows(stats: RtcStats, text: RegExp): Promise<void> {
  await waitUntil(
    async () => {
      await stats.updateComplete;
      return text.test(textOf(stats));
    },
    `no ${text} in ${textOf(stats)}`,
  );
}

/** Takes the place of the clipboard, which a test is not given. */
function clipboard(write: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true });
}

describe('<rtc-stats>', () => {
  beforeEach(reset);

  it('shows path, delay, loss and every stream of each participant', async () => {
    await callOf('ada', 'kim');
    const stats = await fixture<RtcStats>(html`<rtc-stats for="stats-call"></rtc-stats>`);
    await shows(stats, /ada <b> The first figures come in a moment\. kim <b> The first figures/);
    await read('ada');
    await shows(
      stats,
      /ada <b> By a relay, over TLS There and back 80 ms Received 800 kbit\/s Sent 100 kbit\/s/,
    );
    await shows(
      stats,
      /Picture, received VP9 1280 × 720 24 pictures\/s 800 kbit\/s 10% lost 20 ms variation/,
    );
    await shows(stats, /Sound, sent opus 100 kbit\/s 0% lost 5 ms variation kim <b> The first/);
    expect(stats.renderRoot.querySelector('svg[role=img]')?.ariaLabel).to.match(
      /received at most 800 kbit\/s/,
    );
    await expect(stats).to.be.accessible();
  });

  it('says that nobody is there, and nothing outside a call', async () => {
    const stats = await fixture<RtcStats>(html`<rtc-stats for="stats-call"></rtc-stats>`);
    expect(textOf(stats)).to.equal('');
    await callOf();
    await shows(stats, /^There is nobody to be connected to yet\.$/);
  });

  it('copies everything as JSON, or says that the browser does not let it', async () => {
    await callOf('ada');
    const stats = await fixture<RtcStats>(html`<rtc-stats for="stats-call"></rtc-stats>`);
    await read('ada');
    await shows(stats, /By a relay/);
    const button = () => stats.renderRoot.querySelector<HTMLElement>('[part~=copy]');
    let copied = '';
    clipboard(async text => {
      copied = text;
    });
    button()?.click();
    await waitUntil(() => button()?.textContent?.includes('Copied'));
    const { participants } = JSON.parse(copied);
    expect(participants[0]).to.include({ id: 'ada', link: 'connected' });
    expect(participants[0].readings[0].path).to.deep.equal({ kind: 'relay', protocol: 'tls' });
  });

  it('opens from the menu of the call, unless no-stats, and goes on with what was read before', async () => {
    const call = await callOf('ada');
    const controls = call.shadowRoot?.querySelector('rtc-controls');
    const press = async (part: string) => {
      const find = () => controls?.shadowRoot?.querySelector<HTMLElement>(`button[part~=${part}]`);
      await waitUntil(find, `no ${part}`);
      find()?.click();
    };
    await press('more');
    await press('stats');
    const found = () => controls?.shadowRoot?.querySelector<RtcStats>('dialog[open] rtc-stats');
    await waitUntil(() => found()?.updateComplete);
    const stats = found() as RtcStats;
    await read('ada');
    await shows(stats, /By a relay, over TLS/);
    await press('close');
    await waitUntil(() => !found());
    await press('more');
    await press('stats');
    await waitUntil(() => found()?.updateComplete);
    await shows(found() as RtcStats, /By a relay, over TLS/);
    await press('close');
    call.noStats = true;
    await call.updateComplete;
    await press('more');
    expect(controls?.shadowRoot?.querySelector('button[part~=settings]')).not.to.be.null;
    expect(controls?.shadowRoot?.querySelector('button[part~=stats]')).to.be.null;
  });
});

describe('the plot', () => {
  const at = (seconds: number, bitrateIn: number) => ({ at: 1000 * seconds, bitrateIn }) as LinkStats;

  it('runs to now on the right, as high as the figure, and stops where nothing is known', () => {
    const readings = [at(0, 100), at(2, 0), at(90, 50), at(180, 100)];
    const path = line(readings, ({ bitrateIn }) => bitrateIn, 180_000, 100);
    expect(path).to.equal('M0.0 1.0L2.0 43.0M90.0 22.0M180.0 1.0');
  });
});
