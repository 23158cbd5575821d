// A recorder from its first button to the file.

import { RtcRecorder } from '../../src/elements/rtc-recorder.ts';
import type { RecorderState } from '../../src/recording/recorder-state.ts';
import { FakeRecorder } from '../../test/elements/fake-recorder.ts';
import { add, failure, MORNING, type Scene, type Stage } from './stage.ts';
import { portrait } from './stills.ts';

if (!customElements.get('rtc-recorder')) customElements.define('rtc-recorder', RtcRecorder);

const HEIGHT = [640, 720] as const;

/** A recorder in this state. */
async function inState(
  stage: Stage,
  state: Partial<RecorderState>,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  FakeRecorder.play(new FakeRecorder(state));
  const element = add<RtcRecorder>(stage, 'rtc-recorder', attributes);
  await stage.settled();
  await element.start();
}

const UPLOAD = { 'upload-url': '/uploads/' };

const picture = () => new MediaStream(portrait(210).getVideoTracks());

export const recorders: Record<string, Scene> = {
  recorder: {
    title: 'Recorder, with a recording that was cut off',
    height: [420, 300],
    show: async stage => {
      const about = {
        id: 'a',
        startedAt: MORNING,
        mimeType: 'video/webm',
        container: 'webm',
        fileName: '',
      } as const;
      FakeRecorder.play(new FakeRecorder({}, [{ about, durationMs: 760_000, bytes: 5e6 }]));
      const element = add<RtcRecorder>(stage, 'rtc-recorder');
      element.innerHTML = '<p>Tell us in two minutes who you are.</p>';
      await stage.settled();
      await element.start();
    },
  },
  'recorder-countdown': {
    title: 'Recorder, about to begin',
    height: HEIGHT,
    show: stage => inState(stage, { status: 'countdown', countdown: 3, stream: picture() }),
  },
  'recorder-recording': {
    title: 'Recorder, recording, close to its end',
    height: HEIGHT,
    show: stage =>
      inState(
        stage,
        { status: 'recording', elapsedMs: 112_400, bytes: 31_400_000, stream: picture() },
        { 'max-duration': '120' },
      ),
  },
  'recorder-sound': {
    title: 'Recorder, sound, paused, little room',
    height: [420, 300],
    show: stage =>
      inState(
        stage,
        { status: 'paused', elapsedMs: 3_912_000, bytes: 31_400_000, space: 'short' },
        { source: 'audio' },
      ),
  },
  'recorder-review': {
    title: 'Recorder, the file',
    height: [820, 980],
    show: stage => {
      // A player without a file looks the same from the beginning.
      Object.assign(URL, { createObjectURL: () => undefined });
      const file = new File(['x'], 'Answer of Grace Hopper.webm', { type: 'video/webm' });
      const result = { file, durationMs: 112_400, container: 'webm', trimmed: false } as const;
      return inState(stage, { status: 'review', result }, { format: 'mp4' });
    },
  },
  'recorder-uploading': {
    title: 'Recorder, the file on its way',
    height: [420, 300],
    show: stage => inState(stage, { status: 'uploading', sent: 12_300_000, total: 31_400_000 }, UPLOAD),
  },
  'recorder-upload-paused': {
    title: 'Recorder, the file on its way, paused',
    height: [420, 300],
    show: stage =>
      inState(stage, { status: 'uploading', sent: 12_300_000, total: 31_400_000, held: true }, UPLOAD),
  },
  'recorder-uploaded': {
    title: 'Recorder, the file where it belongs',
    height: [420, 300],
    show: stage => inState(stage, { status: 'done', url: 'https://files.example/1' }, UPLOAD),
  },
  'recorder-failed': {
    title: 'Recorder, without a camera',
    height: [420, 300],
    show: stage => inState(stage, { status: 'failed', error: failure('camera-missing') }),
  },
};
