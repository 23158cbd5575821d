// What the attributes of <rtc-call> mean: their text, checked, becomes the engine's options; instead of what is
// wrong there is the default. Pure but for the base URL of the page. The words for it are in attribute-words.ts.

import type { MediaMode } from '../media/local-media.ts';
import { type CallOptions, isBroker, isTopicPrefix } from '../session/call-options.ts';
import { type IceServerProblem, readIceServers } from './ice-servers.ts';
import { TILE_LAYOUTS } from './tile-plan.ts';

/** The attributes as they stand, or as a script has set them. */
export interface CallAttributes {
  broker: string;
  topic: string;
  username: string;
  password: string;
  credentialsUrl: string;
  credentials: ((request: { id: string }) => Promise<unknown>) | undefined;
  iceServers: string | readonly RTCIceServer[] | undefined;
  relayOnly: boolean;
  displayName: string;
  audio: string;
  video: string;
  lowData: boolean;
  maxParticipants: number | string;
  theme: string;
  layout: string;
  lang: string;
}

/** A wrong attribute: its name, and its value or the part of it that is wrong. */
export interface AttributeProblem {
  readonly attribute: string;
  readonly value: unknown;
  readonly server?: IceServerProblem;
}

/** All options but the room, which may come from the page's fragment. */
export interface AttributesReading {
  readonly options: Omit<CallOptions, 'room' | 'secret'>;
  readonly problems: readonly AttributeProblem[];
}

const DEFAULT_TOPIC = 'rtc';
const DEFAULT_MAX_PARTICIPANTS = 9;
export const MODES: readonly [MediaMode, ...MediaMode[]] = ['on', 'off', 'none'];

export const THEMES = ['auto', 'light', 'dark'] as const;

/** Reads all attributes that the engine works with; what is wrong, or absent, is replaced by its default. */
export function readAttributes(from: Partial<CallAttributes>, base: string): AttributesReading {
  const problems: AttributeProblem[] = [];
  const wrong: Report = (attribute, value) => problems.push({ attribute, value });
  const username = text(from.username);
  const password = text(from.password);
  const url = readCredentialsUrl(text(from.credentialsUrl), base, wrong);
  const ice = readIceServers(from.iceServers);
  for (const server of ice.problems) problems.push({ attribute: 'ice-servers', value: undefined, server });
  const lang = text(from.lang);
  if (lang && !isLanguageTag(lang)) wrong('lang', lang);
  oneOf('theme', from.theme, THEMES, wrong);
  oneOf('layout', from.layout, TILE_LAYOUTS, wrong);
  const ask = from.credentials ?? undefined;
  if (ask && typeof ask !== 'function') wrong('credentials', ask);
  const options = {
    brokers: readBrokers(text(from.broker), base, wrong),
    topic: readTopic(text(from.topic), wrong),
    displayName: text(from.displayName),
    audio: oneOf('audio', from.audio, MODES, wrong),
    video: oneOf('video', from.video, MODES, wrong),
    iceServers: ice.servers,
    relayOnly: Boolean(from.relayOnly),
    lowData: Boolean(from.lowData),
    maxParticipants: readMaximum(from.maxParticipants, wrong),
    credentials: {
      ...(username && { username }),
      ...(password && { password }),
      ...(url && { url }),
      ...(typeof ask === 'function' && { ask }),
    },
  };
  return { options, problems };
}

type Report = (attribute: string, value: unknown) => void;

/** Scripts set what they like, whatever the types say. */
function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** One of the allowed words; the first of them is the default. */
function oneOf<T extends string>(
  attribute: string,
  value: unknown,
  allowed: readonly [T, ...T[]],
  wrong: Report,
): T {
  const found = allowed.find(candidate => candidate === (text(value) || allowed[0]));
  if (found === undefined) wrong(attribute, value);
  return found ?? allowed[0];
}

function readBrokers(value: string, base: string, wrong: Report): string[] {
  const brokers: string[] = [];
  const parts = value.split(/\s+/).filter(Boolean);
  for (const part of parts) {
    const url = brokerUrl(part, base);
    if (url) brokers.push(url);
    else wrong('broker', part);
  }
  if (!parts.length) wrong('broker', '');
  return brokers;
}

function readTopic(value: string, wrong: Report): string {
  const topic = value || DEFAULT_TOPIC;
  if (isTopicPrefix(topic)) return topic;
  wrong('topic', topic);
  return DEFAULT_TOPIC;
}

function readMaximum(value: unknown, wrong: Report): number {
  const most = text(value) === '' ? DEFAULT_MAX_PARTICIPANTS : Number(value);
  if (Number.isInteger(most) && most >= 2 && most <= 50) return most;
  wrong('max-participants', value);
  return DEFAULT_MAX_PARTICIPANTS;
}

function readCredentialsUrl(value: string, base: string, wrong: Report): string | undefined {
  if (!value) return undefined;
  const url = resolveUrl(value, base);
  if (url && /^https?:/.test(url)) return url;
  wrong('credentials-url', value);
  return undefined;
}

/** A path is taken on the page's own host: wss: where the page came by https:. */
function brokerUrl(text: string, base: string): string | undefined {
  const url = text.startsWith('/') ? resolveUrl(text, base)?.replace(/^http/, 'ws') : text;
  return url && isBroker(url) ? url : undefined;
}

function resolveUrl(text: string, base: string): string | undefined {
  try {
    return new URL(text, base).href;
  } catch {
    return undefined;
  }
}

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
