// Bundles a bench's page script with everything it imports.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The bundled script's name → text; the entry is `{name}.js`, what it imports lazily stands in chunks. */
export async function bundle(...names: readonly string[]): Promise<Record<string, string>> {
  const result = await build({
    entryPoints: names.map(name => fileURLToPath(new URL(`./pages/${name}.ts`, import.meta.url))),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    outdir: 'scripts',
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(result.outputFiles.map(file => [file.path.replace(/^.*[/\\]/, ''), file.text]));
}
