// A call with oneself through the relay: two connections in this page, pictures, sound and data between them for a few
// seconds, and what becomes of them.

import { RtcError } from '../errors.ts';
import { wait } from '../retry.ts';
import type { CheckupFigures } from './checkup-report.ts';
import { LinkReader } from './link-stats.ts';

const CONNECT_LIMIT_MS = 10_000;
/** The first packets are not like the others. */
const SETTLE_MS = 1000;
const MEDIA_MS = 3000;
const LOAD_MS = 3000;
/** Enough to tell a slow way from a fast one, and no more: somebody pays for it. */
const LOAD_BYTES = 3_000_000;
const PIECE_BYTES = 16_384;
const BUFFERED_BYTES = 512 * 1024;
const LOOK_EVERY_MS = 50;
const STAND_IN = { width: 640, height: 360, framesPerSecond: 15, cell: 20 };

/** Rejects with an RtcError where no connection comes about. */
export async function tryRelay(
  servers: readonly RTCIceServer[],
  tracks: readonly MediaStreamTrack[],
  signal: AbortSignal,
): Promise<CheckupFigures> {
  const configuration: RTCConfiguration = { iceServers: [...servers], iceTransportPolicy: 'relay' };
  const ends = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)] as const;
  const painted = tracks.some(({ kind }) => kind === 'video') ? undefined : paint();
  try {
    const [one, other] = ends;
    for (const track of tracks) one.addTrack(track);
    if (painted) one.addTrack(painted.track);
    const channel = one.createDataChannel('');
    const incoming = new Promise<RTCDataChannel>(resolve =>
      other.addEventListener('datachannel', event => resolve(event.channel)),
    );
    const begun = performance.now();
    await connect(one, other);
    await connected(ends, channel, signal);
    const answerMs = performance.now() - begun;
    const media = await measureMedia(one, other, signal);
    const bitrate = await measureLoad(channel, await incoming, signal);
    return { ...media, bitrate, answerMs };
  } finally {
    painted?.stop();
    for (const each of ends) each.close();
  }
}

async function connect(one: RTCPeerConnection, other: RTCPeerConnection): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    // A candidate too late, or after the end.
    from.addEventListener('icecandidate', ({ candidate }) =>
      to.addIceCandidate(candidate ?? undefined).catch(() => {}),
    );
  }
  await one.setLocalDescription();
  if (one.localDescription) await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription();
  if (other.localDescription) await one.setRemoteDescription(other.localDescription);
}

async function connected(
  ends: readonly RTCPeerConnection[],
  channel: RTCDataChannel,
  signal: AbortSignal,
): Promise<void> {
  const limit = performance.now() + CONNECT_LIMIT_MS;
  while (channel.readyState !== 'open') {
    const failed = ends.some(({ connectionState }) => connectionState === 'failed');
    if (failed || performance.now() > limit) {
      throw new RtcError('relay-unreachable', 'No connection came about from the relay to itself.');
    }
    await wait(LOOK_EVERY_MS, signal);
  }
}

/** What becomes of pictures and sound. */
async function measureMedia(
  one: RTCPeerConnection,
  other: RTCPeerConnection,
  signal: AbortSignal,
): Promise<CheckupFigures> {
  const [sender, receiver] = [new LinkReader(), new LinkReader()];
  await wait(SETTLE_MS, signal);
  sender.read(await one.getStats());
  receiver.read(await other.getStats());
  await wait(MEDIA_MS, signal);
  const sent = sender.read(await one.getStats());
  const received = receiver.read(await other.getStats());
  const { path, roundTrip } = sent ?? {};
  return {
    ...(received && { loss: received.loss, jitter: received.jitter }),
    // The way leads to the relay twice.
    ...(roundTrip !== undefined && { roundTrip: roundTrip / 2 }),
    ...(path?.protocol && { protocol: path.protocol }),
  };
}

/** How many bits per second get through. */
async function measureLoad(
  channel: RTCDataChannel,
  incoming: RTCDataChannel,
  signal: AbortSignal,
): Promise<number> {
  let [sent, received] = [0, 0];
  let arrivedMs = 0;
  const begun = performance.now();
  incoming.binaryType = 'arraybuffer';
  incoming.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    received += data.byteLength;
    arrivedMs = performance.now() - begun;
  });
  const piece = new Uint8Array(PIECE_BYTES);
  while (received < LOAD_BYTES && performance.now() - begun < LOAD_MS && channel.readyState === 'open') {
    while (sent < LOAD_BYTES && channel.bufferedAmount < BUFFERED_BYTES) {
      channel.send(piece);
      sent += PIECE_BYTES;
    }
    await wait(LOOK_EVERY_MS, signal);
  }
  return arrivedMs > 0 ? (8000 * received) / arrivedMs : 0;
}

/** A picture that is never the same, for who has no camera. */
function paint(): { readonly track: MediaStreamTrack; stop(): void } | undefined {
  const { width, height, framesPerSecond, cell } = STAND_IN;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  const draw = () => {
    if (!context) return;
    for (let x = 0; x < width; x += cell) {
      for (let y = 0; y < height; y += cell) {
        context.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
        context.fillRect(x, y, cell, cell);
      }
    }
  };
  draw();
  const [track] = canvas.captureStream(framesPerSecond).getTracks();
  if (!track) return undefined;
  const timer = setInterval(draw, 1000 / framesPerSecond);
  const stop = () => {
    clearInterval(timer);
    track.stop();
  };
  return { track, stop };
}
