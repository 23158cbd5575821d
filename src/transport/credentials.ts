// Who we are for a broker (and for TURN): fixed in the page, asked of a function, or fetched from a URL. When to
// ask again is told here; doing so is the bus's.

import { RtcError } from '../errors.ts';
import { type ReadableStore, Store } from '../store.ts';
import type { Credentials, CredentialsOptions } from './asked-credentials.ts';

export type { Credentials, CredentialsOptions };

/** The share of their life after which new ones are asked for. */
const RENEW_AFTER = 0.8;

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
    const fixed = {
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
    };
    if (password !== undefined && username === undefined) {
      throw failed('A password without a username (MQTT 3.1.1).');
    }
    if (!ask && !url) return Object.freeze(fixed);
    const { askCredentials } = await load();
    const answer = await askCredentials(this.#options, this.#id, signal);
    return answer.username === undefined ? Object.freeze({ ...fixed, ...answer }) : answer;
  }
}

const failed = (message: string, cause?: unknown) => new RtcError('credentials-failed', message, cause);

async function load() {
  try {
    return await import('./asked-credentials.ts');
  } catch (error) {
    throw failed('The credentials library could not be loaded.', error);
  }
}
