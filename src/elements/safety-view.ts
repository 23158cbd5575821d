// The dialog in which two people compare their safety code, and the line that tells of the other side's wish to. It
// asks the call for the code; how that comes to pass is the engine's.

import {
  css,
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { RtcError } from '../errors.ts';
import { SAFETY_EMOJI, type SafetyCode } from '../protocol/safety-code.ts';
import type { Participant } from '../session/call-state.ts';
import type { CallController } from './call-controller.ts';
import type { View } from './call-view.ts';
import { icon } from './icons.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

export class SafetyDialog implements ReactiveController {
  readonly #host: Host;
  readonly #calls: CallController;
  /** The codes that this side has asked for, or seen, or waved aside. */
  readonly #seen = new WeakSet<SafetyCode>();
  #id: string | undefined;
  #error: RtcError | undefined;
  #differs = false;

  constructor(host: Host, calls: CallController) {
    this.#host = host;
    this.#calls = calls;
    host.addController(this);
  }

  /** Opens the dialog and asks for the code. */
  show(id: string): void {
    this.#id = id;
    this.#differs = false;
    this.#ask(id);
  }

  /** Who has made a code that nobody here has seen yet. */
  get asking(): Participant | undefined {
    return this.#participants.find(
      ({ safetyCode, verified }) => safetyCode && !verified && !this.#seen.has(safetyCode),
    );
  }

  /** Shows no more that somebody asks. */
  ignore({ safetyCode }: Participant): void {
    if (safetyCode) this.#seen.add(safetyCode);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const person = this.#person;
    for (const { id, safetyCode } of this.#participants) {
      if (safetyCode && (id === this.#id || this.#calls.askedFor.delete(id))) this.#seen.add(safetyCode);
    }
    if (person || this.#id === undefined) return;
    // Gone. Closed first, the dialog gives the focus back.
    this.#dialog?.close();
    this.#id = undefined;
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    const { open } = dialog;
    if (!open) dialog.showModal();
    // What had the focus may be gone; the heading says what is there instead.
    if (!open || !dialog.matches(':focus-within')) dialog.querySelector('h2')?.focus();
  }

  render({ texts, language, direction, leave }: View): TemplateResult | typeof nothing {
    const person = this.#person;
    if (!person) return nothing;
    const name = person.name || texts.guest;
    const close = () => this.#dialog?.close();
    return html`<dialog class="safety" part="safety" lang=${language} dir=${direction} aria-labelledby="safety-title"
      @close=${this.#closed}>
      <button type="button" class="bare corner" part="button" aria-label=${texts.dismiss} title=${texts.dismiss}
        @click=${close}>${icon('close')}</button>
      ${
        this.#differs
          ? html`<h2 id="safety-title" tabindex="-1">${texts.safetyDifferTitle}</h2><p>${texts.safetyDifferHint}</p>
            <div class="choices"><button type="button" class="danger" part="button" @click=${leave}>${texts.leave}</button
            ><button type="button" part="button" @click=${() => this.#differ(false)}>${texts.safetyBack}</button></div>`
          : html`<h2 id="safety-title" tabindex="-1">${texts.safetyWith(name)}</h2>${this.#comparison(person, name, texts)}`
      }
    </dialog>`;
  }

  #comparison(person: Participant, name: string, texts: View['texts']): TemplateResult {
    const { safetyCode, verified, id } = person;
    if (!safetyCode) {
      const error = this.#error;
      return html`<div role="status">${
        error ? html`<p>${texts.errors[error.code]}</p>` : html`<p class="dim">${texts.safetyAsking}</p>`
      }</div>${
        error
          ? html`<div class="choices"><button type="button" class="main" part="button" @click=${() => this.#ask(id)}>${texts.tryAgain}</button></div>`
          : nothing
      }`;
    }
    const agree = (on: boolean) => () => this.#calls.call?.setVerified(id, on);
    return html`<div role="status">
        <p>${verified ? html`<span class="mark">${icon('verified')}${texts.verified}</span>${texts.verifiedHint(name)}` : texts.safetyHint(name)}</p>
        ${codeOf(safetyCode, texts)}
      </div>
      <div class="choices">${
        verified
          ? html`<button type="button" part="button" @click=${agree(false)}>${texts.unverify}</button>`
          : html`<button type="button" class="main" part="button" @click=${agree(true)}>${texts.safetyMatch}</button
            ><button type="button" part="button" @click=${() => this.#differ(true)}>${texts.safetyDiffer}</button>`
      }</div>`;
  }

  #ask(id: string): void {
    this.#error = undefined;
    this.#host.requestUpdate();
    this.#calls.requestSafetyCode(id).catch((error: unknown) => {
      if (!(error instanceof RtcError)) throw error;
      this.#error = error;
      this.#host.requestUpdate();
    });
  }

  #differ(differs: boolean): void {
    this.#differs = differs;
    this.#host.requestUpdate();
  }

  readonly #closed = (): void => {
    this.#id = undefined;
    this.#host.requestUpdate();
  };

  get #participants(): readonly Participant[] {
    return this.#calls.state?.participants ?? [];
  }

  get #person(): Participant | undefined {
    return this.#participants.find(({ id, self }) => id === this.#id && !self);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog.safety');
  }
}

/** The other side shows the code; here nobody has asked for it. */
export function safetyRequest(view: View): TemplateResult | typeof nothing {
  const { texts, safetyAsked: person, showSafety, ignoreSafety } = view;
  if (!person) return nothing;
  return html`<div class="asked" part="banner">
    <span role="status">${texts.safetyAsked(person.name || texts.guest)}</span>
    <button type="button" part="button" @click=${() => showSafety(person.id)}>${texts.safetyShow}</button
    ><button type="button" class="bare" part="button" aria-label=${texts.dismiss} title=${texts.dismiss}
      @click=${() => ignoreSafety(person)}>${icon('close')}</button>
  </div>`;
}

/** Screen readers say every digit, and the names of the pictures as they stand here. */
function codeOf({ digits, emoji }: SafetyCode, texts: View['texts']): TemplateResult {
  const names = texts.emojiNames.split(' ');
  return html`<p class="digits" dir="ltr"><span class="heard">${[...digits].join(' ')}</span
    ><span aria-hidden="true">${digits.slice(0, 3)}</span><span aria-hidden="true">${digits.slice(3)}</span></p>
    <ol class="emoji">${emoji.map(
      each => html`<li><span aria-hidden="true">${each}</span>${names[SAFETY_EMOJI.indexOf(each)]}</li>`,
    )}</ol>`;
}

export const safetyStyle = css`
  .safety {
    inline-size: min(27em, 100vw - 16px);
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
    hyphens: auto;
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
  .asked {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 8px;
    padding: 4px 4px 4px 14px;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .asked span {
    flex: 1 1 12em;
    overflow-wrap: anywhere;
  }
`;
