// `npm start`: builds the scripts that the pages load, then starts the demo server. Its arguments go on to it.

import { spawn, spawnSync } from 'node:child_process';

const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

console.log('Building …');
const build = ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'];
process.exitCode = spawnSync(process.execPath, build, { stdio: 'inherit' }).status ?? 1;
if (process.exitCode === 0) {
  const server = spawn(process.execPath, ['--import', 'tsx', 'demo/server.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('exit', code => {
    process.exitCode = code ?? 1;
  });
}
