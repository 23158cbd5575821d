// The texts of a visitor's panel in the language of its element, as they come.

import { enSupport, type SupportTexts } from '../i18n/en-support.ts';
import { loadSupportTexts } from '../i18n/support-texts.ts';
import { chooseLanguage, languages } from '../i18n/texts.ts';
import { languageAround } from './controllers.ts';
import { hearAddedLanguages } from './page-languages.ts';

export class VisitorLanguage {
  readonly #host: Element;
  readonly #changed: () => void;
  #texts: SupportTexts = enSupport;
  #language = 'en';
  #stop: (() => void) | undefined;

  constructor(host: Element, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
  }

  get texts(): SupportTexts {
    return this.#texts;
  }

  get language(): string {
    return this.#language;
  }

  /** Looks for the language anew, and follows what the page adds from now on. */
  speak(): void {
    hearAddedLanguages();
    this.#stop ??= languages.subscribe(() => this.#choose());
    this.#choose();
  }

  end(): void {
    this.#stop?.();
  }

  #choose(): void {
    const language = chooseLanguage([languageAround(this.#host), ...navigator.languages]);
    this.#language = language;
    void loadSupportTexts(language).then(texts => {
      if (language !== this.#language) return;
      this.#texts = texts;
      this.#changed();
    });
  }
}
