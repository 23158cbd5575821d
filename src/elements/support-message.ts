// The message that a visitor leaves while nobody is there: its form, and what becomes of it. The panel decides when it is
// offered; what is typed is kept with everything else.

import { html, nothing, type TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Visit, VisitState } from '../support/visit.ts';
import { tellError } from './desk-attributes.ts';
import { type Draft, detailsOf } from './support-draft.ts';
import { RtcMessageLeftEvent } from './support-events.ts';
import { answersOf } from './support-form.ts';
import type { SupportHost } from './support-state.ts';

const LONGEST_NAME = 60;
const LONGEST_REACH = 200;
const LONGEST_MESSAGE = 4000;

export interface MessageForm {
  readonly visit: Visit | undefined;
  readonly draft: Draft;
  readonly language: string;
}

export interface MessageEvents {
  /** To be kept, whatever comes. */
  typed(answers: Draft): void;
  /** The visitor would rather wait, or rather not. */
  waits(waits: boolean): void;
  /** It is to be drawn again. */
  changed(): void;
}

type Status = 'writing' | 'sending' | 'left' | 'failed' | 'tooLong';

export class SupportMessage {
  readonly #host: SupportHost;
  readonly #events: MessageEvents;
  #status: Status = 'writing';
  #waits = false;

  constructor(host: SupportHost, events: MessageEvents) {
    this.#host = host;
    this.#events = events;
  }

  /** Nobody is there, and what is left is kept until somebody is. `desk`: what it tells everybody. */
  canBeLeft(desk: VisitState['desk']): boolean {
    return desk?.mail === true && !desk.open && !this.#host.hasAttribute('no-offline-message');
  }

  /** The visitor has said to wait though nobody is there. */
  get waits(): boolean {
    return this.#waits;
  }

  /** To be pressed by who waits. */
  renderInstead(texts: SupportTexts): TemplateResult {
    return html`<button @click=${() => this.#wait(false)}>${texts.leaveInstead}</button>`;
  }

  render(texts: SupportTexts, form: MessageForm): TemplateResult {
    const { draft } = form;
    const [consent, privacyUrl] = [
      this.#host.hasAttribute('consent'),
      this.#host.getAttribute('privacy-url'),
    ];
    if (this.#status === 'left')
      return html`<p role="status">${texts.left}</p>
        <button @click=${() => this.#become('writing')}>${texts.anotherMessage}</button>`;
    const problem = this.#status === 'failed' || this.#status === 'tooLong' ? texts[this.#status] : '';
    const field = (name: string, label: string, longest: number, autocomplete: 'name' | 'off') => html`<label
      >${label}
      <input
        name=${name}
        dir="auto"
        maxlength=${longest}
        autocomplete=${autocomplete}
        ?required=${name === 'reach'}
        .value=${draft[name] ?? ''}
      />
    </label>`;
    return html`
      <h2>${texts.leaveTitle}</h2>
      <p>${texts.leaveHint}</p>
      ${problem ? html`<p role="alert">${problem}</p>` : nothing}
      <form
        @input=${(event: Event) => this.#events.typed(answersOf(event.currentTarget as HTMLFormElement))}
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#send(answersOf(event.currentTarget as HTMLFormElement), form);
        }}
      >
        ${field('name', texts.field('name'), LONGEST_NAME, 'name')}
        ${field('reach', texts.reach, LONGEST_REACH, 'off')}
        <label
          >${texts.message}
          <textarea name="message" dir="auto" rows="4" required maxlength=${LONGEST_MESSAGE} .value=${draft.message ?? ''}></textarea>
        </label>
        ${
          consent
            ? html`<label
                ><input type="checkbox" required />
                ${privacyUrl ? html`<a href=${privacyUrl}>${texts.consent}</a>` : texts.consent}</label
              >`
            : nothing
        }
        <div class="bar">
        <button class="main" ?disabled=${this.#status === 'sending'}>${this.#status === 'sending' ? texts.leaving : texts.leave}</button>
        <button type="button" @click=${() => this.#wait(true)}>${texts.waitInstead}</button>
        </div>
      </form>
    `;
  }

  async #send(draft: Draft, { visit, language }: MessageForm): Promise<void> {
    if (!visit || this.#status === 'sending') return;
    this.#become('sending');
    try {
      await visit.leaveMessage({ ...detailsOf(draft, ['reach'], language), text: draft.message ?? '' });
      this.#events.typed({ message: '' });
      this.#host.dispatchEvent(new RtcMessageLeftEvent());
      this.#become('left');
    } catch (cause) {
      tellError(this.#host, cause);
      const tooLong = cause instanceof RtcError && cause.code === 'message-too-long';
      this.#become(tooLong ? 'tooLong' : 'failed');
    }
  }

  #wait(waits: boolean): void {
    this.#waits = waits;
    this.#events.waits(waits);
  }

  #become(status: Status): void {
    this.#status = status;
    this.#events.changed();
  }
}
