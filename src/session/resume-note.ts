// What a page leaves behind for the next one of its tab, so that this is the same participant: a line in the tab's
// storage, which may be blocked, full, or hold anything.

import { keep, keptValue } from '../kept.ts';
import type { MediaMode } from '../media/local-media.ts';
import { isId } from '../protocol/identity.ts';
import { oneOf, record, text, whole } from '../protocol/shape.ts';

/** Later nobody waits for the next page any more: a restored tab is not to be in a call by itself. */
const FRESH_MS = 60_000;

/** How microphone and camera were wanted. */
export type Wanted = Readonly<Record<'audio' | 'video', MediaMode>>;

export interface ResumeNote extends Wanted {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const mode = oneOf('on', 'off', 'none');
const note = record({ id: text(22), at: whole(0, Number.MAX_SAFE_INTEGER), audio: mode, video: mode });

/** Writes it at once, as a page has to that goes away. */
export function writeNote(place: string, id: string, { audio, video }: Wanted): void {
  keep('sessionStorage', keyOf(place), JSON.stringify({ id, at: Date.now(), audio, video }));
}

/** What the page before has left, if there was one. */
export function readNote(place: string): ResumeNote | undefined {
  const found = note(keptValue('sessionStorage', keyOf(place)));
  return found && isId(found.id) ? found : undefined;
}

/** Whether the call goes on by itself. */
export function isFresh({ at }: ResumeNote): boolean {
  return Math.abs(Date.now() - at) < FRESH_MS;
}

export function dropNote(place: string): void {
  keep('sessionStorage', keyOf(place), undefined);
}

const keyOf = (place: string) => `rtc-elements.resume ${place}`;
