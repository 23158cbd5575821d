// The check of devices and servers: before it, in the midst of it, and what comes out.

import { type Found, SaidElement } from '../../test/elements/fake-checkup.ts';
import { add, type Scene, type Stage } from './stage.ts';
import { fakeDevices, portrait } from './stills.ts';

customElements.define('rtc-checkup', SaidElement);

const MICROPHONE = 'Headset (USB)';
const CAMERA = 'Integrated camera of the notebook, 1080p (04f2:b6dd)';
const BROKER = 'wss://broker.example/mqtt';

const devices: readonly Found[] = [
  { part: 'browser', status: 'good' },
  { part: 'microphone', status: 'good', subject: MICROPHONE },
  { part: 'camera', status: 'good', subject: CAMERA, figures: { width: 1280, height: 720 } },
];
const heard: Found = { part: 'speaker', status: 'good' };
const login: Found = { part: 'credentials', status: 'good' };
const broker: Found = { part: 'broker', status: 'good', subject: BROKER, figures: { answerMs: 34 } };

const turn = (subject: string, more: Partial<Found> = {}): Found => ({
  ...{ part: 'turn', status: 'good', subject: `turn.example:${subject}`, figures: { answerMs: 48 } },
  ...more,
});

function made(stage: Stage): SaidElement {
  fakeDevices();
  return add<SaidElement>(stage, 'rtc-checkup', { broker: BROKER });
}

/** A check that has found this so far. */
async function finding(stage: Stage, ...lines: Found[]): Promise<SaidElement> {
  const element = made(stage);
  await stage.settled();
  void element.run();
  await stage.settled();
  element.said.find(...lines);
  await stage.settled();
  return element;
}

async function found(stage: Stage, ...lines: Found[]): Promise<SaidElement> {
  const element = await finding(stage, ...lines);
  element.said.finish();
  await stage.settled();
  return element;
}

export const checks: Record<string, Scene> = {
  checkup: {
    title: 'A check, before it begins',
    height: [320, 260],
    show: async stage => {
      made(stage).append('Your caseworker has sent you here because a call did not work.');
    },
  },
  'checkup-running': {
    title: 'A check in the midst of its work',
    height: [1160, 1060],
    show: async stage => {
      const element = await finding(
        stage,
        { part: 'browser', status: 'good' },
        { part: 'microphone', status: 'running', subject: MICROPHONE },
        { part: 'camera', status: 'running', subject: CAMERA },
        { part: 'speaker', status: 'asking' },
        login,
        { part: 'broker', status: 'running', subject: BROKER },
        turn('3478, UDP', { status: 'waiting', figures: {} }),
        { part: 'relay', status: 'waiting' },
      );
      const [camera = null] = portrait(210).getTracks();
      const [microphone = null] = new AudioContext().createMediaStreamDestination().stream.getTracks();
      element.said.state.set({ ...element.said.state.value, camera, microphone });
    },
  },
  'checkup-good': {
    title: 'A check that has found everything in order',
    height: [1400, 1080],
    show: async stage =>
      void (await found(
        ...[stage, ...devices, heard, login, broker],
        { part: 'stun', status: 'good', subject: 'turn.example:3478, UDP', figures: { answerMs: 21 } },
        turn('3478, UDP'),
        turn('443, TLS'),
        {
          part: 'relay',
          status: 'good',
          figures: { bitrate: 8_400_000, loss: 0.002, jitter: 0.004, roundTrip: 0.031, protocol: 'udp' },
        },
      )),
  },
  'checkup-limits': {
    title: 'A check that has found limits',
    height: [2050, 1320],
    show: async stage =>
      void (await found(
        stage,
        { part: 'browser', status: 'good' },
        { part: 'microphone', status: 'fair', subject: MICROPHONE, finding: 'microphone-silent' },
        { part: 'camera', status: 'fair', subject: CAMERA, finding: 'camera-dark' },
        { part: 'speaker', status: 'bad', finding: 'speaker-unheard' },
        login,
        broker,
        turn('3478, UDP', { status: 'fair', finding: 'relay-unreachable', figures: {} }),
        turn('443, TLS'),
        {
          part: 'relay',
          status: 'fair',
          finding: 'relay-slow',
          figures: { bitrate: 640_000, loss: 0.021, jitter: 0.038, roundTrip: 0.14, protocol: 'tls' },
        },
      )),
  },
  'checkup-bad': {
    title: 'A check that has found why no call can be, and may not copy it',
    height: [1900, 1240],
    show: async stage => {
      const element = await found(
        stage,
        { part: 'browser', status: 'good' },
        { part: 'microphone', status: 'bad', finding: 'microphone-blocked' },
        { part: 'camera', status: 'bad', finding: 'camera-missing' },
        { part: 'credentials', status: 'bad', finding: 'credentials-failed' },
        { part: 'broker', status: 'skipped', subject: BROKER, finding: 'login-missing' },
        { part: 'stun', status: 'bad', subject: 'stun.example:3478, UDP', finding: 'name-unknown' },
        turn('3478, UDP', { status: 'bad', finding: 'relay-refused', figures: {} }),
        { part: 'relay', status: 'skipped' },
      );
      const refused = { writeText: () => Promise.reject(new Error('as the gallery wants it')) };
      Object.defineProperty(navigator, 'clipboard', { value: refused });
      element.shadowRoot?.querySelector<HTMLElement>('[part~=copy]')?.click();
    },
  },
};
