// How recordings look in a call: the mark that all see, the question to those who are asked, and the dialog with the
// finished file.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { AllTexts } from '../i18n/en-opened.ts';
import type { Participant } from '../session/call-state.ts';
import { ICON, icon } from './icons.ts';

const style = css`
  .recorded {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 6px 14px;
    border: 1px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_card);
    overflow-wrap: anywhere;
  }
  .recorded > .said {
    flex: 1 1 9em;
    min-inline-size: 0;
  }
  .recorded .time {
    font-variant-numeric: tabular-nums;
  }
  .rec {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 700;
    letter-spacing: 0.04em;
  }
  .rec::before {
    content: '';
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
    background: var(--_danger);
    animation: rec 1s infinite alternate;
  }
  @keyframes rec {
    to {
      opacity: 0.35;
    }
  }
  .question {
    padding: 14px;
    border-width: 2px;
  }
  .question > .said {
    flex-basis: 18em;
    display: grid;
    gap: 2px;
  }
  .question > .row {
    flex: 1 1 auto;
    justify-content: end;
  }
  .question .row button {
    flex: 1 1 9em;
  }
  .file {
    inline-size: min(44em, 100vw - 16px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 16px);
    margin: auto;
    padding: 0 12px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    color: var(--_text);
    overflow: auto;
  }
  .file::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  .file > .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding-block: 8px;
  }
  .file rtc-recorder {
    color-scheme: inherit;
  }
  .afloat {
    position: fixed;
    inset-block-start: 8px;
    inset-inline: 8px;
    z-index: 10;
    display: grid;
    gap: 8px;
    max-inline-size: 40em;
    margin-inline: auto;
  }
  @media (prefers-reduced-motion: reduce) {
    .rec::before {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .rec::before {
      forced-color-adjust: none;
    }
  }
`;

/** Gives the element what these look by. */
export function dressRecording({ shadowRoot }: HTMLElement): void {
  if (shadowRoot && style.styleSheet) shadowRoot.adoptedStyleSheets.push(style.styleSheet);
}

/** What there is to show, and what a click does. */
export interface RecordingLines {
  /** How the own recording stands. */
  readonly own: 'none' | 'asking' | 'recording';
  readonly waitedFor: readonly Participant[];
  /** Others who record. */
  readonly recorders: readonly Participant[];
  /** Others who wait for an answer. */
  readonly asking: readonly Participant[];
  stop(): void;
  answer(id: string, agreed: boolean): void;
}

/** The lines above the tiles; nothing where nobody records. */
export function recordingLines(it: RecordingLines, texts: AllTexts): TemplateResult | typeof nothing {
  const { own, recorders, asking } = it;
  const told = recorders.filter(person => !asking.includes(person));
  if (own === 'none' && !told.length && !asking.length) return nothing;
  return html`${own === 'none' ? nothing : ownLine(it, texts)}${told.map(person => markLine(it, person, texts))}${asking.map(
    person => question(it, person, texts),
  )}`;
}

const nameOf = ({ name }: Participant, { guest }: AllTexts): string => name || guest;

const rec = html`<span class="rec" aria-hidden="true">REC</span>`;

function ownLine({ own, waitedFor, stop }: RecordingLines, texts: AllTexts): TemplateResult {
  const names = waitedFor.map(person => nameOf(person, texts)).join(', ');
  if (own === 'asking')
    return html`<div class="recorded" part="recording">
      <span class="said">${names ? texts.recordWaits(names) : texts.recordBegins}</span>
      <button type="button" part="button" @click=${stop}>${texts.recordGiveUp}</button>
    </div>`;
  return html`<div class="recorded" part="recording">${rec}
    <span class="said">${texts.recordOwn} <span class="time" role="timer"></span></span>
    <button type="button" part="button stop-recording" @click=${stop}>${texts.recordEnd}</button>
  </div>`;
}

function markLine({ answer }: RecordingLines, person: Participant, texts: AllTexts): TemplateResult {
  return html`<div class="recorded" part="recording">${rec}
    <span class="said">${texts.recordBy(nameOf(person, texts))}</span>
    ${
      person.recording === 'ask'
        ? html`<button type="button" part="button refuse" @click=${() => answer(person.id, false)}>${texts.recordTakeBack}</button>`
        : nothing
    }
  </div>`;
}

/** No dialog over everything, which would take the focus out of what somebody is doing. */
function question({ answer }: RecordingLines, person: Participant, texts: AllTexts): TemplateResult {
  const id = `record-${person.id}`;
  return html`<div class="recorded question" part="recording question" role="alertdialog" aria-labelledby=${id}
    aria-describedby="${id}-hint">
    <div class="said"><b id=${id}>${texts.recordAsk(nameOf(person, texts))}</b><span class="dim" id="${id}-hint">${texts.recordAskHint}</span></div>
    <div class="row">
      <button type="button" class="main" part="button agree" @click=${() => answer(person.id, true)}>${texts.recordAgree}</button>
      <button type="button" part="button refuse" @click=${() => answer(person.id, false)}>${texts.recordRefuse}</button>
    </div>
  </div>`;
}

/** The dialog around the recorder, which stays in the document while it is closed. */
export function fileDialog(recorder: TemplateResult, texts: AllTexts): TemplateResult {
  const close = ({ target }: Event) => (target as Element).closest('dialog')?.close();
  return html`<dialog class="file" part="dialog" aria-label=${texts.recordFile}>
    <div class="head"><h2>${texts.recordFile}</h2><button type="button" class="bare" part="button close"
      title=${texts.close} aria-label=${texts.close} @click=${close}>${icon(ICON.close)}</button></div>
    ${recorder}
  </dialog>`;
}
