// Calls that outlive what happens to networks: another one, none for a while, a relay that begins anew, logins that end.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';
import { NetworkCall } from '../support/network-call.ts';
import { measureOutage, measureRenewal, NETWORK_OUTAGES } from '../support/network-outages.ts';

/** A machine that others use, too, is late at times; `npm run bench:network` holds the targets themselves. */
const SLACK_MS = 4000;
const TTL_SECONDS = 8;

describe('a call whose network changes', { skip: missingForNetwork().length > 0 }, () => {
  let network: Network;
  let calls: NetworkCall;

  before(async () => {
    network = await startNetwork();
    calls = await NetworkCall.launch(network);
  });
  after(async () => {
    await calls.close();
    await network.close();
  });

  for (const outage of NETWORK_OUTAGES) {
    if (outage.long && !process.env.LONG) continue;
    it(`(${outage.name}) goes on`, async t => {
      const { sound, picture } = await measureOutage(network, calls, outage);
      t.diagnostic(`sound after ${sound} of ${outage.soundMs} ms, picture ${picture} of ${outage.pictureMs}`);
      assert.ok(sound <= outage.soundMs + SLACK_MS, `sound after ${sound} ms`);
      assert.ok(picture <= outage.pictureMs + SLACK_MS, `picture after ${picture} ms`);
    });
  }

  it('(the logins end) goes on, and loses no line of text', async t => {
    const { silence, lines, sent } = await measureRenewal(network, calls, TTL_SECONDS);
    t.diagnostic(`longest silence ${silence} ms`);
    assert.deepEqual(lines, sent);
    assert.ok(silence <= 300 + SLACK_MS, `${silence} ms of silence`);
  });
});
