// Starts Chromium and Firefox with made-up cameras and microphones, opens pages in them and collects what goes
// wrong there. It knows nothing of what the pages hold.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { openInnerPort } from './inner-port.ts';

export type BrowserName = 'chromium' | 'firefox';

const PATHS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/** A page that does not answer for this long never will. */
const PROTOCOL_LIMIT_MS = 120_000;

export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Without this one it looks for hosts of its own, which a test must not reach.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // For machines that have no address but 127.0.0.1.
  '--allow-loopback-in-peer-connection',
];

export const FIREFOX_PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.autoplay.default': 0,
  // Of several windows one is in front only: pages behind it have a focus of their own and see their devices too.
  'focusmanager.testmode': true,
  'media.devices.unfocused.enabled': true,
};

/** Where a browser is: `CHROMIUM_PATH` or `FIREFOX_PATH`, else the usual places; undefined where it is not. */
export function findBrowser(name: BrowserName): string | undefined {
  const given = process.env[`${name.toUpperCase()}_PATH`];
  return given ? given : PATHS[name].find(each => existsSync(each));
}

/** Those that are installed. The test run names what is left out because it is not. */
export const INSTALLED: readonly BrowserName[] = (['chromium', 'firefox'] as const).filter(
  name => findBrowser(name) !== undefined,
);

/** A browser that a test started, with a new profile. */
export interface TestBrowser {
  readonly name: BrowserName;
  readonly browser: Browser;
  /** Opens `url` in a window of its own. `before` are scripts that run ahead of the page's own. */
  open(url: string, before?: readonly PageScript[]): Promise<TestPage>;
  /** Ends the browser's process and removes its profile. */
  close(): Promise<void>;
}

/** A script's text, or a function that rests on nothing outside itself. */
export type PageScript = string | (() => void);

/** A page and what went wrong in it. */
export interface TestPage {
  readonly page: Page;
  /** Uncaught exceptions and rejections, and errors on the console, in their order. */
  readonly errors: readonly string[];
  /** Uncaught exceptions and rejections only: there must never be one. */
  readonly uncaught: readonly string[];
  close(): Promise<void>;
}

// The compiler of these tests names inner functions by a helper that a page does not have.
const NAMES_HELPER = 'globalThis.__name ??= named => named;';
/** Of several pages headless Firefox shows one. Here somebody looks at each, but where a test says otherwise. */
const LOOKED_AT = `Object.defineProperty(document, 'hidden', { configurable: true, get: () => globalThis.testHidden === true });`;

/**
 * Starts a browser, Chromium with `flags`, Firefox with `preferences`. `within` is a command line that starts a program
 * in surroundings of its own, by exec; Firefox takes every certificate there. Rejects where it is not installed.
 */
export async function launch(
  name: BrowserName,
  flags: readonly string[] = CHROMIUM_FLAGS,
  preferences: typeof FIREFOX_PREFERENCES = FIREFOX_PREFERENCES,
  within: readonly string[] = [],
): Promise<TestBrowser> {
  const executablePath = findBrowser(name);
  if (executablePath === undefined)
    throw new Error(`${name} is not installed; ${name.toUpperCase()}_PATH helps`);
  const browser =
    name === 'chromium'
      ? await launchChromium([...within, executablePath], flags)
      : await launchFirefox([...within, executablePath], preferences);
  return {
    name,
    browser,
    open: async (url, before = []) => open(await browser.createBrowserContext(), url, before),
    close: () => browser.close(),
  };
}

/** Over a pipe: a port would be one of the surroundings' own. */
function launchChromium([program = '', ...before]: readonly string[], flags: readonly string[]) {
  const headless = true;
  return puppeteer.launch({
    executablePath: program,
    headless,
    pipe: true,
    protocolTimeout: PROTOCOL_LIMIT_MS,
    ignoreDefaultArgs: true,
    args: [...before, ...puppeteer.defaultArgs({ headless, args: [...flags] })],
  });
}

async function launchFirefox(command: readonly string[], preferences: typeof FIREFOX_PREFERENCES) {
  const options = {
    ...({ browser: 'firefox', headless: true, protocolTimeout: PROTOCOL_LIMIT_MS } as const),
    extraPrefsFirefox: { ...preferences },
  };
  const within = command.slice(0, -1);
  if (within.length === 0) return puppeteer.launch({ ...options, executablePath: command[0] ?? '' });
  const folder = mkdtempSync(join(tmpdir(), 'firefox-'));
  const inner = await openInnerPort(within);
  const script = join(folder, 'firefox');
  writeFileSync(script, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
  const browser = await puppeteer.launch({
    ...options,
    ...{ executablePath: script, debuggingPort: inner.port, acceptInsecureCerts: true },
  });
  browser.once('disconnected', () => {
    inner.close();
    rmSync(folder, { recursive: true });
  });
  return browser;
}

async function open(context: BrowserContext, url: string, before: readonly PageScript[]): Promise<TestPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  const uncaught: string[] = [];
  // Both browsers report unhandled rejections here as well.
  page.on('pageerror', error => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    errors.push(text);
    // Firefox tells of a socket that did not open as of an exception.
    if (!/can’t establish a connection to the server at wss?:/.test(text)) uncaught.push(text);
  });
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  for (const script of [NAMES_HELPER, LOOKED_AT, ...before]) {
    if (typeof script === 'string') await page.evaluateOnNewDocument(script);
    else await page.evaluateOnNewDocument(script);
  }
  await page.goto(url, { waitUntil: 'load' });
  return { page, errors, uncaught, close: () => context.close() };
}
