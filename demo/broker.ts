// An MQTT broker (Aedes) over WebSockets on one path of an HTTP server: enough for a demo and for tests. It keeps
// nothing; a real site runs a broker of its own.

import type { Server } from 'node:http';
import { Aedes, type Client } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { AccessRules } from './access-rules.ts';

/** Far above what the protocol sends (64 KiB), far below what would hurt. */
const LARGEST_PACKET_BYTES = 1_048_576;

/** Who gets in, and what they may do then. */
export interface Access {
  readonly rules: AccessRules;
  /** When a login ends, in milliseconds since 1970; undefined where it is none. */
  endOf(username: string | undefined, password: string | undefined): Promise<number | undefined>;
}

/**
 * Answers MQTT on `path` of `server`; without `access` to everybody. Resolves with the way to stop, which ends every
 * connection.
 */
export async function attachBroker(
  server: Server,
  path: string,
  access?: Access,
): Promise<() => Promise<void>> {
  const broker = await Aedes.createBroker(access && guarded(access));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_PACKET_BYTES });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if ((request.url ?? '').split('?')[0] !== path) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, webSocket => {
      const stream = createWebSocketStream(webSocket);
      // A client that breaks off ends its own connection and nothing else.
      stream.on('error', () => webSocket.terminate());
      broker.handle(stream, request);
    });
  });
  return async () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
    await new Promise<void>(resolve => broker.close(resolve));
  };
}

/** Lets in who has a login, until it ends, and holds them to the rules. */
function guarded({ rules, endOf }: Access) {
  const users = new WeakMap<Client, string>();
  const nameOf = (client: Client | null) => (client && users.get(client)) ?? '';
  return {
    authenticate(
      client: Client,
      username: Readonly<string | undefined>,
      password: Readonly<Buffer | undefined>,
      done: (error: null, success: boolean) => void,
    ) {
      void endOf(username, password?.toString()).then(end => {
        if (end !== undefined && username !== undefined) {
          users.set(client, username);
          const timer = setTimeout(() => client.close(), end - Date.now());
          client.conn.once('close', () => clearTimeout(timer));
        }
        done(null, end !== undefined);
      });
    },
    authorizePublish(client: Client | null, { topic }: { topic: string }, done: (error?: Error) => void) {
      if (rules.mayPublish(nameOf(client), topic)) done();
      else done(new Error(`${topic} is not theirs to publish`));
    },
    authorizeSubscribe<S extends { topic: string }>(
      client: Client,
      subscription: S,
      done: (error: null, granted: S | null) => void,
    ) {
      done(null, rules.maySubscribe(nameOf(client), subscription.topic) ? subscription : null);
    },
  };
}
