// What of all that happens in a call is worth saying aloud, and in which words. How it is said is the announcer's;
// a chat on the screen speaks for itself, and so do the lines on devices.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RtcError } from '../errors.ts';
import type { Texts } from '../i18n/en.ts';
import { errorText, loadErrorText } from '../i18n/texts.ts';
import type { ChatMessage } from '../session/call-state.ts';
import type { Announcer } from './announcer.ts';
import type { CallController } from './call-controller.ts';

/** What the news needs of the element that it tells of. */
interface NewsHost extends ReactiveControllerHost, HTMLElement {
  readonly bare: boolean;
}

interface NewsSources {
  readonly calls: CallController;
  readonly announcer: Announcer;
  texts(): Texts;
  /** Whether a message has not been on a screen yet. */
  isUnread(message: ChatMessage): boolean;
}

/** Nobody listens to more of a message. */
const MAX_LENGTH = 200;
/** Told by an alert beside the buttons. */
const OF_DEVICES = /^(camera|microphone|screen|devices)-/;

/** Listens to the events of its host and has them said. */
export class CallNews implements ReactiveController {
  readonly #host: NewsHost;
  readonly #sources: NewsSources;
  /** How many of those who had been there before have been told of. */
  #among = 0;
  #nobodyHere = false;
  #trouble: string | undefined;

  constructor(host: NewsHost, sources: NewsSources) {
    this.#host = host;
    this.#sources = sources;
    host.addController(this);
    this.#people();
    this.#call();
  }

  hostUpdate(): void {
    const { calls, announcer, texts } = this.#sources;
    const nobodyHere = calls.state?.nobodyHere ?? false;
    if (nobodyHere && !this.#nobodyHere) announcer.say(() => texts().nobodyHere);
    this.#nobodyHere = nobodyHere;
  }

  #people(): void {
    const { calls, announcer, texts, isUnread } = this.#sources;
    const nameOf = ({ name }: { readonly name: string }) => name || texts().guest;
    const host = this.#host;
    host.addEventListener('rtc-participant-joined', ({ participant }) => {
      const wasHere = this.#among < (calls.state?.joinedAmong ?? 0);
      if (wasHere) this.#among++;
      const { joined, manyJoined, isHere, manyHere } = texts();
      const name = nameOf(participant);
      if (wasHere) announcer.say(() => isHere(name), 'here', manyHere);
      else announcer.say(() => joined(name), 'joined', manyJoined);
    });
    host.addEventListener('rtc-participant-left', ({ participant, reason }) => {
      if (calls.apart) return; // It is oneself who has left.
      const { leftCall, lostCall, manyLeft } = texts();
      const say = reason === 'lost' ? lostCall : leftCall;
      announcer.say(() => say(nameOf(participant)), 'left', manyLeft);
    });
    host.addEventListener('rtc-participant-changed', ({ participant, previous }) => {
      const { self, screen } = participant;
      if (screen === previous.screen) return;
      const { youShare, youStopped, shares, stoppedSharing } = texts();
      if (self) announcer.say(() => (screen ? youShare : youStopped));
      else announcer.say(() => (screen ? shares : stoppedSharing)(nameOf(participant)));
    });
    host.addEventListener('rtc-message-received', ({ message }) => {
      const { text } = message;
      const heard = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
      const say = () => (isUnread(message) ? texts().messageFrom(nameOf(message), heard) : '');
      announcer.say(say, 'wrote', texts().manyMessages);
    });
  }

  #call(): void {
    const { calls, announcer, texts } = this.#sources;
    const host = this.#host;
    host.addEventListener('rtc-state-changed', ({ target, state, previous }) => {
      if (target !== host) return;
      this.#trouble = undefined;
      if (state === 'joining') this.#among = 0;
      const told = () => {
        if (calls.status !== state) return ''; // It has gone on since.
        const { joining, waiting, connected, connectedAgain, reconnecting, leftTitle, failedTitle } = texts();
        const failed = calls.error ? `${failedTitle}. ${errorText(texts(), calls.error)}` : failedTitle;
        const again = previous === 'reconnecting' ? connectedAgain : connected;
        return {
          idle: '',
          lobby: '',
          joining,
          waiting,
          connected: again,
          reconnecting,
          left: leftTitle,
          failed,
        }[state];
      };
      if (state === 'failed') whenWorded(calls.error, () => announcer.last(told));
      else if (state === 'left') announcer.last(told);
      else announcer.say(told);
    });
    host.addEventListener('rtc-error', ({ target, error }) => {
      const { code } = error;
      const told = OF_DEVICES.test(code) ? !host.bare : code === 'message-too-long' || this.#trouble === code;
      if (target !== host || told || calls.apart) return;
      if (!OF_DEVICES.test(code)) this.#trouble = code;
      whenWorded(error, () => announcer.say(() => errorText(texts(), error)));
    });
  }
}

/** Does it once the words for an error are there, or cannot be had. */
function whenWorded(error: RtcError | undefined, act: () => void): void {
  const words = error && loadErrorText(error);
  if (words) void words.then(act);
  else act();
}
