// The English texts of a support desk: the visitors' side, and what the agents' has of it. They come with it.

export const enSupport = {
  open: 'Talk to us',
  send: 'Ask for somebody',
  connecting: 'Connecting …',
  consent: 'I agree that my details are used to answer my question.',
  field: (name: string): string =>
    ({ name: 'Your name', email: 'E-mail', topic: 'What is it about?', phone: 'Telephone' })[name] ?? name,
  queued: 'You are in the queue',
  place: (place: number): string =>
    place === 0 ? 'Looking for your place …' : place === 1 ? 'You are next.' : `You are number ${place}.`,
  wait: (minutes: number): string => (minutes <= 1 ? 'About a minute.' : `About ${minutes} minutes.`),
  ringing: 'We are calling somebody for you …',
  closed: (hours: string): string =>
    `We are closed at the moment. Our hours: ${hours}. You can ask all the same.`,
  nobody: 'Nobody is there at the moment. You keep your place.',
  cancel: 'Cancel',
  connectingTo: (agent: string): string => (agent ? `${agent} is coming …` : 'Somebody is coming …'),
  inCallWith: (agent: string): string => (agent ? `In a call with ${agent}` : 'In a call'),
  microphone: 'Microphone',
  camera: 'Camera',
  hear: 'Click to hear the call',
  hangUp: 'Hang up',
  move: 'Move',
  moveHint: 'Move: drag, or use the arrow keys. Home puts it back.',
  enlarge: 'Enlarge',
  smallWindow: 'Small window',
  minimise: 'Minimise',
  someone: 'Somebody',
  chat: 'Messages',
  you: 'You',
  write: 'Write a message',
  sendMessage: 'Send',
  notSent: 'That was not sent. Please try again.',
  saveChat: 'Save the messages',
  unread: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),
  rateTitle: 'How was it?',
  stars: (count: number): string => (count === 1 ? '1 star' : `${count} stars`),
  comment: 'Anything to add?',
  rate: 'Send',
  skip: 'Skip',
  failed: 'That does not work at the moment. What you have typed stays.',
  wrongKey: 'This desk is not set up: its key is missing or wrong. What you have typed stays.',
  tooLong: 'That is more than can be sent at once. Please shorten it; nothing of it is lost.',
  without: (device: string): string =>
    `${device}: not allowed, or not there. The call goes on without; allow it in the browser to use it.`,
  leaveTitle: 'Leave us a message',
  leaveHint: 'Nobody is there at the moment. We read it when we are back, and get in touch.',
  reach: 'How do we reach you? (telephone or e-mail)',
  message: 'Your message',
  leave: 'Leave the message',
  leaving: 'It is being sent …',
  waitInstead: 'Wait in the queue instead',
  leaveInstead: 'Leave a message instead',
  left: 'Thank you. We have your message and will get in touch.',
  anotherMessage: 'Leave another one',
  offline: 'No connection. We keep trying; what you have typed stays.',
} as const;

/** The same keys with any words. */
export type Loose<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };
/** The texts of a language. */
export type SupportTexts = Loose<typeof enSupport>;
