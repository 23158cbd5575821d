// The sources import each other as `.ts`, and so do the declarations that the compiler makes of them. What is
// published imports `.js`.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = 'dist/modules';
const SPECIFIER = /((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(?=['"])/g;

for (const file of readdirSync(DIRECTORY, { recursive: true })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = join(DIRECTORY, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(SPECIFIER, '$1.js'));
}
