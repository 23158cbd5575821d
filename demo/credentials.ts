// Answers `credentials-url`: logins that end, for the broker (a JWT as password) and for TURN (coturn's scheme:
// an HMAC of the name). The demo gives them to whoever asks; a real site looks who is logged in first.

import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import { answer } from './static-files.ts';

/** A TURN server that shares a secret with us. */
export interface TurnServer {
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly secret: string;
}

export interface CredentialsOptions {
  /** How long a login is good for. */
  readonly ttlSeconds?: number;
  readonly turn?: TurnServer;
}

const DEFAULT_TTL_SECONDS = 3600;
/** What a peer's id looks like: the beginning of a hash, in base64url. */
const ID = /^[\w-]{22}$/;

/** Whether somebody may come in with this name and password. */
export type Admission = (username: string | undefined, password: string | undefined) => Promise<boolean>;

/** Gives logins, and tells the broker which ones it gave. */
export class Logins {
  readonly #key = randomBytes(32);
  readonly #options: CredentialsOptions;

  constructor(options: CredentialsOptions = {}) {
    this.#options = options;
  }

  /** Answers a request with `?id=` in its query. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = new URL(request.url ?? '/', 'http://localhost').searchParams.get('id') ?? '';
    if (!ID.test(id)) return answer(response, 400, 'Ask with ?id= and the id of a peer.\n');
    const { ttlSeconds = DEFAULT_TTL_SECONDS, turn } = this.#options;
    const expires = Math.floor(Date.now() / 1000) + ttlSeconds;
    const password = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(id)
      .setExpirationTime(expires)
      .sign(this.#key);
    const iceServers = turn ? [turnServer(id, turn, expires)] : [];
    answer(response, 200, JSON.stringify({ username: id, password, ttl: ttlSeconds, iceServers }), '.json');
  }

  /** Whether the password is a JWT of ours for that name, and still good. */
  readonly admits: Admission = async (username, password) => {
    if (username === undefined || password === undefined) return false;
    try {
      await jwtVerify(password, this.#key, { algorithms: ['HS256'], subject: username });
      return true;
    } catch {
      return false;
    }
  };
}

/** A TURN login until `expires` (seconds since 1970), as coturn's `use-auth-secret` wants it. */
export function turnServer(id: string, { urls, secret }: TurnServer, expires: number): RTCIceServer {
  const username = `${expires}:${id}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { urls: [...urls], username, credential };
}
