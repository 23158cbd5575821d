// Whose pictures nobody sees in a page that is in front is sent none, and the others are: a tile that is folded away, a
// call that is scrolled away. The sound goes on, and the picture is back as soon as the tile is in sight again.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { INSTALLED } from '../support/browsers.ts';
import { type CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';

const LIMIT_MS = 15_000;

interface Sent {
  readonly frames: number;
  readonly sound: number;
}

/** What a page has sent to the participant of this name so far: frames, and packets of sound. */
const sent = ({ page }: CallPage, to: string): Promise<Sent> =>
  page.evaluate(async name => {
    const all = { frames: 0, sound: 0 };
    const id = testCall.participants.find(each => each.name === name)?.id ?? '';
    (await testCall.getStats()).get(id)?.forEach(({ type, kind, framesSent = 0, packetsSent = 0 }) => {
      if (type !== 'outbound-rtp') return;
      if (kind === 'video') all.frames += framesSent;
      else all.sound += packetsSent;
    });
    return all;
  }, to);

/** Resolves when `frames` says that so many more have gone to somebody while a second of sound did. */
async function duringSound(page: CallPage, to: string, frames: (count: number) => boolean): Promise<void> {
  await eventually(
    async () => {
      const first = await sent(page, to);
      const last = await eventually(
        () => sent(page, to),
        now => now.sound > first.sound + 40,
        LIMIT_MS,
        () => `${page.label} sends ${to} no sound`,
      );
      return last.frames - first.frames;
    },
    frames,
    LIMIT_MS,
    count => `${page.label} sent ${to} ${count} frames in about a second`,
  );
}

const none = (count: number) => count === 0;
const many = (count: number) => count > 5;

/** Resolves with how long it took, by the page's clock, from `change` in it until a participant's frames came again. */
const msUntilFrames = ({ page }: CallPage, of: string, change: 'scroll' | 'unfold'): Promise<number> =>
  page.evaluate(
    async (name, how) => {
      const id = testCall.participants.find(each => each.name === name)?.id ?? '';
      const decoded = async () => {
        let frames = 0;
        (await testCall.getStats()).get(id)?.forEach(({ type, framesDecoded = 0 }) => {
          if (type === 'inbound-rtp') frames += framesDecoded;
        });
        return frames;
      };
      const before = await decoded();
      const from = performance.now();
      if (how === 'scroll') scrollTo(0, 0);
      else for (const tile of testCall.shadowRoot?.querySelectorAll('rtc-tile') ?? []) tile.hidden = false;
      while ((await decoded()) === before) await new Promise(resolve => setTimeout(resolve, 20));
      return performance.now() - from;
    },
    of,
    change,
  );

for (const name of INSTALLED) {
  describe(`tiles that nobody sees in ${name}`, () => {
    const stage = stageCalls([name]);
    let broker: Awaited<ReturnType<typeof startAedes>>;

    before(async () => {
      broker = await startAedes();
    });
    after(() => broker.close());

    it('show no picture that has to be sent, until they are in sight', async t => {
      const attributes = { broker: broker.url, room: 'tiles', secret: SECRET, autojoin: true } as const;
      const open = (who: string) => stage.open(name, { ...attributes, 'display-name': who });
      const [ann, ben, cy] = await Promise.all([open('Ann'), open('Ben'), open('Cy')]);
      await Promise.all([ann, ben, cy].map(page => page.seesAndHears(2)));
      await ann.page.bringToFront();

      await ann.page.evaluate(() => {
        const ben = testCall.participants.find(each => each.name === 'Ben')?.id;
        for (const tile of testCall.shadowRoot?.querySelectorAll('rtc-tile') ?? [])
          tile.hidden = (tile as unknown as { person?: { id: string } }).person?.id === ben;
        testCall.shadowRoot?.adoptedStyleSheets.push(hides());
        function hides() {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('rtc-tile[hidden] { display: none !important }');
          return sheet;
        }
      });
      await duringSound(ben, 'Ann', none);
      await Promise.all([duringSound(ben, 'Cy', many), duringSound(cy, 'Ann', many)]);
      const unfolded = await msUntilFrames(ann, 'Ben', 'unfold');

      await ann.page.evaluate(() => {
        document.body.style.paddingBottom = '300vh';
        scrollTo(0, document.documentElement.scrollHeight);
      });
      await Promise.all([
        duringSound(ben, 'Ann', none),
        duringSound(cy, 'Ann', none),
        duringSound(ann, 'Ben', many),
      ]);
      const back = await msUntilFrames(ann, 'Cy', 'scroll');
      await ann.seesAndHears(2);
      assert.equal(await ann.state(), 'connected');
      t.diagnostic(
        `the picture came ${Math.round(unfolded)} ms after unfolding, ${Math.round(back)} ms after scrolling`,
      );
    });
  });
}
