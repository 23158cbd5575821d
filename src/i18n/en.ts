// The English texts, and by their type the contract for every other language: keys say what a text is for,
// whatever depends on a number or a name is a function. Nothing here knows where a text is shown. What is only shown
// once a person has opened something is in en-opened.ts, what only when something goes wrong in en-errors.ts.

import type { NetworkErrorCode, RtcErrorCode } from '../errors.ts';
import type { ErrorTexts } from './en-errors.ts';

/** What to tell a person when something went wrong: what happened, and what they can do. */
const errors: Record<NetworkErrorCode, string> & Partial<Record<RtcErrorCode, string>> = {
  'broker-unreachable': 'The call server cannot be reached. Check your internet connection.',
  'credentials-failed': 'This page could not get access to the call server. Try again in a moment.',
};

const things = (camera: boolean, microphone: boolean): string =>
  camera && microphone ? 'camera and microphone' : camera ? 'camera' : 'microphone';

export const en = {
  errors,

  // Everywhere
  call: 'Call',
  dismiss: 'Dismiss',
  copy: 'Copy',
  copied: 'Copied',
  guest: 'Guest',
  you: 'You',

  // Lobby
  lobbyTitle: 'Ready to join?',
  yourName: 'Your name',
  join: 'Join',
  joinWithout: (camera: boolean, microphone: boolean): string => `Join without ${things(camera, microphone)}`,
  turnOn: (camera: boolean, microphone: boolean): string => `Turn on ${things(camera, microphone)}`,
  willAsk: (camera: boolean, microphone: boolean): string =>
    `Your browser will ask for your ${things(camera, microphone)}. Nobody sees or hears you before you join.`,
  asksNow: (camera: boolean, microphone: boolean): string =>
    `Your browser is asking for your ${things(camera, microphone)}. Choose “Allow”.`,
  level: 'Microphone level',
  speaker: 'Speaker',
  testSound: 'Play a test sound',

  // On the way in, and afterwards
  joining: 'Connecting…',
  stillTrying: 'Still trying.',
  tryAgain: 'Try again',
  joinAgain: 'Join again',
  leftTitle: 'You left the call',
  leftHint: 'You can close this page now.',
  lasted: (time: string): string => `It lasted ${time}.`,
  failedTitle: 'This did not work',
  newRoom: 'Start a new room',
  copyLink: 'Copy the link for another browser',
  reload: 'Reload this page',
  waitsForDevices: 'The browser asks whether this page may use the camera and microphone. Please answer it.',
  waitsForServer: 'The call server takes long to answer. Your internet connection may be slow.',
  reconnecting: 'Connection lost. Reconnecting…',

  // Alone, and inviting others
  waiting: 'Waiting for others',
  waitingHint: 'Send this link to those you want to talk to.',
  nobodyHere: 'Nobody here yet. Is the link complete, and the same for everybody?',
  inviteLink: 'Invitation link',
  inviteHint: 'Whoever has this link can join and read along. Give it only to those you want in the call.',
  share: 'Share…',
  qrCode: 'QR code',

  // Controls
  controls: 'Call controls',
  microphone: 'Microphone',
  microphoneTip: (on: boolean): string => `Turn the microphone ${on ? 'off' : 'on'}`,
  camera: 'Camera',
  cameraTip: (on: boolean): string => `Turn the camera ${on ? 'off' : 'on'}`,
  screen: 'Share screen',
  screenTip: (on: boolean): string => (on ? 'Stop sharing the screen' : 'Share the screen'),
  chat: 'Chat',
  chatUnread: (count: number): string =>
    count === 1 ? 'Chat, 1 new message' : `Chat, ${count} new messages`,
  leave: 'Leave',
  more: 'More',
  mutedSpeaking: 'You are muted. Click to turn the microphone on',
  sharing: 'You are sharing your screen',
  stopSharing: 'Stop sharing',

  // Tiles
  muted: 'Microphone off',
  verified: 'Verified',
  screenOf: (name: string): string => `Screen of ${name}`,
  yourScreen: 'Your screen',
  tapToHear: 'Tap to hear',
  silenced: 'Your browser plays no sound yet. Click or press any key to hear the others.',
  speaking: 'Speaking',
  quality: { fair: 'Fair connection', poor: 'Poor connection' },
  tileMenu: (name: string): string => `More on ${name}`,
  linkConnecting: 'Connecting…',
  linkUnstable: 'Unstable connection',
  linkReconnecting: 'Reconnecting…',
  linkChangingPage: 'Changing page…',

  // Announcements
  joined: (name: string): string => `${name} joined`,
  manyJoined: (count: number): string => `${count} people joined`,
  isHere: (name: string): string => `${name} is here`,
  manyHere: (count: number): string => `${count} people are here`,
  leftCall: (name: string): string => `${name} left`,
  lostCall: (name: string): string => `${name} lost the connection`,
  manyLeft: (count: number): string => `${count} people left`,
  shares: (name: string): string => `${name} shares a screen`,
  stoppedSharing: (name: string): string => `${name} no longer shares a screen`,
  youShare: 'You are sharing your screen',
  youStopped: 'Your screen is no longer shared',
  connected: 'Connected',
  connectedAgain: 'Connected again',
  messageFrom: (name: string, text: string): string => `${name}: ${text}`,
  manyMessages: (count: number): string => `${count} new messages`,
};

/** What is shown in every call, in one language. */
export type Texts = typeof en & Partial<Pick<ErrorTexts, 'bothErrors'>>;
