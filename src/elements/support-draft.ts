// What a visitor has typed before the call, kept for this tab: nothing is lost by a reload. What comes from storage may
// be anything.

import { keep, keptValue } from '../kept.ts';

const KEY = 'rtc-elements.support';

export type Draft = Readonly<Record<string, string>>;

export function readDraft(): Draft {
  const found = keptValue('sessionStorage', KEY);
  const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}

export function keepDraft(draft: Draft): void {
  keep('sessionStorage', KEY, JSON.stringify(draft));
}
