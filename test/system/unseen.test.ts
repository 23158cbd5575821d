// What nobody sees is not sent: no picture goes to a page that is hidden, the sound does, and the picture is back as
// soon as somebody looks.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startAedes } from '../support/brokers.ts';
import { INSTALLED } from '../support/browsers.ts';
import { type CallPage, eventually } from '../support/call-pages.ts';
import { SECRET, stageCalls } from '../support/call-stage.ts';

const LIMIT_MS = 10_000;

declare global {
  var testHidden: boolean | undefined;
}

const hide = ({ page }: CallPage, hidden: boolean) =>
  page.evaluate(now => {
    globalThis.testHidden = now;
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Frames and packets of sound that a page has sent so far. */
const sent = ({ page }: CallPage): Promise<{ frames: number; sound: number }> =>
  page.evaluate(async () => {
    const all = { frames: 0, sound: 0 };
    for (const report of (await testCall.getStats()).values())
      report.forEach(({ type, kind, framesSent = 0, packetsSent = 0 }) => {
        if (type !== 'outbound-rtp') return;
        if (kind === 'video') all.frames += framesSent;
        else all.sound += packetsSent;
      });
    return all;
  });

/** Resolves when `frames` says that so many more have gone out while a second of sound did. */
async function duringSound(page: CallPage, frames: (count: number) => boolean): Promise<void> {
  await eventually(
    async () => {
      const first = await sent(page);
      const last = await eventually(
        () => sent(page),
        now => now.sound > first.sound + 40,
        LIMIT_MS,
        () => `${page.label} sends no sound`,
      );
      return last.frames - first.frames;
    },
    frames,
    LIMIT_MS,
    count => `${page.label} sent ${count} frames in about a second`,
  );
}

for (const name of INSTALLED) {
  describe(`a page in ${name} that nobody looks at`, () => {
    const stage = stageCalls(INSTALLED);
    let broker: Awaited<ReturnType<typeof startAedes>>;

    before(async () => {
      broker = await startAedes();
    });
    after(() => broker.close());

    it('gets sound and no picture, until somebody looks', async () => {
      const attributes = { broker: broker.url, room: 'unseen', secret: SECRET, autojoin: true } as const;
      const looker = await stage.open(name, attributes);
      const other = await stage.open(name, attributes);
      await Promise.all([looker, other].map(page => page.reaches('connected')));
      await looker.seesAndHears(1);
      await hide(looker, true);
      await duringSound(other, count => count === 0);
      await duringSound(looker, count => count > 5);
      await hide(looker, false);
      await duringSound(other, count => count > 5);
      await looker.seesAndHears(1);
      assert.equal(await looker.state(), 'connected');
    });
  });
}
