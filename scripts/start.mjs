// `npm start`: builds the scripts that the pages load, then starts the demo server. Its arguments go on to it.

import { spawnSync } from 'node:child_process';

const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;

console.log('Building …');
process.exitCode =
  run('node_modules/rollup/dist/bin/rollup', '-c', '--silent') ||
  run('--import', 'tsx', 'demo/server.ts', ...process.argv.slice(2));
