// The licences of what is bundled ask to go along with it: `dist/THIRD-PARTY-LICENSES.txt`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const roots = new Set();

/** A Rollup plugin that emits the licence texts of all packages in the bundle, and in those built before it. */
export function thirdParty() {
  return {
    name: 'third-party',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(output => output.type === 'chunk');
      for (const id of chunks.flatMap(chunk => chunk.moduleIds)) roots.add(packageRoot(id));
      const texts = [...roots].filter(Boolean).sort().map(licence);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: texts.join('\n\n') });
    },
  };
}

const packageRoot = id => id.match(/^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/)?.[0];

function licence(root) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find(each => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(root, file), 'utf8').trim() : '';
  return `${name} ${version}: ${license}\n\n${text}\n`;
}
