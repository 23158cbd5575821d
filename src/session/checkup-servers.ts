// Tries one STUN or TURN server, over one protocol, by itself.

import type { RtcError } from '../errors.ts';
import { isRelay, type ServerFailure, serverError, silence } from './ice-trouble.ts';

/** Sooner than a person would wonder. */
const LIMIT_MS = 9000;
/** A server that gives nothing new, because this side has a public address, lets the search end sooner. */
const AT_ONCE_MS = 4000;

/** A server of a page, at one of its URLs. */
export interface ServerUrl {
  readonly url: string;
  readonly server: RTCIceServer;
}

/** All URLs of these servers, each once. */
export function urlsOf(servers: readonly RTCIceServer[]): readonly ServerUrl[] {
  const all = servers.flatMap(server =>
    [server.urls].flat().map(url => ({ url, server: { ...server, urls: url } })),
  );
  return all.filter(({ url }, index) => all.findIndex(each => each.url === url) === index);
}

/** Resolves with the milliseconds until it gave an address. Rejects with an RtcError that says why it gave none. */
export async function tryServer({ url, server }: ServerUrl, signal: AbortSignal): Promise<number> {
  const relay = isRelay(url);
  const begun = performance.now();
  const pc = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: relay ? 'relay' : 'all' });
  try {
    pc.createDataChannel('');
    const search = searched(pc, relay ? ' typ relay' : ' typ srflx', url, signal);
    await pc.setLocalDescription();
    const failure = await search;
    const tookMs = performance.now() - begun;
    if (failure === undefined || (failure === 'nothing' && !relay && tookMs < AT_ONCE_MS)) return tookMs;
    throw failure === 'nothing' ? serverError(silence(url)) : failure;
  } finally {
    pc.close();
  }
}

/** Resolves with undefined once there is an address of this type; else with why not, as far as the browser tells. */
function searched(
  pc: RTCPeerConnection,
  type: string,
  url: string,
  signal: AbortSignal,
): Promise<RtcError | 'nothing' | undefined> {
  return new Promise(resolve => {
    let failure: ServerFailure | undefined;
    const end = () => {
      clearTimeout(timer);
      resolve(failure ? serverError(failure) : 'nothing');
    };
    const timer = setTimeout(() => {
      failure ??= silence(url);
      end();
    }, LIMIT_MS);
    signal.addEventListener('abort', end, { once: true });
    pc.addEventListener('icecandidateerror', ({ errorCode, errorText }) => {
      // One for each of this side's addresses: an answer says more than silence.
      if (!failure || errorCode !== 701) failure = { url, errorCode, errorText };
    });
    pc.addEventListener('icegatheringstatechange', () => {
      if (pc.iceGatheringState === 'complete') end();
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate.includes(type)) return;
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
