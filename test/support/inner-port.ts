// A port of this machine that leads to the same port inside a program's surroundings, a network namespace say, whose
// loopback address is another one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const CARRIER = `const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('error', () => process.exit(1));`;

/** `within` is a command line that starts a program inside. */
export async function openInnerPort([program = '', ...before]: readonly string[]): Promise<{
  readonly port: number;
  close(): void;
}> {
  const server = createServer(socket => {
    const carrier = spawn(program, [...before, process.execPath, '-e', CARRIER, String(port)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    socket.pipe(carrier.stdin);
    carrier.stdout.pipe(socket);
    carrier.stdin.on('error', () => socket.destroy());
    socket.on('error', () => carrier.kill());
    socket.on('close', () => carrier.kill());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
}
