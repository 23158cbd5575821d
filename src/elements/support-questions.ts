// The questions before the call: which the page asks, what is answered so far, and the form with them. When they are
// sent is the panel's.

import type { TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Details } from '../support/visitor.ts';
import { type Draft, detailsOf, keepDraft, readDraft } from './support-draft.ts';
import { type Question, type QuestionForm, questionForm } from './support-form.ts';
import type { SupportHost } from './support-state.ts';

export class SupportQuestions {
  readonly #host: SupportHost;
  #draft = readDraft();

  constructor(host: SupportHost) {
    this.#host = host;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Nothing typed is lost. */
  readonly keep = (answers: Draft): void => {
    this.#draft = { ...this.#draft, ...answers };
    keepDraft(this.#draft);
  };

  /** Something has to be answered, or agreed to, before anybody is asked. */
  get open(): boolean {
    const missing = this.#list.some(({ name, required }) => required && !this.#draft[name]?.trim());
    return missing || this.#host.hasAttribute('consent');
  }

  details(language: string): Details {
    const asked = this.#list.map(({ name }) => name);
    return detailsOf(this.#draft, asked, language);
  }

  view(
    texts: SupportTexts,
    form: Pick<QuestionForm, 'problem' | 'offline' | 'ready' | 'send'>,
  ): TemplateResult {
    const host = this.#host;
    return questionForm(texts, {
      ...form,
      title: host.getAttribute('desk') ?? texts.open,
      greeting: host.getAttribute('greeting') ?? '',
      notice: host.withinHours ? '' : texts.closed(host.getAttribute('hours') ?? ''),
      questions: this.#list,
      draft: this.#draft,
      consent: host.hasAttribute('consent'),
      privacyUrl: host.getAttribute('privacy-url'),
      typed: this.keep,
    });
  }

  get #list(): Question[] {
    const words = (this.#host.getAttribute('ask') ?? 'name topic').split(/\s+/).filter(Boolean);
    return words.map(word => ({ name: word.replace(/\*$/, ''), required: word.endsWith('*') }));
  }
}
