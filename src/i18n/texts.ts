// Chooses a language by the tags that a person or a page prefers, and loads its texts when they are first
// needed. English is always there. Who asks, and when to draw again, is the caller's.

import { en, type Texts } from './en.ts';

const LOADERS: Readonly<Record<string, () => Promise<Texts>>> = {
  de: async () => (await import('./de.ts')).de,
};

const loaded = new Map<string, Texts>([['en', en]]);
const loading = new Map<string, Promise<Texts>>();

/** The first language with texts, for tags in order of preference; `de-AT` falls back to `de`, all to `en`. */
export function chooseLanguage(tags: readonly string[]): string {
  for (const tag of tags) {
    const subtags = tag.toLowerCase().split(/[-_]/);
    for (; subtags.length; subtags.pop()) {
      const language = subtags.join('-');
      if (language === 'en' || Object.hasOwn(LOADERS, language)) return language;
    }
  }
  return 'en';
}

/** Resolves with a language's texts; with the English ones where they cannot be loaded. */
export function loadTexts(language: string): Promise<Texts> {
  const known = loaded.get(language);
  if (known) return Promise.resolve(known);
  const load = async () => {
    try {
      const texts = (await LOADERS[language]?.()) ?? en;
      loaded.set(language, texts);
      return texts;
    } catch {
      return en; // Offline, say. The next one who asks tries again.
    } finally {
      loading.delete(language);
    }
  };
  const running = loading.get(language) ?? load();
  if (!loaded.has(language)) loading.set(language, running);
  return running;
}

/** The texts of a language if they are there; else the English ones. */
export function textsOf(language: string): Texts {
  return loaded.get(language) ?? en;
}

/** Whether the texts of a language need no loading. */
export function hasTexts(language: string): boolean {
  return loaded.has(language);
}
