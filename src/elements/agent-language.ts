// The texts of an agent in the language of a desk's element, as they come.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { enAgent, loadAgentTexts } from '../i18n/desk-texts.ts';
import { LanguageController } from './controllers.ts';

export class AgentLanguage implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #language: LanguageController;
  #texts = enAgent;
  #textsOf: unknown;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#language = new LanguageController(host);
    host.addController(this);
  }

  get texts(): typeof enAgent {
    return this.#texts;
  }

  get language(): string {
    return this.#language.language;
  }

  get direction(): 'ltr' | 'rtl' {
    return this.#language.direction;
  }

  hostUpdated(): void {
    const { language, texts } = this.#language;
    if (texts === this.#textsOf) return;
    this.#textsOf = texts;
    void loadAgentTexts(language).then(agent => {
      if (texts === this.#textsOf) this.#texts = agent;
      this.#host.requestUpdate();
    });
  }
}
