// What the attributes that <rtc-support> and <rtc-desk> share with <rtc-call> mean: read by the same rules.

import { RtcError } from '../errors.ts';
import type { MediaMode } from '../media/local-media.ts';
import type { CredentialsOptions } from '../transport/credentials.ts';
import { AttributeReport } from './attribute-report.ts';
import type { CallAttributes } from './call-attributes.ts';
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
  const report = new AttributeReport(element as HTMLElement, () => ({
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
  }));
  const { options } = report.read();
  const { brokers, topic, displayName = '', audio = 'on', video = 'off' } = options;
  const { iceServers = [], relayOnly = false } = options;
  if (brokers.length === 0) return undefined;
  return {
    brokers,
    topic,
    credentials: options.credentials ?? {},
    displayName,
    audio,
    video,
    iceServers,
    relayOnly,
  };
}

/** Tells a page's owner. */
export function tellError(element: HTMLElement, cause: unknown): void {
  const error = cause instanceof RtcError ? cause : new RtcError('webrtc-unavailable', 'It failed.', cause);
  console.error(`<${element.localName}>`, error.message);
  element.dispatchEvent(new RtcErrorEvent(error));
}
