// The demo server: what it serves, its broker, and how it starts and ends as a program.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { WebSocket } from 'ws';
import { type Demo, startDemo } from '../../demo/server.ts';
import { staticFiles } from '../../demo/static-files.ts';

const SERVER = fileURLToPath(new URL('../../demo/server.ts', import.meta.url));

const ADA = 'AdaAdaAdaAdaAdaAdaAda_';
const GRACE = 'Grace-Grace-Grace-Grac';

/** What `/credentials` answers. */
async function login(port: number, id: string) {
  const response = await fetch(`http://127.0.0.1:${port}/credentials?id=${id}`);
  return (await response.json()) as {
    username: string;
    password: string;
    ttl: number;
    iceServers: RTCIceServer[];
  };
}

/** A client of the demo's broker, with a login of its own, or another one. */
async function connect(port: number, id: string, other?: { username?: string; password?: string }) {
  const { username, password } = other ?? (await login(port, id));
  return mqtt.connectAsync(`ws://127.0.0.1:${port}/mqtt`, {
    reconnectPeriod: 0,
    ...(username && { username }),
    ...(password && { password }),
  });
}

/** The status of `path`, sent as it stands: `fetch` would tidy it up before. */
function statusOf(port: number, path: string, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('static files', () => {
  let folder: string;
  let port: number;
  const server = createServer();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'static-'));
    await writeFile(join(folder, 'index.html'), '<p>Start</p>');
    await writeFile(join(folder, 'a b.js'), 'export {}');
    await writeFile(join(folder, 'server.ts'), 'secret');
    await symlink('/etc/hostname', join(folder, 'link.txt'));
    const serve = staticFiles([
      { path: '/', folder },
      { path: '/shared/', folder, anyOrigin: true },
    ]);
    server.on('request', (request, response) => void serve(request, response));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  after(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  });

  it('come with their type, uncached, and for other origins only where that is wanted', async () => {
    const page = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(await page.text(), '<p>Start</p>');
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.equal(page.headers.get('access-control-allow-origin'), null);
    const script = await fetch(`http://127.0.0.1:${port}/shared/a%20b.js`);
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(script.headers.get('access-control-allow-origin'), '*');
  });

  it('are nothing outside their folder, no sources, and nothing malformed', async () => {
    for (const path of [
      '/../../etc/hostname',
      '/..%2f..%2fetc/hostname',
      '/%2e%2e/%2e%2e/etc/hostname',
      '/shared/..%5c..%5cetc/hostname',
      '/link.txt',
      '/server.ts',
      '/nothing.js',
      '/%00',
      '/%zz',
      '//',
    ])
      assert.equal(await statusOf(port, path), 404, path);
    assert.equal(await statusOf(port, '/', 'POST'), 405);
    assert.equal(await statusOf(port, '/', 'HEAD'), 200);
  });
});

describe('the demo', () => {
  let demo: Demo;

  before(async () => {
    demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
  });
  after(() => demo.close());

  it('has a broker on /mqtt and nowhere else', async () => {
    const client = await connect(demo.port, ADA);
    const room = `demo/room/${GRACE}`;
    await client.subscribeAsync(room, { qos: 1 });
    const heard = new Promise<string>(resolve => {
      client.once('message', (topic, payload) => resolve(`${topic} ${payload}`));
    });
    await client.publishAsync(room, 'hello', { qos: 1 });
    assert.equal(await heard, `${room} hello`);
    await client.endAsync();
    const socket = new WebSocket(`ws://127.0.0.1:${demo.port}/other`, 'mqtt');
    await once(socket, 'error');
  });

  it('closes while somebody is connected', async () => {
    const short = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    const client = await connect(short.port, ADA);
    const closed = new Promise<void>(resolve => client.once('close', () => resolve()));
    await short.close();
    await closed;
    await assert.rejects(fetch(short.url));
  });
});

