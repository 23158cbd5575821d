// What the package offers, as somebody who installed it sees it. Needs a build.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { importsOf } from '../../scripts/layers.mjs';

const MODULES = 'dist/modules';
const modules = () =>
  (readdirSync(MODULES, { recursive: true }) as string[]).map(file => join(MODULES, file));

/** Runs a script in a Node of its own, which has no DOM, and answers with what it prints. */
const inNode = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim();

describe('the package', () => {
  it('can be imported where there is no DOM, whichever way in', () => {
    const entries = [
      'rtc-elements',
      'rtc-elements/session',
      'rtc-elements/rtc.js',
      'rtc-elements/elements/rtc-call.js',
    ];
    for (const entry of entries) {
      assert.equal(inNode(`await import('${entry}'); console.log(typeof document)`), 'undefined', entry);
    }
  });

  it('defines all its tags by its main entry, and none by the file of a class', () => {
    const defined =
      "[...['rtc-call', 'rtc-tile'].map(tag => typeof globalThis.customElements?.get(tag))].join()";
    assert.equal(inNode(`await import('rtc-elements'); console.log(${defined})`), 'function,function');
    const alone = `const { RtcCall } = await import('rtc-elements/elements/rtc-call.js'); console.log(typeof RtcCall, ${defined})`;
    assert.equal(inNode(alone), 'function undefined,undefined');
  });

  it('imports nothing relative that is not there, in code and declarations', () => {
    const missing = modules()
      .filter(file => /\.(js|d\.ts)$/.test(file))
      .flatMap(file => {
        const targets = importsOf(readFileSync(file, 'utf8')).filter(name => name.startsWith('.'));
        return targets.map(name =>
          resolve(dirname(file), file.endsWith('.d.ts') ? name.replace(/\.js$/, '.d.ts') : name),
        );
      })
      .filter(target => !existsSync(target));
    assert.deepEqual(missing, []);
  });

  it('has types that a strict project can use', () => {
    const project = mkdtempSync(join(tmpdir(), 'consumer-'));
    try {
      mkdirSync(join(project, 'node_modules'));
      symlinkSync(resolve('.'), join(project, 'node_modules/rtc-elements'), 'junction');
      const source = [
        "import { RtcCall, tags } from 'rtc-elements';",
        "import { RtcCall as Same } from 'rtc-elements/elements/rtc-call.js';",
        "import { load } from 'rtc-elements/rtc.js';",
        "export const loaded: Promise<void> = load('rtc-call');",
        '// @ts-expect-error: no such tag',
        "void load('rtc-nothing');",
        'export const call: RtcCall = new Same();',
        'export const title: string = call.title;',
        '// @ts-expect-error: it is typed, not any',
        'export const wrong: number = call;',
        'export const all: readonly string[] = Object.keys(tags);',
      ];
      writeFileSync(join(project, 'index.ts'), source.join('\n'));
      writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
      const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: 'es2022',
        module: 'nodenext',
        lib: ['es2022', 'dom', 'dom.iterable'],
        types: [],
      };
      writeFileSync(
        join(project, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: options, files: ['index.ts'] }),
      );
      const tsc = resolve('node_modules/typescript/bin/tsc');
      let errors = '';
      try {
        execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
      } catch (error) {
        errors = String((error as { stdout: unknown }).stdout);
      }
      assert.equal(errors, '');
    } finally {
      rmSync(project, { recursive: true });
    }
  });

  it('publishes the build and its papers, and no sources', () => {
    const [report] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        encoding: 'utf8',
        shell: process.platform === 'win32',
      }),
    ) as [{ files: { path: string }[] }];
    const paths = report.files.map(file => file.path);
    for (const path of ['LICENSE', 'dist/rtc.js', 'dist/rtc.all.js', 'dist/modules/index.d.ts']) {
      assert.ok(paths.includes(path), path);
    }
    assert.deepEqual(
      paths.filter(path => /^(src|test|demo|scripts|node_modules)\//.test(path)),
      [],
    );
  });
});
