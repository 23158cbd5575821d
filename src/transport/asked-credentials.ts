// Credentials that are asked for: of a function of the page's, or of a URL. Loaded only where a page has one of
// them. How long an answer is kept, and for whom, is the source's.

import { RtcError } from '../errors.ts';

/** An answer that was checked. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly iceServers?: readonly RTCIceServer[];
  /** When they end: milliseconds since 1970 by the local clock. */
  readonly expiresAt?: number;
  /** The private key of a desk (`keygen`), for agents. */
  readonly deskSecret?: string;
}

/** Where credentials come from. `ask` wins over `url`; user name and password fill in what these leave out. */
export interface CredentialsOptions {
  readonly username?: string;
  readonly password?: string;
  /** Asked by GET with `id=` added to its query; relative ones are relative to the page. */
  readonly url?: string;
  readonly ask?: (peer: { readonly id: string }) => Promise<unknown>;
}

/** Sooner than a person is told that nobody answers. */
const FETCH_TIMEOUT_MS = 8000;

const failed = (message: string, cause?: unknown) => new RtcError('credentials-failed', message, cause);

/**
 * Checks what a credentials URL or function answered: `{ username?, password?, iceServers?, ttl?, expires?,
 * deskSecret? }`. `ttl` (seconds from `now`) wins over `expires` (seconds since 1970), as clocks differ. Throws
 * an RtcError 'credentials-failed' that names the field, never its value.
 */
export function parseCredentials(answer: unknown, now: number): Credentials {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw failed('The credentials are not an object { username, password, … }.');
  }
  const fields = new Map<string, unknown>(Object.entries(answer));
  const text = (name: string): string | undefined => {
    const value = fields.get(name) ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    throw failed(`The credentials have a ${name} that is not a string.`);
  };
  const username = text('username');
  const password = text('password');
  const deskSecret = text('deskSecret');
  if (password !== undefined && username === undefined) {
    throw failed('The credentials have a password without a username (MQTT 3.1.1 allows none).');
  }
  const iceServers = parseIceServers(fields.get('iceServers') ?? undefined);
  const expiresAt = parseEnd(fields.get('ttl') ?? undefined, fields.get('expires') ?? undefined, now);
  return Object.freeze({
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(iceServers === undefined ? {} : { iceServers }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(deskSecret === undefined ? {} : { deskSecret }),
  });
}

function parseIceServers(value: unknown): readonly RTCIceServer[] | undefined {
  if (value === undefined) return undefined;
  const text = (part: unknown): part is string => typeof part === 'string' && part !== '';
  const optional = (part: unknown): boolean => part === undefined || typeof part === 'string';
  if (!Array.isArray(value)) throw failed('The credentials have iceServers that are not an array.');
  return value.map((server: unknown, index) => {
    const { urls, username, credential } = (server ?? {}) as Record<string, unknown>;
    const good = Array.isArray(urls) ? urls.length > 0 && urls.every(text) : text(urls);
    if (!good) throw failed(`The credentials have iceServers whose entry ${index} has no urls.`);
    if (!optional(username) || !optional(credential)) {
      throw failed(
        `The credentials have iceServers whose entry ${index} has no text as username or credential.`,
      );
    }
    return server as RTCIceServer;
  });
}

function parseEnd(ttl: unknown, expires: unknown, now: number): number | undefined {
  const seconds = ttl ?? expires;
  if (seconds === undefined) return undefined;
  const name = ttl === undefined ? 'expires' : 'ttl';
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
    throw failed(`The credentials have a ${name} that is not a number of seconds.`);
  }
  const end = ttl === undefined ? seconds * 1000 : now + seconds * 1000;
  if (end > now) return end;
  throw failed(
    ttl === undefined
      ? 'The credentials have expired by the clock of this device; answer ttl instead of expires if it is wrong.'
      : 'The credentials have a ttl that is not above 0.',
  );
}

/** Asks the function or, where there is none, the URL. Rejects with an RtcError 'credentials-failed'. */
export async function askCredentials(
  { ask, url = '' }: CredentialsOptions,
  id: string,
  signal: AbortSignal,
): Promise<Credentials> {
  if (ask) return parseCredentials(await askFunction(ask, id), Date.now());
  const base = globalThis.document?.baseURI;
  if (!URL.canParse(url, base)) throw failed('The credentials URL is not a URL.');
  const asked = new URL(url, base);
  const name = asked.origin + asked.pathname; // The query may hold a token.
  asked.search += `${asked.search === '' ? '?' : '&'}id=${encodeURIComponent(id)}`;
  try {
    return parseCredentials(await fetchJson(asked, name, signal), Date.now());
  } catch (error) {
    if (!(error instanceof RtcError)) throw error;
    throw new RtcError(error.code, error.message, error.cause, name);
  }
}

async function askFunction(ask: NonNullable<CredentialsOptions['ask']>, id: string): Promise<unknown> {
  try {
    return await ask({ id });
  } catch (error) {
    // Its text is the page's own and may hold anything, so it stays in the cause.
    throw failed('The function for the credentials threw an error.', error);
  }
}

async function fetchJson(url: URL, name: string, signal: AbortSignal): Promise<unknown> {
  const late = new AbortController();
  const abort = () => late.abort();
  const timer = setTimeout(abort, FETCH_TIMEOUT_MS);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const response = await fetch(url, {
      signal: late.signal,
      cache: 'no-store',
      headers: { accept: 'application/json' },
    });
    if (!response.ok)
      throw failed(`The credentials URL ${name} answered ${response.status} ${response.statusText}.`);
    const body = await response.text();
    try {
      return JSON.parse(body);
    } catch {
      throw failed(`The credentials URL ${name} answered something that is not JSON.`); // The cause would quote it.
    }
  } catch (error) {
    if (error instanceof RtcError) throw error;
    const why = late.signal.aborted
      ? `did not answer within ${FETCH_TIMEOUT_MS / 1000} s`
      : 'could not be reached (or its CORS headers forbid it)';
    throw failed(`The credentials URL ${name} ${why}.`, error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
