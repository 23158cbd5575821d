// A check of what a call needs: devices, brokers, STUN and TURN servers, and a call through the relay. It tries each by
// itself and keeps one line on each. What a person reads of it, and which buttons there are, is the elements'.

import { RtcError, type RtcErrorCode } from '../errors.ts';
import { LocalMedia, type MediaMode } from '../media/local-media.ts';
import { playTestTone } from '../media/test-tone.ts';
import { base64url, random } from '../protocol/bytes.ts';
import { type ReadableStore, Store } from '../store.ts';
import { brokerAddress } from '../transport/brokers.ts';
import { CredentialsSource } from '../transport/credentials.ts';
import type { CallOptions } from './call-options.ts';
import { BrokerClosed, tryBroker } from './checkup-broker.ts';
import { answered, hears, sees } from './checkup-devices.ts';
import { tryRelay } from './checkup-relay.ts';
import {
  type CheckupFinding,
  type CheckupLine,
  type CheckupPart,
  type CheckupReport,
  judged,
  verdictOf,
  weighed,
} from './checkup-report.ts';
import { type ServerUrl, tryServer, urlsOf } from './checkup-servers.ts';
import { isRelay, serverName } from './ice-trouble.ts';

/** The length of a peer's id, which credentials are asked with. */
const ID_BYTES = 16;

export interface CheckupOptions
  extends Pick<CallOptions, 'brokers' | 'topic' | 'iceServers' | 'credentials' | 'audio' | 'video'> {
  /** Ids of the devices that are preferred; they need not be there. */
  readonly devices?: Readonly<Partial<Record<MediaDeviceKind, string>>>;
}

export interface CheckupState {
  readonly lines: readonly CheckupLine[];
  /** Open, while they are tried. */
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

type Change = Partial<Omit<CheckupLine, 'id' | 'part'>>;

/** One check, from its beginning to its report. */
export class Checkup {
  readonly state: ReadableStore<CheckupState>;
  readonly #store = new Store<CheckupState>({ lines: [], microphone: null, camera: null });
  readonly #options: CheckupOptions;
  readonly #end = new AbortController();
  readonly #media: LocalMedia;
  readonly #credentials: CredentialsSource;
  readonly #begun = new Date();

  constructor(options: CheckupOptions) {
    this.#options = options;
    this.state = this.#store;
    const { audio = 'on', video = 'on', credentials = {} } = options;
    this.#media = new LocalMedia({ audio: wanted(audio), video: wanted(video) });
    this.#credentials = new CredentialsSource(credentials, base64url(random(ID_BYTES)));
  }

  /** Tries everything. Resolves with the report, also where nothing works; rejects only when closed. */
  async run(): Promise<CheckupReport> {
    const { signal } = this.#end;
    this.#plan();
    const { isSecureContext, RTCPeerConnection } = globalThis as Partial<typeof globalThis>;
    if (RTCPeerConnection && isSecureContext) this.#set('browser', { status: 'good' });
    else this.#set('browser', { status: 'bad', finding: 'webrtc-unavailable' });
    await Promise.all([this.#tryDevices(), RTCPeerConnection ? this.#tryNetwork() : this.#skipNetwork()]);
    this.#media.stop();
    signal.throwIfAborted();
    this.#show({ microphone: null, camera: null, lines: weighed(this.state.value.lines) });
    return this.report();
  }

  /** The report as things stand: it changes when a person says later whether they heard the tone. */
  report(): CheckupReport {
    const { lines } = this.state.value;
    return Object.freeze({
      at: this.#begun.toISOString(),
      lastedMs: Date.now() - this.#begun.getTime(),
      verdict: verdictOf(lines),
      browser: navigator.userAgent,
      page: location.origin,
      lines,
    });
  }

  /** Plays the tone for the loudspeaker. */
  playTone(): void {
    playTestTone(this.#options.devices?.audiooutput ?? '');
  }

  /** A person heard the tone, or did not. */
  answer(heard: boolean): void {
    if (heard) this.#set('speaker', { status: 'good' });
    else this.#set('speaker', { status: 'bad', finding: 'speaker-unheard' });
  }

  /** Ends what is open and forgets the rest. */
  close(): void {
    this.#end.abort();
    this.#media.stop();
  }

  #plan(): void {
    const { brokers, audio, video, credentials = {}, iceServers = [] } = this.#options;
    this.#add('browser');
    if (audio !== 'none') this.#add('microphone');
    if (video !== 'none') this.#add('camera');
    if (audio !== 'none') this.#add('speaker');
    if (credentials.url || credentials.ask) this.#add('credentials');
    for (const broker of brokers) this.#add('broker', brokerAddress(broker).name);
    if (brokers.length === 0) {
      this.#add('broker');
      this.#set('broker', { status: 'bad', finding: 'attribute-invalid' });
    }
    this.#addServers(urlsOf(iceServers));
    this.#add('relay');
  }

  #addServers(servers: readonly ServerUrl[]): void {
    for (const { url } of servers) this.#add(isRelay(url) ? 'turn' : 'stun', serverName(url));
  }

  #add(part: CheckupPart, subject = ''): void {
    const id = `${part} ${subject}`.trim();
    const { lines } = this.state.value;
    if (lines.some(line => line.id === id)) return;
    const line: CheckupLine = Object.freeze({ id, part, subject, status: 'waiting' });
    // The call through the relay comes last.
    const last = lines.findIndex(each => each.part === 'relay');
    this.#show({ lines: lines.toSpliced(last < 0 ? lines.length : last, 0, line) });
  }

