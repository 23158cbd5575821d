// What is wrong with an attribute, in a sentence for the developer who wrote it. Fetched when something is.

import { type AttributeProblem, MODES, THEMES } from './call-attributes.ts';
import type { IceServerFault, IceServerProblem } from './ice-servers.ts';
import { TILE_LAYOUTS } from './tile-plan.ts';

const SERVERS =
  'stun:host:port, turn:user:password@host:port?transport=udp|tcp, turns:…, or the JSON of RTCIceServer[]';

const FAULTS: Readonly<Record<Exclude<IceServerFault, 'json'>, string>> = {
  object: 'is not an object',
  urls: 'has no urls',
  user: 'has a wrong user name or password',
  'no-user': 'has no user name and password',
  scheme: 'is no stun:, turn: or turns: URL',
  host: 'has a wrong host or port',
  query: 'has a wrong part after the question mark',
};

const oneOf = (words: readonly string[]) => `one of ${words.join(', ')}`;
const EXPECTED: Readonly<Record<string, string>> = {
  lang: 'a language tag such as de',
  theme: oneOf(THEMES),
  layout: oneOf(TILE_LAYOUTS),
  audio: oneOf(MODES),
  video: oneOf(MODES),
  broker: 'ws:// or wss:// URLs, or a path on this host',
  topic: 'at most 200 letters, digits, - and _, in parts separated by /',
  'max-participants': 'a whole number from 2 to 50',
};

/** The name of the attribute, what is wrong with it and what was expected instead. */
export function attributeText({ attribute, value, server }: AttributeProblem): string {
  if (server) return `${attribute}: ${iceServerText(server)}`;
  if (attribute === 'credentials') return 'credentials: is no function';
  if (attribute === 'credentials-url')
    return 'credentials-url: is no URL to ask; expected an http(s) URL or a path';
  if (attribute === 'broker' && !value)
    return 'broker: is missing; expected one or more ws:// or wss:// URLs';
  return `${attribute}: “${shown(value)}”; expected ${EXPECTED[attribute]}`;
}

export function iceServerText({ index, fault, url }: IceServerProblem): string {
  if (fault === 'json') return `not valid JSON; expected ${SERVERS}`;
  // A login in front of the host is a secret.
  const named = url ? ` (${url.replace(/[^:]*:[^@]*@/, '…@').slice(0, 80)})` : '';
  return `server ${index + 1}${named} ${FAULTS[fault]}; expected ${SERVERS}`;
}

/** Broker URLs may carry a login, which has no place on the console. */
function shown(value: unknown): string {
  return String(value)
    .replace(/\/\/[^/]*@/, '//…@')
    .slice(0, 80);
}
