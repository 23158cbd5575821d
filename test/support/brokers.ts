// Real brokers on free loopback ports, and a slow network in front of one. For Node: system tests and benches.
// Importing this gives Node before 22 the WebSocket that MqttBus needs.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes, type Client } from 'aedes';
import mqtt from 'mqtt';
import { createWebSocketStream, WebSocket, WebSocketServer } from 'ws';

export { type DelayProxy, startDelayProxy } from './delay-proxy.ts';

if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });

/** A message that went through a broker. */
export interface Recorded {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The sender's client id; undefined for wills at Aedes, and always at Mosquitto, which doesn't tell. */
  readonly clientId: string | undefined;
  readonly retain: boolean;
}

export interface TestBroker {
  /** ws://127.0.0.1:port/ */
  readonly url: string;
  readonly port: number;
  /** Every message so far, in order; `$SYS` left out. */
  readonly messages: readonly Recorded[];
  /** Calls back for every message from now on. Returns the way to stop. */
  onMessage(heard: (message: Recorded) => void): () => void;
  /** The first message that passes, of those so far or to come. */
  message(test: (message: Recorded) => boolean): Promise<Recorded>;
  /** Cuts every connection and does not listen any more. */
  stop(): Promise<void>;
  /** Listens again, on the same port, with nothing remembered. */
  start(): Promise<void>;
  /** `stop` and `start`. */
  restart(): Promise<void>;
  /** Ends for good. */
  close(): Promise<void>;
}

/** What Aedes alone can do. */
export interface AedesBroker extends TestBroker {
  /** Connected clients' ids. */
  readonly clients: readonly string[];
  /** Destroys the sockets of all clients, without a word. */
  cut(): void;
}

export interface AedesSettings {
  readonly port?: number;
  readonly credentials?: (username: string | undefined, password: string | undefined) => boolean;
  readonly authorizePublish?: (clientId: string | undefined, topic: string) => boolean;
  readonly authorizeSubscribe?: (clientId: string, filter: string) => boolean;
}

/** Records messages and tells of them. */
class Wiretap {
  readonly messages: Recorded[] = [];
  readonly #listeners = new Set<(message: Recorded) => void>();

