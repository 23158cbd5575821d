// The demo server: the demo's pages, the build below /dist/, an MQTT broker on /mqtt, logins for it on /credentials
// and recordings on /uploads, on one port. Starting it: `npm start`, with another port `PORT=9000 npm start` or `npm start -- --port 9000`; with a
// TURN server `TURN_URLS='turn:…' TURN_SECRET=… npm start`.

import { existsSync, realpathSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { LoginOptions } from './credentials.ts';
import { galleryScript } from './gallery-script.ts';
import { staticFiles } from './static-files.ts';

const DEFAULT_PORT = 8080;
const OLDEST_NODE = 20;
/** What the demo's pages have as `topic`. */
const TOPIC = 'demo';
const PAGES = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

export interface DemoOptions extends LoginOptions {
  /** 0 = any free one. Default 8080. */
  readonly port?: number;
  /** The address to listen on; by default all of them. */
  readonly host?: string;
  /** Prints nothing. */
  readonly quiet?: boolean;
}

export interface Demo {
  /** Where the pages are, with a `/` at its end. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/** Starts the pages and the broker. Rejects with the system's error where the port can't be had. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  // Loaded late: on an old Node the line about its age must come before an error from a package.
  const { attachBroker } = await import('./broker.ts');
  const { AccessRules } = await import('./access-rules.ts');
  const { Logins } = await import('./credentials.ts');
  const { Uploads } = await import('./uploads.ts');
  const logins = new Logins(options);
  const uploads = new Uploads();
  const files = staticFiles([
    { path: '/', folder: PAGES },
    { path: '/dist/', folder: DIST, anyOrigin: true },
  ]);
  const gallery = galleryScript();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/credentials') return void logins.handle(request, response);
    if (path === '/uploads' || path?.startsWith('/uploads/')) return void uploads.handle(request, response);
    if (path === '/gallery.js') return void gallery(response);
    if (path === '/foreign.html' || path === '/shop.html')
      response.setHeader('Content-Security-Policy', strictPolicy(request));
    void files(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? DEFAULT_PORT, host: options.host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const closeBroker = await attachBroker(server, '/mqtt', {
    rules: new AccessRules(TOPIC),
    endOf: (username, password) => logins.endOf(username, password),
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}/`;
  if (!options.quiet) console.log(greeting(port));
  return {
    url,
    port,
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      await closeBroker();
      server.closeAllConnections();
      await closed;
      uploads.close();
    },
  };
}

/** Scripts, styles and the broker of this server, and nothing else; no text becomes html but by Lit. */
function strictPolicy({ headers: { host = '' } }: IncomingMessage): string {
  const name = /^[\w.:[\]-]+$/.test(host) ? host : 'localhost';
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'",
    "img-src 'self' data: blob:; media-src blob:",
    `connect-src 'self' ws://${name}/mqtt wss://${name}/mqtt`,
    "base-uri 'none'; form-action 'none'",
    "require-trusted-types-for 'script'; trusted-types lit-html",
  ].join('; ');
}

/** What the terminal shows once the server listens. */
function greeting(port: number): string {
  const lines = [
    `Demo    http://localhost:${port}/    (open it in two tabs: that is a call)`,
    `Broker  ws://localhost:${port}/mqtt`,
    `Build   http://localhost:${port}/dist/rtc.js`,
  ];
  const addresses = Object.values(networkInterfaces())
    .flatMap(each => each ?? [])
    .filter(each => each.family === 'IPv4' && !each.internal)
    .map(each => `http://${each.address}:${port}/`);
  if (addresses.length > 0)
    lines.push(`Network ${addresses.join(' ')}  (browsers give a camera there only over https)`);
  if (!existsSync(`${DIST}rtc.js`)) lines.push('The build is missing: run `npm run build`.');
  return lines.join('\n');
}

/** The port asked for by `--port`, else by the environment; undefined where it is no port. */
function wantedPort(argv: readonly string[], environment: NodeJS.ProcessEnv): number | undefined {
  const at = argv.findIndex(each => each === '--port' || each.startsWith('--port='));
  const given = at < 0 ? environment.PORT : (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '');
  if (given === undefined || (at < 0 && given === '')) return DEFAULT_PORT;
  const port = Number(given);
  return /^\d+$/.test(given) && port < 65_536 ? port : undefined;
}

/** The one line for an error that keeps the server from starting. */
function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const other = port >= 1024 && port < 65_535 ? port + 1 : DEFAULT_PORT;
  const hint = `try another one: PORT=${other} npm start`;
  if (code === 'EADDRINUSE') return `Port ${port} is in use; ${hint}`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has; ${hint}`;
  return `The demo server can't start: ${error instanceof Error ? error.message : String(error)}`;
}

function fail(line: string): never {
  console.error(line);
  process.exit(1);
}

async function main(): Promise<void> {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < OLDEST_NODE) fail(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`);
  const port = wantedPort(process.argv.slice(2), process.env);
  if (port === undefined) fail('The port must be a number from 0 to 65535, as in: npm start -- --port 8081');
  const { TURN_URLS, TURN_SECRET } = process.env;
  const turn = TURN_URLS && TURN_SECRET ? { urls: TURN_URLS.split(/\s+/), secret: TURN_SECRET } : undefined;
  const demo = await startDemo({ port, ...(turn && { turn }) }).catch((error: unknown) =>
    fail(explain(error, port)),
  );
  const stop = () => void demo.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) await main();
