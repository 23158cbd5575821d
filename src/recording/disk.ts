// What a recording is on disk, and what a place to keep it in has to do. Where the bytes go is for the places to say.

import { type ConsentRecord, parseConsent } from './recorded-call.ts';

/** What is known of a recording when it begins. */
export interface About {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What the browser records, as MediaRecorder names it. */
  readonly mimeType: string;
  /** What the finished file is to be. */
  readonly container: Container;
  /** Of the finished file, without its ending; empty: by date. */
  readonly fileName: string;
  /** Of a call: who knew of it when it began. */
  readonly consent?: ConsentRecord;
}

export type Container = 'mp4' | 'webm';

/** A stretch that one MediaRecorder made: a file of its own, whose time begins anew. */
export interface Segment {
  readonly blob: Blob;
  /** Where it begins in the recording. */
  readonly beginsAtMs: number;
}

/** A finished file that was on its way to a server: after a reload it must be the same to be sent on. */
export interface Made {
  /** Beside the segments. */
  readonly name: string;
  readonly container: Container;
  readonly durationMs: number;
  /** As a person has it, without its ending. */
  readonly fileName: string;
  /** Where it goes without being asked again; empty: nowhere. */
  readonly to: string;
}

/** A recording as it lies there. */
export interface Stored {
  readonly about: About;
  readonly durationMs: number;
  readonly bytes: number;
  readonly made?: Made;
}

/** One slice of what is recorded. */
export interface Slice {
  /** Which segment it goes on with, from 0. */
  readonly segment: number;
  readonly beginsAtMs: number;
  /** How long the recording is at the end of this slice, pauses left out. */
  readonly untilMs: number;
  readonly part: Blob;
}

/** A file that is being written, not always from its beginning to its end. */
export interface FileSink {
  write(position: number, data: Uint8Array<ArrayBuffer>): void | Promise<void>;
  /** Resolves with the whole file. */
  close(): Promise<Blob>;
  /** Ends without a file. */
  abort(): Promise<void>;
}

/** A place to keep recordings in. What is appended is safe from the end of the process once that has resolved. */
export interface Disk {
  create(about: About): Promise<void>;
  append(id: string, slice: Slice): Promise<void>;
  segments(id: string): Promise<readonly Segment[]>;
  /** Begins a file beside the segments; one of the same name is overwritten. */
  openFile(id: string, name: string): Promise<FileSink>;
  /** Notes what has become of it. Rejects where the file is not there and cannot be kept. */
  keepMade(id: string, made: Made, file: Blob): Promise<void>;
  /** The file that was noted. */
  madeFile(id: string, made: Made): Promise<Blob>;
  /** All that lie here; what cannot be read is left out. */
  list(): Promise<readonly Stored[]>;
  remove(id: string): Promise<void>;
}

/** Checks what was read back. Undefined where it is no such thing. */
export function parseAbout(value: unknown): About | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, startedAt, mimeType, container, fileName, consent } = value as Record<string, unknown>;
  const parsed = parseConsent(consent);
  if (typeof id !== 'string' || typeof startedAt !== 'number' || typeof mimeType !== 'string')
    return undefined;
  if ((container !== 'mp4' && container !== 'webm') || typeof fileName !== 'string') return undefined;
  return { id, startedAt, mimeType, container, fileName, ...(parsed && { consent: parsed }) };
}

/** Checks a note that was read back. Undefined where it is none. */
export function parseMade(value: unknown): Made | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, container, durationMs, fileName, to } = value as Record<string, unknown>;
  if (typeof name !== 'string' || typeof durationMs !== 'number' || typeof fileName !== 'string')
    return undefined;
  if ((container !== 'mp4' && container !== 'webm') || typeof to !== 'string') return undefined;
  return { name, container, durationMs, fileName, to };
}
