// What a recorder shows from the first click on: the way in, the picture while it records, the file afterwards.
// Nothing here holds a state but the fields that a person drags.

import { html, nothing, type TemplateResult } from 'lit';
import type { AllRecorderTexts } from '../i18n/en-recording.ts';
import { errorText } from '../i18n/texts.ts';
import type { Stored } from '../recording/disk.ts';
import type { Health } from '../recording/health.ts';
import type { RecorderOptions, RecorderState, Result } from '../recording/recorder-state.ts';
import { clockText } from './clock-text.ts';
import { icon } from './icon.ts';

/** What there is to show, and what a click does. */
export interface RecorderView {
  readonly state: RecorderState;
  readonly options: RecorderOptions;
  readonly texts: AllRecorderTexts;
  readonly language: string;
  /** There is a place to send the file to. */
  readonly uploads: boolean;
  readonly health: Health;
  /** Of the finished file. */
  readonly url: string | undefined;
  /** Of what goes beside it. */
  readonly consentUrl: string | undefined;
  readonly leftovers: readonly Stored[];
  readonly hidden: { readonly download: boolean; readonly preview: boolean; readonly trim: boolean };
  start(): void;
  pause(): void;
  resume(): void;
  stop(): void;
  discard(): void;
  trim(range: { from: number; to: number }): void;
  untrim(): void;
  upload(): void;
  pauseUpload(): void;
  resumeUpload(): void;
  cancelUpload(): void;
  rename(name: string): void;
  recover(stored: Stored): void;
  forget(stored: Stored): void;
}

const ICON = {
  pause: 'M8 5v14M16 5v14',
  resume: 'M7 4.5v15l12-7.5z',
  stop: 'M6 6h12v12H6z',
  discard: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  upload: 'M12 20V9M7.5 13l4.5-4.5 4.5 4.5M4 4h16',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16',
  again: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5',
};
/** From here on it is said that it will end by itself. */
const WARN_BEFORE_S = 10;
const MEGABYTE = 1_000_000;

export function recorderView(view: RecorderView): TemplateResult {
  const { state, texts } = view;
  switch (state.status) {
    case 'preparing':
      return html`${waiting(view.options.source === 'call' ? texts.recordTells : texts.recordAsks)}${cancel(view)}`;
    case 'countdown':
      return html`${preview(view)}<p class="count" role="status">${texts.recordBeginsIn(state.countdown)}</p>${cancel(view)}`;
    case 'recording':
    case 'paused':
      return running(view);
    case 'review':
      return state.result ? review(view, state.result) : nothingMade(view);
    case 'uploading':
      return uploading(view);
    case 'done':
      return done(view);
    case 'failed':
      return nothingMade(view);
    default:
      return waiting(texts.recordFinishing);
  }
}

/** A line for each that was cut off. */
export function leftoversView({ leftovers, texts, language, recover, forget }: RecorderView): TemplateResult {
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return html`${leftovers.map(stored => {
    const { about, durationMs } = stored;
    return html`<div class="line" role="group">
      <p>${texts.recordFound(clockText(durationMs), when.format(about.startedAt))}</p>
      <div class="row">
        <button type="button" class="main" part="button recover" @click=${() => recover(stored)}>${texts.recordRecover}</button>
        <button type="button" part="button discard" @click=${() => forget(stored)}>${texts.recordDiscard}</button>
      </div>
    </div>`;
  })}`;
}

const waiting = (text: string): TemplateResult => html`<p class="waiting" role="status">${text}</p>`;

const cancel = ({ texts, discard }: RecorderView): TemplateResult =>
  html`<div class="row"><button type="button" part="button discard" @click=${discard}>${texts.recordCancel}</button></div>`;

function preview({ state: { stream }, options, hidden }: RecorderView): TemplateResult | typeof nothing {
  if (hidden.preview || options.source === 'audio' || !stream?.getVideoTracks().length) return nothing;
  const mirrored = options.source === 'camera' ? 'preview mirrored' : 'preview';
  return html`<video class=${mirrored} part="preview" muted autoplay playsinline .muted=${true} .srcObject=${stream}></video>`;
}

