// The rule of the layers, tried on small source trees.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { rollup } from 'rollup';
import { importsOf, layerProblems, layers } from '../../scripts/layers.mjs';

const directories: string[] = [];

function tree(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'layers-'));
  directories.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

describe('the layers', () => {
  it('finds static, type-only, bare, re-exporting, multi-line and dynamic imports, and none in comments', () => {
    const text = [
      "import a, { b } from './a.ts';",
      "import type { C } from './c.ts';",
      "import './d.ts';",
      "export * from './e.ts';",
      "export type { F } from './f.ts';",
      'import {\n  g,\n  h,\n} from "./g.ts";',
      "const later = () => import('./h.ts');",
      "// import './no.ts';",
      "/* import './no.ts'; */",
    ].join('\n');
    const letters = ['a', 'c', 'd', 'e', 'f', 'g', 'h'];
    assert.deepEqual(
      importsOf(text).sort(),
      letters.map(letter => `./${letter}.ts`),
    );
  });

  it('allow an import from a lower layer, the same folder and among the lowest files', () => {
    const directory = tree({
      'errors.ts': '',
      'store.ts': "import './errors.ts';",
      'session/call.ts': "import './peer.ts'; import '../protocol/wire.ts';",
      'session/peer.ts': "import type { Store } from '../store.ts';",
      'protocol/wire.ts': '',
      'index.ts': "import './session/call.ts';",
    });
    assert.deepEqual(layerProblems(directory), []);
  });

  it('refuse an import from a higher layer, also of a type', () => {
    const directory = tree({
      'protocol/wire.ts': "import type { Call } from '../session/call.ts';",
      'session/call.ts': '',
    });
    assert.deepEqual(layerProblems(directory), ['protocol/wire.ts imports upwards: session/call.ts']);
  });

  it('refuse elements and cli, which share a rank, importing each other', () => {
    const directory = tree({ 'cli/keygen.ts': "import '../elements/tile.ts';", 'elements/tile.ts': '' });
    assert.deepEqual(layerProblems(directory), ['cli/keygen.ts imports upwards: elements/tile.ts']);
  });

  it('refuse a cycle, also within a folder and by a type', () => {
    const directory = tree({
      'session/a.ts': "import { b } from './b.ts';",
      'session/b.ts': "import type { C } from './c.ts';",
      'session/c.ts': "import { a } from './a.ts';",
    });
    assert.deepEqual(layerProblems(directory), [
      'imports in a circle: session/a.ts → session/b.ts → session/c.ts → session/a.ts',
    ]);
  });

  it('refuse a folder that is in no layer', () => {
    assert.deepEqual(layerProblems(tree({ 'utils/all.ts': '' })), ['utils/all.ts is in no layer']);
  });

  it('keep each package in its place', () => {
    const directory = tree({
      'session/call.ts': "import { html } from 'lit/static-html.js'; const m = import('mqtt');",
      'transport/bus.ts': "const m = import('mqtt'); import 'left-pad'; import 'node:fs';",
    });
    assert.deepEqual(layerProblems(directory), [
      'session/call.ts imports lit; only elements may',
      'session/call.ts imports mqtt; only transport may',
      'transport/bus.ts imports left-pad, which no layer may',
      'transport/bus.ts imports node:fs; only cli runs in Node',
    ]);
  });

  it('fail a build, with the file that is wrong', async () => {
    const broken = tree({ 'store.ts': "import './index.ts';", 'index.ts': '' });
    const build = rollup({ input: join(broken, 'index.ts'), plugins: [layers(broken)] });
    await assert.rejects(build, /store\.ts imports upwards: index\.ts/);
    const whole = tree({ 'store.ts': '', 'index.ts': "import './store.ts';" });
    await (await rollup({ input: join(whole, 'index.ts'), plugins: [layers(whole)] })).close();
  });
});
