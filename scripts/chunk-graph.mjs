// Notes which chunk of `dist/rtc.js` imports which, and says which of them a call loads by itself. The note stays out
// of what is published.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const fileOf = entry => `node_modules/.cache/rtc-elements/${entry}.json`;

/** A Rollup plugin that writes the graph of the chunks of `rtc.js`, or of another entry. */
export function chunkGraph(entry = 'chunks') {
  return {
    name: 'chunk-graph',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle)
        .filter(output => output.type === 'chunk')
        .map(({ fileName, imports, dynamicImports, moduleIds }) => ({
          fileName,
          imports,
          dynamicImports,
          modules: moduleIds.map(id => relative('.', id).replaceAll('\\', '/')),
        }));
      mkdirSync(dirname(fileOf(entry)), { recursive: true });
      writeFileSync(fileOf(entry), JSON.stringify(chunks, null, 2));
    },
  };
}

/** The graph of the last build: `{ fileName, imports, dynamicImports, modules }` each. */
export const readChunkGraph = (entry = 'chunks') => JSON.parse(readFileSync(fileOf(entry), 'utf8'));

/** What stands on the screen in a call. */
const CALL_TAGS = ['rtc-call', 'rtc-lobby', 'rtc-tile', 'rtc-controls'];

/**
 * The files of a graph by when a page loads them: `loader` by the script tag, `needed` (with these) by every call, and
 * `mqtt`; `languages` where a person wants one. All others come when a person opens something, or a page asks for it.
 */
export function neededFiles(graph) {
  const { holding, closure } = waysIn(graph);
  const mqtt = holding(/node_modules\/mqtt\//);
  const call = CALL_TAGS.map(tag => holding(new RegExp(`^src/elements/${tag}\\.ts$`)));
  if (!mqtt || call.includes(undefined))
    throw new Error(`no chunk holds ${mqtt ? CALL_TAGS.join(' or ') : 'mqtt'}`);
  const loader = closure('rtc.js');
  const needed = new Set([loader, ...call.map(file => closure(file))].flatMap(files => [...files]));
  if (needed.has(mqtt)) throw new Error('mqtt is not in a lazy chunk of its own');
  const isLanguage = ({ modules }) => modules.every(id => /^src\/i18n\/\w\w\.ts$/.test(id));
  return { loader, needed, mqtt, languages: graph.filter(isLanguage).map(({ fileName }) => fileName) };
}

/**
 * The files of `<rtc-support>` by when a page loads them: `launcher` with the page, `panel` (beside these) when a person
 * comes near, `call` (beside both) when that person waits.
 */
export function supportFiles(graph) {
  const { holding, closure } = waysIn(graph);
  const launcher = closure('rtc-support.js');
  const beside = (files, ...others) => [...files].filter(file => !others.some(each => each.has(file)));
  const panel = closure(holding(/^src\/elements\/support-panel\.ts$/), new Set(launcher));
  const call = closure(holding(/^src\/support\/support-call\.ts$/), new Set(panel));
  return { launcher, panel: beside(panel, launcher), call: beside(call, panel) };
}

function waysIn(graph) {
  const chunks = new Map(graph.map(chunk => [chunk.fileName, chunk]));
  const holding = module => graph.find(({ modules }) => modules.some(id => module.test(id)))?.fileName;
  const closure = (file, found = new Set()) => {
    if (found.has(file)) return found;
    found.add(file);
    for (const target of chunks.get(file)?.imports ?? []) closure(target, found);
    return found;
  };
  return { holding, closure };
}
