// The demo server: what it serves, its broker, and how it starts and ends as a program.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
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
    const client = await mqtt.connectAsync(`ws://127.0.0.1:${demo.port}/mqtt`, { reconnectPeriod: 0 });
    await client.subscribeAsync('demo/#', { qos: 1 });
    const heard = new Promise<string>(resolve => {
      client.once('message', (topic, payload) => resolve(`${topic} ${payload}`));
    });
    await client.publishAsync('demo/topic', 'hello', { qos: 1 });
    assert.equal(await heard, 'demo/topic hello');
    await client.endAsync();
    const socket = new WebSocket(`ws://127.0.0.1:${demo.port}/other`, 'mqtt');
    await once(socket, 'error');
  });

  it('closes while somebody is connected', async () => {
    const short = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
    const client = await mqtt.connectAsync(`ws://127.0.0.1:${short.port}/mqtt`, { reconnectPeriod: 0 });
    const closed = new Promise<void>(resolve => client.once('close', () => resolve()));
    await short.close();
    await closed;
    await assert.rejects(fetch(short.url));
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
    const url = /ws:\/\/localhost:\d+\/mqtt/.exec(output.out)?.[0] ?? '';
    const client = await mqtt.connectAsync(url.replace('localhost', '127.0.0.1'), { reconnectPeriod: 0 });
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
