// STUN and TURN servers that refuse, are silent or are none: a person is told which and what to do, and a call that
// finds another way goes on.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type CallPage, eventually } from '../support/call-pages.ts';
import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';
import { NetworkCall } from '../support/network-call.ts';

/** The lines on top of a call. */
function banners({ page }: CallPage): Promise<string[]> {
  return page.evaluate(() => {
    const lines = testCall.shadowRoot?.querySelectorAll('[part~=banner]') ?? [];
    return [...lines].map(({ textContent }) => textContent ?? '');
  });
}

/** The latest that anybody may be told. */
const TOLD_MS = 10_000;
const WRONG_LOGIN = 'turn:somebody:wrong@turn.test:3478';

describe('a call whose servers fail', { skip: missingForNetwork().length > 0 }, () => {
  let network: Network;
  let calls: NetworkCall;
  const opened: CallPage[] = [];

  before(async () => {
    network = await startNetwork();
    calls = await NetworkCall.launch(network);
  });
  after(async () => {
    await calls.close();
    await network.close();
  });
  afterEach(async () => {
    const errors = opened.flatMap(page => page.errors);
    for (const page of opened.splice(0)) await page.close();
    assert.deepEqual(errors, []);
  });

  /** Both join, with these servers and no other. */
  async function call(servers: string, more: Record<string, true> = {}) {
    const attributes = { 'credentials-url': '/credentials?ice=none', 'ice-servers': servers, ...more };
    const { ends, connected } = await calls.open(attributes);
    opened.push(...ends);
    return { ends, connected };
  }

  /** Resolves when the screen shows a sentence that matches, and the page was told the code. */
  async function says(page: CallPage, code: string, sentence: RegExp): Promise<void> {
    await eventually(
      () => banners(page),
      texts => texts.some(text => sentence.test(text)),
      TOLD_MS,
      async texts => `${JSON.stringify(texts)} ${await page.page.evaluate(() => JSON.stringify(testSeen))}`,
    );
    const { errors } = await page.page.evaluate(() => testSeen);
    // What is known in the lobby already is told again on the way in.
    assert.deepEqual([...new Set(errors)], [code]);
  }

  for (const translation of ['none', 'symmetric'] as const) {
    it(`(relays only, ${translation}) says that the relay refuses the login`, async () => {
      network.a.rule({ translation, firewall: 'open' });
      network.b.rule({ translation, firewall: 'open' });
      const { ends } = await call(WRONG_LOGIN, { 'relay-only': true });
      for (const end of ends) await says(end, 'relay-refused', /refuses its login.*turn\.test:3478, UDP/);
    });
  }

  it('says that the relay refuses the login where two people don’t find each other without', async () => {
    network.a.rule({ translation: 'symmetric', firewall: 'open' });
    network.b.rule({ translation: 'symmetric', firewall: 'open' });
    const { ends } = await call(WRONG_LOGIN);
    for (const end of ends) await says(end, 'relay-refused', /refuses its login.*turn\.test:3478, UDP/);
  });

  it('says nothing of a relay that nobody needs', async () => {
    network.a.rule({ translation: 'cone', firewall: 'open' });
    network.b.rule({ translation: 'cone', firewall: 'open' });
    const { ends, connected } = await call(`${WRONG_LOGIN} stun:turn.test:3478`);
    await connected;
    await Promise.all(ends.map(end => end.seesAndHears(1)));
    for (const end of ends) assert.deepEqual(await banners(end), []);
  });

  it('(relays only) says that the relay can’t be reached, and over what', async () => {
    network.a.rule({ firewall: 'only-443' });
    network.b.rule({ firewall: 'only-443' });
    const { ends } = await call(WRONG_LOGIN, { 'relay-only': true });
    for (const end of ends) await says(end, 'relay-unreachable', /cannot be reached.*turn\.test:3478, UDP/);
  });

  it('(relays only) says that there is none', async () => {
    network.a.rule({ firewall: 'open' });
    network.b.rule({ firewall: 'open' });
    const { ends } = await call('stun:turn.test:3478', { 'relay-only': true });
    for (const end of ends) await says(end, 'relay-missing', /names none/);
  });

  it('says that a STUN server can’t be found, where it is missed', async () => {
    network.a.rule({ translation: 'cone' });
    network.b.rule({ translation: 'cone' });
    const { ends } = await call('stun:nowhere.test');
    for (const end of ends) await says(end, 'stun-unreachable', /cannot be reached.*nowhere\.test:3478, UDP/);
  });

  it('does without a STUN server that can’t be found, where it is not missed', async () => {
    network.a.rule({ translation: 'none' });
    network.b.rule({ translation: 'none' });
    const { ends, connected } = await call('stun:nowhere.test');
    await connected;
    await Promise.all(ends.map(end => end.seesAndHears(1)));
    for (const end of ends) assert.deepEqual(await banners(end), []);
  });
});
