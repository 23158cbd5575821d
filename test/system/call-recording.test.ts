// Recording a call: everybody is told before, all are seen and heard in one file, whoever comes and goes, and it goes on
// while nobody looks at the page. Needs a build.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
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

const HIDDEN_MS = process.env.LONG ? 60_000 : 2500;
/** Between what happens: so much is looked at. */
const SHOWN_MS = 1200;
const LONGEST_GAP_S = 1;
/** What is left of a tone that is not there is below. */
const HEARD_DB = -40;
const GREEN: Side = { colour: '#00c000', tone: 700 };
const RED: Side = { colour: '#d00000', tone: 1500 };
const BLUE: Side = { colour: '#0000d0', tone: 2600 };
const RECORDER =
  '<rtc-recorder source="call" for="call" width="640" height="360" frame-rate="12" format="webm"></rtc-recorder>';

const end = ({ page }: CallPage) =>
  page.evaluate(async () => {
    await document.querySelector<RecordedElement>('rtc-recorder')?.stop();
  });

/** No picture stands for too long. */
function goesOn(times: readonly number[]): void {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  assert.ok(Math.max(...gaps) < LONGEST_GAP_S, `a gap of ${Math.max(...gaps)} s`);
}

describe('a call that is recorded', () => {
  const folder = temporaryFolder();
  const opened: CallPage[] = [];
  let browser: TestBrowser | undefined;
  let pages: Pages;
  let broker: Awaited<ReturnType<typeof startAedes>>;

  before(async () => {
    pages = await startPages();
    broker = await startAedes();
  });
  afterEach(async () => {
    const uncaught = opened.splice(0).flatMap(page => page.uncaught);
    await browser?.close();
    browser = undefined;
    assert.deepEqual(uncaught, [], 'a page saw an uncaught exception');
  });
  after(async () => {
    await pages.close();
    await broker.close();
    folder.remove();
  });

  const open = async (room: string, name: string, side?: Side, given: Record<string, string> = {}) => {
    if (!browser) throw new Error('no browser');
    const page = await openSide(browser, pages, { broker: broker.url, room, name, ...given }, side);
    opened.push(page);
    return page;
  };

  if (INSTALLED.includes('chromium'))
    it('has all who come and go, in picture and sound, and every second while its page is hidden: chromium', async () => {
      browser = await launch('chromium');
      const given = { more: RECORDER, attributes: 'recording-consent="notify"' };
      const [ada, bob] = await Promise.all([open('all', 'Ada', GREEN, given), open('all', 'Bob', RED)]);
      await ada.seesAndHears(1);
      await pressIn(ada.page, 'record');
      await recordingIs(ada, 'recording');
      await recordingIs(bob, 'recording');
      const begunAt = performance.now();
      const elapsed = () => (performance.now() - begunAt) / 1000;
      await wait(SHOWN_MS);
      const cleo = await open('all', 'Cleo', BLUE);
      await ada.seesAndHears(2);
      await recordingIs(cleo, 'recording');
      const threeAt = elapsed();
      await inBackground(ada, () => wait(HIDDEN_MS));
      const hiddenUntil = elapsed();
      await cleo.page.evaluate(() => testCall.leave());
      await recordingIs(cleo, 'off');
      await wait(SHOWN_MS);
      await end(ada);
      await recordingIs(bob, 'off');

      const file = await saved(ada.page, 'file', join(folder.path, 'call.webm'));
      const { codecs, times, duration } = probe(file);
      assert.deepEqual(codecs, ['opus', 'vp8']);
      goesOn(times);
      assert.ok(Math.abs(duration - elapsed()) < 3, `${duration} s of ${elapsed()} s`);
      const three = threeAt + (hiddenUntil - threeAt) / 2;
      for (const at of [SHOWN_MS / 2000, three, duration - 0.5]) {
        const { red, green, blue, dark } = coloursAt(file, at);
        const seen = `at ${at} s: ${JSON.stringify({ red, green, blue, dark })}`;
        assert.ok(red > 0.1 && green > 0.1 && blue > 0.1 === (at === three), seen);
        const heard = [RED, GREEN, BLUE].map(({ tone }) => loudness(file, tone, at - 0.25, 0.5) > HEARD_DB);
        assert.deepEqual(heard, [true, true, at === three], `at ${at} s`);
      }
      const consent = JSON.parse(
        readFileSync(await saved(ada.page, 'consent', join(folder.path, 'consent.json')), 'utf8'),
      ) as { mode: string; entries: { name: string; what: string }[] };
      assert.equal(consent.mode, 'notify');
      assert.deepEqual(
        consent.entries.map(each => `${each.name} ${each.what}`),
        ['Bob asked', 'Bob told', 'Ada began', 'Cleo asked', 'Cleo told', 'Cleo left', 'Ada ended'],
      );
    });

  // Where there is no sound device Firefox mixes no sound, so only pictures are judged.
  if (INSTALLED.includes('firefox'))
    it('has all in picture, every second while its page is hidden: firefox', async () => {
      browser = await launch('firefox');
      const given = { more: RECORDER, attributes: 'recording-consent="notify"' };
      const [ada, bob] = await Promise.all([open('two', 'Ada', undefined, given), open('two', 'Bob')]);
      await ada.seesAndHears(1);
      await pressIn(ada.page, 'record');
      await recordingIs(bob, 'recording');
      await recordingIs(ada, 'recording');
      await inBackground(ada, () => wait(HIDDEN_MS));
      await end(ada);
      await recordingIs(bob, 'off');
      const file = await saved(ada.page, 'file', join(folder.path, 'firefox.webm'));
      const { codecs, times, duration } = probe(file);
      assert.deepEqual(codecs, ['opus', 'vp8']);
      goesOn(times);
      const { dark } = coloursAt(file, duration / 2);
      assert.ok(dark < 0.4, `${dark} of the picture is empty`);
    });
});
