// Recording a call: everybody is told before, all are seen and heard in one file, whoever comes and goes, and it goes on
// while nobody looks at the page. Needs a build.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startAedes } from '../support/brokers.ts';
import { INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import type { CallPage } from '../support/call-pages.ts';
import { type Pages, startPages } from '../support/pages.ts';
import {
  coloursAt,
  inBackground,
  loudness,
  openSide,
  pressIn,
  type RecordedElement,
  recordingIs,
  type Side,
  saved,
} from '../support/recorded-calls.ts';
import { probe, temporaryFolder } from '../support/recorder-pages.ts';

const HIDDEN_MS = process.env.LONG ? 60_000 : 4000;
const LONGEST_GAP_S = 1;
const GREEN: Side = { colour: '#00c000', tone: 700 };
const RED: Side = { colour: '#d00000', tone: 1500 };
const BLUE: Side = { colour: '#0000d0', tone: 2600 };
/** Louder than what is left of other tones, in decibels. */
const HEARD_DB = -45;

const recorder = (page: CallPage, act: 'start' | 'stop') =>
  page.page.evaluate(async wanted => {
    const element = document.querySelector('rtc-recorder') as unknown as Record<string, () => Promise<unknown>>;
    await element[wanted]?.();
  }, act);

for (const name of INSTALLED) {
  describe(`a call that is recorded in ${name}`, () => {
    const folder = temporaryFolder();
    const browsers: TestBrowser[] = [];
    const opened: CallPage[] = [];
    let pages: Pages;
    let broker: Awaited<ReturnType<typeof startAedes>>;
    let own: TestBrowser;
    let others: TestBrowser;

    before(async () => {
      pages = await startPages();
      broker = await startAedes();
      own = await launch(name);
      // Made-up sound needs no click there.
      others = name === 'chromium' || !INSTALLED.includes('chromium') ? own : await launch('chromium');
      browsers.push(...new Set([own, others]));
    });
    after(async () => {
      for (const browser of browsers) await browser.close();
      await pages.close();
      await broker.close();
      folder.remove();
    });

    const join1 = async (
      browser: TestBrowser,
      room: string,
      who: string,
      side: Side | undefined,
      more: Record<string, string> = {},
    ) => {
      const page = await openSide(browser, pages, { broker: broker.url, room, name: who, ...more }, side);
      opened.push(page);
      return page;
    };

    it('has everybody in picture and sound, who comes and goes, and every second while the page is hidden', async () => {
      const more =
        '<rtc-recorder source="call" for="call" width="640" height="360" frame-rate="12" format="webm"></rtc-recorder>';
      const attributes = 'recording-consent="notify"';
      const room = `all-${name}`;
      const ada = await join1(own, room, 'Ada', name === 'chromium' ? GREEN : undefined, { more, attributes });
      const bob = await join1(others, room, 'Bob', RED);
      await Promise.all([ada.seesAndHears(1), bob.reaches('connected')]);
      await pressIn(ada.page, 'record');
      await recordingIs(bob, 'recording');
      await recordingIs(ada, 'recording');
      await wait(1500);
      const cleo = await join1(others, room, 'Cleo', BLUE);
      await ada.seesAndHears(2);
      await recordingIs(cleo, 'recording');
      await inBackground(ada, () => wait(HIDDEN_MS));
      await cleo.page.evaluate(() => testCall.leave());
      await ada.seesAndHears(1);
      await wait(1500);
      await recorder(ada, 'stop');
      await recordingIs(bob, 'off');
      const get = () => (document.querySelector('rtc-recorder') as unknown as RecordedElement).file;
      const file = await saved(ada.page, get, join(folder.path, 'call.webm'));
      const consent = await saved(
        ada.page,
        () => (document.querySelector('rtc-recorder') as unknown as RecordedElement).consent,
        join(folder.path, 'consent.json'),
      );
      const { codecs, times, duration } = probe(file);
      console.log(codecs, times.length, duration, readFileSync(consent, 'utf8'));
      const end = duration - 1;
      for (const at of [1, duration / 2, end]) console.log(at, coloursAt(file, at, 2), coloursAt(file, at, 3), [700,1500,2600,1000,440].map(tone => loudness(file, tone, at, 1)));
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      assert.ok(Math.max(...gaps) < LONGEST_GAP_S, `a gap of ${Math.max(...gaps)} s`);
    });
  });
}
