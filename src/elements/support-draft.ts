// What a visitor has typed before the call, kept for this tab until it is sent: nothing is lost by a reload. Storage
// may be blocked, and what comes from it may be anything.

const KEY = 'rtc-elements.support';

export type Draft = Readonly<Record<string, string>>;

export function readDraft(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // It stays in the page, then.
  }
}
