// The English texts of the figures of connections: they come with the element that shows them.

import type { Texts } from './en.ts';
import { type AllTexts, withOpened } from './en-opened.ts';

export const enStats = {
  statsAlone: 'There is nobody to be connected to yet.',
  statsComing: 'The first figures come in a moment.',
  statsPath: {
    direct: (protocol: string): string => `Direct, over ${protocol}`,
    relay: (protocol: string): string => `By a relay, over ${protocol}`,
    'other-relay': (protocol: string): string => `By a relay of the other side, over ${protocol}`,
  },
  statsRoundTrip: 'There and back',
  statsReceived: 'Received',
  statsSent: 'Sent',
  statsLost: 'Lost',
  statsJitter: 'Variation',
  statsLoss: (percent: string): string => `${percent} lost`,
  statsSway: (time: string): string => `${time} variation`,
  statsRate: (rate: string): string => `${rate} pictures/s`,
  statsStream: {
    in: {
      microphone: 'Sound, received',
      camera: 'Picture, received',
      screen: 'Screen, received',
      'screen-sound': 'Sound of the screen, received',
    },
    out: {
      microphone: 'Sound, sent',
      camera: 'Picture, sent',
      screen: 'Screen, sent',
      'screen-sound': 'Sound of the screen, sent',
    },
  },
  statsPlot: (received: string, sent: string): string =>
    `The last three minutes: received at most ${received}, sent at most ${sent}`,
  statsThen: '3 minutes ago',
  statsNow: 'Now',
  statsCopy: 'Copy as JSON',
};

export type StatsTexts = typeof enStats;

const completed = new WeakMap<Texts, AllTexts & StatsTexts>();

/** The texts of a language with those of the figures, in English where the language has none: always the same. */
export function withStats(texts: Texts): AllTexts & StatsTexts {
  const all = completed.get(texts) ?? { ...enStats, ...withOpened(texts) };
  completed.set(texts, all);
  return all;
}
