// This side's microphone, camera and shared screen: asked for, switched, replaced and stopped, and one state
// that says what the tracks really are. Where the tracks go is the session's business.

import type { RtcError } from '../errors.ts';
import { type ReadableStore, Store } from '../store.ts';
import { DISPLAY_OPTIONS, deviceConstraints, type MediaDevice, pictureConstraints } from './constraints.ts';
import type { LostDevices } from './device-changes.ts';
import { DeviceList } from './device-list.ts';
import { mediaDevices, reasons } from './media-devices.ts';

/** `on`: start live; `off`: start off, asking for nothing before it is turned on; `none`: not offered. */
export type MediaMode = 'on' | 'off' | 'none';
/** Where a track stands. */
export type MediaSlot = 'audio' | 'video' | 'screen' | 'screenAudio';
export type { MediaDevice };
/** What can be turned on and off, and fail, by itself. */
export type MediaSource = MediaDevice | 'screen';

/** What is there to send, what is being asked for, and what went wrong last. */
export interface LocalMediaState {
  readonly tracks: Readonly<Record<MediaSlot, MediaStreamTrack | null>>;
  /** The microphone is live and not muted. */
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
  /** Of the microphone and camera in use, as far as the browser tells; see `deviceInUse`. */
  readonly deviceIds: Readonly<Record<MediaDevice, string | undefined>>;
  /** A permission prompt or a starting device is being waited for. */
  readonly asking: Readonly<Record<MediaSource, boolean>>;
  readonly errors: { readonly [S in MediaSource]?: RtcError };
}

const DEVICES: readonly MediaDevice[] = ['audio', 'video'];

const NO_TRACKS = { audio: null, video: null, screen: null, screenAudio: null };

interface Ask {
  readonly abort: AbortController;
  done: Promise<void>;
}

/** Holds the tracks of this side. No method rejects: what went wrong is in the state, by source. */
export class LocalMedia {
  /** Replaced at every change, of `track.enabled` too. */
  readonly state: ReadableStore<LocalMediaState>;
  /** What there is to choose from. */
  readonly devices = new DeviceList();
  readonly #store: Store<LocalMediaState>;
  readonly #wanted: Record<MediaDevice, MediaMode>;
  readonly #tracks: Record<MediaSlot, MediaStreamTrack | null> = { ...NO_TRACKS };
  readonly #asks = new Map<MediaSource, Ask>();
  readonly #errors = new Map<MediaSource, RtcError>();
  readonly #deviceIds: Partial<Record<MediaDevice, ConstrainDOMString>> = {};
  readonly #lost: LostDevices = {};
  #lowData: boolean;

  constructor(options: { audio: MediaMode; video: MediaMode; lowData?: boolean }) {
    this.#wanted = { audio: options.audio, video: options.video };
    this.#lowData = options.lowData ?? false;
    this.#store = new Store(this.#snapshot());
    this.state = this.#store;
  }

