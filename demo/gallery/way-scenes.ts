// On the way into a call, alone in it, and after it.

import { lastCall } from '../../test/elements/fake-call.ts';
import { add, during, failure, guests, invited, me, press, type Scene, type Stage } from './stage.ts';

/** What is long comes at once, or never. */
const LONG_MS = 10_000;

/** Lets what waits for long wait for this instead. */
function wait(insteadMs: number): void {
  const { setTimeout: real } = globalThis;
  const changed = (act: () => void, ms = 0) => real(act, ms < LONG_MS ? ms : insteadMs);
  Object.assign(globalThis, { setTimeout: changed });
}
const NEVER_MS = 1_000_000_000;

/** A call that ended by this. */
async function failedBy(stage: Stage, code: Parameters<typeof failure>[0]): Promise<void> {
  await during(stage, {});
  lastCall().change({ status: 'failed', error: failure(code), participants: [] });
}

export const ways: Record<string, Scene> = {
  joining: {
    title: 'Joining',
    height: [400, 400],
    show: async stage => {
      wait(NEVER_MS);
      await during(stage, { status: 'joining' });
    },
  },
  'joining-trouble': {
    title: 'Joining, no answer from the call server',
    height: [400, 400],
    show: async stage => {
      wait(NEVER_MS);
      await during(stage, { status: 'joining', error: failure('broker-unreachable') });
    },
  },
  'joining-slow': {
    title: 'Joining takes long',
    height: [400, 400],
    show: async stage => {
      wait(0);
      await during(stage, { status: 'joining' });
      await new Promise(resolve => setTimeout(resolve, LONG_MS));
    },
  },
  waiting: {
    title: 'Waiting for others',
    height: [640, 520],
    show: async stage => {
      invited();
      await during(stage, { status: 'waiting', participants: [me()] }, { room: '' });
    },
  },
  'waiting-qr': {
    title: 'Waiting, with a QR code and words of the page',
    height: [900, 760],
    show: async stage => {
      invited();
      const element = await during(stage, { status: 'waiting', participants: [me()] }, { room: '' });
      element.innerHTML = '<p slot="waiting">Dr. Adams will be with you in a few minutes.</p>';
      await press(stage, '.notice [aria-expanded]');
    },
  },
  'nobody-here': {
    title: 'Waiting, nobody has been heard',
    height: [560, 480],
    show: async stage =>
      void (await during(stage, {
        status: 'waiting',
        participants: [me({ video: false })],
        nobodyHere: true,
      })),
  },
  left: {
    title: 'Left',
    height: [400, 400],
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(1)] });
      const { now } = Date;
      Date.now = () => now() + 754_000;
      await element.leave();
    },
  },
  failed: {
    title: 'Failed: the room is full',
    height: [400, 400],
    show: stage => failedBy(stage, 'room-full'),
  },
  'failed-link': {
    title: 'Failed: the link is damaged',
    height: [400, 400],
    show: stage => failedBy(stage, 'invite-damaged'),
  },
  'failed-browser': {
    title: 'Failed: a browser that makes no calls',
    height: [400, 400],
    show: stage => failedBy(stage, 'webrtc-unavailable'),
  },
  'failed-old': {
    title: 'Failed: the page is older than the others',
    height: [400, 400],
    show: stage => failedBy(stage, 'peer-newer'),
  },
  'not-set-up': {
    title: 'Failed: an attribute is wrong',
    height: [400, 400],
    show: async stage => void add(stage, 'rtc-call', { room: 'gallery' }),
  },
};