  #set(id: string, change: Change): void {
    const { lines } = this.state.value;
    this.#show({ lines: lines.map(line => (line.id === id ? changed(line, change) : line)) });
  }

  #show(change: Partial<CheckupState>): void {
    if (!this.#end.signal.aborted) this.#store.set({ ...this.state.value, ...change });
  }

  async #tryDevices(): Promise<void> {
    const { audio, video, devices = {} } = this.#options;
    const used = [...(audio === 'none' ? [] : ['microphone']), ...(video === 'none' ? [] : ['camera'])];
    for (const id of used) this.#set(id, { status: 'running' });
    for (const kind of ['audioinput', 'videoinput'] as const) {
      const id = devices[kind];
      if (id) void this.#media.setDevice(kind, id, 'ideal');
    }
    await answered(this.#media.start(), this.#end.signal);
    const { tracks } = this.#media.state.value;
    this.#show({ microphone: tracks.audio, camera: tracks.video });
    await Promise.all([
      audio !== 'none' && this.#tryMicrophone(tracks.audio).then(() => this.#askForTone()),
      video !== 'none' && this.#tryCamera(tracks.video),
    ]);
  }

  async #tryMicrophone(track: MediaStreamTrack | null): Promise<void> {
    if (!track) return this.#deviceFailed('microphone', 'audio');
    this.#set('microphone', { subject: track.label });
    const heard = await hears(track, this.#end.signal);
    if (heard === false) this.#set('microphone', { status: 'fair', finding: 'microphone-silent' });
    else this.#set('microphone', { status: 'good' });
  }