  /** What was last asked for, by the options or by a person: how the next `start()` begins. */
  get wanted(): Readonly<Record<MediaDevice, MediaMode>> {
    return { ...this.#wanted };
  }

  /**
   * Asks, with one prompt, for what is `on` and has no track. Where that fails, each is asked for alone, so that
   * a missing camera does not cost the microphone. Again while it runs: waits for the same prompt.
   */
  async start(): Promise<void> {
    const missing = DEVICES.filter(device => this.#wanted[device] === 'on' && !this.#tracks[device]);
    const asked = missing.map(device => this.#asks.get(device)?.done);
    await Promise.all([...asked, this.#openDevices(missing.filter(device => !this.#asks.has(device)))]);
  }

  /** Off keeps the track and sends silence; on asks for the microphone where there is no track yet. */
  setMicrophone(on: boolean): Promise<void> {
    return this.#setDevice('audio', on);
  }

  /** Off stops the track, and the camera's light; on asks for the camera again. */
  setCamera(on: boolean): Promise<void> {
    return this.#setDevice('video', on);
  }

  /** Shares a screen, window or tab, with its sound where the browser gives it. Call it from a click. */
  setScreen(on: boolean): Promise<void> {
    if (!on) this.#drop('screen');
    if (!on || this.#tracks.screen) return Promise.resolve();
    return this.#asks.get('screen')?.done ?? this.#openScreen();
  }

  /**
   * Changes to another microphone or camera: the new track first, then the old one is stopped. A device that is
   * off is only remembered. Where the new one fails the old one stays and the state has the error. `ideal` takes
   * another one where it is not there.
   */
  async setDevice(
    kind: 'audioinput' | 'videoinput',
    deviceId: string,
    strength: 'exact' | 'ideal' = 'exact',
  ): Promise<void> {
    const device = kind === 'audioinput' ? 'audio' : 'video';
    const before = this.#deviceIds[device];
    delete this.#lost[device];
    this.#deviceIds[device] = { [strength]: deviceId };
    const old = this.#tracks[device];
    if (!old && !this.#asks.has(device)) return;
    await this.#openDevices([device]);
    if (this.#errors.get(device)?.code.endsWith('-in-use') && old && this.#tracks[device] === old) {
      // Phones open one camera at a time: the old one has to go first.
      this.#release(device);
      await this.#openDevices([device]);
    }
    if (!this.#errors.has(device)) return;
    if (before === undefined) delete this.#deviceIds[device];
    else this.#deviceIds[device] = before;
  }

  /** Sets how a device begins and whether it is offered at all, and follows at once. */
  setMode(device: MediaDevice, mode: MediaMode): Promise<void> {
    if (mode === 'none') this.#drop(device);
    this.#wanted[device] = mode;
    return this.#setDevice(device, mode === 'on');
  }

  /** A small, slow picture, or the usual one. */
  async setLowData(lowData: boolean): Promise<void> {
    this.#lowData = lowData;
    await this.#tracks.video?.applyConstraints(pictureConstraints(this.#lowData)).catch(() => {});
  }

  /** Stops everything and drops every open prompt. `start()` begins again with what was wanted last. */
  stop(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
    for (const source of ['audio', 'video', 'screen'] as const) this.#drop(source);
  }

  async #setDevice(device: MediaDevice, on: boolean): Promise<void> {
    if (this.#wanted[device] === 'none') return;
    this.#wanted[device] = on ? 'on' : 'off';
    const track = this.#tracks[device];
    if (on && !track) return this.#asks.get(device)?.done ?? this.#openDevices([device]);
    if (device === 'audio' && track) track.enabled = on;
    // A track that was silenced is kept; everything else that is on its way or live ends here.
    else if (!on) this.#drop(device);
    this.#publish();
  }

  /** Ends a source: its open prompt, its tracks, its error. */
  #drop(source: MediaSource): void {
    this.#asks.get(source)?.abort.abort();
    this.#asks.delete(source);
    this.#errors.delete(source);
    this.#release(source);
    this.#publish();
  }

  #release(source: MediaSource): void {
    const slots: MediaSlot[] = source === 'screen' ? ['screen', 'screenAudio'] : [source];
    for (const slot of slots) {
      this.#tracks[slot]?.stop();
      this.#tracks[slot] = null;
    }
  }

  /** Registers a new question about each source, in the place of an open one, and runs it. */
  #ask<S extends MediaSource>(
    sources: readonly S[],
    open: (signals: ReadonlyMap<S, AbortSignal>) => Promise<void>,
  ): Promise<void> {
    if (!sources.length) return Promise.resolve();
    const asks = new Map<S, Ask>();
    for (const source of sources) {
      this.#asks.get(source)?.abort.abort();
      const ask = { abort: new AbortController(), done: Promise.resolve() };
      asks.set(source, ask);
      this.#asks.set(source, ask);
      this.#errors.delete(source);
    }
    this.#publish();
    const run = async () => {
      await open(new Map([...asks].map(([source, { abort }]) => [source, abort.signal])));
      for (const [source, { abort }] of asks) this.#settle(source, abort.signal);
    };
    const done = run();
    for (const ask of asks.values()) ask.done = done;
    return done;
  }

  #settle(source: MediaSource, signal: AbortSignal, error?: RtcError): void {
    if (signal.aborted || this.#asks.get(source)?.abort.signal !== signal) return;
    this.#asks.delete(source);
    if (error) this.#errors.set(source, error);
    this.#publish();
  }

  #openDevices(devices: readonly MediaDevice[]): Promise<void> {
    return this.#ask(devices, signals => this.#open(devices, signals));
  }

  async #open(
    devices: readonly MediaDevice[],
    signals: ReadonlyMap<MediaDevice, AbortSignal>,
  ): Promise<void> {
    const failure = await this.#getUserMedia(devices, signals);
    if (!failure) return;
    const { deviceError, dismissed } = await reasons();
    const alone = devices.length > 1 && !(await dismissed(failure.cause));
    for (const [device, signal] of signals) {
      if (signal.aborted) continue;
      const reason = alone ? await this.#getUserMedia([device], signals) : failure;
      if (reason) this.#settle(device, signal, await deviceError(device, reason.cause));
    }
  }

  /** A device went away while it was in use: another one of its kind takes its place. */
  #replace(device: MediaDevice, id: string | undefined): Promise<void> {
    return this.#ask([device], async signals => {
      const error = await (await reasons()).lossError(device, id);
      const signal = signals.get(device);
      if (!signal || signal.aborted) return;
      delete this.#deviceIds[device];
      if (id) this.#lost[device] = id;
      if (error) this.#settle(device, signal, error);
      else await this.#open([device], signals);
    });
  }

