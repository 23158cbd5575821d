// The screens of <rtc-checkup>: before, during and after a check. They read its state, and call what a person clicked.

import { html, nothing, type TemplateResult } from 'lit';
import type { CheckupState } from '../session/checkup.ts';
import type { CheckupLine, CheckupStatus } from '../session/checkup-report.ts';
import type { WrittenReport } from './checkup-event.ts';
import { advice, type CheckupWords, measured } from './checkup-text.ts';
import type { Figures } from './figures.ts';
import { ICON, type Icon, icon } from './icons.ts';
import { CHECK_ICON } from './icons-checkup.ts';
import { OPENED_ICON } from './icons-opened.ts';

/** What the screens show and can do. */
export interface CheckupView {
  readonly texts: CheckupWords;
  readonly write: Figures;
  readonly running: boolean;
  /** Undefined before the first check. */
  readonly state: CheckupState | undefined;
  /** The camera while it is tried. */
  readonly preview: MediaStream | undefined;
  readonly report: WrittenReport | undefined;
  readonly copied: boolean;
  /** The browser does not let one copy: the text stands there, to be selected. */
  readonly copyRefused: boolean;
  run(): void;
  copy(): void;
  answer(heard: boolean): void;
  replay(): void;
}

const MARKS: Readonly<Record<CheckupStatus, Icon>> = {
  waiting: CHECK_ICON.waiting,
  running: CHECK_ICON.running,
  asking: CHECK_ICON.asking,
  good: OPENED_ICON.sent,
  fair: ICON.alert,
  bad: ICON.close,
  skipped: CHECK_ICON.skipped,
};

/** All of it. */
export function checkup(view: CheckupView): TemplateResult {
  const { texts, state, running, report } = view;
  const lines = state?.lines ?? [];
  return html`<h2 tabindex="-1">${texts.checkupTitle}</h2><slot></slot>
    ${report ? verdict(view, report) : html`<p>${texts.checkupIntro}</p>`}
    ${running ? progress(view, lines) : report ? nothing : start(view)}
    ${lines.length ? html`<ul part="lines">${lines.map(line => item(view, line))}</ul>` : nothing}`;
}

function start({ texts, run }: CheckupView): TemplateResult {
  return html`<div class="row"><button type="button" class="main" part="button start" @click=${run}>${texts.checkupStart}</button></div>`;
}

function progress({ texts }: CheckupView, lines: readonly CheckupLine[]): TemplateResult {
  const done = lines.filter(({ status }) => status !== 'waiting' && status !== 'running').length;
  const label = texts.checkupProgress(done, lines.length);
  return html`<div><progress max=${lines.length} .value=${done} aria-label=${label}></progress>
    <p class="dim" aria-hidden="true">${label}</p></div>`;
}

function verdict(view: CheckupView, report: WrittenReport): TemplateResult {
  const { texts, copied, copyRefused, run, copy } = view;
  const { verdict, text } = report;
  return html`<p class="verdict" part="verdict" data-status=${verdict} tabindex="-1">${icon(MARKS[verdict])}<span>${
    texts.checkupVerdict[verdict]
  }</span></p>
    ${verdict === 'good' ? nothing : html`<p>${texts.checkupHint}</p>`}
    <div class="row"><button type="button" part="button copy" @click=${copy}>${icon(
      copied ? OPENED_ICON.sent : OPENED_ICON.copy,
    )}${copied ? texts.copied : texts.checkupCopy}</button><button type="button" part="button start" @click=${run}>${
      texts.checkupAgain
    }</button></div>
    ${
      copyRefused
        ? html`<p>${texts.copyRefused}</p><textarea part="input" readonly rows="8" aria-label=${texts.checkupCopy} .value=${text}></textarea>`
        : nothing
    }`;
}

function item(view: CheckupView, line: CheckupLine): TemplateResult {
  const { texts, write } = view;
  const { part, subject, status } = line;
  const words = advice(line, texts);
  const figures = measured(line, texts, write);
  return html`<li part="line" data-part=${part} data-status=${status}><span class="mark">${icon(MARKS[status])}</span><div class="body">
    <div class="name"><span>${texts.checkupPart[part]}</span> <span>${texts.checkupStatus[status]}</span></div>
    ${subject ? html`<div class="subject"><bdi>${subject}</bdi></div>` : nothing}
    ${words ? html`<p class="advice">${words}</p>` : nothing}
    ${figures.length ? html`<div class="figures">${figures.map(figure => html`<span><bdi>${figure}</bdi></span> `)}</div>` : nothing}
    ${more(view, line)}</div></li>`;
}

/** What a person sees and says while a device is tried. */
function more(view: CheckupView, { part, status }: CheckupLine): TemplateResult | typeof nothing {
  const { texts, state, preview, answer, replay } = view;
  if (part === 'microphone' && status === 'running' && state?.microphone) {
    return html`<p>${texts.checkupSpeak}</p><div class="level" role="meter" aria-label=${texts.level} aria-valuenow="0"
      aria-valuemin="0" aria-valuemax="100"></div>`;
  }
  if (part === 'camera' && preview)
    return html`<video part="preview" autoplay muted playsinline aria-hidden="true" .srcObject=${preview}></video>`;
  if (part !== 'speaker' || status !== 'asking') return nothing;
  return html`<div class="asked"><p>${texts.checkupAsk}</p><div class="row">
    <button type="button" part="button yes" @click=${() => answer(true)}>${texts.checkupYes}</button>
    <button type="button" part="button no" @click=${() => answer(false)}>${texts.checkupNo}</button>
    <button type="button" part="button replay" @click=${replay}>${texts.checkupReplay}</button></div></div>`;
}
