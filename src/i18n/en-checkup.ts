// The English texts of the check of devices and servers: they come with the element that shows them.

import type { Texts } from './en.ts';
import { type ErrorTexts, enErrors } from './en-errors.ts';
import { type AllTexts, withOpened } from './en-opened.ts';
import { enStats, type StatsTexts } from './en-stats.ts';

export const enCheckup = {
  checkupTitle: 'Will a call work from here?',
  checkupIntro:
    'This tries your camera, your microphone, your speaker and the servers that calls on this page use. It takes half a minute. Nobody sees or hears you.',
  checkupStart: 'Start the check',
  checkupAgain: 'Check again',
  checkupSpeak: 'Say something, please.',
  checkupProgress: (done: number, all: number): string => `${done} of ${all} checked`,
  checkupVerdict: {
    good: 'A call will work from here.',
    fair: 'A call can work from here, with limits.',
    bad: 'A call will not work from here yet.',
  },
  checkupHint:
    'What to do stands beside each point. Who helps you can read more in the report: copy it and send it.',
  checkupCopy: 'Copy the report',
  checkupPart: {
    browser: 'Browser',
    microphone: 'Microphone',
    camera: 'Camera',
    speaker: 'Speaker',
    credentials: 'Login',
    broker: 'Call server',
    stun: 'Address server (STUN)',
    turn: 'Relay (TURN)',
    relay: 'A call through the relay',
  },
  checkupStatus: {
    waiting: 'Not yet',
    running: 'Checking…',
    asking: 'You have to say',
    good: 'Fine',
    fair: 'With limits',
    bad: 'Does not work',
    skipped: 'Could not be checked',
  },
  checkupAsk: 'Did you hear two notes?',
  checkupYes: 'Yes',
  checkupNo: 'No',
  checkupReplay: 'Play them again',
  checkupAnswered: (time: string): string => `Answers in ${time}`,
  checkupThrough: (rate: string): string => `${rate} get through`,
  checkupBack: (time: string): string => `${time} there and back`,
  checkupOver: (protocol: string): string => `over ${protocol}`,
  checkupSpare: 'Another one serves instead.',
  checkupLasted: (seconds: number): string => `Took ${seconds} s`,
  checkupFinding: {
    'camera-blocked': 'It is blocked. Allow it in the address bar of the browser, then check again.',
    'camera-dark': 'Its picture is black. Open its cover, make light, or choose another one in the browser.',
    'camera-dismissed': 'The browser was not allowed to use it. Check again and choose “Allow” when it asks.',
    'camera-forbidden':
      'This page does not let calls use it. Please tell its owner: only they can allow it (Permissions-Policy: camera).',
    'camera-in-use':
      'It gives no picture. Close other programs that use it, plug it in again, then check again.',
    'camera-missing': 'None was found: others would not see you. Plug one in, then check again.',
    'camera-unanswered': 'The browser’s question has not been answered. Check again and choose “Allow”.',
    'microphone-blocked': 'It is blocked. Allow it in the address bar of the browser, then check again.',
    'microphone-dismissed':
      'The browser was not allowed to use it. Check again and choose “Allow” when it asks.',
    'microphone-forbidden':
      'This page does not let calls use it. Please tell its owner: only they can allow it (Permissions-Policy: microphone).',
    'microphone-in-use': 'It does not start. Close other programs that use it, then check again.',
    'microphone-missing': 'None was found: others would not hear you. Plug one in, then check again.',
    'microphone-silent':
      'Nothing was heard. Speak while it is checked; else look whether it is muted, or choose another one.',
    'microphone-unanswered': 'The browser’s question has not been answered. Check again and choose “Allow”.',
    'devices-unavailable': 'The browser gives no devices to this page. Open it with https.',
    'speaker-unheard':
      'Turn up the volume, look whether a headset is plugged in, and choose another one in the system’s settings.',
    'broker-unreachable':
      'It cannot be reached, or is no call server. Check your internet connection; if other pages work, your network blocks it, or the page is set up wrongly.',
    'broker-refused': 'It refuses the login. Please tell the owner of this page.',
    'broker-closed': 'It takes the login but passes no messages on. Please tell the owner of this page.',
    'credentials-failed':
      'This page got no login for the servers. Try again in a moment; if it stays so, tell the owner of this page.',
    'login-missing': 'Without the login it lets nobody in.',
    'stun-unreachable':
      'It does not answer. Your network may block it: try another one, such as your phone’s.',
    'name-unknown': 'Nobody knows a server of this name. Please tell the owner of this page.',
    'relay-refused': 'It refuses the login. Please tell the owner of this page.',
    'relay-unreachable':
      'It does not answer. Your network may block this way: try another network, such as your phone’s.',
    'relay-missing':
      'This page names no relay. Calls work within one network, and beyond it only where nothing blocks them. Please tell its owner.',
    'relay-closed': 'The relay answers, but passes no call on. Please tell the owner of this page.',
    'relay-slow':
      'Little gets through: pictures will be small or stop. Come nearer to the Wi-Fi, use a cable, or stop other downloads.',
    'relay-lossy':
      'Much is lost on the way: sound and picture will falter. Come nearer to the Wi-Fi or use a cable.',
    'relay-late': 'The way is long: others will hear you late. Try another network or turn off a VPN.',
  },
};

export type CheckupTexts = typeof enCheckup;
type Complete = AllTexts & StatsTexts & ErrorTexts & CheckupTexts;

const completed = new WeakMap<Texts, Complete>();

/** The texts of a language with those of the check, in English where the language has none: always the same. */
export function withCheckup(texts: Texts): Complete {
  const errors = { ...enErrors.errors, ...texts.errors };
  const all = completed.get(texts) ?? { ...enErrors, ...enStats, ...enCheckup, ...withOpened(texts), errors };
  completed.set(texts, all);
  return all;
}
