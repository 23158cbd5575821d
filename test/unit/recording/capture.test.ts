// What is recorded goes on as the streams change, also where one gives no picture at all, or the next change comes before
// the last has been made.

import { expect } from '@open-wc/testing';
import { Capture } from '../../../src/recording/capture.ts';
import type { Slice } from '../../../src/recording/disk.ts';
import { chooseMediaType } from '../../../src/recording/media-type.ts';
import { Store, until } from '../../../src/store.ts';

/** A stream without a single picture. */
function still(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream(0);
}

const { mimeType = '' } = chooseMediaType('auto', true, type => MediaRecorder.isTypeSupported(type)) ?? {};

let streams: MediaStream[];
let slices: Store<readonly Slice[]>;
let capture: Capture;

async function moving(width = 160): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width, height: 120 } });
  streams.push(stream);
  return stream;
}
const segments = () => [...new Set(slices.value.map(({ segment }) => segment))];

beforeEach(() => {
  streams = [];
  slices = new Store<readonly Slice[]>([]);
  capture = new Capture(
    { mimeType },
    slice => slices.set([...slices.value, slice]),
    () => {},
  );
});
afterEach(async () => {
  await capture.stop();
  for (const track of streams.flatMap(stream => stream.getTracks())) track.stop();
});

describe('what is captured', () => {
  it('goes on with another stream where the one before never gave a picture', async () => {
    const first = capture.record(still());
    await capture.record(await moving());
    await first;
    await until(slices, all => all.length > 1);
  });

  it('is the last of streams that follow one another at once', async () => {
    const [first, ...others] = await Promise.all([160, 160, 200, 240].map(moving));
    if (first) await capture.record(first);
    await Promise.all(others.map(stream => capture.record(stream)));
    await until(slices, all => all.some(({ segment }) => segment === 1));
    await capture.stop();
    expect(segments()).to.deep.equal([0, 1]);
  });

  it('stays paused while the stream changes', async () => {
    await capture.record(await moving());
    await until(slices, all => all.length > 0);
    const changed = capture.record(await moving());
    capture.pause();
    await changed;
    const { elapsedMs } = capture;
    // Had it gone on, that is what would come.
    const late = new Promise(resolve => setTimeout(resolve, 200));
    await late;
    expect(capture.elapsedMs).to.equal(elapsedMs);
    capture.resume();
    await until(slices, all => all.some(({ segment, untilMs }) => segment === 1 && untilMs > elapsedMs));
  });
});
