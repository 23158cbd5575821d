// The answers that an agent gives again and again: kept in the browser, each under a short key, and put in the place of
// `/key` in what is being written.

import { keep, keptValue } from '../kept.ts';
import { list, record, text } from '../protocol/shape.ts';

const KEY = 'rtc-elements.answers';
const MAX_ANSWERS = 100;
export const LONGEST_KEY = 20;
/** As a chat takes it. */
export const LONGEST_ANSWER = 4000;

const shape = list(record({ key: text(LONGEST_KEY), text: text(LONGEST_ANSWER) }), MAX_ANSWERS);

/** An answer and the word that stands for it, without the stroke. */
export type CannedAnswer = NonNullable<ReturnType<typeof shape>>[number];

export function cannedAnswers(): readonly CannedAnswer[] {
  return shape(keptValue('localStorage', KEY)) ?? [];
}

/** Adds an answer, or puts it in the place of the one with this key; without a text it goes. */
export function keepAnswer(key: string, answer: string): void {
  const word = key.trim().replace(/^\/+/, '').replace(/\s+/g, '-').toLowerCase();
  const others = cannedAnswers().filter(each => each.key !== word);
  const changed = word && answer.trim() ? [...others, { key: word, text: answer.trim() }] : others;
  const inOrder = changed.sort((a, b) => a.key.localeCompare(b.key)).slice(0, MAX_ANSWERS);
  keep('localStorage', KEY, JSON.stringify(inOrder));
}

/** With the answer in the place of a last word that is the key of one; white space behind it goes. */
export function expanded(draft: string): string {
  const [, before, key] = /^(.*(?:^|\s))\/(\S+)\s*$/s.exec(draft) ?? [];
  const answer = key === undefined ? undefined : cannedAnswers().find(each => each.key === key.toLowerCase());
  return answer ? `${before ?? ''}${answer.text}` : draft;
}
