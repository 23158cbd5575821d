// What STUN and TURN servers do wrong, in words: which one, why, and whether the call suffers from it. Loaded when the
// first one fails, or where nothing but a relay is allowed. Who is told, and how, is the caller's.

import { RtcError } from '../errors.ts';

/** A server that does not do what it is there for. */
export interface ServerFailure {
  readonly url: string;
  /** `icecandidateerror`'s: of STUN (RFC 8489 §14.8) and TURN (RFC 8656 §19), or 701 where there was no answer. */
  readonly errorCode: number;
  readonly errorText: string;
}

/** What is known of the servers, and of the call. */
export interface IceSituation {
  readonly relayOnly: boolean;
  /** All the URLs that connections are made with. */
  readonly urls: readonly string[];
  readonly failures: readonly ServerFailure[];
  /** A relay has given an address. */
  readonly relayed: boolean;
  /** No connection waits for an answer of a server any more. */
  readonly gathered: boolean;
  /** How long ago the oldest of the connections was made, in milliseconds. */
  readonly ageMs: number;
  /** How long there has been somebody whom one is not connected to, in milliseconds. */
  readonly apartMs: number;
}

/** So long a relay may take where nothing else is allowed, in milliseconds. */
const RELAY_MS = 7000;
/** So long two people may take to connect before the servers are asked about, in milliseconds. */
const APART_MS = 6000;
const LOOK_EVERY_MS = 1000;
/** No answer, or no such name. */
const NO_ANSWER = 701;
const PROTOCOL = { udp: 'UDP', tcp: 'TCP', tls: 'TLS' } as const;

/** What a person is to be told, if anything. Pure. */
export function iceTrouble(situation: IceSituation): RtcError | undefined {
  const { relayOnly, urls, failures, relayed, gathered, ageMs, apartMs } = situation;
  if (relayed) return undefined;
  const relays = urls.filter(isRelay);
  const late = relayOnly && ageMs >= RELAY_MS;
  // Credentials may bring some, a moment later.
  if (late && relays.length === 0) {
    return new RtcError('relay-missing', 'With relay-only a TURN server is needed; there is none.');
  }
  const stuck = late || (relayOnly && gathered && failures.length > 0);
  if (!stuck && apartMs < APART_MS) return undefined;
  const refused = failures.find(({ url, errorCode }) => isRelay(url) && errorCode !== NO_ANSWER);
  if (refused) return serverError(refused);
  const silent = failures.find(({ url }) => isRelay(url));
  if (silent) return serverError(silent);
  const [first] = relays;
  if (stuck && first) return serverError(silence(first));
  const [stun] = failures;
  return stun && serverError(stun);
}

/** One failure as a sentence: 'The relay turn.example:3478 cannot be reached over UDP.' */
export function failureText({ url, errorCode, errorText }: ServerFailure): string {
  const { server, protocol } = partsOf(url);
  const name = isRelay(url) ? `The relay ${server}` : `The STUN server ${server}`;
  const reason = errorText ? ` (${errorCode} ${errorText.replace(/\.$/, '')})` : '';
  if (/lookup/i.test(errorText)) return `${name} cannot be found: nobody knows its name${reason}.`;
  if (errorCode === NO_ANSWER) return `${name} cannot be reached over ${protocol}${reason}.`;
  if (errorCode === 401 || errorCode === 403) return `${name} refused the credentials${reason}.`;
  return `${name} refused to serve over ${protocol}${reason}.`;
}

/** What a person is told of one failure. */
export function serverError(failure: ServerFailure): RtcError {
  const { url, errorCode } = failure;
  const relay = errorCode === NO_ANSWER ? 'relay-unreachable' : 'relay-refused';
  const code = isRelay(url) ? relay : 'stun-unreachable';
  return new RtcError(code, failureText(failure), undefined, serverName(url));
}

/** The failure of a server from which nothing has come. */
export const silence = (url: string): ServerFailure => ({ url, errorCode: NO_ANSWER, errorText: '' });

/** Whether a URL is that of a relay, or else of a STUN server. */
export const isRelay = (url: string): boolean => url.startsWith('turn');

/** How people hand it on: 'turn.example:3478, UDP'. */
export function serverName(url: string): string {
  const { server, protocol } = partsOf(url);
  return `${server}, ${protocol}`;
}

/** A URL without its scheme, and how the server is talked to (RFC 7064, RFC 7065). */
function partsOf(url: string): { server: string; protocol: string } {
  const [, scheme = '', server = url, query = ''] = /^(\w+):([^?]*)(.*)$/.exec(url) ?? [];
  if (scheme.endsWith('s')) return { server, protocol: PROTOCOL.tls };
  return { server, protocol: query.endsWith('=tcp') ? PROTOCOL.tcp : PROTOCOL.udp };
}

export interface IceWatchOptions {
  readonly relayOnly: boolean;
  /** The servers that connections are made with. */
  servers(): readonly RTCIceServer[];
  /** Whether there is somebody whom one is not connected to. */
  apart(): boolean;
  /** Called with what a person is to be told, and with undefined when that is over. */
  tell(error: RtcError | undefined): void;
}

/** Watches connections from their beginning on, or from the first error of one. */
export class IceWatch {
  readonly #options: IceWatchOptions;
  /** Those that are open, and since when. */
  readonly #connections = new Map<RTCPeerConnection, number>();
  readonly #failures = new Map<string, ServerFailure>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #apartSince: number | undefined;
  #told: RtcError | undefined;

  constructor(options: IceWatchOptions) {
    this.#options = options;
  }

  /** Looks after a connection. `failure`: what it has told of a server. Each server's is told to developers once. */
  watch(connection: RTCPeerConnection, failure?: ServerFailure): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
    if (!this.#connections.has(connection)) this.#connections.set(connection, performance.now());
    if (failure) {
      if (!this.#failures.has(failure.url)) console.warn(failureText(failure));
      this.#failures.set(failure.url, failure);
    }
    this.#look();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#connections.clear();
  }

  #look(): void {
    const closed = [...this.#connections.keys()].filter(each => each.signalingState === 'closed');
    for (const each of closed) this.#connections.delete(each);
    const connections = [...this.#connections.keys()];
    // Nothing new can be known.
    if (connections.length === 0) return;
    const { relayOnly, servers, apart } = this.#options;
    const now = performance.now();
    this.#apartSince = apart() ? (this.#apartSince ?? now) : undefined;
    const error = iceTrouble({
      relayOnly,
      urls: servers().flatMap(({ urls }) => urls),
      failures: [...this.#failures.values()],
      relayed: connections.some(each => each.localDescription?.sdp.includes(' typ relay')),
      gathered: connections.every(each => each.iceGatheringState === 'complete'),
      ageMs: now - Math.min(...this.#connections.values()),
      apartMs: now - (this.#apartSince ?? now),
    });
    if (error?.message === this.#told?.message) return;
    this.#told = error;
    this.#options.tell(error);
  }
}
