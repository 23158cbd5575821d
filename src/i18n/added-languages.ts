// The languages that a page has added by the script tag, for files that are built apart and have texts of their own. Who
// takes them over is for those files to say.

import { Store } from '../store.ts';
import type { addLanguage } from './texts.ts';

/** What `addLanguage` was given, in its order. */
export const addedLanguages = new Store<readonly Parameters<typeof addLanguage>[]>([]);
