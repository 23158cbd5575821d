// What a visitor has typed before the call, kept for this tab: nothing is lost by a reload. What comes from storage may
// be anything.

import { keep, keptValue } from '../kept.ts';
import type { Details } from '../support/visitor.ts';

const KEY = 'rtc-elements.support';
/** Of the page's address; agents read no more. */
const LONGEST_PAGE = 2000;

export type Draft = Readonly<Record<string, string>>;

export function readDraft(): Draft {
  const found = keptValue('sessionStorage', KEY);
  const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}

export function keepDraft(draft: Draft): void {
  keep('sessionStorage', KEY, JSON.stringify(draft));
}

/** What a desk is told: who it is, on which page, and the answers to what was asked. */
export function detailsOf(draft: Draft, asked: readonly string[], language: string): Details {
  const { name = '', ...others } = draft;
  const form = Object.entries(others)
    .filter(([field, value]) => asked.includes(field) && value)
    .map(([field, value]) => ({ name: field, value }));
  return { name, page: (location.origin + location.pathname).slice(0, LONGEST_PAGE), language, form };
}
