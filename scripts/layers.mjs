// The rule of the layers: a folder imports only from the ones above it, nothing imports in a circle, and some
// packages stay in one place. Reads import statements from the source text, so that type-only imports count too.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** From the bottom up. What shares a line has the same rank and, the first line apart, may not meet. */
export const RANKS = [
  ['store', 'errors', 'retry', 'queue', 'lazy', 'kept', 'i18n'],
  ['protocol'],
  ['transport'],
  ['media'],
  ['recording'],
  ['session'],
  ['support'],
  ['elements', 'cli'],
  ['index', 'rtc', 'rtc.all'],
];

/** Who may name a package. Packages that are not listed here do not belong in `src`. */
export const PACKAGES = {
  mqtt: ['transport'],
  '@hpke/common': ['protocol'],
  '@hpke/core': ['protocol'],
  lit: ['elements'],
  mediabunny: ['recording'],
  'tus-js-client': ['recording'],
  'lean-qr': ['elements'],
};

const COMMENTS = /^\s*\/\/.*$|^\s*\/\*[\s\S]*?\*\//gm;
const IMPORTS =
  /(?:^|[;}\n])\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[;}\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** What a source text imports: static, type-only, re-exported and dynamic. */
export function importsOf(text) {
  return [...text.replace(COMMENTS, '').matchAll(IMPORTS)].map(
    ([, from, bare, lazy]) => from ?? bare ?? lazy,
  );
}

/** Everything under `directory` that breaks the rule, one sentence each. */
export function layerProblems(directory) {
  const graph = new Map();
  const problems = [];
  for (const file of sources(directory)) {
    const imports = importsOf(readFileSync(join(directory, file), 'utf8'));
    const inner = imports.filter(name => name.startsWith('.')).map(name => posix(join(dirname(file), name)));
    graph.set(file, inner);
    if (rank(file) < 0) problems.push(`${file} is in no layer`);
    for (const target of inner) {
      if (!mayImport(file, target)) problems.push(`${file} imports upwards: ${target}`);
    }
    for (const name of imports.filter(name => !name.startsWith('.'))) {
      const problem = packageProblem(file, name);
      if (problem) problems.push(problem);
    }
  }
  return [...problems, ...cycles(graph)];
}

/** A Rollup plugin that fails the build on any such problem. */
export function layers(directory) {
  return {
    name: 'layers',
    buildStart() {
      const problems = layerProblems(directory);
      if (problems.length > 0) this.error(`the layers are broken:\n  ${problems.join('\n  ')}`);
    },
  };
}

function sources(directory) {
  return readdirSync(directory, { recursive: true })
    .filter(file => /\.ts$/.test(file) && statSync(join(directory, file)).isFile())
    .map(posix)
    .sort();
}

const posix = file => file.split(sep).join('/');

/** The folder a file is in, or the name of a file beside the folders. */
const layerOf = file => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/, ''));

const rank = file => RANKS.findIndex(layers => layers.includes(layerOf(file)));

function mayImport(file, target) {
  const [from, to] = [rank(file), rank(target)];
  return to < from ? to >= 0 : to === from && (layerOf(file) === layerOf(target) || isEdge(from));
}

/** Single files stand at both ends of the list; those may import each other. */
const isEdge = index => index === 0 || index === RANKS.length - 1;

function packageProblem(file, name) {
  const layer = layerOf(file);
  if (name.startsWith('node:'))
    return layer === 'cli' ? undefined : `${file} imports ${name}; only cli runs in Node`;
  const [bare] = name.match(/^(@[^/]+\/)?[^/]+/) ?? [name];
  const allowed = PACKAGES[bare];
  if (!allowed) return `${file} imports ${bare}, which no layer may`;
  return allowed.includes(layer) ? undefined : `${file} imports ${bare}; only ${allowed.join(' and ')} may`;
}

function cycles(graph) {
  const done = new Set();
  const found = [];
  const visit = (file, path) => {
    if (path.includes(file)) {
      found.push(`imports in a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
