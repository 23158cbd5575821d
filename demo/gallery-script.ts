// The gallery's script, made of the sources and of the tests' call without a network when it is first asked for.

import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answer } from './static-files.ts';

const SOURCE = fileURLToPath(new URL('gallery/gallery.ts', import.meta.url));
/** A call without a network needs no broker, a recorder without a disk makes no files, and a browser needs no Node. */
const NEVER_LOADED = ['mqtt', './seekable.ts', './tus-upload.ts', 'crypto'];

/** Answers with the script; where it cannot be made, with what is wrong. */
export function galleryScript(): (response: ServerResponse) => Promise<void> {
  let made: Promise<string> | undefined;
  return async response => {
    try {
      made ??= make();
      answer(response, 200, await made, '.js');
    } catch (error) {
      made = undefined;
      answer(response, 500, String(error));
    }
  };
}

async function make(): Promise<string> {
  // Only the gallery needs it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    // Every scene reads it once more.
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    external: NEVER_LOADED,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
