// What gives way on a weak connection, by table, and on real senders.

import { expect } from '@open-wc/testing';
import { GivingWay, STEPS } from '../../../src/session/giving-way.ts';
import { MediaLines } from '../../../src/session/media-lines.ts';
import type { Quality } from '../../../src/session/quality.ts';

/** The steps after each reading: p(oor), f(air), g(ood). */
function steps(readings: string): number[] {
  const way = new GivingWay();
  return [...readings].map(each => {
    way.read(({ p: 'poor', f: 'fair', g: 'good' } as Record<string, Quality>)[each] ?? 'good');
    return STEPS.indexOf(way.sending);
  });
}

describe('what gives way', () => {
  for (const [what, readings, expected] of [
    ['nothing on a good connection', 'gggggfffff', '0000000000'],
    ['nothing after one bad reading', 'gpgpgpgpgp', '0000000000'],
    ['a step after two', 'ppgpp', '01112'],
    ['the picture in the end, and nothing after it', 'pppppppppp', '0112233333'],
    ['nothing any more, step by step, when it is good again', 'ppppggggffff', '011222211110'],
  ] as const) {
    it(what, () => {
      expect(steps(readings).join('')).to.equal(expected);
    });
  }

  it('comes back later each time that coming back was too much', () => {
    const upAfter = (readings: string) =>
      steps(`${readings}${'g'.repeat(80)}`)
        .slice(readings.length)
        .indexOf(0) + 1;
    expect(upAfter('pp')).to.equal(4);
    expect(upAfter(`pp${'g'.repeat(4)}pp`)).to.equal(8);
    expect(upAfter(`pp${'g'.repeat(4)}pp${'g'.repeat(8)}pp`)).to.equal(16);
  });

  it('sends no picture where nobody looks, and the same as before when somebody does', () => {
    const way = new GivingWay();
    for (const quality of ['poor', 'poor'] as const) way.read(quality);
    const seen = way.sending;
    way.unseen = true;
    expect(way.sending).to.deep.equal({ ...seen, unseen: true });
    expect(way.spared, 'the connection is good enough').to.be.false;
    way.unseen = false;
    expect(way.sending).to.deep.equal(seen);
  });

  it('is the sharpness, then the frames, then all of the picture that goes out', async () => {
    const pc = new RTCPeerConnection();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
    const [video = null] = canvas.captureStream(30).getVideoTracks();
    const lines = new MediaLines(pc, { audio: null, video, screen: null, screenAudio: null });
    lines.open();
    const sender = pc.getSenders().find(({ track }) => track === video);
    const sent = [];
    const unseen = [];
    for (const step of STEPS) {
      await lines.setSending({ ...step, unseen: true });
      unseen.push(sender?.getParameters().encodings[0]?.active);
      await lines.setSending(step);
      sent.push(sender?.getParameters().encodings[0]);
    }
    const bits = sent.map(each => each?.maxBitrate ?? 0);
    expect([...bits].sort((a, b) => b - a)).to.deep.equal(bits);
    expect(sent.map(each => each?.maxFramerate)).to.deep.equal([30, 15, 10, 10]);
    expect(sent.map(each => each?.scaleResolutionDownBy)).to.deep.equal([1, 1, 2, 2]);
    expect(sent.map(each => each?.active)).to.deep.equal([true, true, true, false]);
    expect(unseen).to.deep.equal([false, false, false, false]);
    video?.stop();
    pc.close();
  });
});
