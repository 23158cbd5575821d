// Whether one finds in a finished file, at any second, the picture that was there: the camera's picture tells its own
// time. Right is the picture that ffmpeg finds there when it reads the file from its beginning; the browser that recorded
// it and ffmpeg seek for it. Needs a build.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { INSTALLED, launch, type TestBrowser } from '../support/browsers.ts';
import { type Pages, startPages } from '../support/pages.ts';
import {
  defined,
  press,
  probe,
  reaches,
  recorded,
  recorderPage,
  savedFile,
  temporaryFolder,
} from '../support/recorder-pages.ts';

const RECORDED_S = 3;
const SEEK_TO_S = [2.6, 0.4, 2.1, 1.2, 1.7] as const;
/** Between the clock of the pictures and that of the file: a busy machine paints late, but the delays don't add up. */
const TOLERANCE_S = 0.5;
const [WIDTH, HEIGHT] = [320, 240] as const;
const BITS = 12;

/** A camera whose picture tells in black and white stripes how many hundredths of a second have passed, in the page. */
function paintTime(): void {
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async wanted => {
    const stream = await real({ audio: wanted?.audio ?? false });
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 320, height: 240 });
    const context = canvas.getContext('2d');
    const began = performance.now();
    const paint = () => {
      const time = Math.round((performance.now() - began) / 10);
      for (let bit = 0; bit < 12; bit++) {
        if (!context) return;
        context.fillStyle = (time >> bit) & 1 ? '#fff' : '#000';
        context.fillRect(0, bit * 20, 320, 20);
      }
    };
    paint();
    const [picture] = canvas.captureStream(30).getVideoTracks();
    setInterval(paint, 33);
    if (picture) stream.addTrack(picture);
    return stream;
  };
}

/** Of the grey of each stripe, in seconds. */
const timeOf = (stripes: readonly number[]): number =>
  stripes.reduce((time, grey, bit) => time + (grey > 127 ? 2 ** bit : 0), 0) / 100;

/** The times that pictures of a file tell, as ffmpeg decodes them. */
function decoded(file: string, before: readonly string[] = [], after: readonly string[] = []): number[] {
  const raw = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
  const pictures = execFileSync('ffmpeg', ['-v', 'fatal', ...before, '-i', file, ...after, ...raw], {
    maxBuffer: 2 ** 28,
  });
  const size = WIDTH * HEIGHT;
  const grey = (picture: number, bit: number) =>
    pictures[picture * size + (bit + 0.5) * (HEIGHT / BITS) * WIDTH + WIDTH / 2] ?? 0;
  return Array.from({ length: pictures.length / size }, (_, picture) =>
    timeOf(Array.from({ length: BITS }, (_, bit) => grey(picture, bit))),
  );
}

/** The picture at this second and its neighbours: players round to one or the other. */
function picturesAt<T>(second: number, begins: readonly number[], pictures: readonly T[]): readonly T[] {
  const at = begins.findLastIndex(begin => begin <= second);
  return pictures.slice(Math.max(0, at - 1), at + 2);
}

for (const name of INSTALLED) {
  describe(`a finished file of ${name}`, () => {
    const folder = temporaryFolder();
    let pages: Pages;
    let browser: TestBrowser;

    before(async () => {
      pages = await startPages({
        'index.html': recorderPage('width="320" height="240"'),
      });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await pages.close();
      folder.remove();
    });

    // Each as it records by itself; Firefox records nothing that fits into MP4.
    it('shows at each second the picture of that second', async () => {
      const { page } = await browser.open(pages.url, [paintTime]);
      await defined(page);
      await press(page, 'record');
      await recorded(page, RECORDED_S);
      await press(page, 'stop');
      await reaches(page, 'review');
      const seen = await page.evaluate(async seconds => {
        const player = testRecorder.shadowRoot?.querySelector('video');
        const context = new OffscreenCanvas(320, 240).getContext('2d', { willReadFrequently: true });
        if (!player || !context) return [];
        if (player.readyState < 2)
          await new Promise(resolve => player.addEventListener('loadeddata', resolve));
        const pictures: number[][] = [];
        for (const second of seconds) {
          const there = new Promise(resolve => player.addEventListener('seeked', resolve, { once: true }));
          player.currentTime = second;
          await there;
          context.drawImage(player, 0, 0, 320, 240);
          const { data } = context.getImageData(160, 0, 1, 240);
          pictures.push(Array.from({ length: 12 }, (_, bit) => data[(bit * 20 + 10) * 4] ?? 0));
        }
        return pictures;
      }, SEEK_TO_S);
      const file = await savedFile(page, folder.path);
      const { duration, times } = probe(file);
      const pictures = decoded(file);
      assert.ok(Number.isFinite(duration));
      assert.equal(pictures.length, times.length);
      const told = (pictures.at(-1) ?? 0) - (pictures[0] ?? 0);
      const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
      assert.ok(Math.abs(told - took) < TOLERANCE_S, `pictures of ${told} s take ${took} s`);
      for (const [index, second] of SEEK_TO_S.entries()) {
        const right = picturesAt(second, times, pictures);
        const here = timeOf(seen[index] ?? []);
        const [there = 0] = decoded(file, ['-ss', String(second)], ['-frames:v', '1']);
        assert.ok(right.includes(here), `${name} shows ${here} at ${second} s, where ${right.join()} are`);
        assert.ok(right.includes(there), `ffmpeg shows ${there} at ${second} s, where ${right.join()} are`);
      }
      await page.close();
    });
  });
}
