// What a visitor fills in: the questions before the call, and how it was. What becomes of the answers is the panel's.

import { html, nothing, type TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Draft } from './support-draft.ts';

const LONGEST_NAME = 60;
const LONGEST_ANSWER = 4000;
const LONGEST_COMMENT = 2000;

/** One question before the call. */
export interface Question {
  readonly name: string;
  readonly required: boolean;
}

export interface QuestionForm {
  readonly title: string;
  readonly greeting: string;
  /** What is to be known before asking. */
  readonly notice: string;
  readonly questions: readonly Question[];
  readonly draft: Draft;
  /** What went wrong, in words. */
  readonly problem: string;
  readonly offline: boolean;
  readonly consent: boolean;
  readonly privacyUrl: string | null;
  /** There is a connection to send by. */
  readonly ready: boolean;
  typed(answers: Draft): void;
  send(): void;
}

const TYPES: Readonly<Record<string, 'email' | 'tel'>> = { email: 'email', phone: 'tel' };
const AUTOCOMPLETE: Readonly<Record<string, 'name' | 'email' | 'tel'>> = {
  name: 'name',
  email: 'email',
  phone: 'tel',
};

export function questionForm(texts: SupportTexts, form: QuestionForm): TemplateResult {
  const { title, greeting, notice, questions, draft, problem, offline, consent, privacyUrl, ready } = form;
  return html`
    <h2>${title}</h2>
    <p>${greeting}</p>
    ${notice ? html`<p role="note">${notice}</p>` : nothing}
    ${problem ? html`<p role="alert">${problem}</p>` : nothing}
    ${offline ? html`<p role="status">${texts.offline}</p>` : nothing}
    <form
      @input=${(event: Event) => form.typed(answersOf(event.currentTarget as HTMLFormElement))}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        form.send();
      }}
    >
      ${questions.map(
        ({ name, required }) => html`<label
          >${texts.field(name)}${required ? ' *' : ''}
          <input
            name=${name}
            maxlength=${name === 'name' ? LONGEST_NAME : LONGEST_ANSWER}
            type=${TYPES[name] ?? 'text'}
            autocomplete=${AUTOCOMPLETE[name] ?? 'off'}
            ?required=${required}
            .value=${draft[name] ?? ''}
          />
        </label>`,
      )}
      ${
        consent
          ? html`<label
              ><input type="checkbox" required />
              ${privacyUrl ? html`<a href=${privacyUrl}>${texts.consent}</a>` : texts.consent}</label
            >`
          : nothing
      }
      <button class="main" ?disabled=${!ready}>${ready || problem ? texts.send : texts.connecting}</button>
    </form>
  `;
}

/** `rate` is called without a star where somebody would rather not say. */
export function ratingForm(
  texts: SupportTexts,
  rate: (stars: number, comment: string) => void,
): TemplateResult {
  const stars = [1, 2, 3, 4, 5].map(
    count =>
      html`<label><input type="radio" name="stars" value=${count} required /> ${texts.stars(count)}</label>`,
  );
  return html`<form
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const { stars, comment = '' } = answersOf(event.currentTarget as HTMLFormElement);
      rate(Number(stars), comment);
    }}
  >
    <fieldset>
      <legend>${texts.rateTitle}</legend>
      <div class="stars">${stars}</div>
    </fieldset>
    <label>${texts.comment} <textarea name="comment" maxlength=${LONGEST_COMMENT}></textarea></label>
    <button class="main">${texts.rate}</button>
    <button type="button" @click=${() => rate(0, '')}>${texts.skip}</button>
  </form>`;
}

/** What stands in the fields of a form, by their names. */
export function answersOf(form: HTMLFormElement): Draft {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(texts);
}
