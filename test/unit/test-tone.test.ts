// The notes that one hears which loudspeaker is which by: what is played is listened to.

import { expect } from '@open-wc/testing';
import { playTestTone } from '../../src/media/test-tone.ts';

/** Of the loudest that can be: clearly to be heard. */
const HEARD = 0.02;

const { play } = HTMLMediaElement.prototype;
let playing: HTMLMediaElement[] = [];

const soon = () => new Promise(resolve => setTimeout(resolve, 10));

/** The stream that is on its way to a loudspeaker. */
function played(): MediaStream {
  const stream = playing.at(-1)?.srcObject;
  if (!(stream instanceof MediaStream)) throw new Error('nothing is played');
  return stream;
}

/** How loud a stream is at this moment, at its peak. */
function listen(stream: MediaStream, context: AudioContext): () => number {
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    return Math.max(...samples.map(Math.abs));
  };
}

describe('the test tone', () => {
  beforeEach(() => {
    playing = [];
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      playing.push(this);
      return play.call(this);
    };
  });
  afterEach(() => {
    HTMLMediaElement.prototype.play = play;
  });

  it('sounds, and dies away by itself', async () => {
    const context = new AudioContext();
    playTestTone('');
    const loud = listen(played(), context);
    // Without a sound device a browser may keep all contexts waiting: then there is nothing to hear.
    const runs = await Promise.race([
      context.resume().then(() => true),
      soon()
        .then(soon)
        .then(() => false),
    ]);
    if (runs) {
      while (loud() < HEARD) await soon();
      while (loud() > HEARD) await soon();
    }
    while (playing[0]?.srcObject) await soon();
    await context.close();
  });

  it('begins anew where it is asked for again', () => {
    playTestTone('');
    const first = played();
    playTestTone('');
    expect(playing).to.have.length(2);
    expect(playing[0]?.srcObject).to.equal(null);
    expect(played()).not.to.equal(first);
  });

  it('sounds all the same where the chosen loudspeaker is gone', async () => {
    playTestTone('gone');
    while (!playing.length) await soon();
    expect(played().getAudioTracks()).to.have.length(1);
  });
});
