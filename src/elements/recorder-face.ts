// What stands behind <rtc-recorder> from the first recording on: the recorder, its events, its value in a form, and
// what there is to see. Fetched when it is first needed.

import type { LitElement, TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import { withRecorder } from '../i18n/en-recorder.ts';
import { enRecording } from '../i18n/en-recording.ts';
import { loadErrorText } from '../i18n/texts.ts';
import type { Stored } from '../recording/disk.ts';
import { HealthWatch } from '../recording/health.ts';
import type { AskCall } from '../recording/recorded-call.ts';
import { Recorder } from '../recording/recorder.ts';
import type { RecorderState, Result } from '../recording/recorder-state.ts';
import { askCall, type CallSeeker } from './call-asker.ts';
import { type LanguageController, StoreController } from './controllers.ts';
import { RtcErrorEvent } from './events.ts';
import { LevelMeter } from './level-meter.ts';
import {
  fileName,
  type RecorderAttributes,
  type RecorderReading,
  readRecorder,
} from './recorder-attributes.ts';
import {
  type LeftoverRecording,
  RtcRecordingPausedEvent,
  RtcRecordingProgressEvent,
  RtcRecordingRecoveredEvent,
  RtcRecordingResumedEvent,
  RtcRecordingStartedEvent,
  RtcRecordingStoppedEvent,
  RtcUploadFinishedEvent,
  RtcUploadProgressEvent,
} from './recorder-events.ts';
import { recorderStyle } from './recorder-style.ts';
import { leftoversView, type RecorderView, recorderView } from './recorder-view.ts';

/** The element, as far as it matters here. */
type Host = LitElement &
  RecorderAttributes &
  CallSeeker & {
    readonly autoUpload: boolean;
    readonly noDownload: boolean;
    readonly noPreview: boolean;
    readonly noTrim: boolean;
  };

/** What it needs of a recorder. */
export type RecorderLike = Pick<Recorder, keyof Recorder>;

/** One recorder in the page. */
export class RecorderFace {
  /** Makes the recorder; tests put another one in its place. */
  static newRecorder: () => RecorderLike = () => new Recorder();
  readonly recorder = RecorderFace.newRecorder();
  /** Recordings of earlier visits that were cut off. */
  recordings: readonly LeftoverRecording[] = [];
  readonly #host: Host;
  readonly #language: LanguageController;
  readonly #internals: ElementInternals;
  readonly #watched: StoreController<RecorderState>;
  readonly #healthWatched: StoreController<HealthWatch['state']['value']>;
  readonly #told = new Set<string>();
  #reading: RecorderReading;
  #health: HealthWatch | undefined;
  #url: string | undefined;
  #consentUrl: string | undefined;
  #leftovers: readonly Stored[] = [];

  constructor(host: Host, language: LanguageController, internals: ElementInternals) {
    this.#host = host;
    this.#language = language;
    this.#internals = internals;
    const root = host.renderRoot as ShadowRoot;
    const { styleSheet } = recorderStyle;
    if (styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
    this.#reading = this.#read();
    this.#healthWatched = new StoreController(host);
    this.#watched = new StoreController(host, (state, previous) => this.#changed(state, previous));
    this.#watched.watch(this.recorder.state);
    new LevelMeter(host, () => this.state.stream?.getAudioTracks()[0]);
    void this.#look().then(() => this.#sendOn());
  }

  get state(): RecorderState {
    return this.recorder.state.value;
  }

  /** Begins with what the attributes say now. */
  async start(): Promise<void> {
    this.#reading = this.#read();
    const { options } = this.#reading;
    const call: AskCall = signal => askCall(this.#host, signal);
    await this.recorder.start({ ...options, ...(options.source === 'call' && { call }) });
  }

  /** Sends the file to where the attributes say now. */
  async upload(): Promise<string> {
    this.#reading = this.#read();
    const { upload, to } = this.#reading;
    if (!upload) throw new RtcError('upload-refused', 'There is neither upload-url nor uploader.');
    return this.recorder.upload(upload, to);
  }

  render(): TemplateResult {
    return recorderView(this.#view());
  }

  /** What can be recovered, in lines; empty where there is nothing. */
  leftovers(): TemplateResult {
    return leftoversView(this.#view());
  }

  #view(): RecorderView {
    const { recorder, state } = this;
    const { noDownload, noPreview, noTrim } = this.#host;
    return {
      state,
      options: this.#reading.options,
      uploads: this.#reading.upload !== undefined,
      texts: { ...enRecording, ...withRecorder(this.#language.texts) },
      language: this.#language.language,
      health: this.#healthWatched.value ?? { dark: false, silent: false },
      url: this.#url,
      consentUrl: this.#consentUrl,
      leftovers: this.#leftovers,
      hidden: { download: noDownload, preview: noPreview, trim: noTrim },
      start: () => void this.start(),
      pause: () => recorder.pause(),
      resume: () => recorder.resume(),
      stop: () => void recorder.stop().catch(() => {}),
      discard: () => void recorder.discard(),
      trim: range => void recorder.trim(range),
      untrim: () => recorder.untrim(),
      upload: () => void this.upload().catch(() => {}),
      pauseUpload: () => recorder.pauseUpload(),
      resumeUpload: () => recorder.resumeUpload(),
      cancelUpload: () => recorder.cancelUpload(),
      rename: name => recorder.rename(fileName(name)),
      recover: stored => void recorder.recover(stored).catch(() => {}),
      forget: stored => void this.#forget(stored),
    };
  }

  #read(): RecorderReading {
    const reading = readRecorder(this.#host);
    for (const problem of reading.problems) {
      if (this.#told.has(problem)) continue;
      this.#told.add(problem);
      console.error(`<${this.#host.localName}>`, problem);
      this.#host.dispatchEvent(new RtcErrorEvent(new RtcError('attribute-invalid', problem)));
    }
    return reading;
  }

  #changed(state: RecorderState, previous: RecorderState | undefined): void {
    const { status, stream, result, error, elapsedMs, bytes } = state;
    if (stream !== previous?.stream) this.#watchHealth(stream);
    if (result !== previous?.result) this.#offer(result);
    this.#tell(status, previous?.status);
    if (status === 'recording' && bytes !== previous?.bytes)
      this.#host.dispatchEvent(new RtcRecordingProgressEvent(elapsedMs / 1000, bytes));
    if (result && result !== previous?.result) this.#stopped(result, previous?.result);
    if (status === 'uploading' && state.sent !== previous?.sent)
      this.#host.dispatchEvent(new RtcUploadProgressEvent(state.sent, state.total));
    if (status === 'done' && previous?.status !== 'done') this.#uploaded(state.url ?? '');
    if (error && error !== previous?.error) {
      void loadErrorText(error)?.then(() => this.#host.requestUpdate());
      this.#host.dispatchEvent(new RtcErrorEvent(error));
    }
    if (status === 'idle' && previous && previous.status !== 'idle') void this.#look();
  }

  #stopped({ file, durationMs, consent }: Result, previous: Result | undefined): void {
    this.#host.dispatchEvent(new RtcRecordingStoppedEvent(file, durationMs / 1000, consent));
    if (this.#host.autoUpload && !previous) this.upload().catch(() => {});
  }

  /** In a form, the address is the value now. */
  #uploaded(url: string): void {
    this.#internals.setFormValue(url);
    this.#host.dispatchEvent(new RtcUploadFinishedEvent(url));
  }

  #tell(status: RecorderState['status'], before: RecorderState['status'] | undefined): void {
    if (status === before) return;
    if (status === 'paused') this.#host.dispatchEvent(new RtcRecordingPausedEvent());
    if (status !== 'recording') return;
    const event = before === 'paused' ? new RtcRecordingResumedEvent() : new RtcRecordingStartedEvent();
    this.#host.dispatchEvent(event);
  }

  #watchHealth(stream: MediaStream | undefined): void {
    this.#health?.close();
    this.#health = stream && new HealthWatch(stream);
    this.#healthWatched.watch(this.#health?.state);
  }

  /** The file to play, and as the value in a form. */
  #offer(result: Result | undefined): void {
    for (const url of [this.#url, this.#consentUrl]) if (url) URL.revokeObjectURL(url);
    const { file, consent } = result ?? {};
    this.#url = file && URL.createObjectURL(file);
    this.#consentUrl = consent && URL.createObjectURL(consent);
    this.#internals.setFormValue(file ?? null);
  }

  async #forget(stored: Stored): Promise<void> {
    await this.recorder.forget(stored);
    await this.#look();
  }

  /** Looks for what was cut off. */
  async #look(): Promise<void> {
    // Where nothing can be kept there is nothing to recover.
    this.#leftovers = await this.recorder.leftovers().catch(() => []);
    this.recordings = Object.freeze(this.#leftovers.map(stored => this.#leftover(stored)));
    this.#host.requestUpdate();
    if (this.recordings.length) this.#host.dispatchEvent(new RtcRecordingRecoveredEvent(this.recordings));
  }

  /** Sends on what was on its way there when the page went away. */
  async #sendOn(): Promise<void> {
    const { to } = this.#reading;
    const onTheirWay = this.#leftovers.filter(({ made }) => to && made?.to === to);
    for (const stored of onTheirWay) {
      if (!['idle', 'done'].includes(this.state.status)) return;
      // What goes wrong stands on the screen; another tab may be sending it.
      await this.recorder.recover(stored).catch(() => {});
      if (this.state.status === 'review') await this.upload().catch(() => {});
    }
  }

  #leftover(stored: Stored): LeftoverRecording {
    return Object.freeze({
      id: stored.about.id,
      startedAt: new Date(stored.about.startedAt),
      duration: stored.durationMs / 1000,
      bytes: stored.bytes,
      file: () => this.recorder.recover(stored),
      discard: () => this.#forget(stored),
    });
  }
}
