// What a page leaves for the next one of its tab, so that queue, call and chat go on there. It may have been changed.

import { flag, list, oneOf, optional, record, text, whole } from '../protocol/shape.ts';
import type { Stand } from './panel-stand.ts';

/** Later nobody waits for the next page any more. */
const FRESH_MS = 60_000;

const mode = oneOf('on', 'off', 'none');
const line = record({
  id: text(200),
  from: text(200),
  name: text(200),
  text: text(4000),
  at: whole(0, Number.MAX_SAFE_INTEGER),
  self: flag,
  delivered: flag,
});

const parse = record({
  id: text(22),
  session: text(22),
  waited: whole(0),
  audio: mode,
  video: mode,
  /** Of the desk. */
  key: text(2000),
  /** Milliseconds since 1970. */
  at: whole(0, Number.MAX_SAFE_INTEGER),
  /** The panel is. */
  open: flag,
  large: flag,
  /** Where it was moved to. */
  place: optional(record({ x: whole(0, 1000), y: whole(0, 1000) })),
  /** With whom the call is; absent in the queue. */
  agent: optional(text(200)),
  messages: list(line, 10_000),
  /** Of the messages, those that have not been before the visitor's eyes. */
  unread: whole(0),
  /** Of the chat, what is not sent yet. */
  typed: text(4000),
});

type Parsed = NonNullable<ReturnType<typeof parse>>;

export interface SupportNote extends Readonly<Omit<Parsed, 'messages'>> {
  readonly messages: readonly Parsed['messages'][number][];
}

/** What the panel adds to it. */
export type PanelNote = TalkNote &
  Stand &
  Pick<SupportNote, 'open'> & {
    readonly agent: string | undefined;
  };

/** Of them, what was written. */
export type TalkNote = Pick<SupportNote, 'messages' | 'typed' | 'unread'>;

/** Undefined where it can't be read, is of another desk, or too old. */
export function readSupportNote(json: string | undefined, key: string): SupportNote | undefined {
  try {
    const note = parse(JSON.parse(json ?? ''));
    if (!note || note.key !== key || Math.abs(Date.now() - note.at) > FRESH_MS) return undefined;
    return { ...note, waited: note.waited + Math.max(0, Date.now() - note.at) };
  } catch {
    return undefined;
  }
}
