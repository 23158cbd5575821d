// The figures of the connections of a call, three minutes into it.

import { lastCall } from '../../test/elements/fake-call.ts';
import { direct, relayed } from '../../test/elements/link-report.ts';
import { add, call, during, guests, me, press, type Scene } from './stage.ts';

/** The times of the readings, in seconds. */
const READ = Array.from({ length: 91 }, (_, index) => 2 * index);
/** No reading came in this time. */
const unknown = (seconds: number) => seconds > 60 && seconds < 80;

/** Bytes that have come by then: more and less in waves. */
const wave = (seconds: number, bytes: number) =>
  Math.round(bytes * (seconds + 7 * Math.sin(seconds / 14) + Math.sin(seconds / 3)));

/** Lets everybody's three minutes pass. Of who comes last there is no reading yet. */
async function threeMinutes(): Promise<void> {
  for (const seconds of READ) {
    if (unknown(seconds)) continue;
    const reports = [
      ['ada', direct(seconds, wave(seconds, 140_000))],
      ['wolf', relayed(seconds, wave(seconds, 30_000))],
    ] as const;
    lastCall().reports.set(new Map(reports));
    // Of several in one turn a store tells the last.
    await new Promise(resolve => setTimeout(resolve));
  }
}

export const figures: Record<string, Scene> = {
  stats: {
    title: 'The figures of a connection, in the dialog',
    height: [800, 660],
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(1)] });
      await press(stage, 'button[part~=more]', 'button[part~=stats]');
      await threeMinutes();
    },
  },
  'companion-stats': {
    title: 'The figures of three connections, placed by the page',
    height: [1400, 560],
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(3)] }, { id: 'c', bare: '' });
      add(stage, 'rtc-stats', { for: 'c' });
      await stage.settled();
      await threeMinutes();
    },
  },
  'stats-alone': {
    title: 'The figures while nobody else is there, and before a call',
    height: [100, 100],
    show: async stage => {
      await during(stage, { status: 'waiting', participants: [me()] }, { id: 'c', bare: '' });
      add(stage, 'rtc-stats', { for: 'c' });
      call(stage, { id: 'before', bare: '' });
      add(stage, 'rtc-stats', { for: 'before' });
    },
  },
};
