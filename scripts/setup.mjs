// What the tests need beyond Node: on Debian, as root, it is installed; elsewhere what is there is used.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { findBrowser } = await tsImport('../test/support/browsers.ts', import.meta.url);
const { FONTS } = await tsImport('../test/support/fonts.ts', import.meta.url);

// Brokers are installed where often only root's path leads; this process and the tests it starts look there too.
const SYSTEM_PROGRAMS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];
process.env.PATH = [process.env.PATH ?? '', ...SYSTEM_PROGRAMS].join(delimiter);

/** Programs, and the fonts of the pictures, by the names of their Debian packages. */
const PROGRAMS = {
  chromium: () => findBrowser('chromium'),
  'firefox-esr': () => findBrowser('firefox'),
  mosquitto: () => inPath('mosquitto'),
  'nginx-light': () => inPath('nginx'),
  coturn: () => inPath('turnserver'),
  nftables: () => inPath('nft'),
  iproute2: () => inPath('ip'),
  ffmpeg: () => inPath('ffprobe'),
  ...Object.fromEntries(Object.entries(FONTS).map(([name, file]) => [name, () => existsSync(file)])),
};

/** Debian packages, of these, that are not to be found. */
export const missing = (names = Object.keys(PROGRAMS)) => names.filter(name => !PROGRAMS[name]());

/** Installs what is missing where that can be done. Answers with what is missing still. */
export function setUp(names = Object.keys(PROGRAMS)) {
  const wanted = missing(names);
  if (wanted.length === 0 || !isDebian() || process.getuid?.() !== 0) return wanted;
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...wanted);
  return missing(names);
}

function apt(...args) {
  console.log(`apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: 'inherit', env });
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));

const inPath = program =>
  process.env.PATH.split(delimiter)
    .map(directory => join(directory, program))
    .find(existsSync);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const absent = setUp();
  console.log(absent.length > 0 ? `not installed: ${absent.join(', ')}` : 'everything is there');
}
