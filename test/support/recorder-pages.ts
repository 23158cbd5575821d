// A page with one `<rtc-recorder>` in a browser with a profile that outlives it, and the programs that judge its files.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type BrowserName, CHROMIUM_FLAGS, FIREFOX_PREFERENCES, findBrowser } from './browsers.ts';
import { htmlPage } from './pages.ts';

/** What the tests use of the element; the element's own type is not needed for that. */
export interface RecorderElement extends HTMLElement {
  readonly state: string;
  readonly file: File | undefined;
  readonly recordings: readonly { duration: number }[];
  start(): Promise<void>;
  stop(): Promise<File>;
  discard(): Promise<void>;
}

declare global {
  var testRecorder: RecorderElement;
  /** Seconds on disk, by the last event. */
  var testElapsed: number;
  var testRecorderErrors: string[];
}

const LIMIT_MS = 30_000;

/** The page; `attributes` as they stand in HTML. */
export const recorderPage = (attributes = ''): string =>
  htmlPage(
    `<rtc-recorder ${attributes}></rtc-recorder>`,
    `globalThis.testRecorder = document.querySelector('rtc-recorder');
    globalThis.testElapsed = 0;
    globalThis.testRecorderErrors = [];
    addEventListener('rtc-recording-progress', event => { testElapsed = event.elapsed; });
    addEventListener('rtc-error', event => testRecorderErrors.push(event.error.code));
    await import('/dist/rtc.js');`,
  );

/** A browser that keeps what its pages store in `profile`. */
export function launchWithProfile(name: BrowserName, profile: string): Promise<Browser> {
  const common = { executablePath: findBrowser(name) ?? '', userDataDir: profile, headless: true };
  return name === 'chromium'
    ? puppeteer.launch({ ...common, args: [...CHROMIUM_FLAGS] })
    : puppeteer.launch({ ...common, browser: 'firefox', extraPrefsFirefox: { ...FIREFOX_PREFERENCES } });
}

/** Opens the recorder's page in the browser's own storage. */
export async function openRecorder(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await defined(page);
  return page;
}

/** Resolves when the tag's class is there. */
export async function defined(page: Page): Promise<void> {
  await page.waitForFunction(() => customElements.get('rtc-recorder') !== undefined, { polling: 100 });
}

/** Clicks a button by the name of its part, as a person would. */
export async function press(page: Page, part: string): Promise<void> {
  const button = await page.waitForSelector(`>>> [part~='${part}']`, { visible: true, timeout: LIMIT_MS });
  await button?.click();
}

/** Resolves when the element says this state. */
export async function reaches(page: Page, state: string): Promise<void> {
  await page.waitForSelector(`rtc-recorder[state=${state}]`, { timeout: LIMIT_MS });
}

/** Resolves when the element shows these words. */
export async function says(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    wanted => testRecorder.shadowRoot?.textContent?.includes(wanted),
    { polling: 50, timeout: LIMIT_MS },
    words,
  );
}

/** Resolves when that many seconds are on disk. */
export async function recorded(page: Page, seconds: number): Promise<void> {
  const timeout = LIMIT_MS + seconds * 1000;
  await page.waitForFunction(least => testElapsed >= least, { polling: 50, timeout }, seconds);
}

/** The bytes of the finished file, as a file on this machine. */
export async function savedFile(page: Page, folder: string): Promise<string> {
  const { name, text } = await page.evaluate(async () => {
    const { file } = testRecorder;
    if (!file) throw new Error('There is no file.');
    const reader = new FileReader();
    const read = new Promise(resolve => reader.addEventListener('load', resolve));
    reader.readAsDataURL(file);
    await read;
    return { name: file.name, text: String(reader.result) };
  });
  const path = join(folder, name.replaceAll(' ', '_'));
  writeFileSync(path, Buffer.from(text.slice(text.indexOf(',') + 1), 'base64'));
  return path;
}

/** The recordings that lie on the page's disk once nothing is under way, by their ids. */
export async function kept(page: Page): Promise<readonly string[]> {
  await page.waitForSelector('rtc-recorder:is([state=idle], [state=done])', { timeout: LIMIT_MS });
  // A tab holds what it works on, until all of it is removed.
  await page.waitForFunction(
    async () => !(await navigator.locks.query()).held?.some(({ name }) => name?.startsWith('rtc-recording')),
    { polling: 50, timeout: LIMIT_MS },
  );
  return page.evaluate(async () => {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const name of (await root.getDirectoryHandle('rtc-recordings')).keys()) names.push(name);
    return names;
  });
}

/** What ffprobe says of a file. */
export interface Probed {
  /** In seconds. */
  readonly duration: number;
  readonly codecs: readonly string[];
  /** Pictures that can be decoded. */
  readonly frames: number;
  /** The times of the pictures, in seconds, in their order. */
  readonly times: readonly number[];
}

export function probe(file: string): Probed {
  const ask = (...args: string[]): unknown =>
    JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-of', 'json', ...args, file], { encoding: 'utf8' }));
  const { format, streams } = ask('-show_format', '-show_streams') as {
    format: { duration?: string };
    streams: { codec_name: string }[];
  };
  const { frames = [] } = ask('-select_streams', 'v:0', '-show_entries', 'frame=pts_time') as {
    frames?: { pts_time: string }[];
  };
  const times = frames.map(({ pts_time }) => Number(pts_time));
  return {
    duration: Number(format.duration),
    codecs: streams.map(({ codec_name }) => codec_name).sort(),
    frames: frames.length,
    times,
  };
}

/** A folder that is removed by `remove()`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rtc-recorder-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }) };
}
