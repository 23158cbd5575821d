// Takes the languages over that a page adds by the script tag: the recorder is built apart there, with texts of its own.

import { addedLanguages } from '../i18n/added-languages.ts';
import { addLanguage } from '../i18n/texts.ts';

let hearing = false;
let taken = 0;

/** From now on they are known here; once is enough for all recorders. */
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
