// How a call finds its way between two homes, through routers of every kind, and how long that takes: from pressing
// 'join' in the second browser to the connection there. And how soon sound and picture are back after what happens to
// networks. For Linux and root.

import { missingForNetwork, type Network, startNetwork } from '../support/network.ts';
import { NetworkCall } from '../support/network-call.ts';
import { NETWORK_CASES, type NetworkCase } from '../support/network-cases.ts';
import { measureOutage, measureRenewal, NETWORK_OUTAGES } from '../support/network-outages.ts';
import { median, table } from './measure.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const MET = 'met';
const MISSED = 'MISSED';
const TTL_SECONDS = 8;
const RENEWAL_SILENCE_MS = 300;

/** Runs the bench and prints its table. Resolves with whether every target was met. */
export async function measureNetwork(): Promise<boolean> {
  const missing = missingForNetwork();
  if (missing.length > 0) {
    console.error(`Networks can't be built here; it takes ${missing.join(', ')}.`);
    return false;
  }
  const network = await startNetwork();
  try {
    const calls = await NetworkCall.launch(network);
    let met = true;
    const rows: string[][] = [];
    for (const each of NETWORK_CASES) {
      const { row, kept } = await measureCase(network, calls, each);
      rows.push(row);
      met &&= kept;
    }
    const outages = await measureOutages(network, calls);
    await calls.close();
    const head = ['routers', 'way wanted', 'found', 'median ms', 'min', 'max', 'target', ''];
    console.log(`\n${table([head, ...rows])}`);
    const lost = ['what happens', 'sound after ms', 'target', 'picture after ms', 'target', ''];
    console.log(`\n${table([lost, ...outages])}`);
    return met && outages.every(row => row.at(-1) === MET);
  } finally {
    await network.close();
  }
}

/** A row for each, with the medians of all rounds. */
async function measureOutages(network: Network, calls: NetworkCall): Promise<string[][]> {
  const rows: string[][] = [];
  for (const outage of NETWORK_OUTAGES) {
    const backs = [];
    for (let round = 0; round < ROUNDS; round++) backs.push(await measureOutage(network, calls, outage));
    const sound = median(backs.map(back => back.sound));
    const picture = median(backs.map(back => back.picture));
    const { name, soundMs, pictureMs } = outage;
    const met = sound <= soundMs && picture <= pictureMs;
    rows.push([name, ...[sound, soundMs, picture, pictureMs].map(String), met ? MET : MISSED]);
  }
  const silences = [];
  for (let round = 0; round < ROUNDS; round++)
    silences.push((await measureRenewal(network, calls, TTL_SECONDS)).silence);
  const silence = median(silences);
  const met = silence <= RENEWAL_SILENCE_MS;
  rows.push([
    'logins renewed: silence',
    ...[silence, RENEWAL_SILENCE_MS].map(String),
    ...['', '', met ? MET : MISSED],
  ]);
  return rows;
}

async function measureCase(network: Network, calls: NetworkCall, { name, a, b, way, withinMs }: NetworkCase) {
  network.a.rule(a);
  network.b.rule(b);
  const times: number[] = [];
  const found = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const { ends, connected } = await calls.open();
    times.push(await connected);
    await Promise.all(ends.map(end => end.seesAndHears(1)));
    const paths = (await Promise.all(ends.map(end => end.paths()))).flat();
    found.add(paths.includes(way) ? way : paths.join(' / '));
    for (const end of ends) await end.close();
  }
  const kept =
    [...found].every(each => each === way) && median(times) <= (withinMs ?? Number.POSITIVE_INFINITY);
  const row = [
    ...[name, way, [...found].join(', ')],
    ...[median(times), Math.min(...times), Math.max(...times)].map(time => time.toFixed(0)),
    ...[withinMs === undefined ? '' : String(withinMs), kept ? MET : MISSED],
  ];
  return { row, kept };
}
