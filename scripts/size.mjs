// Prints what a page has to load, gzipped, and fails where it is more than promised. Needs a build.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readChunkGraph } from './chunk-graph.mjs';

const LOADER_LIMIT_BYTES = 12 * 1024;
/** To become 60 KB. */
const CALL_LIMIT_BYTES = 69 * 1024;
/** What stands on the screen in a call. */
const CALL_TAGS = ['rtc-call', 'rtc-lobby', 'rtc-tile', 'rtc-controls'];
/** Lazy chunks of nothing but these are loaded where a page or a person asks for it: English is built in. */
const ON_REQUEST = [
  /^src\/i18n\//,
  /^node_modules\/(lean-qr|lit-html\/directives)\//,
  /^src\/elements\/(snapshot|tile-menu|tile-zoom|zoom|safety-view|rtc-chat|chat-.*|sight)\.ts$/,
  /^src\/elements\/(call-panels|more-controls|qr-code|settings-view|small-window(-style)?)\.ts$/,
  /^src\/transport\/asked-credentials\.ts$/,
];

const chunks = new Map(readChunkGraph().map(chunk => [chunk.fileName, chunk]));
const gzip = file => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
const holding = module =>
  [...chunks.values()].find(chunk => chunk.modules.some(id => module.test(id)))?.fileName;

/** A chunk with all it imports; `lazily`: also with what it may import later. Never into `without`. */
function closure(file, { lazily = false, without = new Set() } = {}, found = new Set()) {
  const chunk = chunks.get(file);
  if (!chunk || found.has(file) || without.has(file)) return found;
  found.add(file);
  const next = lazily ? [...chunk.imports, ...chunk.dynamicImports] : chunk.imports;
  for (const target of next) closure(target, { lazily, without }, found);
  return found;
}

const mqtt = holding(/node_modules\/mqtt\//);
const call = CALL_TAGS.map(tag => holding(new RegExp(`^src/elements/${tag}\\.ts$`)));
if (!mqtt || call.includes(undefined))
  throw new Error(`no chunk holds ${mqtt ? CALL_TAGS.join(' or ') : 'mqtt'}`);

const loader = closure('rtc.js');
if ([loader, ...call.map(file => closure(file))].some(files => files.has(mqtt))) {
  throw new Error('mqtt is not in a lazy chunk of its own');
}
const onRequest = [...chunks.values()]
  .filter(({ modules }) => modules.every(id => ON_REQUEST.some(pattern => pattern.test(id))))
  .map(chunk => chunk.fileName);
const without = new Set([mqtt, ...onRequest]);
const needed = new Set(loader);
for (const file of call) closure(file, { lazily: true, without }, needed);

const sum = files => [...files].reduce((total, file) => total + gzip(file), 0);
const rows = [
  ['rtc.js and what it imports', sum(loader), LOADER_LIMIT_BYTES],
  ['all that a call needs, without mqtt', sum(needed), CALL_LIMIT_BYTES],
  ['what is fetched when first opened', sum(onRequest.filter(file => !/^chunks\/(de|asked)/.test(file)))],
  ['mqtt', gzip(mqtt)],
  ['rtc.all.js', gzip('rtc.all.js')],
];

const bytes = count => count.toLocaleString('en').padStart(9);
console.log('gzip, bytes                              size     limit');
for (const [name, size, limit] of rows) {
  const verdict = limit === undefined ? '' : `${bytes(limit)}  ${size <= limit ? 'ok' : 'TOO LARGE'}`;
  console.log(`${name.padEnd(36)}${bytes(size)} ${verdict}`.trimEnd());
}
console.log('\nof which');
for (const file of needed) console.log(`  ${file.padEnd(34)}${bytes(gzip(file))}`);
if (rows.some(([, size, limit]) => size > limit)) process.exitCode = 1;
