// Unit and element tests in real browsers, those that are installed. `BROWSERS=chromium` runs one only.

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { tsImport } from 'tsx/esm/api';

const { CHROMIUM_FLAGS, FIREFOX_PREFERENCES, findBrowser } = await tsImport(
  './test/support/browsers.ts',
  import.meta.url,
);

const launchers = {
  chromium: executablePath =>
    chromeLauncher({
      puppeteer,
      launchOptions: { executablePath, headless: true, args: [...CHROMIUM_FLAGS] },
    }),
  firefox: executablePath =>
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath,
        headless: true,
        extraPrefsFirefox: { ...FIREFOX_PREFERENCES },
      },
    }),
};

const wanted = process.env.BROWSERS?.split(',') ?? Object.keys(launchers);
const browsers = wanted
  .filter(name => findBrowser(name))
  .map(name => Object.assign(launchers[name](findBrowser(name)), { name }));

/** Leaves what passed and what failed for scripts/test.mjs, where it asks for it. */
const counts = {
  onTestRunFinished({ sessions }) {
    const file = process.env.TEST_COUNTS_FILE;
    if (!file) return;
    const counted = { passed: 0, failed: [] };
    for (const { browser, testFile, testResults, passed } of sessions) {
      const tests = testResults ? testsIn(testResults) : [];
      const failed = tests.filter(test => !test.passed && !test.skipped);
      counted.passed += tests.filter(test => test.passed).length;
      const where = `${browser.name}, ${relative(process.cwd(), testFile)}`;
      counted.failed.push(...failed.map(test => `${where}: ${test.name}: ${test.error?.message}`));
      if (failed.length === 0 && !passed)
        counted.failed.push(`${where} did not load, or broke outside a test`);
    }
    writeFileSync(file, JSON.stringify(counted));
  },
};

const testsIn = suite => [...suite.tests, ...suite.suites.flatMap(testsIn)];

/** What packages ask Node for, and in a browser never need: @hpke/common its `crypto`, mediabunny its files. */
const EMPTY = '/__not-in-browsers.js';
const notInBrowsers = {
  name: 'not-in-browsers',
  resolveImport: ({ source, context: { path } }) =>
    source === 'crypto' || (source === './node.js' && path.includes('/mediabunny/')) ? EMPTY : undefined,
  serve: ({ path }) => (path === EMPTY ? 'export {};' : undefined),
};

export default {
  files: ['test/unit/**/*.test.ts', 'test/elements/**/*.test.ts'],
  browsers,
  nodeResolve: { browser: true, exportConditions: ['browser', 'production', 'default'] },
  plugins: [
    notInBrowsers,
    esbuildPlugin({
      ts: true,
      tsconfig: 'tsconfig.json',
      target: 'es2022',
      define: { 'process.env.LONG': JSON.stringify(process.env.LONG ?? '') },
    }),
  ],
  staticLogging: !process.stdout.isTTY,
  reporters: [defaultReporter(), counts],
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: process.env.LONG ? 1_800_000 : 300_000,
  testFramework: { config: { timeout: 20_000 } },
};
