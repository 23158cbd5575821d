// Adds a language to the texts here and to those of files that are built apart.

import { addedLanguages } from './added-languages.ts';
import { addLanguage } from './texts.ts';

/** As `addLanguage`, for every element. */
export function addForAll(...added: Parameters<typeof addLanguage>): void {
  addLanguage(...added);
  addedLanguages.set([...addedLanguages.value, added]);
}
