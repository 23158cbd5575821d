// Forms of one source: `dist/rtc.js` with lazy chunks for a script tag, `dist/session.js` without any element,
// `dist/rtc.all.js` in one piece, and `dist/modules` file by file for bundlers and Node. Types come from `tsc` (tsconfig.build.json).

import { readdirSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minify } from 'oxc-minify';
import esbuild from 'rollup-plugin-esbuild';
import { chunkGraph } from './scripts/chunk-graph.mjs';
import { cssLiterals } from './scripts/css-literals.mjs';
import { builtApart, withoutAppointments, workersAt } from './scripts/files-apart.mjs';
import { layers } from './scripts/layers.mjs';
import { modernCode } from './scripts/modern-code.mjs';
import { thirdParty } from './scripts/third-party.mjs';

const compile = esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' });
/** What packages bring along for Node and for browsers of long ago, where a browser has its own. */
const asInBrowsers = {
  name: 'as-in-browsers',
  resolveId: source => (source === 'url-parse' ? '\0url-parse' : null),
  load: id => {
    if (id === '\0url-parse') return 'export default URL;';
    return /[\\/]mediabunny[\\/].*[\\/]node\.js$/.test(id) ? 'export const fs = undefined;' : null;
  },
};
const resolve = nodeResolve({ browser: true, exportConditions: ['browser', 'production', 'default'] });
const css = cssLiterals('/src/elements/');
const modern = modernCode(['@hpke', 'lit', 'lit-html', 'lit-element', '@lit']);
const thoroughly = terser({
  ecma: 2020,
  module: true,
  compress: { passes: 3, inline: 1, unsafe_arrows: true, keep_fargs: false },
  mangle: false,
  format: { comments: false },
});
/** A tenth of the time for half a percent more. After the other one it saves 0.4 KB of the call's 60: short names are its. */
const quickly = {
  name: 'oxc-minify',
  renderChunk: async (code, { fileName, moduleIds }, { format }) => {
    const options = { module: format === 'es', compress: { target: 'es2022' }, mangle: { toplevel: true } };
    const minified = (await minify(fileName, code, options)).code;
    // Our own code now has lines in templates only: between tags, where any white space is one space.
    const ours = !moduleIds.some(id => /[\\/]mqtt[\\/]/.test(id));
    return { code: ours ? minified.replace(/\n +/g, ' ') : minified, map: null };
  },
};
const lazyChunks = {
  chunkFileNames: 'chunks/[name]-[hash].js',
  // mqtt's file is called mqtt.esm.js.
  sanitizeFileName: name => name.replace(/[^\w-]/g, '-'),
};

const entries = [
  'index.ts',
  'session/index.ts',
  'recording/recording-worker.ts',
  'recording/composing-worker.ts',
  'cli/rtc-elements.ts',
];
const modules = entries
  .map(file => `src/${file}`)
  .concat(
    readdirSync('src/elements')
      .filter(file => file.endsWith('.ts'))
      .map(file => `src/elements/${file}`),
  );

/** What Rollup remarks about the compiled code of packages is not ours to mend. */
function onLog(level, log, print) {
  if (!/node_modules/.test(log.id ?? log.loc?.file ?? '')) print(level, log);
}

export default [
  {
    onLog,
    input: { rtc: 'src/rtc.ts' },
    output: {
      dir: 'dist',
      format: 'es',
      ...lazyChunks,
      // What a call needs is one request, and in one piece 1.2 KB smaller than in three.
      manualChunks: {
        call: ['call', 'controls', 'lobby', 'tile'].map(tag => `src/elements/rtc-${tag}.ts`),
      },
    },
    plugins: [
      ...[layers('src'), builtApart('src', 'rtc-recorder', 'rtc-desk', 'rtc-support', 'added-languages')],
      ...[withoutAppointments, resolve, modern, compile, css],
      ...[thoroughly, quickly, chunkGraph(), thirdParty()],
    ],
  },
  {
    onLog,
    input: { session: 'src/session/index.ts' },
    // One request: what its lazy chunks share with it they import from it.
    preserveEntrySignatures: 'allow-extension',
    output: { dir: 'dist', format: 'es', ...lazyChunks },
    plugins: [withoutAppointments, resolve, modern, compile, thoroughly, quickly],
  },
  {
    onLog,
    input: { 'rtc-recorder': 'src/elements/rtc-recorder.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: { dir: 'dist', format: 'es', ...lazyChunks },
    plugins: [
      ...[
        builtApart('src/elements', 'added-languages'),
        asInBrowsers,
        resolve,
        workersAt('..'),
        compile,
        css,
      ],
      ...[thoroughly, quickly, chunkGraph('recorder'), thirdParty()],
    ],
  },
  {
    onLog,
    input: { 'rtc-desk': 'src/elements/rtc-desk.ts', 'rtc-support': 'src/elements/rtc-support.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: { dir: 'dist', format: 'es', ...lazyChunks },
    plugins: [
      ...[builtApart('src/elements', 'added-languages'), resolve, modern, compile, css],
      ...[thoroughly, quickly, chunkGraph('desk'), thirdParty()],
    ],
  },
  {
    onLog,
    input: { 'added-languages': 'src/i18n/added-languages.ts' },
    output: { dir: 'dist', format: 'es' },
    plugins: [resolve, compile, thoroughly, quickly],
  },
  {
    onLog,
    input: {
      'recording-worker': 'src/recording/recording-worker.ts',
      'composing-worker': 'src/recording/composing-worker.ts',
    },
    output: { dir: 'dist', format: 'es', ...lazyChunks },
    plugins: [asInBrowsers, resolve, compile, thoroughly, quickly],
  },
  {
    onLog,
    input: 'src/rtc.all.ts',
    output: { file: 'dist/rtc.all.js', format: 'iife', inlineDynamicImports: true },
    plugins: [asInBrowsers, resolve, modern, workersAt('.'), compile, css, quickly],
  },
  {
    input: modules,
    output: { dir: 'dist/modules', format: 'es', preserveModules: true, preserveModulesRoot: 'src' },
    external: /^[^./]/,
    plugins: [workersAt('.'), compile],
  },
];
