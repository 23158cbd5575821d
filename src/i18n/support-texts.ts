// The texts of a support desk in the language that fits: the page's own before ours, English where there are none.

import type { Texts } from './en.ts';
import { enSupport, type SupportTexts } from './en-support.ts';
import { loadTexts, type OwnTexts } from './texts.ts';

const loaders: Readonly<Record<string, () => Promise<SupportTexts>>> = {
  de: async () => (await import('./de-support.ts')).deSupport,
};

/** Resolves with the texts of a language such as `chooseLanguage` gives; with the English ones where they can't be had. */
export async function loadSupportTexts(language: string): Promise<SupportTexts> {
  const ours = loaders[language]?.().catch(() => undefined);
  const { support }: Texts & Pick<OwnTexts, 'support'> = await loadTexts(language);
  return { ...enSupport, ...(await ours), ...support };
}