  async #getUserMedia(
    devices: readonly MediaDevice[],
    signals: ReadonlyMap<MediaDevice, AbortSignal>,
  ): Promise<{ cause: unknown } | undefined> {
    try {
      const all = mediaDevices();
      all.addEventListener('devicechange', this.#changed);
      const stream = await all.getUserMedia(deviceConstraints(devices, this.#deviceIds, this.#lowData));
      void this.devices.refresh();
      for (const device of devices) {
        const track = stream.getTracks().find(({ kind }) => kind === device);
        if (track) this.#take(device, track, device, signals.get(device));
      }
      return undefined;
    } catch (cause) {
      return { cause };
    }
  }

  #openScreen(): Promise<void> {
    return this.#ask(['screen'], async signals => {
      const signal = signals.get('screen');
      try {
        const stream = await mediaDevices().getDisplayMedia(DISPLAY_OPTIONS);
        for (const track of stream.getTracks()) {
          if (track.kind === 'video') track.contentHint = 'detail';
          this.#take(track.kind === 'video' ? 'screen' : 'screenAudio', track, 'screen', signal);
        }
      } catch (cause) {
        if (signal) this.#settle('screen', signal, (await reasons()).screenError(cause));
      }
    });
  }

  /** Puts an arrived track in its slot, or stops it at once where nobody waits for it any more. */
  #take(slot: MediaSlot, track: MediaStreamTrack, source: MediaSource, signal?: AbortSignal): void {
    if (!signal || signal.aborted) {
      track.stop();
      return;
    }
    const old = this.#tracks[slot];
    this.#tracks[slot] = track;
    old?.stop();
    if (slot === 'audio') track.enabled = this.#wanted.audio === 'on';
    track.addEventListener('mute', this.#changed);
    // Fires when the device goes away or the browser ends the track, never after our own stop().
    track.addEventListener('ended', () => this.#ended(slot, track, source), { once: true });
    this.#settle(source, signal);
    this.#publish();
  }

  #ended(slot: MediaSlot, track: MediaStreamTrack, source: MediaSource): void {
    if (this.#tracks[slot] !== track) return;
    if (slot === 'screenAudio') this.#tracks.screenAudio = null;
    else this.#release(source);
    if (source === 'screen') this.#publish();
    else void this.#replace(source, track.getSettings().deviceId);
  }

  /** Devices came or went, or the system has muted one. */
  readonly #changed = async (): Promise<void> => {
    // Offline, say: then all stays as it is.
    const changes = await import('./device-changes.ts').catch(() => undefined);
    await changes?.follow({
      media: this,
      lost: this.#lost,
      errors: this.#errors,
      publish: () => this.#publish(),
    });
  };

  #publish(): void {
    this.#store.set(this.#snapshot());
  }

  #snapshot(): LocalMediaState {
    const tracks = this.#tracks;
    const asking = (source: MediaSource) => this.#asks.has(source);
    return {
      tracks: Object.freeze({ ...tracks }),
      audio: tracks.audio?.enabled === true,
      video: tracks.video !== null,
      screen: tracks.screen !== null,
      deviceIds: {
        audio: tracks.audio?.getSettings().deviceId,
        video: tracks.video?.getSettings().deviceId,
      },
      asking: { audio: asking('audio'), video: asking('video'), screen: asking('screen') },
      errors: Object.fromEntries(this.#errors),
    };
  }
}
