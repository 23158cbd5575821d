// A recorder with the browser's own MediaRecorder, disk and made-up camera: what comes out is a file that lasts as long
// as was recorded, in which one can seek.

import { expect } from '@open-wc/testing';
import { openArchive } from '../../../src/recording/archive-link.ts';
import type { Stored } from '../../../src/recording/disk.ts';
import { claim } from '../../../src/recording/leftovers.ts';
import { Recorder } from '../../../src/recording/recorder.ts';
import type { RecorderOptions } from '../../../src/recording/recorder-state.ts';
import { wait } from '../../../src/retry.ts';
import { until } from '../../../src/store.ts';

const OPTIONS: RecorderOptions = {
  source: 'camera',
  format: 'auto',
  countdown: 0,
  minDuration: 0,
  maxDuration: 0,
  width: 320,
  height: 240,
  fileName: '',
};

let recorder: Recorder;

beforeEach(() => {
  recorder = new Recorder();
});
afterEach(async () => {
  await recorder.discard();
  for (const each of await recorder.leftovers()) await recorder.forget(each);
});

/** Resolves when that much is on disk. */
const recorded = (ms: number) => until(recorder.state, ({ elapsedMs }) => elapsedMs >= ms);

/** The recording that goes there, as soon as it is in the list. */
async function onItsWay(to: string, list: () => Promise<readonly Stored[]>): Promise<Stored> {
  for (;;) {
    const found = (await list()).find(({ made }) => made?.to === to);
    if (found) return found;
  }
}

async function record(ms: number, more: Partial<RecorderOptions> = {}): Promise<File> {
  await recorder.start({ ...OPTIONS, ...more });
  await recorded(ms);
  return recorder.stop();
}

/** Plays a file as a page would. */
async function opened(file: File): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(file);
  const settled = new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
  });
  await settled;
  return video;
}

async function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  const there = new Promise(resolve => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = seconds;
  await there;
}

