// What follows when devices come, or the system takes one: another microphone where the system's usual one is
// another, the one back that had gone, one that was missed, and a fresh track for one that stays silent. Loaded when
// something of that first happens.

import { RtcError } from '../errors.ts';
import type { MediaDevice } from './constraints.ts';

/** Ids of the devices that went away while they were in use. */
export type LostDevices = Partial<Record<MediaDevice, string>>;

/** This side's microphone and camera, as far as they matter here. */
export interface ChangingMedia {
  readonly state: {
    readonly value: {
      readonly tracks: Readonly<Record<MediaDevice, MediaStreamTrack | null>>;
      readonly errors: { readonly [D in MediaDevice]?: RtcError };
    };
  };
  readonly wanted: Readonly<Record<MediaDevice, string>>;
  start(): Promise<void>;
  setDevice(kind: 'audioinput' | 'videoinput', deviceId: string, strength: 'ideal'): Promise<void>;
}

/** What is done to the media. */
export interface Changing {
  readonly media: ChangingMedia;
  readonly lost: LostDevices;
  /** What is wrong with them, and how that is told. */
  readonly errors: {
    set(device: MediaDevice, error: RtcError): unknown;
    delete(device: MediaDevice): unknown;
  };
  publish(): void;
}

/**
 * When a track that the system has muted is taken anew, counted from then, in milliseconds: a telephone call on iOS
 * leaves it mute for ever; a switch at the device leaves every new one mute, too, and asking on would help nobody.
 */
const MUTED_MS = [3000, 10_000, 30_000];
const NOUNS = { audio: 'microphone', video: 'camera' } as const;
const watched = new WeakSet<MediaStreamTrack>();

/** Looks at what is there now. `mutedMs`: see above. */
export async function follow(changing: Changing, mutedMs: readonly number[] = MUTED_MS): Promise<void> {
  const { media, lost } = changing;
  const entries = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  for (const device of ['audio', 'video'] as const) {
    const track = media.state.value.tracks[device];
    const there = entries.filter(({ kind }) => kind === `${device}input`);
    const back = there.find(({ deviceId }) => deviceId && deviceId === lost[device]);
    if (back) await media.setDevice(`${device}input`, back.deviceId, 'ideal');
    else if (track && isOther(track, there)) await media.setDevice(`${device}input`, 'default', 'ideal');
    else if (there.length > 0 && isMissed(media, device)) await media.start();
    if (track?.muted) void unmute(changing, device, track, mutedMs);
  }
}

/** Chromium's entry 'default' stands for the system's usual device; a track of it goes on with the one it was. */
function isOther(track: MediaStreamTrack, there: readonly MediaDeviceInfo[]): boolean {
  const { deviceId, groupId } = track.getSettings();
  const usual = there.find(entry => entry.deviceId === 'default');
  return deviceId === 'default' && usual !== undefined && usual.groupId !== groupId;
}

function isMissed({ state, wanted }: ChangingMedia, device: MediaDevice): boolean {
  return wanted[device] === 'on' && state.value.errors[device]?.code.endsWith('-missing') === true;
}

function tell({ errors, publish }: Changing, device: MediaDevice, error?: RtcError): void {
  if (error) errors.set(device, error);
  else errors.delete(device);
  publish();
}

/** Takes fresh tracks until one speaks, and says so until then. */
async function unmute(
  changing: Changing,
  device: MediaDevice,
  first: MediaStreamTrack,
  mutedMs: readonly number[],
): Promise<void> {
  if (watched.has(first)) return;
  const { media } = changing;
  const started = performance.now();
  let track = first;
  for (const after of mutedMs) {
    watched.add(track);
    await spoken(track, started + after - performance.now());
    const now = media.state.value.tracks[device];
    // Turned off, or changed by a person.
    if (now !== track) return;
    if (!track.muted) break;
    tell(
      changing,
      device,
      new RtcError(`${NOUNS[device]}-in-use`, `The system keeps the ${NOUNS[device]} mute.`),
    );
    if (!document.hidden)
      await media.setDevice(`${device}input`, track.getSettings().deviceId ?? '', 'ideal');
    track = media.state.value.tracks[device] ?? track;
    if (!track.muted) break;
  }
  if (media.state.value.tracks[device] !== track) return;
  if (track.muted) track.addEventListener('unmute', () => tell(changing, device), { once: true });
  else tell(changing, device);
}

/** Resolves when the track speaks again, or after so many milliseconds. */
function spoken(track: MediaStreamTrack, milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
    track.addEventListener('unmute', () => resolve(), { once: true });
  });
}
