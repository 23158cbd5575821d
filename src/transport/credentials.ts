// Who we are for a broker (and for TURN): fixed in the page, asked of a function, or fetched from a URL. When to
// ask again is told here; doing so is the bus's.

import { RtcError } from '../errors.ts';
import { type ReadableStore, Store } from '../store.ts';

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

const FETCH_TIMEOUT_MS = 10_000;
/** The share of their life after which new ones are asked for. */
const RENEW_AFTER = 0.8;

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

/** Gives credentials to whoever needs them and keeps an answer for 80 % of its life. */
export class CredentialsSource {
  /** The answer last given, undefined before the first: TURN servers change with it. */
  readonly latest: ReadableStore<Credentials | undefined>;
  readonly #latest = new Store<Credentials | undefined>(undefined);
  readonly #options: CredentialsOptions;
  readonly #id: string;
  #kept: { readonly credentials: Credentials; readonly renewAt: number } | undefined;
  #request:
    | { readonly answer: Promise<Credentials>; readonly abort: AbortController; waiting: number }
    | undefined;

  /** `id`: the peer's, which the answer may depend on. */
  constructor(options: CredentialsOptions, id: string) {
    this.#options = options;
    this.#id = id;
    this.latest = this.#latest;
  }

  /** When to ask again, in milliseconds since 1970: at 80 % of their life; undefined where they have no end. */
  get renewAt(): number | undefined {
    const renewAt = this.#kept?.renewAt;
    return renewAt === Number.POSITIVE_INFINITY ? undefined : renewAt;
  }

  /** Drops the kept answer, because a broker refused it: the next `get` asks again. */
  forget(): void {
    this.#kept = undefined;
  }

  /**
   * The kept answer, or a new one. Calls at the same time share one request, which ends when all of them have
   * aborted. Rejects with an RtcError 'credentials-failed', or with the signal's reason.
   */
  async get(signal?: AbortSignal): Promise<Credentials> {
    signal?.throwIfAborted();
    if (this.#kept && Date.now() < this.#kept.renewAt) return this.#kept.credentials;
    this.#request ??= this.#begin();
    const request = this.#request;
    request.waiting++;
    let abort = () => {};
    try {
      const aborted = new Promise<never>((_, reject) => {
        abort = () => reject(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
      });
      return await Promise.race([request.answer, aborted]);
    } finally {
      signal?.removeEventListener('abort', abort);
      if (--request.waiting === 0) {
        request.abort.abort();
        if (this.#request === request) this.#request = undefined;
      }
    }
  }

  #begin() {
    const abort = new AbortController();
    const answer = this.#ask(abort.signal).then(credentials => {
      const now = Date.now();
      const life = (credentials.expiresAt ?? Number.POSITIVE_INFINITY) - now;
      this.#kept = { credentials, renewAt: now + life * RENEW_AFTER };
      this.#latest.set(credentials);
      return credentials;
    });
    answer.catch(() => {});
    return { answer, abort, waiting: 0 };
  }

  async #ask(signal: AbortSignal): Promise<Credentials> {
    const { ask, url, username, password } = this.#options;
    const fixed = parseCredentials({ username, password }, 0);
    if (!ask && !url) return fixed;
    const answer = parseCredentials(
      ask ? await askFunction(ask, this.#id) : await askUrl(url, this.#id, signal),
      Date.now(),
    );
    return answer.username === undefined ? Object.freeze({ ...fixed, ...answer }) : answer;
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

async function askUrl(text = '', id: string, signal: AbortSignal): Promise<unknown> {
  const base = globalThis.document?.baseURI;
  if (!URL.canParse(text, base)) throw failed('The credentials URL is not a URL.');
  const url = new URL(text, base);
  const name = url.origin + url.pathname; // The query may hold a token.
  url.search += `${url.search === '' ? '?' : '&'}id=${encodeURIComponent(id)}`;
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
