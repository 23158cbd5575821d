// The texts of a support desk in the language that fits; English where there are none.

import { enSupport, type SupportTexts } from './en-support.ts';

const loaders: Readonly<Record<string, () => Promise<SupportTexts>>> = {
  de: async () => (await import('./de-support.ts')).deSupport,
};

/** Resolves with the texts of a language such as `chooseLanguage` gives; with the English ones where they can't be had. */
export async function loadSupportTexts(language: string): Promise<SupportTexts> {
  return (await loaders[language]?.().catch(() => undefined)) ?? enSupport;
}
