// <rtc-recorder>: its attributes, methods and events, and the button that begins. What records, and what is shown
// from then on, is fetched with the first recording: recorder-face.ts.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { withRecorder } from '../i18n/en-recorder.ts';
import { Lazy } from '../lazy.ts';
import { mayHaveRecordings } from '../recording/kept-place.ts';
import type { RecorderStatus } from '../recording/recorder-state.ts';
import type { Uploader } from '../recording/upload.ts';
import { LanguageController } from './controllers.ts';
import { hearAddedLanguages } from './page-languages.ts';
import type { RecorderAttributes } from './recorder-attributes.ts';
import { beginStyle, beginView, SOURCES } from './recorder-begin.ts';
import type { LeftoverRecording } from './recorder-events.ts';
import type { RecorderFace } from './recorder-face.ts';
import { tellForm } from './recorder-field.ts';
import { theme } from './theme.ts';

/**
 * Records camera, screen or sound, keeps every half second on disk, and makes a file of it in which one can seek.
 *
 * @element rtc-recorder
 * @attr {camera|screen|audio|call} source - What is recorded.
 * @attr {string} for - The id of the call, for `source="call"`.
 * @attr {auto|mp4|webm} format - The kind of file. Where the browser cannot make it, the other one, and the element says so.
 * @attr {number} countdown - Seconds before it begins.
 * @attr {number} min-duration - Seconds before it can be ended.
 * @attr {number} max-duration - Seconds after which it ends by itself.
 * @attr {number} width - Of the picture, in pixels; with `height` and `frame-rate` a wish that the camera may not be able to fulfil.
 * @attr {number} height - Of the picture, in pixels.
 * @attr {number} frame-rate - Pictures a second.
 * @attr {number} video-bitrate - Bits a second.
 * @attr {number} audio-bitrate - Bits a second.
 * @attr {string} file-name - Of the file, without its ending. Absent: day and time.
 * @attr {string} upload-url - Where the file can be sent to; the property `uploader` takes a function instead.
 * @attr {tus|put|post} upload-method - How it is sent: resumable, in one request, or as a form does.
 * @attr {boolean} auto-upload - Sends it as soon as it is finished.
 * @attr {boolean} no-download - Hides the button that downloads.
 * @attr {boolean} no-preview - Shows no picture while it records.
 * @attr {boolean} no-trim - Hides what cuts beginning and end off.
 * @attr {string} name - Inside a form: the name of the field whose value is the file.
 * @attr {boolean} required - Inside a form: there must be a recording.
 * @attr {boolean} disabled - Nothing can be recorded.
 * @attr {string} lang - Language of the texts; falls back to the page's, the browser's, then English.
 * @attr {auto|light|dark} theme - Colours.
 * @attr {idle|preparing|countdown|recording|paused|finishing|review|uploading|done|failed} state - Reflected, read only.
 * @fires {RtcRecordingStartedEvent} rtc-recording-started - Recording began.
 * @fires {RtcRecordingPausedEvent} rtc-recording-paused - It stands still.
 * @fires {RtcRecordingResumedEvent} rtc-recording-resumed - It goes on.
 * @fires {RtcRecordingProgressEvent} rtc-recording-progress - More of it is on disk.
 * @fires {RtcRecordingStoppedEvent} rtc-recording-stopped - The file is there; once more when it was cut.
 * @fires {RtcRecordingRecoveredEvent} rtc-recording-recovered - Recordings of an earlier visit were found that were cut off.
 * @fires {RtcUploadProgressEvent} rtc-upload-progress - More of the file was sent.
 * @fires {RtcUploadFinishedEvent} rtc-upload-finished - The server has it; the copy in the browser is gone.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @slot - Words of the page's own above the button that begins.
 * @csspart recorder - Everything.
 * @csspart button - Every button; also `record`, `pause`, `stop`, `discard`, `download`, `again`, `consent`, `cut`, `recover`, `upload`, `pause-upload`, `cancel-upload`.
 * @csspart preview - The picture while it records; `player` is the one to look at afterwards.
 * @csspart bar - Time, level and size while it records.
 * @csspart level - The meter of the microphone.
 * @csspart input - Every field.
 * @csspart alert - A line on what is wrong.
 * @cssstate recording - It records, or stands still for a while.
 */
export class RtcRecorder extends LitElement implements RecorderAttributes {
  static formAssociated = true;

  static override styles = [theme, beginStyle];

  static override properties = {
    source: { useDefault: true },
    for: { useDefault: true },
    call: { attribute: false },
    format: { useDefault: true },
    countdown: { useDefault: true },
    minDuration: { attribute: 'min-duration', useDefault: true },
    maxDuration: { attribute: 'max-duration', useDefault: true },
    width: { useDefault: true },
    height: { useDefault: true },
    frameRate: { attribute: 'frame-rate', useDefault: true },
    videoBitrate: { attribute: 'video-bitrate', useDefault: true },
    audioBitrate: { attribute: 'audio-bitrate', useDefault: true },
    fileName: { attribute: 'file-name', useDefault: true },
    uploadUrl: { attribute: 'upload-url', useDefault: true },
    uploadMethod: { attribute: 'upload-method', useDefault: true },
    uploader: { attribute: false },
    autoUpload: { type: Boolean, attribute: 'auto-upload' },
    noDownload: { type: Boolean, attribute: 'no-download' },
    noPreview: { type: Boolean, attribute: 'no-preview' },
    noTrim: { type: Boolean, attribute: 'no-trim' },
    name: { reflect: true, useDefault: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    theme: { useDefault: true },
  };

  declare source: string;
  declare for: string;
  /** The call itself, in the place of `for`. */
  declare call: HTMLElement | undefined;
  declare format: string;
  declare countdown: number | string;
  declare minDuration: number | string;
  declare maxDuration: number | string;
  declare width: number | string;
  declare height: number | string;
  declare frameRate: number | string;
  declare videoBitrate: number | string;
  declare audioBitrate: number | string;
  declare fileName: string;
  declare uploadUrl: string;
  declare uploadMethod: string;
  /** Sends the file, in the place of `upload-url`, and resolves with where it is then. */
  declare uploader: Uploader | undefined;
  declare autoUpload: boolean;
  declare noDownload: boolean;
  declare noPreview: boolean;
  declare noTrim: boolean;
  declare name: string;
  declare required: boolean;
  declare disabled: boolean;
  declare theme: string;

  readonly #language = new LanguageController(this);
  readonly #internals = this.attachInternals();
  readonly #face = new Lazy(async () => {
    const { RecorderFace } = await import('./recorder-face.ts');
    return new RecorderFace(this, this.#language, this.#internals);
  });
  #loading = false;
  #unreachable = false;

