// Takes the languages over that a page adds by the script tag, in files that are built apart there, with texts of their
// own: a recorder's and a desk's.

import { addedLanguages } from '../i18n/added-languages.ts';
import { addLanguage } from '../i18n/texts.ts';

let hearing = false;
let taken = 0;

/** From now on they are known here; once is enough for all elements of a file. */
export function hearAddedLanguages(): void {
  if (hearing) return;
  hearing = true;
  const take = (all: typeof addedLanguages.value) => {
    for (const added of all.slice(taken)) addLanguage(...added);
    taken = all.length;
  };
  addedLanguages.subscribe(take);
  take(addedLanguages.value);
}
