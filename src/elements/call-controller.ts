// The life of a call inside an element: made, warmed, joined, left, exchanged for the next one; what it tells
// becomes events of the host. What the attributes say and what is drawn is the element's.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RtcError } from '../errors.ts';
import { loadErrorText } from '../i18n/texts.ts';
import type { Device } from '../media/device-list.ts';
import type { LocalMedia, LocalMediaState, MediaDevice, MediaMode } from '../media/local-media.ts';
import type { Call } from '../session/call.ts';
import type { CallOptions } from '../session/call-options.ts';
import type { CallState, CallStatus } from '../session/call-state.ts';
import { eventsBetween } from './call-changes.ts';
import { StoreController } from './controllers.ts';
import { DeviceQuestion, type Question } from './device-question.ts';
import { RtcErrorEvent, RtcStateChangedEvent } from './events.ts';
import { type DeviceIds, rememberDevices, rememberedDevices } from './remembered.ts';

/** What the elements use of a call: the seam for tests. */
export type CallLike = Pick<Call, keyof Call>;

/** Statuses in which a call holds no room: its options can still be exchanged. */
const APART: readonly CallStatus[] = ['idle', 'lobby', 'left', 'failed'];

/** Owns the one call of its host. */
export class CallController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #state: StoreController<CallState>;
  readonly #media: StoreController<LocalMediaState>;
  readonly #list: StoreController<readonly Device[]>;
  #call: CallLike | undefined;
  #problem: RtcError | undefined;
  /** Of what is observed it says at once how it is, and then what changes. */
  readonly #sight = new IntersectionObserver(entries => {
    if (entries.some(({ isIntersecting }) => !isIntersecting))
      import('./tile-sight.ts').then(
        ({ watchTiles }) => watchTiles(this.#host, this.#call),
        () => {}, // Pictures come that nobody sees.
      );
  });
  #status: CallStatus = 'idle';
  #live = false;
  /** As the page wanted them when the call was made or since; a person may want them otherwise. */
  #modes: Partial<Record<MediaDevice, MediaMode>> = {};
  /** Undefined as long as no device was used here. */
  #chosen = rememberedDevices();
  #question: DeviceQuestion | undefined;
  #invite: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#state = new StoreController<CallState>(host, (state, previous) => this.#changed(state, previous));
    this.#media = new StoreController<LocalMediaState>(host, (state, previous) => {
      if (!this.#chosen && (state.audio || state.video)) this.#choose({});
      for (const source of ['audio', 'video', 'screen'] as const) {
        const error = state.errors[source];
        if (error && error !== previous?.errors[source]) this.report(error);
      }
    });
    this.#list = new StoreController(host);
    host.addController(this);
  }

  get call(): CallLike | undefined {
    return this.#call;
  }

  /** Undefined before the first call. */
  get state(): CallState | undefined {
    return this.#state.value;
  }

  get media(): LocalMediaState | undefined {
    return this.#media.value;
  }

  /** The microphones, cameras and loudspeakers that there are. */
  get list(): readonly Device[] {
    return this.#list.value ?? [];
  }

  /** The ones that a person chose. */
  get chosen(): DeviceIds {
    return this.#chosen ?? {};
  }

  /** The loudspeaker that was chosen, while it is there; empty: the system's own. */
  get speaker(): string {
    const { audiooutput = '' } = this.chosen;
    return this.list.some(({ id }) => id === audiooutput) ? audiooutput : '';
  }

  /** How the browser's question for microphone and camera stands. */
  get question(): Question | undefined {
    return this.#question?.value;
  }

  /** Asks for the devices that are wanted and not there. */
  ask(): void {
    if (this.devices) this.#question?.ask();
  }

  /** What the element reflects. */
  get status(): CallStatus {
    return this.#status;
  }

  /** What keeps the call from working, or from beginning. */
  get error(): RtcError | undefined {
    return this.#problem ?? this.#state.value?.error;
  }

  /** The link to the room, where it stands in the page's address. */
  get invite(): string | undefined {
    return this.#invite;
  }

  /** Not in a room and not on the way into one. */
  get apart(): boolean {
    return APART.includes(this.#status);
  }

  hostConnected(): void {
    this.#reflect();
  }

  /** Makes the next call, in the place of the one before, and warms it. What a person had turned off stays off. */
  begin(options: CallOptions, invite: string | undefined, create: (options: CallOptions) => CallLike): void {
    const { audio = 'on', video = 'on' } = options;
    const wanted = this.#call?.media.wanted;
    const modes = {
      audio: wanted && audio === this.#modes.audio ? wanted.audio : audio,
      video: wanted && video === this.#modes.video ? wanted.video : video,
    };
    this.#modes = { audio, video };
    this.end();
    this.#live = true;
    this.#invite = invite;
    try {
      const call = create({ ...options, ...modes });
      this.#call = call;
      // First, as the call of the page before may go on: then there is no lobby.
      call.prepare();
      this.#state.watch(call.state);
      this.#media.watch(call.media.state);
      this.#list.watch(call.media.devices);
      for (const kind of ['audioinput', 'videoinput'] as const) {
        const id = this.chosen[kind];
        if (id) void call.media.setDevice(kind, id, 'ideal');
      }
      this.#question = new DeviceQuestion(call.media, {
        inLobby: () => this.#status === 'lobby',
        canTell: () => this.#hasLobby(),
        changed: () => this.#host.requestUpdate(),
      });
      void this.#question.begin(!this.#chosen);
    } catch (cause) {
      this.#fail(known(cause));
    }
    this.#reflect();
  }

  /** There can be no call: `failed` with this error, which was reported, until the next `begin`. */
  fail(error: RtcError): void {
    this.end();
    void loadErrorText(error);
    this.#problem = error;
    this.#host.requestUpdate();
    this.#reflect();
  }

  /** Goes into the room. Resolves also where that fails: the state says so. */
  async join(): Promise<void> {
    const call = this.#call;
    if (!call || this.#problem) return;
    try {
      const joined = call.join();
      this.#reflect();
      await joined;
    } catch (cause) {
      const { status } = call.state.value;
      // Left in the meantime, or the state has told already.
      if (call === this.#call && status !== 'left' && status !== 'failed') this.#fail(known(cause));
    }
  }

  /** The devices, while they may be turned on: after a call they stay off. */
  get devices(): LocalMedia | undefined {
    return this.#status === 'left' || this.#status === 'failed' ? undefined : this.#call?.media;
  }

  /** The page wants a device otherwise: at once, or else at the next join. */
  setMode(device: MediaDevice, mode: MediaMode): void {
    if (!this.devices) return;
    this.#modes[device] = mode;
    void this.devices.setMode(device, mode);
  }

  /** Changes to another device and remembers it for next time, a microphone or camera only where it works. */
  async setDevice(kind: MediaDeviceKind, id: string): Promise<void> {
    const before = this.chosen;
    this.#choose({ ...before, [kind]: id });
    if (kind === 'audiooutput' || !this.devices) return;
    const { devices } = this;
    await devices.setDevice(kind, id);
    const failed = devices.state.value.errors[kind === 'audioinput' ? 'audio' : 'video'];
    if (failed && this.chosen[kind] === id) this.#choose({ ...this.chosen, [kind]: before[kind] ?? '' });
  }

  /** For connections from now on. */
  setIceServers(servers: readonly RTCIceServer[]): void {
    try {
      this.#call?.setIceServers(servers);
    } catch (cause) {
      this.report(known(cause)); // This browser is stricter than the attribute's reading.
    }
  }

  /** Its own, or one in the page. */
  #hasLobby(): boolean {
    const roots = [this.#host.shadowRoot, this.#host.getRootNode() as ParentNode];
    return roots.some(root => root?.querySelector('rtc-lobby'));
  }

  #choose(ids: DeviceIds): void {
    this.#chosen = ids;
    rememberDevices(ids);
    this.#host.requestUpdate();
  }

  /** Leaves the room; the call stays, for its last state. */
  async leave(): Promise<void> {
    const call = this.#call;
    try {
      await call?.leave();
      call?.media.stop();
    } catch (cause) {
      this.report(known(cause));
    }
  }

  /** Ends everything and forgets the call. */
  end(): void {
    this.#problem = undefined;
    this.#live = false;
    this.#invite = undefined;
    void this.leave();
    this.#question?.close();
    this.#call?.media.stop();
    this.#call = undefined;
    this.#state.watch(undefined);
    this.#media.watch(undefined);
    this.#list.watch(undefined);
  }

  /** As `end`, and back to where the element was before it stood in a page. */
  close(): void {
    this.end();
    this.#reflect();
  }

  /** Tells the page. */
  report(error: RtcError): void {
    void loadErrorText(error);
    this.#host.dispatchEvent(new RtcErrorEvent(error));
  }

  #fail(error: RtcError): void {
    this.fail(error);
    this.report(error);
  }

  #changed(state: CallState, previous: CallState | undefined): void {
    this.#reflect();
    if (state.status === 'connected')
      for (const each of [this.#host, ...(this.#host.shadowRoot?.querySelectorAll('rtc-tile') ?? [])])
        this.#sight.observe(each);
    for (const event of eventsBetween(previous, state)) this.#host.dispatchEvent(event);
    if (state.error && state.error !== previous?.error) this.report(state.error);
  }

  /** The attribute, and one event where it is another than before. */
  #reflect(): void {
    const own = this.#state.value?.status ?? 'idle';
    const calm = own === 'idle' && this.#live ? 'lobby' : own;
    const status = this.#problem ? 'failed' : calm;
    const previous = this.#status;
    this.#status = status;
    if (this.#host.getAttribute('state') !== status) this.#host.setAttribute('state', status);
    if (status === previous) return;
    this.#sight.disconnect();
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new RtcStateChangedEvent(status, previous));
  }
}

function known(cause: unknown): RtcError {
  return cause instanceof RtcError ? cause : new RtcError('webrtc-unavailable', String(cause), cause);
}
