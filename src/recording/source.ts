// What is recorded: camera and microphone, the microphone alone, or a screen; a call is in call-source.ts. A source
// outlives its devices: another camera takes the place of one that was pulled out. What is made of it is the
// recorder's business.

import { RtcError } from '../errors.ts';
import { DISPLAY_OPTIONS } from '../media/constraints.ts';
import { mediaDevices, reasons } from '../media/media-devices.ts';
import type { ConsentRecord } from './recorded-call.ts';

export type SourceName = 'camera' | 'screen' | 'audio' | 'call';

/** What a page wishes for the picture. */
export interface Wishes {
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
}

/** What its owner hears. */
export interface SourceEvents {
  /** Other tracks from now on. `error` says what was lost where nothing took its place. */
  changed(error: RtcError | undefined): void;
  /** Nothing is left to record. `error` says what was lost, where nobody wanted that. */
  ended(error: RtcError | undefined): void;
}

/** What a recording rests on. */
export interface TakeSource {
  /** One track of each kind at most. */
  readonly stream: MediaStream;
  /** Devices are lost and asked for again: `changed` or `ended` tells what comes of it. */
  readonly asking: boolean;
  /** Of a call: who knew of it, and what they answered. */
  readonly record?: ConsentRecord;
  setDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void>;
  close(): void;
}

const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const DEFAULT_WISHES = { width: 1280, height: 720, frameRate: 30 };

/** The tracks that are recorded now. */
export class Source implements TakeSource {
  readonly name: SourceName;
  readonly #wishes: Wishes;
  readonly #events: SourceEvents;
  readonly #tracks = new Set<MediaStreamTrack>();
  readonly #devices: { audio?: MediaStreamTrack; video?: MediaStreamTrack } = {};
  #closed = false;
  #asking = 0;
  #error: RtcError | undefined;
  #mix: AudioContext | undefined;
  #stream = new MediaStream();

  private constructor(name: SourceName, wishes: Wishes, events: SourceEvents) {
    this.name = name;
    this.#wishes = wishes;
    this.#events = events;
  }

  /** Asks for the devices. Rejects with an RtcError that says why one cannot be had. */
  static async open(name: SourceName, wishes: Wishes, events: SourceEvents): Promise<Source> {
    const source = new Source(name, wishes, events);
    if (name === 'screen') await source.#openScreen();
    else await source.#openDevices(name === 'camera');
    source.#compose();
    return source;
  }

  get stream(): MediaStream {
    return this.#stream;
  }

  get asking(): boolean {
    return this.#asking > 0;
  }

  /** Ends everything. */
  close(): void {
    this.#closed = true;
    const tracks = [...this.#tracks];
    this.#tracks.clear();
    for (const track of tracks) track.stop();
    this.#mix?.close().catch(() => {});
    this.#mix = undefined;
  }

  /** Takes another camera or microphone; where it cannot be had, the one before stays, and this rejects. */
  async setDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void> {
    await this.#openDevice(kind === 'audioinput' ? 'audio' : 'video', { exact: deviceId });
    this.#compose();
    this.#events.changed(undefined);
  }

  async #openDevices(camera: boolean): Promise<void> {
    try {
      const video = camera && this.#picture();
      this.#takeDevices(await mediaDevices().getUserMedia({ audio: SOUND, video }));
    } catch (cause) {
      throw await (await reasons()).deviceError(camera ? await absent() : 'audio', cause);
    }
  }

  async #openDevice(device: 'audio' | 'video', deviceId?: ConstrainDOMString): Promise<void> {
    const wanted = { ...(device === 'audio' ? SOUND : this.#picture()), ...(deviceId && { deviceId }) };
    try {
      this.#takeDevices(await mediaDevices().getUserMedia({ [device]: wanted }));
    } catch (cause) {
      throw await (await reasons()).deviceError(device, cause);
    }
  }

  async #openScreen(): Promise<void> {
    try {
      const { frameRate } = this.#wishes;
      const wished = frameRate ? { video: { frameRate } } : {};
      this.#take(await mediaDevices().getDisplayMedia({ ...DISPLAY_OPTIONS, ...wished }));
    } catch (cause) {
      throw (await reasons()).screenError(cause);
    }
    // A screen without a word is a recording too.
    await this.#openDevice('audio').catch(() => {});
  }

  #picture(): MediaTrackConstraints {
    const { width, height, frameRate } = { ...DEFAULT_WISHES, ...this.#wishes };
    return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } };
  }

  #take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      // The answer may come after the end.
      if (this.#closed) track.stop();
      else this.#tracks.add(track);
      // Fires when the device goes away or a person ends it, never after our own stop().
      track.addEventListener('ended', () => void this.#lost(track), { once: true });
    }
  }

  /** In the place of those of the same kind. */
  #takeDevices(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const device = track.kind === 'audio' ? 'audio' : 'video';
      const before = this.#devices[device];
      this.#devices[device] = track;
      if (!before) continue;
      this.#tracks.delete(before);
      before.stop();
    }
    this.#take(stream);
  }

  async #lost(track: MediaStreamTrack): Promise<void> {
    if (!this.#tracks.delete(track)) return;
    const device = track.kind === 'audio' ? 'audio' : 'video';
    if (this.name === 'screen' && device === 'video') return this.#events.ended(undefined);
    this.#asking++;
    if (this.name !== 'screen') {
      await this.#openDevice(device).catch((cause: unknown) => {
        this.#error = cause instanceof RtcError ? cause : this.#error;
      });
    }
    this.#asking--;
    // Camera and microphone may go together, and one of them come back later than the other does not.
    if (this.#asking) return;
    const error = this.#error;
    this.#error = undefined;
    if (!this.#tracks.size) return this.#events.ended(error);
    this.#compose();
    this.#events.changed(error);
  }

  /** MediaRecorder takes one track of sound: several are mixed. */
  #compose(): void {
    const tracks = [...this.#tracks];
    const sounds = tracks.filter(({ kind }) => kind === 'audio');
    const pictures = tracks.filter(({ kind }) => kind === 'video');
    this.#mix?.close().catch(() => {});
    this.#mix = undefined;
    const sound = sounds.length > 1 ? this.#mixed(sounds) : sounds;
    this.#stream = new MediaStream([...pictures, ...sound]);
  }

  #mixed(sounds: readonly MediaStreamTrack[]): readonly MediaStreamTrack[] {
    this.#mix = new AudioContext();
    const output = new MediaStreamAudioDestinationNode(this.#mix);
    for (const track of sounds) this.#mix.createMediaStreamSource(new MediaStream([track])).connect(output);
    return output.stream.getAudioTracks();
  }
}

/** Of camera and microphone the one to name where both were asked for: the one that is not there. */
async function absent(): Promise<'audio' | 'video'> {
  const devices = await mediaDevices()
    .enumerateDevices()
    .catch(() => []);
  return devices.some(({ kind }) => kind === 'videoinput') &&
    !devices.some(({ kind }) => kind === 'audioinput')
    ? 'audio'
    : 'video';
}
