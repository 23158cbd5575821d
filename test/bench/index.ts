// Runs the benches: `npm run bench` all of them, `npm run bench -- setup` the one named. Each prints a plain
// table; the exit code is 1 where a target was missed.

import { measureCost } from './cost.ts';
import { measureCrowd } from './crowd.ts';
import { measureNetwork } from './network.ts';
import { measureRecovery } from './recovery.ts';
import { setUp } from './setup.ts';

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  setup: setUp,
  cost: measureCost,
  network: measureNetwork,
  crowd: measureCrowd,
  recovery: measureRecovery,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
let met = true;
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) met = (await run()) && met;
}
process.exit(met ? 0 : 1);
