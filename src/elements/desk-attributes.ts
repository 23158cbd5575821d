// What the attributes that <rtc-support> and <rtc-desk> share with <rtc-call> mean: read by the same rules.

import { RtcError } from '../errors.ts';
import type { MediaMode } from '../media/local-media.ts';
import type { CredentialsOptions } from '../transport/credentials.ts';
import { type AttributeProblem, type CallAttributes, readAttributes } from './call-attributes.ts';
import { RtcErrorEvent } from './events.ts';

/** What a desk's engines are made with. */
export interface DeskWays {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly credentials: CredentialsOptions;
  readonly displayName: string;
  readonly audio: MediaMode;
  readonly video: MediaMode;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
}

/** Reads them. What is wrong is told on the console and as an event; undefined where nothing works without it. */
export function readDeskWays(
  element: HTMLElement,
  credentials: CallAttributes['credentials'],
): DeskWays | undefined {
  const text = (name: string, fallback = '') => element.getAttribute(name) ?? fallback;
  const { options, problems } = readAttributes(
    {
      broker: text('broker'),
      topic: text('topic', 'rtc'),
      username: text('username'),
      password: text('password'),
      credentialsUrl: text('credentials-url'),
      credentials,
      iceServers: text('ice-servers'),
      relayOnly: element.hasAttribute('relay-only'),
      displayName: text('display-name'),
      audio: text('audio', 'on'),
      video: text('video', 'off'),
      theme: text('theme', 'auto'),
      lang: text('lang'),
    },
    document.baseURI,
  );
  void tellProblems(element, problems);
  const { brokers, topic, displayName = '', audio = 'on', video = 'off' } = options;
  const { iceServers = [], relayOnly = false } = options;
  if (brokers.length === 0) return undefined;
  return {
    ...{ brokers, topic, displayName, audio, video, iceServers, relayOnly },
    credentials: options.credentials ?? {},
  };
}

async function tellProblems(element: HTMLElement, problems: readonly AttributeProblem[]): Promise<void> {
  if (problems.length === 0) return;
  // Offline, say: then only the name is told.
  const words = await import('./attribute-words.ts').catch(() => undefined);
  for (const problem of problems) {
    const { attribute } = problem;
    const code = attribute === 'ice-servers' ? 'ice-servers-invalid' : 'attribute-invalid';
    tellError(element, new RtcError(code, words?.attributeText(problem) ?? attribute));
  }
}

/** Tells a page's owner. */
export function tellError(element: HTMLElement, cause: unknown): void {
  const error = cause instanceof RtcError ? cause : new RtcError('webrtc-unavailable', 'It failed.', cause);
  console.error(`<${element.localName}>`, error.message);
  element.dispatchEvent(new RtcErrorEvent(error));
}
