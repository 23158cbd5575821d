// The web server of the test network, a program of its own in the public segment: the build, pages that a test
// writes into a folder, and logins for Mosquitto and coturn. It answers questions for names as well.

import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { answer, staticFiles } from '../../../demo/static-files.ts';
import { turnLogin } from '../../../demo/turn-login.ts';
import { serveNames } from './name-server.ts';

/** What the program is started with, as JSON. */
export interface PublicSiteOptions {
  readonly address: string;
  readonly names: Readonly<Record<string, string>>;
  readonly cert: string;
  readonly key: string;
  /** The folder of pages. */
  readonly pages: string;
  /** Where the broker's passwords stand, and its process id. */
  readonly passwords: string;
  readonly pidFile: string;
  readonly turn: { readonly urls: readonly string[]; readonly secret: string };
}

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const TTL_SECONDS = 3600;
const MOST_TRIES = 20;

const options: PublicSiteOptions = JSON.parse(process.argv[2] ?? '{}');
const files = staticFiles([
  { path: '/', folder: options.pages },
  { path: '/dist/', folder: DIST },
]);

/** `/credentials`; with `ttl=` for so many seconds, with `ice=none` for the broker alone. */
const handle: RequestListener = async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://localhost');
  if (pathname === '/favicon.ico') return void response.writeHead(204).end();
  if (pathname !== '/credentials') return void files(request, response);
  const id = searchParams.get('id') ?? '';
  const ttl = Number(searchParams.get('ttl') ?? TTL_SECONDS);
  const password = await addUser(id);
  const expires = Math.floor(Date.now() / 1000) + ttl;
  const iceServers = searchParams.get('ice') === 'none' ? [] : [turnLogin(id, options.turn, expires)];
  answer(response, 200, JSON.stringify({ username: id, password, ttl, iceServers }), '.json');
};

const users = new Map<string, string>();

/**
 * A line in Mosquitto's file of passwords (`$7$`: PBKDF2 with SHA-512), which it reads again on SIGHUP. Who is known
 * keeps theirs: with another one Mosquitto would end the connection that is there.
 */
async function addUser(id: string): Promise<string> {
  const known = users.get(id);
  if (known !== undefined) return known;
  const password = randomBytes(18).toString('base64url');
  users.set(id, password);
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512');
  const line = `${id}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
  appendFileSync(options.passwords, line);
  await makeKnown(id, password);
  return password;
}

/** Resolves when Mosquitto has read the file. Asked to while it is reading, it forgets that it was asked. */
async function makeKnown(username: string, password: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (existsSync(options.pidFile)) process.kill(Number(readFileSync(options.pidFile, 'utf8')), 'SIGHUP');
    try {
      const login = { username, password, reconnectPeriod: 0 };
      await (await mqtt.connectAsync('mqtt://127.0.0.1:1883', login)).endAsync();
      return;
    } catch {
      // Not yet, or it is stopped.
    }
  }
}

const { cert, key, address, names } = options;
serveNames(address, names);
createServer({ cert, key }, handle).listen(443, address, () => console.log('listening'));
