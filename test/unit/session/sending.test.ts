// How pictures are sent, on real senders.

import { expect } from '@open-wc/testing';
import { MediaLines } from '../../../src/session/media-lines.ts';

function picture(width: number, height: number): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (!track) throw new Error('no track');
  return track;
}

describe('the lines of a connection', () => {
  let pc: RTCPeerConnection;
  const tracks: MediaStreamTrack[] = [];

  beforeEach(() => {
    pc = new RTCPeerConnection();
  });
  afterEach(() => {
    pc.close();
    for (const track of tracks.splice(0)) track.stop();
  });

  /** What the sender of a line was told, by the browser's own account. */
  async function sent(slot: 'video' | 'screen', width: number, height: number) {
    const lines = new MediaLines(pc, { audio: null, video: null, screen: null, screenAudio: null });
    lines.open();
    const track = picture(width, height);
    tracks.push(track);
    await lines.setTrack(slot, track);
    const sender = pc.getSenders().find(each => each.track === track);
    return sender?.getParameters() as RTCRtpSendParameters & { degradationPreference?: string };
  }

  it('let a screen lose pictures rather than sharpness', async () => {
    const { degradationPreference = 'maintain-resolution', encodings } = await sent('screen', 1920, 1080);
    expect(degradationPreference).to.equal('maintain-resolution');
    expect(encodings[0]?.maxFramerate).to.equal(15);
    expect(encodings[0]?.maxBitrate).to.equal(3_000_000);
  });

  it('give a camera what its picture needs, and no more', async () => {
    const large = (await sent('video', 1280, 720)).encodings[0]?.maxBitrate ?? 0;
    const small = (await sent('video', 320, 180)).encodings[0]?.maxBitrate ?? 0;
    expect(large).to.be.within(1_000_000, 2_500_000);
    expect(small).to.be.within(100_000, 200_000);
  });
});
