// The media lines of a connection. All four stand in the first offer, so that turning a camera on or sharing a
// screen later needs no negotiation: a line's sender gets its track, and that is all.

import type { MediaSlot } from '../media/local-media.ts';
import type { Sending } from './giving-way.ts';
import { sendingOf } from './sending.ts';

/** What each line carries, in the order of the lines in the offer. */
const SLOTS: readonly MediaSlot[] = ['audio', 'video', 'screen', 'screenAudio'];
export type OutgoingTracks = Readonly<Record<MediaSlot, MediaStreamTrack | null>>;

const KIND: Readonly<Record<MediaSlot, 'audio' | 'video'>> = {
  audio: 'audio',
  video: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

/** Codecs worth their bytes in an offer: what every browser has, and what is better where both have it. */
const CODECS: Readonly<Record<'audio' | 'video', RegExp>> = {
  audio: /^audio\/opus$/i,
  video: /^video\/(vp8|vp9|h264|av1|rtx)$/i,
};

export class MediaLines {
  readonly #pc: RTCPeerConnection;
  readonly #tracks: Record<MediaSlot, MediaStreamTrack | null>;
  #sending: Sending | undefined;
  #transceivers: RTCRtpTransceiver[] = [];

  constructor(pc: RTCPeerConnection, tracks: OutgoingTracks) {
    this.#pc = pc;
    this.#tracks = { ...tracks };
  }

  /** The offering side's beginning: makes the lines. */
  open(): void {
    this.#transceivers = SLOTS.map(slot => {
      const transceiver = this.#pc.addTransceiver(this.#tracks[slot] ?? KIND[slot], {
        direction: 'sendrecv',
      });
      preferCodecs(transceiver, KIND[slot]);
      return transceiver;
    });
    this.#sendTracks();
  }

  /** The answering side's: takes the lines that the first offer made, in their order. */
  adopt(): void {
    this.#transceivers = this.#pc.getTransceivers().slice(0, SLOTS.length);
    for (const transceiver of this.#transceivers) transceiver.direction = 'sendrecv';
    this.#sendTracks();
  }

  /** The peer's track on a line, whether or not it carries anything at present. */
  incoming(slot: MediaSlot): MediaStreamTrack | undefined {
    return this.#line(slot)?.receiver.track;
  }

  /** What the peer's microphone brought last, from 0 to 1 (WebRTC §5.3, RFC 6464 where the sender tells it). */
  get amplitude(): number {
    return this.#line('audio')?.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  async setTrack(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void> {
    this.#tracks[slot] = track;
    const sender = this.#line(slot)?.sender;
    if (!sender) return;
    if (sender.track !== track) await sender.replaceTrack(track);
    if (track && KIND[slot] === 'video')
      await sender.setParameters(sendingOf(slot, track, sender.getParameters(), this.#sending));
  }

  /** Sends pictures so from now on. */
  async setSending(sending: Sending): Promise<void> {
    this.#sending = sending;
    for (const slot of ['video', 'screen'] as const) await this.setTrack(slot, this.#tracks[slot]);
  }

  #sendTracks(): void {
    // Ends by itself when a track is refused or the connection closed: nothing then goes out on that line.
    for (const slot of SLOTS) this.setTrack(slot, this.#tracks[slot]).catch(() => {});
  }

  #line(slot: MediaSlot): RTCRtpTransceiver | undefined {
    return this.#transceivers[SLOTS.indexOf(slot)];
  }
}

/** Leaves out what only makes offers long: G.711 and G.722, comfort noise, spare profiles, older FEC. */
function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const seen = new Set<string>();
  const wanted = (RTCRtpReceiver.getCapabilities(kind)?.codecs ?? []).filter(codec => {
    const once = !seen.has(codec.mimeType);
    if (!CODECS[kind].test(codec.mimeType) || !once || !isBasicProfile(codec)) return false;
    seen.add(codec.mimeType);
    return true;
  });
  if (wanted.length > 0) transceiver.setCodecPreferences(wanted);
}

/** Of H.264, constrained baseline in packetization mode 1 is what all who have it have (RFC 7742 §6.2). */
function isBasicProfile({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): boolean {
  if (!/h264/i.test(mimeType)) return true;
  return /profile-level-id=42e0/i.test(sdpFmtpLine) && /packetization-mode=1/.test(sdpFmtpLine);
}
