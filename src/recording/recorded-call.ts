// A call, as a recorder sees it: who may be kept now, and the word that it is over. Calls and recorders may come from
// files that were built apart, so nothing here is of a class.

import { list, type Of, oneOf, record, text } from '../protocol/shape.ts';
import type { ReadableStore } from '../store.ts';

/** How the others are asked: everybody has to agree, or everybody is told. */
export type ConsentMode = 'ask' | 'notify';

/** Somebody who knows of the recording, and agrees where that was asked. */
export interface CallSide {
  readonly id: string;
  readonly name: string;
  /** What stands for them while there is no picture. */
  readonly initial: string;
  readonly hue: number;
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
  /** Microphone and camera, and the shared screen; tracks come and go inside the same stream. */
  readonly stream: MediaStream;
  readonly screenStream: MediaStream;
}

const entry = record({
  /** ISO 8601. */
  at: text(40),
  id: text(64),
  name: text(1000),
  what: oneOf('asked', 'told', 'agreed', 'refused', 'left', 'began', 'ended'),
});

/** Checks a record that was read back. Undefined where it is none. */
export const parseConsent = record({ mode: oneOf('ask', 'notify'), entries: list(entry, 100_000) });

/** Something that was said or done about a recording. */
export type ConsentEntry = Readonly<Of<typeof entry>>;
/** Who knew of a recording, and what they answered. */
export type ConsentRecord = Readonly<Of<typeof parseConsent>>;

/** A call that is being recorded. */
export interface RecordedCall {
  /** Oneself first. */
  readonly sides: ReadableStore<readonly CallSide[]>;
  /** As it is now. */
  readonly record: ConsentRecord;
  /** Aborts when it has to end; the reason is an error's code, or nothing where the call is over. */
  readonly ended: AbortSignal;
  /** Tells everybody that it is over. */
  close(): void;
}

/** Asks or tells everybody in a call. Rejects with an error that has a `code`; nothing was kept then. */
export type AskCall = (signal: AbortSignal) => Promise<RecordedCall>;
