// Prints what a page has to load, gzipped, and fails where it is more than promised. Needs a build.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { neededFiles, readChunkGraph, supportFiles } from './chunk-graph.mjs';

const LOADER_LIMIT_BYTES = 12 * 1024;
const CALL_LIMIT_BYTES = 60 * 1024;
/** Before anybody presses. */
const SUPPORT_LIMIT_BYTES = 12 * 1024;
/** 8 KB, and Lit. */
const RECORDER_LIMIT_BYTES = (8 + 6) * 1024;
const graph = readChunkGraph();
const gzip = file => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

const { loader, needed, mqtt, languages } = neededFiles(graph);
const onRequest = graph
  .map(({ fileName }) => fileName)
  .filter(file => ![...needed, mqtt, ...languages].includes(file));

const recording = readChunkGraph('recorder')
  .map(({ fileName }) => fileName)
  .filter(file => file !== 'rtc-recorder.js' && !/\/(de|en-errors|device-errors)-/.test(file))
  .concat('recording-worker.js');
const support = supportFiles(readChunkGraph('desk'));
const sum = files => [...files].reduce((total, file) => total + gzip(file), 0);
const rows = [
  ['rtc.js and what it imports', sum(loader), LOADER_LIMIT_BYTES],
  ['all that a call needs, without mqtt', sum(needed), CALL_LIMIT_BYTES],
  ['rtc-recorder before a recording', gzip('rtc-recorder.js'), RECORDER_LIMIT_BYTES],
  ['what recording and its file need', sum(recording)],
  ['rtc-support before anybody presses', sum(loader) + sum(support.launcher), SUPPORT_LIMIT_BYTES],
  ['what a visitor needs to wait, without mqtt', sum(support.panel)],
  ['and for a call', sum(support.call)],
  ['what is fetched when first opened', sum(onRequest)],
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
