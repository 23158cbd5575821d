// The check of devices and servers against real ones: Mosquitto and coturn behind a home's router, and what is wrong
// with them named one by one.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CheckupLine, CheckupReport } from '../../src/session/checkup-report.ts';
import { type BrowserName, INSTALLED, type TestBrowser } from '../support/browsers.ts';
import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';

type Written = CheckupReport & { readonly text: string };

interface CheckupElement extends HTMLElement {
  run(): Promise<Written>;
}

/** Of the ways to a relay that work Firefox takes any. */
const PROTOCOLS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['udp'],
  firefox: ['udp', 'tcp', 'tls'],
};
/** Firefox does not tell a name that nobody knows from a server that does not answer. */
const NO_NAME: Readonly<Record<BrowserName, string>> = {
  chromium: 'name-unknown',
  firefox: 'stun-unreachable',
};

let network: Network;

before(async () => {
  if (missingForNetwork().length === 0) network = await startNetwork();
});
after(() => network?.close());

for (const name of INSTALLED)
  describe(`a check from home in ${name}`, { skip: missingForNetwork().length > 0 }, () => {
    let browser: TestBrowser;

    before(async () => {
      browser = await network.a.launch(name);
    });
    after(() => browser?.close());

    /** Runs a check with these attributes, beside those of the network's calls. */
    async function check(more: Readonly<Record<string, string>> = {}): Promise<Written> {
      const attributes = Object.entries({ ...network.attributes, lang: 'en', ...more });
      const written = attributes.map(([name, value]) => `${name}="${value}"`).join(' ');
      network.pages.set(
        'checkup.html',
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Check</title>
<script type="module" src="/dist/rtc.js"></script><body><rtc-checkup ${written}></rtc-checkup></body></html>`,
      );
      const opened = await browser.open(`${network.pages.url}checkup.html`);
      try {
        const report = await opened.page.evaluate(async () => {
          await customElements.whenDefined('rtc-checkup');
          const element = document.querySelector<CheckupElement>('rtc-checkup');
          return element?.run();
        });
        assert.deepEqual(opened.uncaught, []);
        assert.ok(report);
        return report;
      } finally {
        await opened.close();
      }
    }

    /** What was found, a line each. */
    const found = ({ lines }: CheckupReport) =>
      lines.map(({ part, subject, status, finding = '' }) =>
        [part, /microphone|camera/.test(part) ? '' : subject, status, finding].filter(Boolean).join(' '),
      );
    const lineOf = ({ lines }: CheckupReport, part: CheckupLine['part']) =>
      lines.find(each => each.part === part);

    it('finds everything in order where it is, and measures a call through the relay', async () => {
      network.a.rule({ translation: 'cone', firewall: 'open' });
      const report = await check({ 'ice-servers': 'stun:turn.test:3478' });
      assert.deepEqual(found(report).slice(0, -1), [
        'browser good',
        'microphone good',
        'camera good',
        'speaker asking',
        'credentials good',
        'broker wss://broker.test/ good',
        'stun turn.test:3478, UDP good',
        'turn turn.test:3478, UDP good',
        'turn turn.test:3478, TCP good',
        'turn turn.test:443, TLS good',
      ]);
      const { status, figures = {} } = lineOf(report, 'relay') ?? {};
      const { bitrate = 0, loss = 1, roundTrip = 1, protocol } = figures;
      // A machine that is busy with other things makes a call worse.
      assert.ok(status === 'good' || status === 'fair', status);
      assert.equal(report.verdict, status);
      assert.ok(bitrate > 300_000 && loss < 0.1 && roundTrip < 0.8, JSON.stringify(figures));
      assert.ok(PROTOCOLS[name].includes(protocol ?? ''), protocol);
      assert.match(
        report.text,
        /A call through the relay: .* [kM]bit\/s get through, .* over (UDP|TCP|TLS)\./,
      );
    });

    const once = name === 'chromium' || process.env.LONG ? it : () => {};
    once('(only TCP 443) finds the one relay that serves, and which ways are blocked', async () => {
      network.a.rule({ translation: 'cone', firewall: 'only-443' });
      const report = await check();
      assert.equal(report.verdict, 'fair');
      assert.deepEqual(found(report).slice(5, -1), [
        'broker wss://broker.test/ good',
        'turn turn.test:3478, UDP fair relay-unreachable',
        'turn turn.test:3478, TCP fair relay-unreachable',
        'turn turn.test:443, TLS good',
      ]);
      assert.equal(lineOf(report, 'relay')?.figures?.protocol, 'tls');
      assert.match(
        report.text,
        /turn\.test:3478, UDP\): With limits\. .*may block this way.* Another one serves instead/,
      );
    });

    it('names a refused login, a name that nobody knows, and a broker that is a web page', async () => {
      network.a.rule({ translation: 'cone', firewall: 'open' });
      const report = await check({
        broker: 'wss://broker.test/ wss://site.test/dist/',
        'credentials-url': '/credentials?ice=none',
        'ice-servers': 'turn:somebody:wrong@turn.test:3478 stun:nowhere.test',
      });
      assert.equal(report.verdict, 'fair');
      assert.deepEqual(found(report).slice(4), [
        'credentials good',
        'broker wss://broker.test/ good',
        'broker wss://site.test/dist/ fair broker-unreachable',
        'turn turn.test:3478, UDP bad relay-refused',
        `stun nowhere.test, UDP bad ${NO_NAME[name]}`,
        'relay skipped',
      ]);
    });

    it('says that a call cannot be where there is no login', async () => {
      network.a.rule({ translation: 'cone', firewall: 'open' });
      const report = await check({ 'credentials-url': '/nothing', audio: 'none', video: 'none' });
      assert.equal(report.verdict, 'bad');
      assert.deepEqual(found(report), [
        'browser good',
        'credentials bad credentials-failed',
        'broker wss://broker.test/ skipped login-missing',
        'relay fair relay-missing',
      ]);
    });
  });