  constructor() {
    super();
    hearAddedLanguages();
    this.source = 'camera';
    this.format = 'auto';
    this.countdown = this.minDuration = this.maxDuration = '';
    this.width = this.height = this.frameRate = this.videoBitrate = this.audioBitrate = '';
    this.fileName = this.name = this.uploadUrl = this.for = '';
    this.uploadMethod = 'tus';
    this.autoUpload = false;
    this.noDownload = this.noPreview = this.noTrim = this.required = this.disabled = false;
    this.theme = 'auto';
  }

  /** Where the recording is. */
  get state(): RecorderStatus {
    return this.#face.value?.state.status ?? 'idle';
  }

  /** Recordings of earlier visits that were cut off. */
  get recordings(): readonly LeftoverRecording[] {
    return this.#face.value?.recordings ?? [];
  }

  /** The finished file; undefined before. */
  get file(): File | undefined {
    return this.#face.value?.state.result?.file;
  }

  /** Of a recorded call: who knew of it and what they answered, as JSON, to go beside the file. */
  get consent(): File | undefined {
    return this.#face.value?.state.result?.consent;
  }

  /** The form that it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Asks for the devices and begins. Resolves, also where that fails: see `state` and `rtc-error`. */
  async start(): Promise<void> {
    if (this.disabled) return;
    await (await this.#load())?.start();
  }

  pause(): void {
    this.#face.value?.recorder.pause();
  }

  resume(): void {
    this.#face.value?.recorder.resume();
  }

  /** Ends the recording. Resolves with the file; rejects with an `RtcError` where there is none. */
  stop(): Promise<File> {
    return this.#ask(face => face.recorder.stop());
  }

  /** Throws away what there is, on disk too. */
  async discard(): Promise<void> {
    await this.#face.value?.recorder.discard();
  }

  /** Sends the file. Resolves with where it is then; rejects with an `RtcError` where that fails, and the file stays. */
  upload(): Promise<string> {
    return this.#ask(face => face.upload());
  }

  /** Sends nothing until `resumeUpload()`. */
  pauseUpload(): void {
    this.#face.value?.recorder.pauseUpload();
  }

  resumeUpload(): void {
    this.#face.value?.recorder.resumeUpload();
  }

  /** Stops sending; the next `upload()` goes on from there where the server can. */
  cancelUpload(): void {
    this.#face.value?.recorder.cancelUpload();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#lookForLeftovers();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (!this.isConnected) this.#face.value?.recorder.close();
    });
  }

  formResetCallback(): void {
    void this.discard();
  }

  protected override updated(_: PropertyValues<this>): void {
    const { state, required } = this;
    if (this.getAttribute('state') !== state) this.setAttribute('state', state);
    const anchor = this.renderRoot.querySelector('button') ?? undefined;
    const field = {
      state,
      missing: required && !this.file,
      texts: withRecorder(this.#language.texts),
      anchor,
    };
    tellForm(this.#internals, field);
  }

  protected override render(): TemplateResult {
    const { language, direction } = this.#language;
    const face = this.#face.value;
    const texts = withRecorder(this.#language.texts);
    return html`<div class="recorder" part="recorder" role="group" aria-label=${texts.recorder} lang=${language}
      dir=${direction}>${face && this.state !== 'idle' ? face.render() : html`${face?.leftovers() ?? nothing}${this.#begin()}`}
    </div>`;
  }

  #begin(): TemplateResult {
    return beginView({
      source: SOURCES.find(each => each === this.source) ?? 'camera',
      disabled: this.disabled,
      loading: this.#loading,
      unreachable: this.#unreachable,
      texts: withRecorder(this.#language.texts),
      start: () => void this.start(),
      ready: () => void this.#load(),
    });
  }

  #ask<T>(what: (face: RecorderFace) => Promise<T>): Promise<T> {
    const answer = this.#load().then(face => {
      if (face) return what(face);
      throw new DOMException('offline', 'NetworkError');
    });
    // Who clicks asks for no promise: what is wrong stands on the screen.
    answer.catch(() => {});
    return answer;
  }

  async #lookForLeftovers(): Promise<void> {
    if ((await mayHaveRecordings()) && this.isConnected) await this.#load();
  }

  async #load(): Promise<RecorderFace | undefined> {
    const { value } = this.#face;
    if (value) return value;
    this.#loading = true;
    this.requestUpdate();
    const face = await this.#face.load();
    this.#loading = false;
    this.#unreachable = !face;
    this.requestUpdate();
    return face;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-recorder': RtcRecorder;
  }
}
