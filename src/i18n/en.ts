// The English texts, and by their type the contract for every other language: keys say what a text is for,
// whatever depends on a number or a name is a function. Nothing here knows where a text is shown. What is only shown
// once a person has opened something is in en-opened.ts, what hardly ever goes wrong in en-rare.ts.

import type { RareErrorCode, RtcErrorCode } from '../errors.ts';

/** Those of rare errors are not there before the first of them. */
type ErrorTexts = Record<Exclude<RtcErrorCode, RareErrorCode>, string> &
  Partial<Record<RareErrorCode, string>>;

/** What to tell a person when something went wrong: what happened, and what they can do. */
const errors: ErrorTexts = {
  'attribute-invalid': 'This call is not set up correctly. Please tell the owner of this page.',
  'broker-unreachable': 'The call server cannot be reached. Check your internet connection.',
  'broker-refused': 'The call server refuses the connection. Please tell the owner of this page.',
  'credentials-failed': 'This page could not get access to the call server. Try again in a moment.',
  'camera-blocked':
    'The camera is blocked. Allow it in the address bar of the browser, then turn it on again.',
  'camera-dismissed':
    'The browser was not allowed to use the camera. Turn it on again and choose “Allow” when the browser asks.',
  'camera-missing': 'No camera was found. Plug one in, then turn it on again.',
  'microphone-blocked':
    'The microphone is blocked. Allow it in the address bar of the browser, then turn it on again.',
  'microphone-dismissed':
    'The browser was not allowed to use the microphone. Turn it on again and choose “Allow” when the browser asks.',
  'microphone-missing': 'No microphone was found. Plug one in, then turn it on again.',
  'screen-blocked': 'The screen is not shared. Choose a window in the browser’s dialogue to share it.',
  'devices-unavailable': 'This browser gives no access to devices here. Open the page with https.',
  'ice-servers-invalid': 'The connection servers of this page are set up wrongly. Please tell its owner.',
  'invite-damaged': 'This invitation link is not complete. Ask for it again and copy all of it.',
  'peer-newer': 'The other side uses a newer version. Reload this page.',
  'room-full': 'This call is full. Try again when somebody has left.',
  'webrtc-unavailable':
    'This browser cannot make calls here. Use a current browser and open the page with https.',
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
  bothErrors: {
    blocked:
      'The camera and the microphone are blocked. Allow them in the address bar of the browser, then try again.',
    dismissed:
      'The browser was not allowed to use the camera and the microphone. Try again and choose “Allow” when it asks.',
    forbidden:
      'This page does not let calls use the camera and the microphone. Please tell its owner: only they can allow it (Permissions-Policy: camera, microphone).',
    'in-use':
      'The camera and the microphone do not start. Close other programs that use them, then try again.',
    missing: 'No camera and no microphone were found. Plug them in, then try again.',
  },
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
  qrCodeHint: 'QR code of the invitation link, to be scanned with a phone',

  // Controls
  controls: 'Call controls',
  microphone: 'Microphone',
  microphoneTip: (on: boolean): string => (on ? 'Turn the microphone off' : 'Turn the microphone on'),
  camera: 'Camera',
  cameraTip: (on: boolean): string => (on ? 'Turn the camera off' : 'Turn the camera on'),
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
export type Texts = typeof en;
