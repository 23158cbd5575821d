// An MQTT broker (Aedes) over WebSockets on one path of an HTTP server: enough for a demo and for tests. It
// lets everybody in and keeps nothing; a real site runs a broker of its own.

import type { Server } from 'node:http';
import { Aedes } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';

/** Far above what the protocol sends (64 KiB), far below what would hurt. */
const LARGEST_PACKET_BYTES = 1_048_576;

/** Answers MQTT on `path` of `server`. Resolves with the way to stop, which ends every connection. */
export async function attachBroker(server: Server, path: string): Promise<() => Promise<void>> {
  const broker = await Aedes.createBroker();
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
