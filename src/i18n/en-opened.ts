// The English texts of what a person opens: menus, settings, chat, safety code. They come with it, so that a call that
// never opens any of it never loads them; other languages hold all their texts together.

import type { Texts } from './en.ts';

export const enOpened = {
  // Menu and settings
  invite: 'Invite others',
  qrCodeHint: 'QR code of the invitation link, to be scanned with a phone',
  fullScreen: 'Full screen',
  pictureInPicture: 'Small window',
  stats: 'Connections',
  settings: 'Settings',
  close: 'Close',
  layout: 'Layout',
  layoutName: (layout: 'auto' | 'grid' | 'speaker'): string =>
    ({ auto: 'Automatic', grid: 'Grid', speaker: 'Speaker' })[layout],
  language: 'Language',
  lowData: 'Use less data',
  lowDataHint: 'A smaller picture, for slow or expensive connections',
  shortcuts: 'Keyboard shortcuts',
  shortcutsHint: 'Single keys, while you are not typing',

  // Chat
  chatEmpty: 'No messages yet. Only those in the call can read them.',
  chatLog: 'Messages',
  chatFromNow: 'You see what is written since you joined.',
  chatNew: 'New messages',
  chatEarlier: 'Earlier messages',
  chatNewHere: 'New',
  chatApart: 'Join the call to write',
  chatLeft: (count: number): string => (count === 1 ? '1 character left' : `${count} characters left`),
  chatOver: (count: number): string =>
    `${count === 1 ? '1 character' : `${count} characters`} too many. Shorten the message or send it in parts.`,
  message: 'Message',
  send: 'Send',
  sent: 'Sent',
  delivered: 'Delivered',
  copyMessage: 'Copy message',
  copyChat: 'Copy all messages',
  copyRefused: 'The browser does not allow copying. Select the text and copy it yourself.',
  saveChat: 'Save the messages as a text file',
  closeChat: 'Close the chat',

  // Menu of a tile, and a screen enlarged
  pin: 'Show large',
  unpin: 'No longer show large',
  shrinkOwn: 'Make my picture small',
  growOwn: 'Make my picture larger',
  tileFullScreen: 'Full screen',
  tileNoFullScreen: 'Leave full screen',
  savePicture: 'Save as a picture',
  safetyCode: 'Compare safety code',
  zoomIn: 'Enlarge',
  zoomOut: 'Make smaller',
  zoomReset: 'Show all of it',
  zoomHint: 'Plus, minus, 0 and the arrow keys enlarge and move it.',

  // Safety code
  safetyWith: (name: string): string => `Safety code with ${name}`,
  safetyAsking: 'Asking the other side for the code…',
  safetyHint: (name: string): string =>
    `Read this aloud to each other, ${name} and you. Both must see the same. Then nobody sits between you who could listen.`,
  safetyAsked: (name: string): string => `${name} wants to compare the safety code with you.`,
  safetyShow: 'Show code',
  safetyMatch: 'They match',
  safetyDiffer: 'They don’t match',
  safetyDifferTitle: 'Somebody may be listening',
  safetyDifferHint:
    'Codes that differ mean that this call may go through somebody else’s hands. Say nothing confidential here. Leave, and talk to each other another way.',
  safetyBack: 'Look again',
  verifiedHint: (name: string): string => `You have compared the code with ${name}: it matches.`,
  unverify: 'Take this back',
  // Recording the call
  record: 'Record the call',
  recordEnd: 'End the recording',
  recordOwn: 'You are recording this call',
  recordWaits: (names: string): string => `Waiting for an answer: may you record? ${names}`,
  recordBegins: 'The recording begins…',
  recordBy: (name: string): string => `${name} is recording this call`,
  recordAsk: (name: string): string => `${name} wants to record this call`,
  recordAskHint:
    'Everybody’s pictures and voices would be kept in a file. Nothing of you is kept before you agree.',
  recordAgree: 'Agree',
  recordRefuse: 'Don’t agree',
  recordTakeBack: 'Take my consent back',
  recordGiveUp: 'Cancel',
  recordOver: 'This call is no longer being recorded',
  recordFile: 'The recording of the call',
  /** One word for each picture, in the order of `SAFETY_EMOJI`. */
  emojiNames:
    'dog cat horse pig cow rabbit lion elephant monkey frog turtle fish octopus bee butterfly snail ' +
    'penguin owl apple banana lemon cherries strawberry grapes carrot corn mushroom bread cheese ' +
    'pizza cake cactus tree rose sunflower clover fire rainbow moon star lightning anchor sailboat ' +
    'car bicycle train rocket balloon gift guitar trumpet bell key hammer clock book umbrella ' +
    'glasses crown bulb house camera diamond snowman',
};

export type OpenedTexts = typeof enOpened;

/** The texts of calls and of what is opened, in one language. */
export type AllTexts = Texts & OpenedTexts;

const completed = new WeakMap<Texts, AllTexts>();

/** The texts of a language with those of what is opened, in English where the language has none: always the same. */
export function withOpened(texts: Texts): AllTexts {
  const all = completed.get(texts) ?? { ...enOpened, ...texts };
  completed.set(texts, all);
  return all;
}
