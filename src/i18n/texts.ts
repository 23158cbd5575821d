// Chooses a language by the tags that a person or a page prefers, and loads its texts when they are first
// needed. English is always there; a page can add languages of its own. Who asks, and when to draw again, is the
// caller's.

import type { RtcError } from '../errors.ts';
import { type ReadableStore, Store } from '../store.ts';
import { en, type Texts } from './en.ts';
import type { CheckupTexts } from './en-checkup.ts';
import type { DeskTexts } from './en-desk.ts';
import type { AllTexts } from './en-opened.ts';
import type { RecorderTexts } from './en-recorder.ts';
import type { RecordingTexts } from './en-recording.ts';
import type { StatsTexts } from './en-stats.ts';
import type { SupportTexts } from './en-support.ts';

/** The texts of a page's own language: what is missing is shown in English. */
export type OwnTexts = Partial<
  Omit<AllTexts & StatsTexts & CheckupTexts & RecorderTexts & RecordingTexts, 'errors'>
> & {
  readonly errors?: Partial<Texts['errors']>;
  /** Of a support desk. */
  readonly support?: Partial<SupportTexts & DeskTexts>;
};

const loaders = new Map<string, () => Promise<OwnTexts>>([['de', async () => (await import('./de.ts')).de]]);

const loaded = new Store<ReadonlyMap<string, Texts>>(new Map([['en', en]]));
const loading = new Map<string, Promise<Texts>>();

/** Changes when texts have come, from wherever. */
export const languages: ReadableStore<unknown> = loaded;

/**
 * Adds a language, or puts other texts in the place of a known one's. `language` is a tag such as `nl` or `pt-BR`,
 * `texts` an object, or a function that resolves with one and is called when the language is first needed. Throws a
 * RangeError where the tag is none.
 */
export function addLanguage(language: string, texts: OwnTexts | (() => Promise<OwnTexts>)): void {
  const tag = new Intl.Locale(language).toString().toLowerCase();
  if (typeof texts === 'function') {
    loaders.set(tag, texts);
    const others = new Map(loaded.value);
    others.delete(tag);
    loaded.set(others);
  } else {
    keep(tag, texts);
  }
}

function keep(language: string, texts: OwnTexts): void {
  const all = { ...en, ...texts, errors: { ...textsOf('en').errors, ...texts.errors } };
  loaded.set(new Map(loaded.value).set(language, all));
}

/** The first language with texts, for tags in order of preference; `de-AT` falls back to `de`, all to `en`. */
export function chooseLanguage(tags: readonly string[]): string {
  for (const tag of tags) {
    const subtags = tag.toLowerCase().split(/[-_]/);
    for (; subtags.length; subtags.pop()) {
      const language = subtags.join('-');
      if (loaded.value.has(language) || loaders.has(language)) return language;
    }
  }
  return 'en';
}

/** Resolves with a language's texts; with the English ones where they cannot be loaded. */
export function loadTexts(language: string): Promise<Texts> {
  const load = async () => {
    try {
      const texts = await loaders.get(language)?.();
      if (texts) keep(language, texts);
    } catch {
      // Offline, say. The next one who asks tries again.
    } finally {
      loading.delete(language);
    }
    return textsOf(language);
  };
  if (hasTexts(language)) return Promise.resolve(textsOf(language));
  const running = loading.get(language) ?? load();
  loading.set(language, running);
  return running;
}

/** Resolves once the words for an error are there, or cannot be had; undefined where there is nothing to load. */
export function loadErrorText({ code }: RtcError): Promise<void> | undefined {
  return textsOf('en').errors[code] ? undefined : loadErrors();
}

/** Words could not be loaded: then it is only said that something is wrong. */
let wordless = false;

async function loadErrors(): Promise<void> {
  try {
    const { enErrors } = await import('./en-errors.ts');
    const all = [...loaded.value].map(([language, texts]) => {
      const errors = { ...enErrors.errors, ...texts.errors };
      return [language, { ...enErrors, ...texts, errors }] as const;
    });
    loaded.set(new Map(all));
    wordless = false;
  } catch {
    // Offline, say. The next error tries again.
    wordless = true;
    loaded.set(new Map(loaded.value));
  }
}

/** What happened and what to do, and the server that it is about; empty while the words are on their way. */
export function errorText({ errors, failedTitle }: Texts, { code, server }: RtcError): string {
  const text = errors[code] ?? (wordless ? failedTitle : '');
  return text + (text && server ? ` (${server})` : '');
}

/** The texts of a language if they are there; else the English ones. */
export function textsOf(language: string): Texts {
  return loaded.value.get(language) ?? en;
}

/** Whether the texts of a language need no loading. */
export function hasTexts(language: string): boolean {
  return loaded.value.has(language);
}

/** Scripts that are written from right to left, of languages in use: ISO 15924. */
const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'];

/** Which way a language is written, by the script that it is most likely written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** The languages that there are texts in. */
export function knownLanguages(): readonly string[] {
  return [...new Set([...loaded.value.keys(), ...loaders.keys()])];
}