describe('a recorder', () => {
  it('makes a file with a duration, in which one can seek', async () => {
    const file = await record(2000);
    const { result } = recorder.state.value;
    expect(result?.durationMs).to.be.within(1500, 4500);
    const video = await opened(file);
    expect(video.duration).to.be.closeTo((result?.durationMs ?? 0) / 1000, 0.1);
    expect([video.videoWidth, video.videoHeight]).to.deep.equal([320, 240]);
    for (const time of [1.2, 0.5]) {
      await seek(video, time);
      expect(video.currentTime).to.be.closeTo(time, 0.05);
    }
    expect(file.type).to.match(/^video\/(mp4|webm)$/);
    expect(file.name).to.match(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.(mp4|webm)$/);
  });

  it('leaves pauses out', async () => {
    await recorder.start(OPTIONS);
    await recorded(1000);
    recorder.pause();
    expect(recorder.state.value.status).to.equal('paused');
    const { elapsedMs } = recorder.state.value;
    await new Promise(resolve => setTimeout(resolve, 1000));
    recorder.resume();
    await recorded(elapsedMs + 800);
    await recorder.stop();
    const { result } = recorder.state.value;
    expect(result?.durationMs).to.be.closeTo(recorder.state.value.elapsedMs, 600);
    expect(result?.durationMs).to.be.below(elapsedMs + 1700);
  });

  it('cuts at key frames, and gives the whole back', async () => {
    await record(4500, { format: 'webm' });
    const whole = recorder.state.value.result;
    await recorder.trim({ from: 2.5, to: 3.5 });
    const cut = recorder.state.value.result;
    expect(cut?.trimmed).to.equal(true);
    expect(cut?.durationMs).to.be.within(900, 3600);
    const video = await opened(cut?.file ?? new File([], ''));
    expect(video.duration).to.be.closeTo((cut?.durationMs ?? 0) / 1000, 0.15);
    recorder.untrim();
    expect(recorder.state.value.result?.durationMs).to.equal(whole?.durationMs);
  });

  for (const format of ['webm', 'mp4'] as const) {
    it(`goes on in the same file with another camera, as ${format}`, async () => {
      await recorder.start({ ...OPTIONS, format });
      await recorded(1000);
      const [camera] = recorder.state.value.stream?.getVideoTracks() ?? [];
      const { deviceId = '' } = camera?.getSettings() ?? {};
      // The second is asked for while the first is on its way.
      await Promise.all([1, 2].map(() => recorder.setDevice('videoinput', deviceId)));
      expect(recorder.state.value.stream?.getVideoTracks()).to.have.lengthOf(1);
      await recorded(2500);
      const video = await opened(await recorder.stop());
      expect(video.duration).to.be.closeTo((recorder.state.value.result?.durationMs ?? 0) / 1000, 0.2);
      expect(video.duration).to.be.above(1.9);
    });
  }

  it('begins with another camera that is chosen while it begins', async () => {
    const begun = recorder.start(OPTIONS);
    const { stream } = await until(recorder.state, state => state.stream !== undefined);
    const [camera] = stream?.getVideoTracks() ?? [];
    await recorder.setDevice('videoinput', camera?.getSettings().deviceId ?? '');
    await begun;
    await recorded(1000);
    expect(camera?.readyState).to.equal('ended');
    expect((await recorder.stop()).size).to.be.above(0);
  });

  it('records sound alone', async () => {
    const file = await record(1500, { source: 'audio' });
    expect(file.type).to.match(/^audio\//);
    expect((await opened(file)).duration).to.be.within(0.9, 3);
  });

  it('ends by itself at its longest, and not before its shortest', async () => {
    await recorder.start({ ...OPTIONS, minDuration: 1, maxDuration: 2 });
    const early = await recorder.stop().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(early).to.have.property('code', 'recording-too-short');
    const { elapsedMs } = await until(recorder.state, ({ status }) => status === 'review');
    expect(elapsedMs).to.be.within(1500, 3500);
  });

  it('keeps every slice, so that what was cut off can be made a file', async () => {
    await recorder.start(OPTIONS);
    await recorded(2000);
    // What the end of a page does: the devices and the claim are gone, the file is not made.
    recorder.close();
    const [leftover] = await recorder.leftovers();
    expect(leftover?.durationMs).to.be.at.least(2000);
    if (!leftover) return;
    const file = await recorder.recover(leftover);
    const video = await opened(file);
    expect(video.duration).to.be.above(leftover.durationMs / 1000 - 1.5);
    expect(await recorder.leftovers()).to.deep.equal([]);
  });

  it('gives back the very file that was on its way when the page went away', async () => {
    const file = await record(1000);
    recorder.rename('talk');
    const never = recorder
      .upload((_, { signal }) => wait(60_000, signal).then(() => ''), 'there')
      .catch(() => {});
    await until(recorder.state, ({ status }) => status === 'uploading');
    const archive = await openArchive();
    await onItsWay('there', () => archive.list());
    recorder.close();
    await never;
    const found = await onItsWay('there', () => recorder.leftovers());
    expect(found.made?.fileName).to.equal('talk');
    const again = await recorder.recover(found);
    expect(again.name).to.match(/^talk\.(mp4|webm)$/);
    expect(again.lastModified).to.equal(file.lastModified);
    expect(new Uint8Array(await again.arrayBuffer())).to.deep.equal(new Uint8Array(await file.arrayBuffer()));
  });

  it('leaves alone what another tab has', async () => {
    const id = 'of-another-tab';
    const archive = await openArchive();
    const about = { id, startedAt: 1, mimeType: 'video/webm', container: 'webm', fileName: '' } as const;
    await archive.begin(about);
    await archive.append(id, { segment: 0, beginsAtMs: 0, untilMs: 500, part: new Blob(['x']) });
    const release = await claim(id);
    expect(await recorder.leftovers()).to.deep.equal([]);
    release?.();
    const [found] = await recorder.leftovers();
    expect(found?.about).to.deep.equal(about);
  });

  it('removes what is discarded', async () => {
    await record(1000);
    await recorder.discard();
    expect(await recorder.leftovers()).to.deep.equal([]);
    expect(recorder.state.value.status).to.equal('idle');
  });
});