function running(view: RecorderView): TemplateResult {
  const { state, options, texts, language, pause, resume, stop, discard } = view;
  const { status, elapsedMs, bytes } = state;
  const elapsed = elapsedMs / 1000;
  const paused = status === 'paused';
  const left = options.maxDuration
    ? Math.max(0, Math.ceil(options.maxDuration - elapsed))
    : Number.POSITIVE_INFINITY;
  const early = Math.ceil(options.minDuration - elapsed);
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / MEGABYTE);
  return html`${preview(view)}
    <div class="bar" part="bar">
      <span class="dot" ?data-paused=${paused}></span>
      <span role="status">${paused ? texts.recordPaused : texts.recordRunningNow}</span>
      <span class="time" role="timer">${clockText(elapsedMs)}</span>
      <span class="dim">${texts.recordSize(size)}</span>
      <span class="level" part="level" role="meter" aria-label=${texts.level} aria-valuemin="0" aria-valuemax="100"
        aria-valuenow="0"></span>
    </div>
    ${warnings(view)}
    ${left <= WARN_BEFORE_S ? alert(texts.recordLeft(left)) : nothing}
    <div class="row">
      <button type="button" class="main" part="button stop" ?disabled=${early > 0}
        title=${early > 0 ? texts.recordTooShort(options.minDuration) : nothing}
        @click=${stop}>${icon(ICON.stop)}${texts.recordStop}</button>
      <button type="button" part="button pause" @click=${paused ? resume : pause}>${icon(
        paused ? ICON.resume : ICON.pause,
      )}${paused ? texts.recordResume : texts.recordPause}</button>
      <button type="button" part="button discard" @click=${discard}>${icon(ICON.discard)}${texts.recordDiscard}</button>
    </div>`;
}

function warnings({ state: { error, space }, health, texts }: RecorderView): TemplateResult {
  return html`${error ? alert(errorText(texts, error)) : nothing}
    ${space === 'short' ? alert(texts.recordSpaceShort) : nothing}
    ${health.dark ? alert(texts.recordDark) : nothing}
    ${health.silent ? alert(texts.recordSilent) : nothing}`;
}

const alert = (text: string): TemplateResult => html`<p class="alert" part="alert" role="status">${text}</p>`;

function review(view: RecorderView, result: Result): TemplateResult {
  const { state, options, texts, url, hidden, rename, start, discard } = view;
  const { file, durationMs, container } = result;
  const [name = ''] = file.name.split(/\.\w+$/);
  const other = options.format !== 'auto' && options.format !== container;
  return html`<h2 class="heard">${texts.recordReview}</h2>
    ${
      file.type.startsWith('audio')
        ? html`<audio part="player" controls src=${url ?? nothing} aria-label=${texts.recordReview}></audio>`
        : html`<video class="player" part="player" controls playsinline src=${url ?? nothing} aria-label=${texts.recordReview}></video>`
    }
    ${state.error ? alert(errorText(texts, state.error)) : nothing}
    ${other ? html`<p class="line" role="status">${texts.recordOtherFormat(container === 'mp4' ? 'MP4' : 'WebM')}</p>` : nothing}
    <p class="dim" role="status">${clockText(durationMs)} · ${texts.recordSize((file.size / MEGABYTE).toFixed(1))}</p>
    <label class="field">${texts.recordName}<input part="input" maxlength="120" .value=${name}
      @change=${({ target }: Event) => rename((target as HTMLInputElement).value)} /></label>
    ${hidden.trim ? nothing : trimming(view, result)}
    <div class="row">
      ${
        view.uploads
          ? html`<button type="button" class="main" part="button upload" @click=${view.upload}>${icon(ICON.upload)}${texts.recordUpload}</button>`
          : nothing
      }
      ${
        hidden.download
          ? nothing
          : html`<a class=${view.uploads ? 'button' : 'button main'} part="button download" href=${url ?? nothing} download=${file.name}>${icon(ICON.download)}${texts.recordDownload}</a>`
      }
      ${
        result.consent && !hidden.download
          ? html`<a class="button" part="button consent" href=${view.consentUrl ?? nothing} download=${result.consent.name}>${icon(ICON.download)}${texts.recordConsent}</a>`
          : nothing
      }
      <button type="button" part="button again" @click=${start}>${icon(ICON.again)}${texts.recordAgain}</button>
      <button type="button" part="button discard" @click=${discard}>${icon(ICON.discard)}${texts.recordDiscard}</button>
    </div>`;
}

