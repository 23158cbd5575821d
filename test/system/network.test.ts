// Calls through real networks: two homes behind routers of every kind, TURN and a broker as docs/deploy.md has them.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';
import { NetworkCall } from '../support/network-call.ts';
import { NETWORK_CASES } from '../support/network-cases.ts';

describe('a call between two homes', { skip: missingForNetwork().length > 0 }, () => {
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

  for (const { name, a, b, way, withinMs } of NETWORK_CASES) {
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
});
