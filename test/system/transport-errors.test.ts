// What the bus says when there is no broker to be had, how it gets one in the end, and how it ends.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type WebSocket, WebSocketServer } from 'ws';
import { RtcError } from '../../src/errors.ts';
import { until } from '../../src/store.ts';
import { CredentialsSource } from '../../src/transport/credentials.ts';
import { Deferred } from '../../src/transport/deferred.ts';
import type { MqttBus } from '../../src/transport/mqtt-bus.ts';
import { freePort, startAedes, startMosquitto } from '../support/brokers.ts';
import { bytes, connected, ending, makeBus, record, text } from '../support/buses.ts';

const SECRET = 'pass-word-1';

/** Connects; resolves with the first error told of, and checks that it came within 15 s and gives nothing away. */
async function told(bus: MqttBus, test = (error: RtcError) => error instanceof RtcError): Promise<RtcError> {
  const begin = performance.now();
  bus.connect();
  const { error } = await until(bus.state, ({ error }) => error !== undefined && test(error));
  assert.ok(error);
  assert.ok(performance.now() - begin < 15_000);
  assert.ok(!JSON.stringify([bus.state.value, error.message]).includes(SECRET));
  return error;
}

/** A server that says what the listener says. */
async function startHttp(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A WebSocket server that is no broker. */
async function startStranger(
  meet: (socket: WebSocket) => void,
  protocol: 'mqtt' | false = 'mqtt',
): Promise<{ url: string; close(): Promise<void> }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => protocol });
  server.on('connection', meet);
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('an address that is no broker', () => {
  it('is told of when nobody listens there', async () => {
    const port = await freePort();
    const error = await told(makeBus(`ws://me:${SECRET}@127.0.0.1:${port}/?token=${SECRET}`));
    assert.equal(error.code, 'broker-unreachable');
    assert.match(error.message, new RegExp(`ws://127.0.0.1:${port}/ .*ECONNREFUSED`));
  });

  it('is told of with every broker that was tried', async () => {
    const [one, two] = [await freePort(), await freePort()];
    const error = await told(makeBus([`ws://127.0.0.1:${one}/`, `ws://127.0.0.1:${two}/`]));
    assert.equal(error.code, 'broker-unreachable');
    assert.match(error.message, new RegExp(`:${one}/ .*:${two}/ `));
  });

  it('is told of when it is a web server', async () => {
    const { url } = ending(await startHttp((_request, response) => response.writeHead(404).end()));
    const error = await told(makeBus(`ws://${url}/mqtt`));
    assert.equal(error.code, 'broker-unreachable');
    assert.match(error.message, /\/mqtt .*404/);
  });

  for (const [name, meet, protocol] of [
    ['echoes', socket => socket.on('message', data => socket.send(data)), 'mqtt'],
    ['greets in text', socket => socket.send('welcome'), 'mqtt'],
    ['answers in text', socket => socket.on('message', () => socket.send('what?')), 'mqtt'],
    ['answers garbage', socket => socket.on('message', () => socket.send(Buffer.alloc(64, 0xff))), 'mqtt'],
    ['knows no subprotocol', () => {}, false],
    ['says nothing', () => {}, 'mqtt'],
  ] as readonly [string, (socket: WebSocket) => void, 'mqtt' | false][]) {
    it(`is told of when a WebSocket server there ${name}`, async () => {
      const { url } = ending(await startStranger(meet, protocol));
      const error = await told(makeBus(url));
      assert.equal(error.code, 'broker-unreachable');
      assert.ok(error.message.startsWith(url), error.message);
    });
  }

  it('is told of when it takes the connection and is silent', async () => {
    const sockets = new Set<Socket>();
    const server = createTcpServer(socket => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ending({
      async close() {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      },
    });
    const error = await told(makeBus(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    assert.equal(error.code, 'broker-unreachable');
    assert.match(error.message, /did not answer within 8 s/);
  });

  it('is told of when no URL can be used', async () => {
    assert.equal((await told(makeBus(['http://127.0.0.1/', 'nonsense']))).code, 'broker-unreachable');
  });
});

describe('a broker that refuses', () => {
  for (const [name, start] of [
    ['Aedes', () => startAedes({ credentials: (user, password) => user === 'me' && password === 'right' })],
    ['Mosquitto', () => startMosquitto({ users: { me: 'right' } })],
  ] as const) {
    it(`is told of (${name}), asked again with new credentials, and serves in the end`, async () => {
      const broker = ending(await start());
      let asked = 0;
      let password = SECRET;
      const ask = async () => ({ username: 'me', password, asked: ++asked });
      const bus = makeBus(broker.url, { credentials: { ask } });
      const error = await told(bus);
      assert.equal(error.code, 'broker-refused');
      assert.match(error.message, /check the credentials/);
      password = 'right';
      const { error: left } = await connected(bus);
      assert.equal(left, undefined);
      assert.ok(asked >= 2);
    });

    it(`takes user name and password from its URL (${name})`, async () => {
      const broker = ending(await start());
      const bus = makeBus(broker.url.replace('//', '//me:right@'), { credentials: { username: 'not me' } });
      assert.equal((await connected(bus)).broker, broker.url);
    });
  }

  it('is told of when it hangs up on every CONNECT', async () => {
    const { url } = ending(await startStranger(socket => socket.on('message', () => socket.close())));
    const error = await told(makeBus(url), ({ code }) => code === 'broker-refused');
    assert.match(error.message, /3 times .*check the credentials/);
  });

  it('is told of when it hangs up on what we send', async () => {
    const broker = ending(await startAedes({ authorizePublish: () => false }));
    const bus = makeBus(broker.url);
    bus.publish('t/forbidden', bytes(''));
    const error = await told(bus, ({ code }) => code === 'broker-refused');
    assert.match(error.message, /what they allow/);
  });

  it('is told to who subscribes to what it does not grant, and to nobody else', async () => {
    const broker = ending(await startAedes({ authorizeSubscribe: (_id, filter) => filter !== 't/secret' }));
    const bus = makeBus(broker.url);
    bus.connect();
    const both = await Promise.allSettled([
      bus.subscribe('t/secret', () => {}),
      bus.subscribe('t/open', () => {}),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
    await assert.rejects(
      bus.subscribe('t/secret', () => {}),
      { code: 'broker-refused' },
    );
  });
});

describe('credentials', () => {
  it('are fetched with the id of the peer, beside the query that is there', async () => {
    const urls: string[] = [];
    const server = ending(
      await startHttp(({ url = '' }, response) => {
        urls.push(url);
        response.end(JSON.stringify({ username: 'me', password: 'right', ttl: 600 }));
      }),
    );
    const broker = ending(
      await startAedes({ credentials: (user, password) => `${user} ${password}` === 'me right' }),
    );
    const bus = makeBus(broker.url, { credentials: { url: `http://${server.url}/credentials?for=a%20b` } });
    await connected(bus);
    await bus.renew();
    assert.deepEqual(urls, ['/credentials?for=a%20b&id=peer-1']);
  });

  for (const [name, answer, pattern] of [
    ['403', (_request, response) => response.writeHead(403).end(SECRET), /answered 403 Forbidden/],
    ['no JSON', (_request, response) => response.end(`<p>${SECRET}`), /not JSON/],
    ['no object', (_request, response) => response.end('[]'), /not an object/],
    ['a bad field', (_request, response) => response.end('{"ttl":"long"}'), /ttl .*not a number/],
    ['nothing', (request, _response) => request.socket.destroy(), /could not be reached/],
  ] as readonly [string, RequestListener, RegExp][]) {
    it(`that fail are told of, without what is in them (${name})`, async () => {
      const server = ending(await startHttp(answer));
      const broker = ending(await startAedes());
      const error = await told(
        makeBus(broker.url, { credentials: { url: `http://${server.url}/c?t=${SECRET}` } }),
      );
      assert.equal(error.code, 'credentials-failed');
      assert.match(error.message, pattern);
      assert.equal(broker.clients.length, 0);
    });
  }

  it('that a function throws for are told of, and asked for again', async () => {
    const broker = ending(await startAedes());
    let asked = 0;
    const ask = async () => {
      if (++asked < 3) throw new Error(SECRET);
      return {};
    };
    const bus = makeBus(broker.url, { credentials: { ask } });
    assert.equal((await told(bus)).code, 'credentials-failed');
    await connected(bus);
    assert.equal(asked, 3);
  });

  it('that do not come are told of after 10 s', async () => {
    const broker = ending(await startAedes());
    const bus = makeBus(broker.url, { credentials: { ask: () => new Promise(() => {}) } });
    const error = await told(bus);
    assert.equal(error.code, 'credentials-failed');
  });

  it('are renewed at 80 % of their life, over a second connection', async () => {
    const broker = ending(await startAedes({ credentials: user => user !== undefined }));
    let asked = 0;
    const ask = async () => ({ username: `user ${++asked}`, ttl: 2 });
    const bus = makeBus(broker.url, { credentials: { ask } });
    await connected(bus);
    const states = record(bus);
    await bus.publish('t/x', bytes('first'));
    const begin = performance.now();
    while (asked < 2) await bus.publish('t/x', bytes('meanwhile'));
    const renewed = performance.now() - begin;
    assert.ok(renewed > 1400 && renewed < 2000, `after ${renewed} ms`);
    const [{ clientId } = {}] = broker.messages;
    while (broker.messages.at(-1)?.clientId === clientId) await bus.publish('t/x', bytes('then'));
    assert.deepEqual(states, []);
  });

  it('are asked for once by whoever needs them at the same time, and kept', async () => {
    let asked = 0;
    const source = new CredentialsSource({ ask: async () => ({ username: `user ${++asked}` }) }, 'id');
    const names = await Promise.all([source.get(), source.get()]);
    assert.deepEqual(
      names.map(({ username }) => username),
      ['user 1', 'user 1'],
    );
    assert.equal((await source.get()).username, 'user 1');
    source.forget();
    assert.equal((await source.get()).username, 'user 2');
    assert.equal(source.latest.value?.username, 'user 2');
  });

  it('are not fetched to the end for somebody who has gone', async () => {
    const gone = new AbortController();
    const requested = new Deferred();
    const dropped = new Deferred();
    const server = ending(
      await startHttp(({ socket }) => {
        requested.resolve();
        socket.on('close', () => dropped.resolve());
      }),
    );
    const source = new CredentialsSource({ url: `http://${server.url}/` }, 'id');
    const answer = source.get(gone.signal);
    await requested.promise;
    gone.abort(new Error('gone'));
    await assert.rejects(answer, /gone/);
    await dropped.promise;
  });
});

describe('close()', () => {
  for (const [stage, start] of [
    ['connected', () => startMosquitto()],
    ['opening', () => startStranger(() => {})],
    ['asking', () => startStranger(() => {})],
    ['retrying', () => startStranger(socket => socket.close())],
  ] as const) {
    it(`leaves no timer, no socket and nobody waiting (${stage})`, async () => {
      const broker = ending(await start());
      const program = ['--import', 'tsx', 'test/support/closing-bus.ts', broker.url, stage];
      const { stdout } = await promisify(execFile)(process.execPath, program);
      const reasons = ['AbortError', 'AbortError', 'AbortError'];
      assert.deepEqual(JSON.parse(stdout), { held: [], reasons, status: 'closed' });
      if (!('message' in broker)) return;
      assert.equal(text((await broker.message(({ topic }) => topic === 't/bye')).payload), 'bye');
    });
  }

  it('is for good', async () => {
    const broker = ending(await startAedes());
    const bus = makeBus(broker.url);
    await connected(bus);
    await bus.close();
    bus.connect();
    for (const late of [bus.publish('t/x', bytes('')), bus.subscribe('t/x', () => {}), bus.renew()]) {
      await assert.rejects(late, { name: 'AbortError' });
    }
    assert.equal(bus.state.value.status, 'closed');
    assert.deepEqual(broker.clients, []);
  });
});
