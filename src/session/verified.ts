// Whose safety code a person has compared, for the length of a visit: by id, which is the hash of the peer's key.

import { keep, keptValue } from '../kept.ts';
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
  keep('sessionStorage', KEY, JSON.stringify([...ids].slice(-MAX_IDS)));
}

function restored(): Set<string> {
  return new Set(stored(keptValue('sessionStorage', KEY))?.filter(isId));
}
