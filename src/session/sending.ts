// How pictures are sent: what gives way where the network or the processor is too weak, and how much they may take.

import type { MediaSlot } from '../media/local-media.ts';
import type { Sending } from './giving-way.ts';

/** Where a screen's bits go into sharpness: text moves seldom. */
const SCREEN_FRAMES_PER_SECOND = 15;
const SCREEN_BITS_PER_SECOND = 3_000_000;
/** What VP8 needs for faces that move, per pixel and frame. */
const BITS_PER_PIXEL = 0.08;
const CAMERA_BITS_PER_SECOND: readonly [least: number, most: number] = [100_000, 2_500_000];

/** `degradationPreference` is of MST Content Hints, not of WebRTC; who does not know it ignores it. */
type Parameters = RTCRtpSendParameters & { degradationPreference?: string };

/** The parameters with which a track goes out on a line; `camera`: how far a camera's picture has given way. */
export function sendingOf(
  slot: MediaSlot,
  track: MediaStreamTrack,
  parameters: RTCRtpSendParameters,
  camera?: Sending,
): Parameters {
  const screen = slot === 'screen';
  const { share = 1, active = true, unseen = false, ...given }: Partial<Sending> = camera ?? {};
  const limits = screen
    ? { maxBitrate: SCREEN_BITS_PER_SECOND, maxFramerate: SCREEN_FRAMES_PER_SECOND }
    : { ...given, maxBitrate: Math.round(share * cameraBits(track)) };
  return {
    ...parameters,
    degradationPreference: screen ? 'maintain-resolution' : 'balanced',
    encodings: parameters.encodings.map(encoding => ({
      ...encoding,
      ...limits,
      active: !unseen && (screen || active),
    })),
  };
}

function cameraBits(track: MediaStreamTrack): number {
  const { width = 1280, height = 720, frameRate = 30 } = track.getSettings();
  const [least, most] = CAMERA_BITS_PER_SECOND;
  return Math.round(Math.min(most, Math.max(least, width * height * frameRate * BITS_PER_PIXEL)));
}
