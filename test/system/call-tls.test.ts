// Calls through a broker behind TLS, as on every real site: page and broker on one https server.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { attachBroker } from '../../demo/broker.ts';
import { until } from '../../src/store.ts';
import { CHROMIUM_FLAGS, launch, type TestBrowser } from '../support/browsers.ts';
import { bytes, connected, makeBus, text } from '../support/buses.ts';
import { CallPage } from '../support/call-pages.ts';
import { SECRET } from '../support/call-stage.ts';
import { makeCertificate } from '../support/certificate.ts';
import { type Pages, startPages } from '../support/pages.ts';

const certificate = makeCertificate();
let site: Pages;
let broker: string;
let closeBroker: () => Promise<void>;

before(async () => {
  site = await startPages({}, [], certificate);
  closeBroker = await attachBroker(site.server, '/mqtt');
  broker = `${site.url.replace('https', 'wss')}mqtt`;
});

after(async () => {
  await closeBroker();
  await site.close();
});

describe('the bus over wss:', () => {
  const { WebSocket: platform } = globalThis;

  after(() => Object.assign(globalThis, { WebSocket: platform }));

  /** What sockets trust from now on, beside what the platform does. */
  function trust(ca?: string): void {
    class Socket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, ca === undefined ? {} : { ca });
      }
    }
    Object.assign(globalThis, { WebSocket: Socket });
  }

  it('publishes and hears, small and large', async () => {
    trust(certificate.cert);
    const [one, other] = [makeBus(broker), makeBus(broker)];
    await Promise.all([connected(one), connected(other)]);
    assert.equal(one.state.value.broker, broker);
    const heard: string[] = [];
    const both = new Promise<void>(resolve => {
      void one.subscribe('t/+', (topic, payload) => {
        heard.push(`${topic} ${payload.length} ${text(payload.subarray(0, 3))}`);
        if (heard.length === 2) resolve();
      });
    });
    await one.renew();
    await other.publish('t/small', bytes('one'));
    await other.publish('t/large', bytes('two'.repeat(20_000)));
    await both;
    assert.deepEqual(heard, ['t/small 3 one', 't/large 60000 two']);
  });

  it('gets no connection, and says so, where the certificate is nobody’s', async () => {
    trust();
    const bus = makeBus(broker);
    bus.connect();
    const { error } = await until(bus.state, state => state.error !== undefined);
    assert.equal(error?.code, 'broker-unreachable');
    assert.match(error.message, /self.signed/i);
  });
});

describe('a page that came by https:', () => {
  let browser: TestBrowser;

  before(async () => {
    browser = await launch('chromium', [
      ...CHROMIUM_FLAGS,
      `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`,
    ]);
  });
  after(() => browser.close());

  // With a path alone, the broker is asked for at wss: on the page's own host.
  it('calls through the broker at a path of its own host', async () => {
    const attributes = { broker: '/mqtt', room: 'safe', secret: SECRET, autojoin: true } as const;
    const ends = [
      await CallPage.open(browser, site, { ...attributes, 'display-name': 'Ada' }),
      await CallPage.open(browser, site, { ...attributes, 'display-name': 'Grace' }),
    ];
    await Promise.all(ends.map(end => end.seesAndHears(1)));
    assert.deepEqual(await Promise.all(ends.map(end => end.others())), [['Grace'], ['Ada']]);
    assert.deepEqual((await ends[0]?.held())?.sockets, [broker]);
    for (const end of ends) assert.deepEqual(end.errors, []);
    for (const end of ends) await end.close();
  });
});
