// Logins for TURN servers that share a secret with us, in coturn's scheme (`use-auth-secret`): the name says when they
// end, the password is an HMAC of the name.

import { createHmac } from 'node:crypto';

/** A TURN server that shares a secret with us. */
export interface TurnServer {
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly secret: string;
}

/** What a browser needs of a TURN server, good until `expires` (seconds since 1970). */
export function turnLogin(id: string, { urls, secret }: TurnServer, expires: number): RTCIceServer {
  const username = `${expires}:${id}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { urls: [...urls], username, credential };
}
