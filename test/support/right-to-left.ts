// A language for tests, made from the English texts: Hebrew letters in the place of Latin ones, vowels doubled, so
// that it runs from right to left and is a third longer. Names and numbers in a text stay as they are.

import { en } from '../../src/i18n/en.ts';
import { enCheckup } from '../../src/i18n/en-checkup.ts';
import { enErrors } from '../../src/i18n/en-errors.ts';
import { enOpened } from '../../src/i18n/en-opened.ts';
import { enRecorder } from '../../src/i18n/en-recorder.ts';
import { enRecording } from '../../src/i18n/en-recording.ts';
import { enStats } from '../../src/i18n/en-stats.ts';
import type { OwnTexts } from '../../src/i18n/texts.ts';

/** The tag that Unicode's CLDR has for such a language. */
export const RIGHT_TO_LEFT = 'ar-XB';

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ';
/** What an argument is wrapped in: Unicode's marks for text with a direction of its own. */
const ISOLATED = /\u2068[^\u2069]*\u2069|[a-z]/gi;

function mirrored(text: string): string {
  return text.replace(ISOLATED, found => {
    const letter = HEBREW[LATIN.indexOf(found.toLowerCase())];
    if (found.length > 1 || !letter) return found;
    return /[aeiou]/i.test(found) ? letter + letter : letter;
  });
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return mirrored(value);
  if (typeof value === 'function') {
    return (...args: unknown[]) => {
      const text: unknown = value(
        ...args.map(each => (typeof each === 'string' ? `\u2068${each}\u2069` : each)),
      );
      return mirrored(String(text));
    };
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, each]) => [key, translated(each)]));
}

/** All texts in that language. */
export const rightToLeft = translated({
  ...enErrors,
  ...enOpened,
  ...enRecorder,
  ...enRecording,
  ...enStats,
  ...enCheckup,
  ...en,
  errors: { ...enErrors.errors, ...en.errors },
}) as OwnTexts;