  record(message: Recorded): void {
    if (message.topic.startsWith('$SYS')) return;
    this.messages.push(message);
    for (const heard of [...this.#listeners]) heard(message);
  }

  onMessage = (heard: (message: Recorded) => void): (() => void) => {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  };

  message = (test: (message: Recorded) => boolean): Promise<Recorded> => {
    const found = this.messages.find(test);
    if (found) return Promise.resolve(found);
    return new Promise(resolve => {
      const stop = this.onMessage(message => {
        if (!test(message)) return;
        stop();
        resolve(message);
      });
    });
  };
}

/** What tests hold of a broker that starts and stops like this. */
function handle(
  port: number,
  { messages, onMessage, message }: Wiretap,
  start: () => Promise<void>,
  stop: () => Promise<void>,
): TestBroker {
  const url = `ws://127.0.0.1:${port}/`;
  const restart = () => stop().then(start);
  return { url, port, messages, onMessage, message, stop, start, restart, close: stop };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Aedes over WebSockets, in this process. */
export async function startAedes(settings: AedesSettings = {}): Promise<AedesBroker> {
  const tap = new Wiretap();
  const clients = new Map<Client, string>();
  let port = settings.port ?? 0;
  let running: { aedes: Aedes; http: HttpServer; sockets: WebSocketServer } | undefined;

  const start = async () => {
    const aedes = await Aedes.createBroker(aedesOptions(settings));
    aedes.on('publish', ({ topic, payload, retain }, client) => {
      tap.record({ topic, payload: new Uint8Array(Buffer.from(payload)), clientId: client?.id, retain });
    });
    aedes.on('clientReady', client => clients.set(client, client.id));
    aedes.on('clientDisconnect', client => clients.delete(client));
    const http = createServer();
    const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' });
    sockets.on('connection', (socket, request) => {
      const stream = createWebSocketStream(socket);
      stream.on('error', () => {}); // Cut connections are what these tests are about.
      aedes.handle(stream, request);
    });
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    port = (http.address() as AddressInfo).port;
    running = { aedes, http, sockets };
  };
  const stop = async () => {
    if (!running) return;
    const { aedes, http, sockets } = running;
    running = undefined;
    const closed = once(http, 'close');
    http.close();
    http.closeAllConnections();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    await closed;
    await new Promise<void>(resolve => aedes.close(resolve));
    clients.clear();
  };

  await start();
  return {
    ...handle(port, tap, start, stop),
    get clients() {
      return [...clients.values()];
    },
    cut() {
      for (const socket of running?.sockets.clients ?? []) socket.terminate();
    },
  };
}

function aedesOptions({ credentials, authorizePublish, authorizeSubscribe }: AedesSettings) {
  return {
    ...(credentials && {
      authenticate(
        _client: unknown,
        username: string | undefined,
        password: Buffer | undefined,
        done: (error: null, success: boolean) => void,
      ) {
        done(null, credentials(username, password?.toString()));
      },
    }),
    ...(authorizePublish && {
      authorizePublish(
        client: Client | null,
        packet: { topic: string },
        done: (error?: Error | null) => void,
      ) {
        done(authorizePublish(client?.id, packet.topic) ? null : new Error('not allowed'));
      },
    }),
    ...(authorizeSubscribe && {
      authorizeSubscribe<S extends { topic: string }>(
        client: Client,
        subscription: S,
        done: (error: null, granted: S | null) => void,
      ) {
        done(null, authorizeSubscribe(client.id, subscription.topic) ? subscription : null);
      },
    }),
  };
}

/** Runs mosquitto until file descriptor 3 is closed: so it ends, by its pid, even when a test's process is killed. */
const UNTIL_CLOSED = 'mosquitto -c "$1" & pid=$!; (read -r _ <&3; kill -9 $pid) & wait $pid';

/** Debian's mosquitto with WebSockets; `users` maps names to passwords, absent: anybody. */
export async function startMosquitto({
  users,
}: {
  users?: Readonly<Record<string, string>>;
} = {}): Promise<TestBroker> {
  const tap = new Wiretap();
  const folder = mkdtempSync(join(tmpdir(), 'rtc-mosquitto-'));
  const port = await freePort();
  const plainPort = await freePort();
  writeMosquittoConfig(folder, port, plainPort, { ...users, ...(users && { wiretap: 'wiretap' }) });
  let running: { process: ChildProcess; spy: mqtt.MqttClient } | undefined;

  const start = async () => {
    const process = spawn('sh', ['-c', UNTIL_CLOSED, 'sh', join(folder, 'mosquitto.conf')], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...globalThis.process.env, PATH: `${globalThis.process.env.PATH}:/usr/sbin` },
    });
    await said(process, / running/);
    const spy = await mqtt.connectAsync(`mqtt://127.0.0.1:${plainPort}`, {
      reconnectPeriod: 0,
      ...(users && { username: 'wiretap', password: 'wiretap' }),
    });
    spy.on('message', (topic, payload, { retain }) => {
      tap.record({ topic, payload: new Uint8Array(payload), clientId: undefined, retain });
    });
    await spy.subscribeAsync('#', { qos: 1 });
    running = { process, spy };
  };
  const stop = async () => {
    if (!running) return;
    const { process, spy } = running;
    running = undefined;
    await spy.endAsync(true);
    const ended = once(process, 'exit');
    process.stdio[3]?.destroy();
    await ended;
  };

  await start();
  return {
    ...handle(port, tap, start, stop),
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeMosquittoConfig(
  folder: string,
  port: number,
  plainPort: number,
  users: Record<string, string>,
): void {
  const passwords = join(folder, 'passwords');
  const names = Object.keys(users);
  if (names.length > 0) {
    writeFileSync(passwords, '');
    for (const name of names) execFileSync('mosquitto_passwd', ['-b', passwords, name, users[name] ?? '']);
    chmodSync(passwords, 0o644);
  }
  writeFileSync(
    join(folder, 'mosquitto.conf'),
    [
      `listener ${port} 127.0.0.1`,
      'protocol websockets',
      'socket_domain ipv4', // Without it every interface is bound.
      `listener ${plainPort} 127.0.0.1`, // With WebSockets listeners alone it ends at once.
      'socket_domain ipv4',
      'log_dest stderr',
      ...(process.getuid?.() === 0 ? ['user root'] : []), // It couldn't read the folder as somebody else.
      ...(names.length > 0
        ? ['allow_anonymous false', `password_file ${passwords}`]
        : ['allow_anonymous true']),
      '',
    ].join('\n'),
  );
}

/** Resolves when the process has written a line that passes; rejects with all it wrote when it ends before. */
function said(process: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    process.stderr?.on('data', chunk => {
      text += chunk;
      if (pattern.test(text)) resolve();
    });
    process.once('error', reject);
    process.once('exit', code => reject(new Error(`mosquitto ended with ${code}: ${text}`)));
  });
}
