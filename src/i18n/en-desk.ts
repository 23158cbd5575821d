// The English texts of the agents' side of a support desk. They come with it.

import type { Loose } from './en-support.ts';

export const enDesk = {
  deskFailed: 'The desk is not connected: its set-up is missing or wrong. The console says what.',
  waiting: (count: number): string => (count === 1 ? '1 person waits' : `${count} people wait`),
  nobodyWaits: 'Nobody waits',
  since: (minutes: number): string =>
    minutes < 1 ? 'just now' : minutes === 1 ? 'for a minute' : `for ${minutes} minutes`,
  accept: 'Accept',
  accepting: 'Connecting …',
  notNow: 'Not me',
  full: 'You have as many as you take at once.',
  giveBack: 'Back to the queue',
  takenBy: (agent: string): string => (agent ? `with ${agent}` : 'with a colleague'),
  speakHere: 'Speak here',
  onHold: 'On hold: here you are neither heard nor seen. You can write.',
  newMessages: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),

  handOver: 'Hand over …',
  colleague: 'To whom',
  bringIn: 'Bring in, and stay',
  handOverNow: 'Hand over, and leave',
  awayName: (name: string): string => `${name} (away)`,
  asking: (agent: string): string => `Asking ${agent || 'a colleague'} …`,
  askingToLeave: (agent: string): string =>
    `Asking ${agent || 'a colleague'} … You leave when they are there.`,
  refused: (agent: string): string => `${agent || 'Your colleague'} can’t come. The call stays with you.`,
  takeBack: 'Ask no more',
  understood: 'OK',
  join: 'Join',
  refuse: 'Not now',
  invites: (agent: string): string => `${agent || 'A colleague'} asks you into a call`,

  available: 'Available',
  away: 'Away',
  wrapUp: 'Wrapping up',
  ready: 'Ready again',
  wrapUpHint: 'Time for your notes: nobody is put through to you yet.',
  status: 'Status',
  colleagues: (count: number): string =>
    count === 0 ? 'You are alone at the desk' : count === 1 ? '1 colleague' : `${count} colleagues`,

  notifyMe: 'Notify me in other windows',
  notifyBlocked: 'The browser shows no notifications of this site. Sound and title ring all the same.',

  notes: 'Notes',
  notesHint:
    'Kept in this browser until tomorrow. They go along when you hand over; visitors never see them.',
  writeHint: 'A stroke and a key, such as /hours, put a quick answer in.',

  answers: 'Quick answers',
  answersHint: 'Write / and the key in a message, then a space.',
  noAnswers: 'There are none yet.',
  key: 'Key',
  answer: 'Answer',
  add: 'Save',
  remove: (key: string): string => `Delete ${key}`,

  messages: (unread: number): string => (unread === 0 ? 'Messages left' : `Messages left (${unread} new)`),
  noMessages: 'Nobody has left one.',
  reachAt: 'To be reached at',
  leftAt: (time: string): string => `left on ${time}`,
  read: 'Read',
  readBy: (agent: string): string => (agent ? `read by ${agent}` : 'read'),
  answered: 'Answered',
  answeredBy: (agent: string): string => (agent ? `answered by ${agent}` : 'answered'),
  delete: 'Delete …',
  deleteForAll: 'Delete for everybody',

  today: 'Today',
  taken: 'Taken',
  missed: 'Missed',
  meanWait: 'Mean wait',
  meanLength: 'Mean length',
  rating: 'Rating',
  minutes: (minutes: string): string => `${minutes} min`,
  ofFive: (stars: string): string => `${stars} of 5`,
  todayHint: 'What this browser has seen of today. Missed: who left before anybody came.',
  saveCsv: 'Save as CSV',
} as const;

/** The agents' texts of a language. */
export type DeskTexts = Loose<typeof enDesk>;
