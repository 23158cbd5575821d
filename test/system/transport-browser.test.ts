// The bus in real browsers: what Node has no part in, such as throttled timers, wake-up events and their sockets.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { CredentialsSource } from '../../src/transport/credentials.ts';
import type { MqttBus } from '../../src/transport/mqtt-bus.ts';
import { type AedesBroker, startAedes, startMosquitto } from '../support/brokers.ts';
import {
  type BrowserName,
  findBrowser,
  launch,
  type TestBrowser,
  type TestPage,
} from '../support/browsers.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';

declare global {
  var transport: { readonly MqttBus: typeof MqttBus; readonly CredentialsSource: typeof CredentialsSource };
  var sockets: WebSocket[];
  var bus: MqttBus;
}

/** What a hidden page's timers do, from the start. */
const slowTimers = () => {
  const set = globalThis.setTimeout;
  const slow = (act: () => void, delay = 0, ...rest: []) => set(act, delay + 5000, ...rest);
  globalThis.setTimeout = slow as unknown as typeof setTimeout;
};

/** The longest pauses always; sockets are kept count of. */
const longPauses = () => {
  Math.random = () => 0.999;
  globalThis.sockets = [];
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      globalThis.sockets.push(this);
    }
  };
};

for (const name of (['chromium', 'firefox'] as readonly BrowserName[]).filter(findBrowser)) {
  describe(`the bus in ${name}`, () => {
    let browser: TestBrowser;
    let pages: Pages;
    let broker: AedesBroker;

    before(async () => {
      broker = await startAedes();
      pages = await startPages({
        ...(await scripts()),
        'index.html': htmlPage('', `import './transport.js';`),
      });
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await pages?.close();
      await broker?.close();
    });

    it('publishes and hears, small and large, through Mosquitto, and leaves no socket open', async () => {
      const mosquitto = await startMosquitto();
      const page = await browser.open(pages.url, [longPauses]);
      const result = await page.page.evaluate(async url => {
        const { MqttBus, CredentialsSource } = globalThis.transport;
        const bus = new MqttBus({ brokers: [url], credentials: new CredentialsSource({}, 'peer-1') });
        const heard: string[] = [];
        bus.connect();
        await new Promise<void>(resolve => {
          void bus.subscribe('t/ü/+', (topic, payload) => {
            heard.push(`${topic} ${payload.constructor.name} ${payload.length} ${payload.at(-1)}`);
            if (heard.length === 3) resolve();
          });
          for (const size of [1, 500, 20_000]) void bus.publish(`t/ü/${size}`, new Uint8Array(size).fill(7));
        });
        await bus.renew();
        await bus.close();
        return { heard, open: sockets.filter(({ readyState }) => readyState !== WebSocket.CLOSED).length };
      }, mosquitto.url);
      assert.deepEqual(result, {
        heard: ['t/ü/1 Uint8Array 1 7', 't/ü/500 Uint8Array 500 7', 't/ü/20000 Uint8Array 20000 7'],
        open: 0,
      });
      assert.deepEqual(page.errors, []);
      await page.close();
      await mosquitto.close();
    });

    it('connects, publishes, hears and answers without a timer, as those of a hidden page run late', async () => {
      const page = await browser.open(pages.url, [slowTimers]);
      const took = await page.page.evaluate(async url => {
        const { MqttBus, CredentialsSource } = globalThis.transport;
        const bus = new MqttBus({ brokers: [url], credentials: new CredentialsSource({}, 'peer-1') });
        const begin = performance.now();
        bus.connect();
        const answered = new Promise(resolve => void bus.subscribe('t/answer', resolve));
        void bus.subscribe('t/question', () => void bus.publish('t/answer', new Uint8Array(1)));
        await bus.publish('t/question', new Uint8Array(1));
        await answered;
        const took = performance.now() - begin;
        await bus.close();
        return took;
      }, broker.url);
      assert.ok(took < 4500, `took ${took} ms`);
      await page.close();
    });

    it('tries again at once when the network is back', async () => {
      const page = await browser.open(pages.url, [longPauses]);
      await waitThrough(page, broker, 4);
      const took = await page.page.evaluate(async () => {
        const begin = performance.now();
        window.dispatchEvent(new Event('online'));
        await new Promise<void>(resolve => {
          const { state } = globalThis.bus;
          state.subscribe(({ status }) => status === 'connected' && resolve());
        });
        const took = performance.now() - begin;
        await globalThis.bus.close();
        return took;
      });
      assert.ok(took < 2500, `took ${took} ms`);
      // Firefox reports a refused socket, which no page can prevent, where it reports exceptions.
      assert.deepEqual(
        page.uncaught.filter(error => !error.includes('establish a connection')),
        [],
      );
      await page.close();
    });
  });
}

/** Lets a bus fail so often that its next pause is a long one, and starts the broker in it. */
async function waitThrough({ page }: TestPage, broker: AedesBroker, tries: number): Promise<void> {
  await broker.stop();
  await page.evaluate(
    async (url, tries) => {
      const { MqttBus, CredentialsSource } = globalThis.transport;
      globalThis.bus = new MqttBus({ brokers: [url], credentials: new CredentialsSource({}, 'peer-1') });
      globalThis.bus.connect();
      await new Promise<void>(resolve => {
        globalThis.bus.state.subscribe(({ error }) => error && sockets.length === tries && resolve());
      });
    },
    broker.url,
    tries,
  );
  await broker.start();
}

/** The modules under test, put on the page's global object. */
async function scripts(): Promise<Record<string, string>> {
  const result = await build({
    stdin: {
      contents: `import { MqttBus } from './mqtt-bus.ts'; import { CredentialsSource } from './credentials.ts';
        globalThis.transport = { MqttBus, CredentialsSource };`,
      resolveDir: fileURLToPath(new URL('../../src/transport/', import.meta.url)),
    },
    entryNames: 'transport',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'scripts',
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(result.outputFiles.map(file => [file.path.replace(/^.*[/\\]/, ''), file.text]));
}
