// The texts of an agent in the language that fits: the page's own before ours, English where there are none.

import type { Texts } from './en.ts';
import { type DeskTexts, enDesk } from './en-desk.ts';
import { enSupport, type SupportTexts } from './en-support.ts';
import { loadSupportTexts } from './support-texts.ts';
import { loadTexts, type OwnTexts } from './texts.ts';

/** All that an agent reads: what both sides have, and the agents' own. */
export type AgentTexts = SupportTexts & DeskTexts;

/** Until others are there. */
export const enAgent: AgentTexts = { ...enSupport, ...enDesk };

const loaders: Readonly<Record<string, () => Promise<DeskTexts>>> = {
  de: async () => (await import('./de-desk.ts')).deDesk,
};

/** Resolves with the texts of a language such as `chooseLanguage` gives; with the English ones where they can't be had. */
export async function loadAgentTexts(language: string): Promise<AgentTexts> {
  const ours = loaders[language]?.().catch(() => undefined);
  const support = await loadSupportTexts(language);
  const { support: own }: Texts & Pick<OwnTexts, 'support'> = await loadTexts(language);
  return { ...enDesk, ...(await ours), ...support, ...own };
}
