// The names of people, who may call themselves anything: what would break the layout or the reading direction of
// others is taken out, wherever a name comes in.

import { type Shape, text } from './shape.ts';

/** The longest name on the wire, in UTF-16 units. */
const MAX_UNITS = 200;
/** The longest name, in what a reader takes for letters. */
const MAX_LETTERS = 60;

/** Control characters (but white space), and those that turn the direction of what follows (UAX #9). */
const BREAKS_LAYOUT = /(?!\s)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;
const INVISIBLE = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u;

/** A name as it is shown: of one line, at most 60 letters long, empty where nothing of it is to be seen. */
export function cleanName(name: string): string {
  const line = name.replace(BREAKS_LAYOUT, '').replace(/\s+/g, ' ').trim();
  if (INVISIBLE.test(line)) return '';
  let clean = '';
  let letters = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (++letters > MAX_LETTERS || clean.length + segment.length > MAX_UNITS) break;
    clean += segment;
  }
  return clean.trim();
}

/** A name from outside. */
export const displayName: Shape<string> = value => {
  const name = text(MAX_UNITS)(value);
  return name === undefined ? undefined : cleanName(name);
};
