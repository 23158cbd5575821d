// When sound and picture came to a page, so that what happens between can be told in milliseconds.

import type { CallPage } from './call-pages.ts';

/** Milliseconds since 1970. */
type Times = readonly number[];

export interface MediaTimes {
  readonly audio: Times;
  readonly video: Times;
}

const LOOK_EVERY_MS = 50;

/** Notes from now on when packets of sound and whole pictures came, over whichever connection. */
export async function watchMedia({ page }: CallPage): Promise<() => Promise<MediaTimes>> {
  await page.evaluate(everyMs => {
    const times: Record<string, number[]> = { audio: [], video: [] };
    const counts = new Map<string, number>();
    const look = async () => {
      for (const report of (await testCall.getStats()).values()) {
        report.forEach(({ type, kind, ssrc, packetsReceived = 0, framesDecoded = 0 }) => {
          if (type !== 'inbound-rtp') return;
          const key = `${kind} ${ssrc}`;
          const count = kind === 'audio' ? packetsReceived : framesDecoded;
          if (count > (counts.get(key) ?? 0)) times[kind]?.push(Date.now());
          counts.set(key, count);
        });
      }
      setTimeout(look, everyMs);
    };
    void look();
    Object.assign(globalThis, { testMediaTimes: times });
  }, LOOK_EVERY_MS);
  return () => page.evaluate(() => (globalThis as unknown as { testMediaTimes: MediaTimes }).testMediaTimes);
}

/** How long after a moment the first came; infinite where none did. */
export function firstAfter(times: Times, moment: number): number {
  const first = times.find(time => time > moment);
  return first === undefined ? Number.POSITIVE_INFINITY : first - moment;
}

/** The longest time in which none came, from one moment on. */
export function longestGap(times: Times, from: number): number {
  const all = times.filter(time => time >= from);
  return Math.max(0, ...all.map((time, index) => time - (all[index - 1] ?? from)));
}
