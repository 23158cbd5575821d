// Answers `credentials-url`: logins that end, a JWT as password for the broker and one for TURN. The demo gives them to
// whoever asks; a real site looks who is logged in first.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import { answer } from './static-files.ts';
import { type TurnServer, turnLogin } from './turn-login.ts';

export interface LoginOptions {
  /** How long a login is good for; an hour if absent. */
  readonly ttlSeconds?: number;
  readonly turn?: TurnServer;
}

const DEFAULT_TTL_SECONDS = 3600;
/** What a peer's id looks like: the beginning of a hash, in base64url. */
const ID = /^[\w-]{22}$/;

/** Gives logins, and knows later which ones it gave. */
export class Logins {
  readonly #key = randomBytes(32);
  readonly #options: LoginOptions;

  constructor(options: LoginOptions = {}) {
    this.#options = options;
  }

  /** Answers a request with `?id=` in its query. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = new URL(request.url ?? '/', 'http://localhost').searchParams.get('id') ?? '';
    if (!ID.test(id)) return answer(response, 400, 'Ask with ?id= and the id of a peer.\n');
    const { ttlSeconds = DEFAULT_TTL_SECONDS, turn } = this.#options;
    // Whole seconds, and not too few.
    const expires = Math.ceil(Date.now() / 1000) + ttlSeconds;
    const password = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(id)
      .setExpirationTime(expires)
      .sign(this.#key);
    const iceServers = turn ? [turnLogin(id, turn, expires)] : [];
    answer(response, 200, JSON.stringify({ username: id, password, ttl: ttlSeconds, iceServers }), '.json');
  }

  /** When a login ends, in milliseconds since 1970; undefined where it is none, or has ended. */
  async endOf(username = '', password = ''): Promise<number | undefined> {
    try {
      const { payload } = await jwtVerify(password, this.#key, { algorithms: ['HS256'], subject: username });
      return payload.exp === undefined ? undefined : payload.exp * 1000;
    } catch {
      return undefined;
    }
  }
}
