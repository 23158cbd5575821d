// `npx rtc-elements keygen`, as it is installed. Needs a build.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseDeskKey, parseDeskSecret } from '../../src/protocol/desk-keys.ts';

const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
const run = (...args: string[]) =>
  spawnSync(process.execPath, [bin['rtc-elements'] ?? '', ...args], { encoding: 'utf8' });

describe('keygen', () => {
  it('prints both halves of a new pair each time, for scripts as JSON', async () => {
    const printed = [run('keygen', '--json'), run('keygen', '--json')];
    const pairs = printed.map(({ stdout }) => JSON.parse(stdout) as { deskKey: string; deskSecret: string });
    for (const { deskKey, deskSecret } of pairs) {
      assert.deepEqual((await parseDeskSecret(deskSecret))?.tag, (await parseDeskKey(deskKey))?.tag);
      assert.ok(await parseDeskKey(deskKey));
    }
    assert.notEqual(pairs[0]?.deskSecret, pairs[1]?.deskSecret);
  });

  it('prints the tags for both pages, with the public half alone in the visitors’', async () => {
    const { stdout, status } = run('keygen');
    assert.equal(status, 0);
    const [key, secret] = [...stdout.matchAll(/^ {2}([\w-]{80,})$/gm)].map(match => match[1]);
    assert.ok(await parseDeskKey(key ?? ''));
    assert.ok(await parseDeskSecret(secret ?? ''));
    assert.ok(stdout.includes(`desk-key="${key}"`));
    assert.equal(stdout.split(secret ?? '').length, 2);
    assert.match(stdout, /<rtc-support [^>]*>[\s\S]*<rtc-desk [^>]*>/);
  });

  it('says how it is used, and fails where it is used otherwise', () => {
    assert.match(run('--help').stdout, /keygen \[--json\]/);
    assert.equal(run('--help').status, 0);
    for (const args of [['keygen', '--yaml'], ['other']]) {
      const { status, stderr, stdout } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, /Usage/);
      assert.equal(stdout, '');
    }
  });

  it('can be started by its name', () => {
    assert.match(readFileSync(bin['rtc-elements'] ?? '', 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });
});
