// Whose safety code a person has compared, for the length of a visit: by id, which is the hash of the peer's key.

import { isId } from '../protocol/identity.ts';
import { list, text } from '../protocol/shape.ts';

const KEY = 'rtc-elements.verified';
const MAX_IDS = 200;

const stored = list(text(100), MAX_IDS);
let ids: Set<string> | undefined;

export function isVerified(id: string): boolean {
  ids ??= restored();
  return ids.has(id);
}

/** Remembers that a person has found the codes equal, or forgets it. */
export function setVerified(id: string, verified: boolean): void {
  ids ??= restored();
  ids.delete(id);
  if (verified) ids.add(id);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...ids].slice(-MAX_IDS)));
  } catch {
    // Blocked or full: this page remembers all the same.
  }
}

function restored(): Set<string> {
  try {
    return new Set(stored(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'))?.filter(isId));
  } catch {
    return new Set();
  }
}
