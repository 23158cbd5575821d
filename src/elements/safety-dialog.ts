// Comparing safety codes in <rtc-call>: for whom the dialog is open, how far it has come, and the line that tells of
// the other side's wish. What the dialog looks like is loaded when it is first opened.

import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { RtcError } from '../errors.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import type { Participant } from '../session/call-state.ts';
import type { CallController } from './call-controller.ts';
import type { View } from './call-view.ts';
import { icon } from './icons.ts';
import type { Comparison } from './safety-view.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

export class SafetyDialog implements ReactiveController, Comparison {
  readonly #host: Host;
  readonly #calls: CallController;
  /** The codes that this side has asked for, or seen, or waved aside. */
  readonly #seen = new WeakSet<SafetyCode>();
  #id: string | undefined;
  #drawing: typeof import('./safety-view.ts') | undefined;
  error: RtcError | undefined;
  differs = false;

  constructor(host: Host, calls: CallController) {
    this.#host = host;
    this.#calls = calls;
    host.addController(this);
  }

  /** Opens the dialog and asks for the code. */
  show(id: string): void {
    this.#id = id;
    this.differs = false;
    this.ask(id);
    void this.#draw();
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

  /** The dialog; nothing while there is none. */
  render(view: View): TemplateResult | typeof nothing {
    const person = this.#person;
    return person && this.#drawing ? this.#drawing.safetyDialog(view, person, this) : nothing;
  }

  ask(id: string): void {
    this.error = undefined;
    this.#host.requestUpdate();
    this.#calls.requestSafetyCode(id).catch((error: unknown) => {
      if (!(error instanceof RtcError)) throw error;
      this.error = error;
      this.#host.requestUpdate();
    });
  }

  differ(differs: boolean): void {
    this.differs = differs;
    this.#host.requestUpdate();
  }

  agree(id: string, verified: boolean): void {
    this.#calls.call?.setVerified(id, verified);
  }

  readonly close = (): void => this.#dialog?.close();

  readonly closed = (): void => {
    this.#id = undefined;
    this.#host.requestUpdate();
  };

  /** Where it cannot be fetched there is no dialog, until it is asked for again. */
  async #draw(): Promise<void> {
    const drawing = this.#drawing ?? (await import('./safety-view.ts').catch(() => undefined));
    if (!this.#drawing) drawing?.dress(this.#host);
    this.#drawing = drawing;
    this.#host.requestUpdate();
  }

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
