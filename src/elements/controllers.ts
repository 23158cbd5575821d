// What every element can use: one controller watches a store, one finds the language, and the custom states.
// No element is named here.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en, type Texts } from '../i18n/en.ts';
import { chooseLanguage, directionOf, hasTexts, languages, loadTexts, textsOf } from '../i18n/texts.ts';
import type { ReadableStore } from '../store.ts';

type Host = ReactiveControllerHost & HTMLElement;

/** Draws its host again when a store, which may be exchanged, has a new value. */
export class StoreController<T> implements ReactiveController {
  readonly #host: Host;
  readonly #changed: ((value: T, previous: T | undefined) => void) | undefined;
  readonly #concerned: (value: T, previous: T | undefined) => boolean;
  #store: ReadableStore<T> | undefined;
  #seen: T | undefined;
  #stop: (() => void) | undefined;

  /**
   * `changed` hears of every new value once, also of one that came while the host was being moved. `concerned` says
   * whether one has to be drawn.
   */
  constructor(
    host: Host,
    changed?: (value: T, previous: T | undefined) => void,
    concerned: (value: T, previous: T | undefined) => boolean = () => true,
  ) {
    this.#host = host;
    this.#changed = changed;
    this.#concerned = concerned;
    host.addController(this);
  }

  get value(): T | undefined {
    return this.#store?.value;
  }

  /** Watches this store from now on instead of the one before, or none. */
  watch(store: ReadableStore<T> | undefined): void {
    this.hostDisconnected();
    this.#store = store;
    this.#seen = undefined;
    if (this.#host.isConnected) this.hostConnected();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.hostDisconnected();
    this.#stop = this.#store?.subscribe(() => this.#look());
    this.#look();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #look(): void {
    const value = this.#store?.value;
    if (value === undefined || value === this.#seen) return;
    const previous = this.#seen;
    this.#seen = value;
    if (this.#concerned(value, previous)) this.#host.requestUpdate();
    this.#changed?.(value, previous);
  }
}

/** Finds the texts in the language of its host: its own or an ancestor's `lang`, then the browser's, English. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  readonly #known: StoreController<unknown>;
  #texts: Texts = en;
  #language = 'en';

  constructor(host: Host) {
    this.#host = host;
    this.#known = new StoreController(host);
    host.addController(this);
  }

  /** The texts to draw with now. */
  get texts(): Texts {
    return this.#texts;
  }

  /** The language of these texts, for the `lang` attribute of what is drawn with them. */
  get language(): string {
    return this.#language;
  }

  /** Which way this language is written, for the `dir` attribute beside `lang`. */
  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.#language);
  }

  hostConnected(): void {
    this.#known.watch(languages);
  }

  hostDisconnected(): void {
    this.#known.watch(undefined);
  }

  hostUpdate(): void {
    this.#language = chooseLanguage([languageAround(this.#host), ...navigator.languages]);
    this.#texts = textsOf(this.#language);
    if (!hasTexts(this.#language)) void loadTexts(this.#language);
  }
}

/** The nearest `lang`, over the borders of shadow roots; empty where there is none. */
export function languageAround(element: Element): string {
  let at: Element | null = element;
  while (at) {
    if (at instanceof HTMLElement && at.lang) return String(at.lang);
    const root: Node = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return '';
}

/** The element's custom states, for `:state(…)` in a page's style. */
export class CustomStates {
  readonly #internals: ElementInternals;

  constructor(element: HTMLElement) {
    this.#internals = element.attachInternals();
  }

  set(states: Readonly<Record<string, boolean>>): void {
    // Absent in browsers from before 2024.
    const set: CustomStateSet | undefined = this.#internals.states;
    for (const [state, on] of Object.entries(states)) {
      if (on) set?.add(state);
      else set?.delete(state);
    }
  }
}
