// custom-elements.json, as editors and documentation tools read it. Needs `npm run manifest`.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

interface Item {
  name: string;
  type?: { text: string };
}

interface Manifest {
  modules: { path: string; declarations: { tagName?: string; attributes?: Item[]; members?: Item[] }[] }[];
}

const ELEMENT = `
import { LitElement } from 'lit';
/**
 * An element.
 *
 * @element rtc-sample
 * @attr {on|off} audio - Sound.
 */
export class RtcSample extends LitElement {
  static properties = { audio: {}, given: { attribute: false }, inner: { state: true } };
  declare audio: string;
  declare given: unknown;
  declare inner: number;
  #hidden = 1;
  private old(): void {}
  /** Opens. */
  open(): void {}
}
`;

function analyze(source: string): Manifest {
  const directory = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    mkdirSync(join(directory, 'src/elements'), { recursive: true });
    writeFileSync(join(directory, 'src/elements/rtc-sample.ts'), source);
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    cpSync('custom-elements-manifest.config.mjs', join(directory, 'custom-elements-manifest.config.mjs'));
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'), 'junction');
    const cem = resolve('node_modules/@custom-elements-manifest/analyzer/cem.js');
    execFileSync(process.execPath, [cem, 'analyze', '--quiet'], { cwd: directory });
    return JSON.parse(readFileSync(join(directory, 'custom-elements.json'), 'utf8'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('the manifest', () => {
  it('lists attributes with their values, and neither internal state nor what is private', () => {
    const [module] = analyze(ELEMENT).modules;
    const [declaration] = module?.declarations ?? [];
    assert.equal(declaration?.tagName, 'rtc-sample');
    const attributes = declaration?.attributes?.map(({ name, type }) => ({ name, type: type?.text }));
    assert.deepEqual(attributes, [{ name: 'audio', type: "'on' | 'off'" }]);
    assert.deepEqual(
      declaration?.members?.map(member => member.name),
      ['audio', 'given', 'open'],
    );
  });

  it('of this package names every tag, in a file that is published', () => {
    const manifest: Manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
    const tags = manifest.modules.flatMap(module => module.declarations.map(each => each.tagName));
    assert.deepEqual(tags.filter(Boolean).sort(), [
      'rtc-call',
      'rtc-chat',
      'rtc-checkup',
      'rtc-controls',
      'rtc-desk',
      'rtc-lobby',
      'rtc-recorder',
      'rtc-stats',
      'rtc-support',
      'rtc-tile',
    ]);
    for (const { path } of manifest.modules) assert.ok(existsSync(path), path);
  });
});
