// Calls in which everybody has a colour and a tone of their own, so that a recording can be asked who is in it.

import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from './browsers.ts';
import { CallPage, eventually } from './call-pages.ts';
import { SECRET } from './call-stage.ts';
import { htmlPage, type Pages } from './pages.ts';

/** What a side is seen and heard by. */
export interface Side {
  readonly colour: string;
  /** In Hz. */
  readonly tone: number;
}

export interface RecordedElement extends HTMLElement {
  readonly state: string;
  readonly file: File | undefined;
  readonly consent: File | undefined;
  stop(): Promise<File>;
}

declare global {
  var testSide: Side | undefined;
  var testRecordings: string[];
  var testHidden: boolean | undefined;
}

/** In the place of camera and microphone: the side's colour, with something that moves, and its tone. */
function madeUp(): void {
  globalThis.testRecordings = [];
  addEventListener('rtc-recording-changed', event => {
    testRecordings.push((event as unknown as { state: string }).state);
  });
  const side = globalThis.testSide;
  if (!side) return;
  navigator.mediaDevices.getUserMedia = async wanted => {
    const stream = new MediaStream();
    if (wanted?.video) {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 320, height: 240 });
      const context = canvas.getContext('2d');
      let at = 0;
      // A worker's clock goes on where the page's stands still.
      const clock = new Worker(
        URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 66)'], { type: 'text/javascript' })),
      );
      clock.onmessage = () => {
        if (!context) return;
        context.fillStyle = side.colour;
        context.fillRect(0, 0, 320, 240);
        context.fillStyle = '#fff';
        at = (at + 1) % 32;
        context.fillRect(at * 10, 220, 10, 10);
      };
      for (const track of canvas.captureStream(15).getTracks()) stream.addTrack(track);
    }
    if (wanted?.audio) {
      const audio = new AudioContext();
      const output = new MediaStreamAudioDestinationNode(audio);
      const tone = new OscillatorNode(audio, { frequency: side.tone });
      tone.connect(new GainNode(audio, { gain: 0.2 })).connect(output);
      tone.start();
      for (const track of output.stream.getTracks()) stream.addTrack(track);
    }
    return stream;
  };
}

let opened = 0;

/** Opens a page with a call, and whatever else stands in `more`. */
export async function openSide(
  browser: TestBrowser,
  pages: Pages,
  { broker, room, name, attributes = '', more = '' }: Readonly<Record<string, string>>,
  side?: Side,
): Promise<CallPage> {
  const file = `side-${++opened}.html`;
  const call = `<rtc-call id="call" broker="${broker}" room="${room}" secret="${SECRET}" display-name="${name}" autojoin ${attributes}></rtc-call>`;
  pages.set(file, htmlPage(`${call}${more}`, "await import('/dist/rtc.js');"));
  const before = `globalThis.testSide = ${JSON.stringify(side ?? null)} ?? undefined;`;
  return CallPage.visit(browser, `${pages.url}${file}`, [before, madeUp]);
}

/** Clicks what has this part, in whatever shadow root, as a person would. */
export async function pressIn(page: Page, part: string): Promise<void> {
  const button = await page.waitForSelector(`>>> [part~='${part}']`, { visible: true, timeout: 20_000 });
  await button?.click();
}

/** Resolves when the page's call says this of recordings. */
export async function recordingIs({ page, label, errors }: CallPage, wanted: string): Promise<void> {
  await eventually(
    () => page.evaluate(() => testRecordings),
    all => all.at(-1) === wanted,
    30_000,
    all => `${label} went through ${all}, not to '${wanted}'; ${errors.join(' | ')}`,
  );
}

/** Puts another page before it, or takes it away again. */
export async function inBackground({ page }: CallPage, act: () => Promise<void>): Promise<void> {
  const look = (hidden: boolean) =>
    page.evaluate(now => {
      globalThis.testHidden = now;
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  await look(true);
  await act();
  await look(false);
  await page.bringToFront();
  await other.close();
}

/** What the page's recorder has made, as a file on this machine. */
export async function saved(page: Page, which: 'file' | 'consent', path: string): Promise<string> {
  const text = await page.evaluate(async name => {
    const file = document.querySelector<RecordedElement>('rtc-recorder')?.[name];
    if (!file) throw new Error('There is no file.');
    const reader = new FileReader();
    const read = new Promise(resolve => reader.addEventListener('load', resolve));
    reader.readAsDataURL(file);
    await read;
    return String(reader.result);
  }, which);
  writeFileSync(path, Buffer.from(text.slice(text.indexOf(',') + 1), 'base64'));
  return path;
}

/** How loud a tone is in a file, in decibels below full; the part of `seconds` from `from`. */
export function loudness(file: string, tone: number, from: number, seconds: number): number {
  const filter = `bandpass=f=${tone}:width_type=h:w=30,bandpass=f=${tone}:width_type=h:w=30,volumedetect`;
  const range = ['-ss', `${from}`, '-t', `${seconds}`];
  const args = ['-hide_banner', ...range, '-i', file, '-vn', '-af', filter, '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? Number.NEGATIVE_INFINITY);
}

/** How much of a picture is of these colours, by their channel, and how much is no more than the ground; of 1. */
export function coloursAt(
  file: string,
  second: number,
): Readonly<Record<'red' | 'green' | 'blue' | 'dark', number>> {
  const raw = execFileSync('ffmpeg', [
    ...['-v', 'error', '-ss', `${second}`, '-i', file, '-frames:v', '1'],
    ...['-vf', 'scale=64:36:flags=area', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
  ]);
  const counted = { red: 0, green: 0, blue: 0, dark: 0 };
  for (let at = 0; at < raw.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = raw.subarray(at, at + 3);
    const most = Math.max(red, green, blue);
    if (most < 60) counted.dark++;
    else if (red + green + blue - most > most * 0.6) continue;
    else if (most === red) counted.red++;
    else if (most === green) counted.green++;
    else counted.blue++;
  }
  const share = (count: number) => count / (raw.length / 3);
  return {
    red: share(counted.red),
    green: share(counted.green),
    blue: share(counted.blue),
    dark: share(counted.dark),
  };
}