  async #tryCamera(track: MediaStreamTrack | null): Promise<void> {
    if (!track) return this.#deviceFailed('camera', 'video');
    this.#set('camera', { subject: track.label });
    const seen = await sees(track, this.#end.signal);
    if (!seen) return this.#set('camera', { status: 'bad', finding: 'camera-in-use' });
    const { width, height, dark } = seen;
    const figures = { width, height };
    this.#set(
      'camera',
      dark ? { status: 'fair', finding: 'camera-dark', figures } : { status: 'good', figures },
    );
  }

  #deviceFailed(id: 'microphone' | 'camera', device: 'audio' | 'video'): void {
    const error = this.#media.state.value.errors[device];
    const finding: CheckupFinding = error?.code ?? `${id}-unanswered`;
    this.#set(id, { status: 'bad', finding, ...(error && { detail: error.message }) });
  }

  /** Only a person can tell; nobody is waited for. */
  #askForTone(): void {
    this.#set('speaker', { status: 'asking' });
    if (!this.#end.signal.aborted) this.playTone();
  }

  async #skipNetwork(): Promise<void> {
    for (const { id, part } of this.state.value.lines) {
      if (['credentials', 'broker', 'stun', 'turn', 'relay'].includes(part))
        this.#set(id, { status: 'skipped' });
    }
  }

  async #tryNetwork(): Promise<void> {
    const own = urlsOf(this.#options.iceServers ?? []);
    const credentials = this.#tryCredentials();
    const served = Promise.all([
      ...own.map(server => this.#tryServer(server)),
      credentials.then(given => {
        const more = urlsOf(given).filter(({ url }) => own.every(each => each.url !== url));
        this.#addServers(more);
        return Promise.all(more.map(server => this.#tryServer(server)));
      }),
    ]);
    await Promise.all([served, ...this.#options.brokers.map(broker => this.#tryBroker(broker, credentials))]);
    const relays = (await served).flat().filter(server => server !== undefined);
    await this.#tryRelay(relays);
  }

  /** Resolves with the servers that come with the credentials. */
  async #tryCredentials(): Promise<readonly RTCIceServer[]> {
    this.#set('credentials', { status: 'running' });
    try {
      const { iceServers = [] } = await this.#credentials.get(this.#end.signal);
      this.#set('credentials', { status: 'good' });
      return iceServers;
    } catch (cause) {
      this.#set('credentials', { status: 'bad', ...findingOf(cause, 'credentials-failed') });
      return [];
    }
  }

  async #tryBroker(broker: string, credentials: Promise<unknown>): Promise<void> {
    const { name, username } = brokerAddress(broker);
    const id = `broker ${name}`;
    this.#set(id, { status: 'running' });
    await credentials;
    const failed = this.state.value.lines.some(line => line.part === 'credentials' && line.status === 'bad');
    if (failed && username === undefined)
      return this.#set(id, { status: 'skipped', finding: 'login-missing' });
    try {
      const trial = { broker, topic: this.#options.topic, credentials: this.#credentials };
      const answerMs = await tryBroker(trial, this.#end.signal);
      this.#set(id, { status: 'good', figures: { answerMs } });
    } catch (cause) {
      const finding = cause instanceof BrokerClosed ? 'broker-closed' : 'broker-unreachable';
      this.#set(id, { status: 'bad', ...findingOf(cause, finding) });
    }
  }

  /** Resolves with the server where it is a relay that serves. */
  async #tryServer(trial: ServerUrl): Promise<RTCIceServer | undefined> {
    const relay = isRelay(trial.url);
    const id = `${relay ? 'turn' : 'stun'} ${serverName(trial.url)}`;
    this.#set(id, { status: 'running' });
    try {
      this.#set(id, { status: 'good', figures: { answerMs: await tryServer(trial, this.#end.signal) } });
      return relay ? trial.server : undefined;
    } catch (cause) {
      const found = findingOf(cause, `${relay ? 'relay' : 'stun'}-unreachable`);
      this.#set(id, {
        status: 'bad',
        ...found,
        ...(/nobody knows/.test(found.detail) && { finding: 'name-unknown' }),
      });
      return undefined;
    }
  }

  async #tryRelay(servers: readonly RTCIceServer[]): Promise<void> {
    if (servers.length === 0) {
      const named = this.state.value.lines.some(({ part }) => part === 'turn');
      this.#set('relay', named ? { status: 'skipped' } : { status: 'fair', finding: 'relay-missing' });
      return;
    }
    this.#set('relay', { status: 'running' });
    try {
      const { microphone, camera } = this.state.value;
      const tracks = [microphone, camera].filter(track => track !== null);
      const figures = await tryRelay(servers, tracks, this.#end.signal);
      this.#set('relay', { ...judged(figures), figures });
    } catch (cause) {
      this.#set('relay', { status: 'bad', finding: 'relay-closed', detail: String(cause) });
    }
  }
}

const wanted = (mode: MediaMode): MediaMode => (mode === 'none' ? 'none' : 'on');

function changed({ id, part, subject, status }: CheckupLine, change: Change): CheckupLine {
  return Object.freeze({ id, part, subject, status, ...change });
}

function findingOf(cause: unknown, otherwise: CheckupFinding): { finding: CheckupFinding; detail: string } {
  const code: RtcErrorCode | undefined = cause instanceof RtcError ? cause.code : undefined;
  return { finding: code ?? otherwise, detail: cause instanceof Error ? cause.message : String(cause) };
}
