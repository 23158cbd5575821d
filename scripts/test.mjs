// `npm test`: every check there is, one after the other, each to its end; the last line counts them all.
// `npm test -- lint system` runs the steps of these names only. With --long tests repeat ten times as often.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from './setup.mjs';

const testFiles = directory =>
  (existsSync(directory) ? readdirSync(directory, { recursive: true }) : [])
    .filter(file => file.endsWith('.test.ts'))
    .map(file => join(directory, file))
    .sort();

const nodeTest = (countsFile, directory) => [
  ...['--import', 'tsx', '--test', '--test-concurrency=1'],
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./scripts/counts-reporter.mjs', `--test-reporter-destination=${countsFile}`],
  ...testFiles(directory),
];

const npm = script => ({ run: () => ['npm', 'run', '--silent', script] });

/** Steps without tests of their own count as one. */
const STEPS = {
  build: npm('build'),
  types: npm('types'),
  lint: npm('lint'),
  manifest: npm('manifest'),
  size: npm('size'),
  unit: { ...npm('test:unit'), files: ['test/unit', 'test/elements'], browser: true },
  node: { run: counts => [process.execPath, ...nodeTest(counts, 'test/node')], files: ['test/node'] },
  system: {
    run: counts => [process.execPath, ...nodeTest(counts, 'test/system')],
    files: ['test/system'],
    browser: true,
  },
};

const asked = process.argv.slice(2).filter(name => name !== '--long');
if (process.argv.includes('--long')) process.env.LONG = '1';
const unknown = asked.filter(name => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}

const steps = Object.entries(STEPS).filter(([name]) => asked.length === 0 || asked.includes(name));
const absent = steps.some(([, { browser }]) => browser) ? setUp() : [];
const noBrowser = absent.includes('chromium') && absent.includes('firefox-esr');
const leftOut = absent.map(name => `what needs ${name}, which is not installed`);
if (steps.some(([name]) => name === 'system') && (process.platform !== 'linux' || process.getuid?.() !== 0)) {
  leftOut.push('calls through networks of their own, which need root on Linux');
}
const total = { passed: 0, failed: [] };
const directory = mkdtempSync(join(tmpdir(), 'rtc-elements-'));

for (const [name, step] of steps) {
  if (step.files && step.files.flatMap(testFiles).length === 0) continue;
  if (step.browser && noBrowser) {
    leftOut.push(`the step ${name}: no browser`);
    continue;
  }
  const { passed, failed, seconds } = await runStep(name, step);
  total.passed += passed;
  total.failed.push(...failed.map(what => `${name}: ${what}`));
  console.log(`== ${name}: ${passed} passed, ${failed.length} failed, ${seconds.toFixed(0)} s`);
}

rmSync(directory, { recursive: true });
for (const what of leftOut) console.log(`left out: ${what}`);
for (const what of total.failed) console.log(`failed: ${what}`);
console.log(`${total.passed} passed, ${total.failed.length} failed`);
process.exitCode = total.failed.length > 0 ? 1 : 0;

async function runStep(name, step) {
  console.log(`\n== ${name}`);
  const countsFile = join(directory, `${name}.json`);
  const started = performance.now();
  const exitCode = await execute(step.run(countsFile), { TEST_COUNTS_FILE: countsFile });
  const seconds = (performance.now() - started) / 1000;
  const counts = step.files ? readCounts(countsFile) : { passed: exitCode === 0 ? 1 : 0, failed: [] };
  // Whatever a runner counted: one that ends badly has failed.
  if (exitCode !== 0 && counts.failed.length === 0) counts.failed.push(`ended with exit code ${exitCode}`);
  return { ...counts, seconds };
}

/** What a runner left behind; a runner that counts nothing has failed. */
function readCounts(file) {
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: [] };
  const nothing = counts.passed === 0 && counts.failed.length === 0;
  return nothing ? { passed: 0, failed: ['counted no test'] } : counts;
}

function execute([command, ...args], environment) {
  return new Promise(resolve => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { stdio: 'inherit', shell, env: { ...process.env, ...environment } });
    child.once('error', error => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', code => resolve(code ?? 1));
  });
}
