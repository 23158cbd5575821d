// How the dialog looks in which two people compare their safety code, and the line that one of them wants to.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { RtcError } from '../errors.ts';
import { type AllTexts, withOpened } from '../i18n/en-opened.ts';
import { SAFETY_EMOJI, type SafetyCode } from '../protocol/safety-code.ts';
import type { Participant } from '../session/call-state.ts';
import type { View } from './call-view.ts';
import { ICON, icon } from './icons.ts';

const style = css`
  .asked {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 8px;
    padding-block: 4px;
    padding-inline: 14px 4px;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .asked span {
    flex: 1 1 12em;
    padding-block: 4px;
    overflow-wrap: anywhere;
  }
  .safety {
    inline-size: min(27em, 100vw - 16px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 16px);
    overflow: auto;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    color: var(--_text);
    text-align: center;
  }
  .safety::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  .safety h2 {
    margin-inline: 36px;
    margin-block-end: 12px;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .safety h2:focus-visible {
    outline: none;
  }
  .safety p {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .corner {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
  }
  .digits {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    column-gap: 0.5em;
    margin-block: 18px 12px;
    font-size: 2.25em;
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: 0.08em;
    font-variant-numeric: tabular-nums;
  }
  .emoji {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 12px 8px;
    margin: 0 0 20px;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
    color: var(--_dim);
  }
  .emoji li {
    min-inline-size: 21%;
  }
  .emoji span {
    display: block;
    font-size: 2.6em;
    line-height: 1.25;
    color: var(--_text);
  }
  .mark {
    display: flex;
    justify-content: center;
    gap: 4px;
    font-weight: 600;
    color: var(--_mark);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-block-start: 16px;
  }
  .choices button {
    flex: 1 0 auto;
    max-inline-size: 100%;
  }
  .danger {
    background: var(--_danger);
    color: #fff;
    border-color: transparent;
    font-weight: 600;
  }
`;

/** Gives the element what the dialog looks by. */
export function dress({ shadowRoot }: HTMLElement): void {
  if (shadowRoot && style.styleSheet) shadowRoot.adoptedStyleSheets.push(style.styleSheet);
}

/** How far a comparison has come, and what a person can do in it. */
export interface Comparison {
  /** Why there is no code. */
  readonly error: RtcError | undefined;
  /** The person has seen another code than the other side. */
  readonly differs: boolean;
  /** Asks the other side for the code, again where that failed. */
  ask(id: string): void;
  /** Says what it means that the codes differ, or goes back to them. */
  differ(differs: boolean): void;
  /** The person has compared the codes. */
  agree(id: string, verified: boolean): void;
  close(): void;
  closed(): void;
}

/** The dialog with somebody, as it stands. */
export function safetyDialog(view: View, person: Participant, dialog: Comparison): TemplateResult {
  const { language, direction, leave } = view;
  const texts = withOpened(view.texts);
  const name = person.name || texts.guest;
  return html`<dialog class="safety" part="safety" lang=${language} dir=${direction} aria-labelledby="safety-title"
      @close=${dialog.closed}>
      <button type="button" class="bare corner" part="button" aria-label=${texts.dismiss} title=${texts.dismiss}
        @click=${dialog.close}>${icon(ICON.close)}</button>
      ${
        dialog.differs
          ? html`<h2 id="safety-title" tabindex="-1">${texts.safetyDifferTitle}</h2><p>${texts.safetyDifferHint}</p>
            <div class="choices"><button type="button" class="danger" part="button" @click=${leave}>${texts.leave}</button
            ><button type="button" part="button" @click=${() => dialog.differ(false)}>${texts.safetyBack}</button></div>`
          : html`<h2 id="safety-title" tabindex="-1">${texts.safetyWith(name)}</h2>${comparison(dialog, person, name, texts)}`
      }
    </dialog>`;
}

function comparison(dialog: Comparison, person: Participant, name: string, texts: AllTexts): TemplateResult {
  const { safetyCode, verified, id } = person;
  if (!safetyCode) {
    const error = dialog.error;
    return html`<div role="status">${
      error ? html`<p>${texts.errors[error.code]}</p>` : html`<p class="dim">${texts.safetyAsking}</p>`
    }</div>${
      error
        ? html`<div class="choices"><button type="button" class="main" part="button" @click=${() => dialog.ask(id)}>${texts.tryAgain}</button></div>`
        : nothing
    }`;
  }
  const agree = (on: boolean) => () => dialog.agree(id, on);
  return html`<div role="status">
        <p>${verified ? html`<span class="mark">${icon(ICON.verified)}${texts.verified}</span>${texts.verifiedHint(name)}` : texts.safetyHint(name)}</p>
        ${codeOf(safetyCode, texts)}
      </div>
      <div class="choices">${
        verified
          ? html`<button type="button" part="button" @click=${agree(false)}>${texts.unverify}</button>`
          : html`<button type="button" class="main" part="button" @click=${agree(true)}>${texts.safetyMatch}</button
            ><button type="button" part="button" @click=${() => dialog.differ(true)}>${texts.safetyDiffer}</button>`
      }</div>`;
}

/** Screen readers say every digit, and the names of the pictures as they stand here. */
function codeOf({ digits, emoji }: SafetyCode, texts: AllTexts): TemplateResult {
  const names = texts.emojiNames.split(' ');
  return html`<p class="digits" dir="ltr"><span class="heard">${[...digits].join(' ')}</span
    ><span aria-hidden="true">${digits.slice(0, 3)}</span><span aria-hidden="true">${digits.slice(3)}</span></p>
    <ol class="emoji">${emoji.map(
      each => html`<li><span aria-hidden="true">${each}</span>${names[SAFETY_EMOJI.indexOf(each)]}</li>`,
    )}</ol>`;
}