describe('the login of the demo', () => {
  const turn = { urls: ['turn:turn.test:3478'], secret: 'shared' };
  let demo: Demo;

  before(async () => {
    demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true, ttlSeconds: 2, turn });
  });
  after(() => demo.close());

  it('is for the id that asks, and for nothing that is no id', async () => {
    const { username, ttl } = await login(demo.port, ADA);
    assert.deepEqual([username, ttl], [ADA, 2]);
    for (const id of ['', 'short', 'a/+/b-a/+/b-a/+/b-a/+/b'])
      assert.equal(await statusOf(demo.port, `/credentials?id=${encodeURIComponent(id)}`), 400);
  });

  it('comes with one for TURN: an HMAC of end and id', async () => {
    const [server] = (await login(demo.port, ADA)).iceServers;
    assert.deepEqual(server?.urls, turn.urls);
    const [, end, id] = /^(\d+):(.*)$/.exec(server?.username ?? '') ?? [];
    assert.equal(id, ADA);
    assert.ok(Math.abs(Number(end) - Date.now() / 1000 - 2) < 2);
    const expected = createHmac('sha1', turn.secret).update(`${end}:${ADA}`).digest('base64');
    assert.equal(server?.credential, expected);
  });

  it('is asked for by the broker: no other name, no other password, and none at all get in', async () => {
    const mine = await login(demo.port, ADA);
    for (const wrong of [{}, { username: ADA }, { ...mine, username: GRACE }, { ...mine, password: 'x.y.z' }])
      await assert.rejects(connect(demo.port, ADA, wrong), /Not authorized/);
  });

  it('ends: the broker hangs up on who has not renewed it, and takes it no more', async () => {
    const mine = await login(demo.port, ADA);
    const client = await connect(demo.port, ADA, mine);
    await new Promise<void>(resolve => client.once('close', () => resolve()));
    await assert.rejects(connect(demo.port, ADA, mine), /Not authorized/);
  });

  it('gives the rights of its id: rooms, others’ inboxes, the own end', async () => {
    const client = await connect(demo.port, ADA);
    const peer = (id: string, leaf: string) => `demo/peer/${id}/${leaf}`;
    const granted = async (filter: string) => {
      const [answer] = await client.subscribeAsync(filter, { qos: 1 }).catch(() => []);
      return answer?.qos === 1;
    };
    for (const filter of [`demo/room/${GRACE}`, peer(ADA, 'inbox'), peer(GRACE, 'gone')])
      assert.ok(await granted(filter), filter);
    for (const filter of [peer(GRACE, 'inbox'), peer('+', 'inbox'), 'demo/#', '#', `rtc/room/${GRACE}`])
      assert.ok(!(await granted(filter)), filter);
    for (const topic of [`demo/room/${GRACE}`, peer(GRACE, 'inbox'), peer(ADA, 'gone')])
      await client.publishAsync(topic, 'hello', { qos: 1 });
    const closed = new Promise<void>(resolve => client.once('close', () => resolve()));
    client.publish(peer(GRACE, 'gone'), 'hello', { qos: 1 });
    await closed;
  });
});

describe('the demo server as a program', () => {
  const running: ChildProcess[] = [];

  function start(environment: NodeJS.ProcessEnv, ...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', text => (output.out += text));
    child.stderr.on('data', text => (output.err += text));
    return { child, output };
  }

  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  it('prints where it is, and ends by itself on SIGTERM with somebody connected', async () => {
    const { child, output } = start({ PORT: '0' }, SERVER);
    while (!output.out.includes('/mqtt')) await once(child.stdout, 'data');
    const client = await connect(Number(/:(\d+)\/mqtt/.exec(output.out)?.[1]), ADA);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    client.end(true);
  });

  it('says in one line that its port is in use', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;
    const { child, output } = start({}, SERVER, '--port', String(port));
    const [code] = await once(child, 'exit');
    other.close();
    assert.equal(code, 1);
    assert.match(output.err, new RegExp(`^Port ${port} is in use; try another one: PORT=\\d+ npm start\n$`));
    assert.equal(output.out, '');
  });

  it('says in one line that its port is none', async () => {
    const { child, output } = start({ PORT: '80a' }, SERVER);
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.match(output.err, /^The port must be a number .*\n$/);
  });

  it('says in one line that Node is too old', async () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' })`;
    const { child, output } = start({}, '--import', `data:text/javascript,${pretend}`, SERVER);
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.match(output.err, /^Node 20 or newer is needed; .*\n$/);
  });
});
