// What happens to a network in the midst of a call, and how soon sound and picture are to be back.

import { setTimeout as wait } from 'node:timers/promises';
import { type Attributes, eventually } from './call-pages.ts';
import { firstAfter, longestGap, watchMedia } from './media-watch.ts';
import type { Translation } from './network/home.ts';
import type { Network } from './network.ts';
import type { NetworkCall } from './network-call.ts';

export interface NetworkOutage {
  readonly name: string;
  readonly attributes?: Attributes;
  /** How the routers of both translate. */
  readonly translation?: Translation;
  /** Takes long, or differs from another in how long it lasts only. */
  readonly long?: true;
  /** The most that it may take until they are back, in milliseconds. */
  readonly soundMs: number;
  readonly pictureMs: number;
  /** Makes it happen. Resolves at the moment from which the time counts. */
  happen(network: Network): Promise<void>;
  /** Afterwards: what has to be as before for the next call, besides the homes. */
  mend?(network: Network): Promise<void>;
}

/** How soon everybody's sound and picture were back, in milliseconds, at whoever waited longest. */
export interface Back {
  readonly sound: number;
  readonly picture: number;
}

const BACK_LIMIT_MS = 40_000;

/** No packet gets through for so long. */
const cut = (seconds: number) => async (network: Network) => {
  network.a.rule({ firewall: 'silent' });
  await wait(seconds * 1000);
  network.a.rule({ firewall: 'open' });
};

export const NETWORK_OUTAGES: readonly NetworkOutage[] = [
  {
    name: 'another network instead of the one before',
    ...{ soundMs: 4000, pictureMs: 4000 },
    async happen({ a }) {
      a.unplug();
      a.plugIn('mobile');
    },
  },
  {
    name: 'another network while the one before is there, which then goes',
    ...{ soundMs: 5000, pictureMs: 5000 },
    async happen({ a }) {
      a.plugIn('mobile');
      await wait(2000);
      a.unplug();
    },
  },
  { name: '3 s without packets', soundMs: 500, pictureMs: 2500, happen: cut(3) },
  { name: '10 s without packets', soundMs: 500, pictureMs: 2500, long: true, happen: cut(10) },
  { name: '30 s without packets', soundMs: 1000, pictureMs: 3500, long: true, happen: cut(30) },
  {
    // Longer than Chromium itself looks for the way.
    name: '18 s without packets, and no broker from then on',
    ...{ soundMs: 1000, pictureMs: 3500 },
    async happen(network) {
      await network.broker.stop();
      await cut(18)(network);
    },
    mend: ({ broker }) => broker.start(),
  },
  {
    name: 'the TURN server begins anew',
    attributes: { 'relay-only': true },
    ...{ soundMs: 5000, pictureMs: 5000 },
    async happen({ turn }) {
      await turn.stop();
      await turn.start();
    },
  },
];

/** Every home as it was at first. */
function restore({ a, b }: Network, translation: Translation): void {
  a.plugIn('wifi');
  for (const home of [a, b]) home.rule({ translation, firewall: 'open' });
}

/** Begins a call, makes it happen, and waits until both hear and see each other again. */
export async function measureOutage(
  network: Network,
  calls: NetworkCall,
  { attributes, translation = 'cone', happen, mend }: NetworkOutage,
): Promise<Back> {
  restore(network, translation);
  const { ends, connected } = await calls.open(attributes);
  await connected;
  await Promise.all(ends.map(end => end.seesAndHears(1)));
  const watched = await Promise.all(ends.map(watchMedia));
  try {
    await happen(network);
    const from = Date.now();
    const back = async (): Promise<Back> => {
      const times = await Promise.all(watched.map(all => all()));
      return {
        sound: Math.max(...times.map(({ audio }) => firstAfter(audio, from))),
        picture: Math.max(...times.map(({ video }) => firstAfter(video, from))),
      };
    };
    return await eventually(
      back,
      ({ sound, picture }) => Number.isFinite(sound + picture),
      BACK_LIMIT_MS,
      ({ sound, picture }) => `sound after ${sound}, picture after ${picture}`,
    );
  } finally {
    restore(network, translation);
    network.a.unplug('mobile');
    for (const end of ends) await end.close();
    await mend?.(network);
  }
}

/** How long the longest silence is while the logins of a relayed call are renewed, in milliseconds. */
export async function measureRenewal(
  network: Network,
  calls: NetworkCall,
  ttlSeconds: number,
): Promise<{ silence: number; lines: readonly string[]; sent: readonly string[] }> {
  restore(network, 'cone');
  const { ends, connected } = await calls.open({
    'credentials-url': `/credentials?ttl=${ttlSeconds}`,
    'relay-only': true,
  });
  await connected;
  await Promise.all(ends.map(end => end.seesAndHears(1)));
  const [one, other] = ends;
  const times = await watchMedia(other);
  const from = Date.now();
  const sent: string[] = [];
  try {
    while (Date.now() < from + 2000 * ttlSeconds) {
      sent.push(`Line ${sent.length}`);
      await one.send(sent.at(-1) ?? '');
      await wait(250);
    }
    const lines = () => other.page.evaluate(() => testSeen.texts);
    await eventually(
      lines,
      all => all.length >= sent.length,
      5000,
      all => `${all.length} of ${sent.length}`,
    );
    return { silence: longestGap((await times()).audio, from), lines: await lines(), sent };
  } finally {
    for (const end of ends) await end.close();
  }
}
