// Whether a camera shows something and a microphone hears something, of canvases and tones in their place.

import { expect } from '@open-wc/testing';
import { hears, sees } from '../../../src/session/checkup-devices.ts';
import { canvasStream } from '../../elements/canvas-stream.ts';

const forever = new AbortController().signal;

function trackOf(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks();
  if (!track) throw new Error('a stream without a track');
  return track;
}

/** A camera with its cover closed. */
function covered(): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const track = trackOf(canvas.captureStream(10));
  // Where nothing is drawn no picture comes.
  const timer = setInterval(() => {
    canvas.getContext('2d')?.fillRect(0, 0, 64, 36);
    if (track.readyState === 'ended') clearInterval(timer);
  }, 50);
  return track;
}

describe('a camera', () => {
  it('shows a picture, or a black one', async () => {
    const tracks = [trackOf(canvasStream(64, 36)), covered()];
    const seen = await Promise.all(tracks.map(track => sees(track, forever)));
    expect(seen).to.deep.equal([
      { width: 64, height: 36, dark: false },
      { width: 64, height: 36, dark: true },
    ]);
    for (const track of tracks) track.stop();
  });
});

describe('a microphone', () => {
  it('hears a tone and no silence, where the browser lets sound be read', async () => {
    const context = new AudioContext();
    const [loud, silent] = [context.createMediaStreamDestination(), context.createMediaStreamDestination()];
    const tone = context.createOscillator();
    tone.connect(loud);
    tone.start();
    const heard = await Promise.all([loud, silent].map(({ stream }) => hears(trackOf(stream), forever)));
    const runs = context.state === 'running';
    expect(heard).to.deep.equal(runs ? [true, false] : [undefined, undefined]);
    await context.close();
  });
});
