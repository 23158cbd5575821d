// Notes which chunk of `dist/rtc.js` imports which, for size.mjs. The note stays out of what is published.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const FILE = 'node_modules/.cache/rtc-elements/chunks.json';

/** A Rollup plugin that writes the graph of the chunks. */
export function chunkGraph() {
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
      mkdirSync(dirname(FILE), { recursive: true });
      writeFileSync(FILE, JSON.stringify(chunks, null, 2));
    },
  };
}

/** The graph of the last build: `{ fileName, imports, dynamicImports, modules }` each. */
export const readChunkGraph = () => JSON.parse(readFileSync(FILE, 'utf8'));
