// What stands below the tickets of a desk: the day's figures, and the quick answers with their editor.

import { css, html, type TemplateResult } from 'lit';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import { cannedAnswers, keepAnswer, LONGEST_ANSWER, LONGEST_KEY } from '../support/canned-answers.ts';
import type { DeskFigures, DeskLog } from '../support/desk-log.ts';

const MINUTE_MS = 60_000;
const NONE = '–';

/** `changed`: it is to be drawn again. */
export function deskTools(
  log: DeskLog,
  texts: AgentTexts,
  language: string,
  changed: () => void,
): TemplateResult {
  return html`<div class="tools">${figures(log, texts, language)}${answers(texts, changed)}</div>`;
}

function figures(log: DeskLog, texts: AgentTexts, language: string): TemplateResult {
  const { taken, missed, wait, length, rating }: DeskFigures = log.figures;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const minutes = (ms: number | undefined) =>
    ms === undefined ? NONE : texts.minutes(number.format(ms / MINUTE_MS));
  const values = [
    [texts.taken, number.format(taken)],
    [texts.missed, number.format(missed)],
    [texts.meanWait, minutes(wait)],
    [texts.meanLength, minutes(length)],
    [texts.rating, rating === undefined ? NONE : texts.ofFive(number.format(rating))],
  ];
  return html`<details class="day">
    <summary>${texts.today}</summary>
    <dl>${values.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="dim">${texts.todayHint}</p>
    <button part="button" ?disabled=${taken + missed === 0} @click=${() => save(log.csv())}>${texts.saveCsv}</button>
  </details>`;
}

function answers(texts: AgentTexts, changed: () => void): TemplateResult {
  const known = cannedAnswers();
  const remove = (key: string) => {
    keepAnswer(key, '');
    changed();
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { key, answer } = Object.fromEntries(new FormData(form));
    keepAnswer(String(key), String(answer));
    form.reset();
    form.querySelector('input')?.focus();
    changed();
  };
  return html`<details class="answers">
    <summary>${texts.answers}</summary>
    <p class="dim">${known.length > 0 ? texts.answersHint : texts.noAnswers}</p>
    <dl>${known.map(
      ({ key, text }) => html`<div>
        <dt><bdi>/${key}</bdi></dt>
        <dd dir="auto">${text}</dd>
        <button part="button" aria-label=${texts.remove(key)} @click=${() => remove(key)}>×</button>
      </div>`,
    )}</dl>
    <form @submit=${add}>
      <label>${texts.key} <input name="key" required maxlength=${LONGEST_KEY} autocapitalize="off" /></label>
      <label>${texts.answer} <textarea name="answer" required rows="2" maxlength=${LONGEST_ANSWER}></textarea></label>
      <button part="button">${texts.add}</button>
    </form>
  </details>`;
}

/** Hands the text over as a file; the mark in front tells spreadsheets that it is UTF-8. */
function save(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv' }));
  link.download = `desk-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const toolsStyle = css`
  summary {
    min-block-size: 44px;
    align-content: center;
    cursor: pointer;
    font-weight: 600;
    border-radius: var(--_radius);
  }
  .tools {
    margin-block-start: 16px;
    border-block-start: 1px solid var(--_line);
  }
  .day dl {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
  }
  .day dd {
    font-size: 1.25em;
    font-variant-numeric: tabular-nums;
  }
  .answers dl > div {
    display: grid;
    grid-template-columns: minmax(4em, auto) 1fr auto;
    gap: 8px;
    align-items: start;
    padding-block: 4px;
  }
  .answers dl > div > * {
    min-inline-size: 0;
  }
`;