function uploading(view: RecorderView): TemplateResult {
  const { state, texts, pauseUpload, resumeUpload, cancelUpload } = view;
  const { sent, total, held } = state;
  return html`<p role="status">${held ? texts.recordUploadPaused : texts.recordUploading}</p>
    <progress max=${total || 1} .value=${sent} aria-label=${texts.recordUploading}></progress>
    <p class="dim">${texts.recordSent((sent / MEGABYTE).toFixed(1), (total / MEGABYTE).toFixed(1))}</p>
    <p class="dim">${texts.recordUploadHint}</p>
    <div class="row">
      <button type="button" part="button pause-upload" @click=${held ? resumeUpload : pauseUpload}>${icon(
        held ? ICON.resume : ICON.pause,
      )}${held ? texts.recordResume : texts.recordPause}</button>
      <button type="button" part="button cancel-upload" @click=${cancelUpload}>${texts.recordCancel}</button>
    </div>`;
}

function done({ texts, start }: RecorderView): TemplateResult {
  return html`<p class="waiting" role="status">${texts.recordDone}</p>
    <div class="row"><button type="button" part="button again" @click=${start}>${icon(ICON.again)}${texts.recordAgain}</button></div>`;
}

function trimming({ texts, trim, untrim }: RecorderView, { durationMs, trimmed }: Result): TemplateResult {
  if (trimmed)
    return html`<div class="row"><button type="button" part="button" @click=${untrim}>${texts.recordWhole}</button></div>`;
  const seconds = durationMs / 1000;
  const cut = ({ target }: Event) => {
    const fields = (target as Element).closest('details')?.querySelectorAll('input');
    const [from = 0, to = seconds] = [...(fields ?? [])].map(field => field.valueAsNumber);
    trim({ from: Math.min(from, to), to: Math.max(from, to) });
  };
  const show = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    field.ariaValueText = clockText(field.valueAsNumber * 1000);
    const output = field.nextElementSibling;
    if (output) output.textContent = field.ariaValueText;
    const player = (field.getRootNode() as ShadowRoot).querySelector<HTMLMediaElement>('[part~=player]');
    if (player) player.currentTime = field.valueAsNumber;
  };
  const field = (
    label: string,
    value: number,
  ) => html`<label class="field">${label}<span class="drag"><input type="range"
    part="input" min="0" max=${seconds} step="0.1" .value=${String(value)} aria-valuetext=${clockText(value * 1000)}
    @input=${show} /><output>${clockText(value * 1000)}</output></span></label>`;
  return html`<details><summary>${texts.recordTrim}</summary>${field(texts.recordFrom, 0)}${field(texts.recordTo, seconds)}
    <button type="button" part="button cut" @click=${cut}>${texts.recordCut}</button></details>`;
}

function nothingMade({ state: { error }, texts, start, discard }: RecorderView): TemplateResult {
  return html`<h2>${texts.failedTitle}</h2>${error ? html`<p role="alert">${errorText(texts, error)}</p>` : nothing}
    <div class="row">
      <button type="button" class="main" part="button again" @click=${start}>${texts.tryAgain}</button>
      <button type="button" part="button discard" @click=${discard}>${texts.recordCancel}</button>
    </div>`;
}
