// What the browser keeps for a site or for a tab: lines of text. It may be blocked, full, or hold anything.

type Place = 'localStorage' | 'sessionStorage';

/** Undefined where nothing is kept, or nothing may be. */
export function kept(place: Place, key: string): string | undefined {
  try {
    return globalThis[place].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text, or nothing any more. Where that is not possible it is known for this page only. */
export function keep(place: Place, key: string, text: string | undefined): void {
  try {
    if (text === undefined) globalThis[place].removeItem(key);
    else globalThis[place].setItem(key, text);
  } catch {}
}

/** What a kept text says as JSON; undefined where it is none. */
export function keptValue(place: Place, key: string): unknown {
  try {
    return JSON.parse(kept(place, key) ?? '');
  } catch {
    return undefined;
  }
}
