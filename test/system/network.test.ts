// Calls through real networks: two homes behind routers of every kind, TURN and a broker as docs/deploy.md has them.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findBrowser } from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';
import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';
import { NetworkCall } from '../support/network-call.ts';
import { NETWORK_CASES } from '../support/network-cases.ts';

const BRIEF_TTL_SECONDS = 8;
const FIGURES_LIMIT_MS = 20_000;

let network: Network;

before(async () => {
  if (missingForNetwork().length === 0) network = await startNetwork();
});
after(() => network?.close());

const long = Boolean(process.env.LONG);
const onePerWay = NETWORK_CASES.filter(({ way }, at, all) => all.findIndex(each => each.way === way) === at);
const pairs = [
  ['chromium', 'chromium'],
  ['firefox', 'chromium'],
] as const;
for (const [one, other] of pairs) {
  const skip = missingForNetwork().length > 0 || !findBrowser(one) || !findBrowser(other);
  describe(`a call between two homes, from ${one} to ${other}`, { skip }, () => {
    let calls: NetworkCall;

    before(async () => {
      calls = await NetworkCall.launch(network, one, other);
    });
    after(() => calls.close());

    for (const { name, a, b, way, withinMs } of one === 'chromium' || long ? NETWORK_CASES : onePerWay) {
      it(`(${name}) finds its way: ${way}`, async () => {
        network.a.rule(a);
        network.b.rule(b);
        const { ends, connected } = await calls.open();
        const time = await connected;
        await Promise.all(ends.map(end => end.seesAndHears(1)));
        const paths = (await Promise.all(ends.map(end => end.paths()))).flat();
        if (way === 'direct') assert.deepEqual(paths, ['direct', 'direct']);
        else assert.ok(paths.includes(way), paths.join(', '));
        if (withinMs !== undefined) assert.ok(time < withinMs, `${time} ms`);
        for (const end of ends) {
          assert.deepEqual(end.errors, []);
          await end.close();
        }
      });
    }

    it('shows in figures which way it has found, and what goes over it', async () => {
      network.a.rule({ translation: 'cone', firewall: 'only-443' });
      network.b.rule({ translation: 'cone', firewall: 'open' });
      const { ends, connected } = await calls.open();
      await connected;
      await ends[0].page.evaluate(() => void testCall.append(document.createElement('rtc-stats')));
      const shown = () =>
        ends[0].page.evaluate(() => {
          const articles = document.querySelector('rtc-stats')?.shadowRoot?.querySelectorAll('article');
          return [...(articles ?? [])].map(each => each.textContent?.replace(/\s+/g, ' ') ?? '').join();
        });
      const wanted =
        /By a relay, over TLS.*Picture, received (VP8|VP9|H264|AV1) \d+ × \d+ .*Sound, sent opus/;
      const explain = (text: string) => `it shows ${text}`;
      await eventually(shown, text => wanted.test(text), FIGURES_LIMIT_MS, explain);
      for (const end of ends) {
        assert.deepEqual(end.errors, []);
        await end.close();
      }
    });

    if (one === 'chromium' || long)
      it('outlives the logins with which it began, relayed', async () => {
        network.a.rule({ translation: 'cone', firewall: 'open' });
        network.b.rule({ translation: 'cone', firewall: 'open' });
        const brief = {
          'credentials-url': `/credentials?ttl=${BRIEF_TTL_SECONDS}`,
          'relay-only': true,
        } as const;
        const { ends, connected } = await calls.open(brief);
        await connected;
        const end = Date.now() + BRIEF_TTL_SECONDS * 1000;
        const logins = () =>
          ends[0].page.evaluate(() => {
            const open = testConnections.filter(each => each.connectionState === 'connected');
            return open.map(each => each.getConfiguration().iceServers?.[0]?.username ?? '').join(' ');
          });
        await ends[0].reaches('connected');
        const before = await logins();
        await eventually(
          async () => Date.now() > end && (await logins()) !== before,
          Boolean,
          3000 * BRIEF_TTL_SECONDS,
          () => `still ${before}`,
        );
        await Promise.all(ends.map(each => each.seesAndHears(1)));
        for (const each of ends) {
          const { states, errors } = await each.page.evaluate(() => testSeen);
          assert.deepEqual(
            [states.at(-1), states.includes('reconnecting'), errors],
            ['connected', false, []],
          );
        }
        for (const each of ends) await each.close();
      });
  });
}
