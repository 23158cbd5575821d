// Comparing safety codes in <rtc-call>: for whom the dialog is open, how far it has come, and the line that tells of
// the other side's wish. Loaded when there is first a code, or a wish for one.

import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { RtcError } from '../errors.ts';
import type { Texts } from '../i18n/en.ts';
import { withOpened } from '../i18n/en-opened.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import type { Participant } from '../session/call-state.ts';
import type { CallController } from './call-controller.ts';
import type { View } from './call-view.ts';
import { ICON, icon } from './icons.ts';
import { type Comparison, dress, safetyDialog } from './safety-view.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

export class SafetyDialog implements ReactiveController, Comparison {
  readonly #host: Host;
  readonly #calls: CallController;
  /** The codes that this side has asked for, or seen, or waved aside. */
  readonly #seen = new WeakSet<SafetyCode>();
  /** Those with whom this side wants to compare codes. */
  readonly #askedFor = new Set<string>();
  #id: string | undefined;
  error: RtcError | undefined;
  differs = false;

  constructor(host: Host, calls: CallController) {
    this.#host = host;
    this.#calls = calls;
    dress(host);
    host.addController(this);
  }

  /** The code to compare with somebody. Rejects with an RtcError, of which the page has been told. */
  async request(id: string): Promise<SafetyCode> {
    try {
      const { call } = this.#calls;
      if (!call) throw new RtcError('not-in-call', 'There is no call.');
      this.#askedFor.add(id);
      return await call.requestSafetyCode(id);
    } catch (cause) {
      const error =
        cause instanceof RtcError
          ? cause
          : new RtcError('safety-code-unanswered', 'There is no code.', cause);
      this.#calls.report(error);
      throw error;
    }
  }

  /** Opens the dialog and asks for the code. */
  show(id: string): void {
    this.#id = id;
    this.differs = false;
    this.ask(id);
  }

  hostUpdate(): void {
    const person = this.#person;
    for (const { id, safetyCode } of this.#participants) {
      if (safetyCode && (id === this.#id || this.#askedFor.delete(id))) this.#seen.add(safetyCode);
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
    return person ? safetyDialog(view, person, this) : nothing;
  }

  /** The line that the other side shows a code for which nobody here has asked; nothing where that is not so. */
  wish(texts: Texts): TemplateResult | typeof nothing {
    const person = this.#participants.find(
      ({ id, safetyCode, verified }) =>
        safetyCode && !verified && id !== this.#id && !this.#askedFor.has(id) && !this.#seen.has(safetyCode),
    );
    if (!person) return nothing;
    const { safetyAsked, safetyShow, guest, dismiss } = withOpened(texts);
    return html`<div class="asked" part="banner">
      <span role="status">${safetyAsked(person.name || guest)}</span>
      <button type="button" part="button" @click=${() => this.show(person.id)}>${safetyShow}</button
      ><button type="button" class="bare" part="button" aria-label=${dismiss} title=${dismiss}
        @click=${() => this.#ignore(person)}>${icon(ICON.close)}</button>
    </div>`;
  }

  ask(id: string): void {
    this.error = undefined;
    this.#host.requestUpdate();
    this.request(id).catch((error: unknown) => {
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

  #ignore({ safetyCode }: Participant): void {
    if (safetyCode) this.#seen.add(safetyCode);
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
