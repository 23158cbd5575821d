// What is to be seen of a recorder, and what it is asked to do.

import type { RtcError } from '../errors.ts';
import type { Container } from './disk.ts';
import type { FreeSpace } from './free-space.ts';
import type { FileFormat } from './media-type.ts';
import type { AskCall } from './recorded-call.ts';
import type { SourceName, Wishes } from './source.ts';

export type RecorderStatus =
  | 'idle'
  | 'preparing'
  | 'countdown'
  | 'recording'
  | 'paused'
  | 'finishing'
  | 'review'
  | 'uploading'
  | 'done'
  | 'failed';

/** Times in seconds. */
export interface RecorderOptions extends Wishes {
  readonly source: SourceName;
  /** Asks in the call that is recorded, where that is the source. */
  readonly call?: AskCall;
  readonly format: FileFormat;
  readonly countdown: number;
  readonly minDuration: number;
  /** 0: as long as there is room. */
  readonly maxDuration: number;
  readonly videoBitrate?: number;
  readonly audioBitrate?: number;
  readonly fileName: string;
}

/** A finished recording. */
export interface Result {
  readonly file: File;
  readonly durationMs: number;
  readonly container: Container;
  /** Of a call: who knew of it and what they answered, as JSON, to go beside the file. */
  readonly consent?: File;
  /** It was cut; `untrim()` gives the whole one back. */
  readonly trimmed: boolean;
}

export interface RecorderState {
  readonly status: RecorderStatus;
  /** What is being recorded, to look at. */
  readonly stream: MediaStream | undefined;
  /** Seconds until it begins. */
  readonly countdown: number;
  readonly elapsedMs: number;
  readonly bytes: number;
  readonly space: FreeSpace;
  readonly result: Result | undefined;
  /** Bytes of the file that have been sent, of `total`. */
  readonly sent: number;
  readonly total: number;
  /** Sending stands still because somebody wants it so. */
  readonly held: boolean;
  /** Where it was uploaded to. */
  readonly url: string | undefined;
  readonly error: RtcError | undefined;
}

/** Before anything was recorded. */
export const IDLE: RecorderState = {
  status: 'idle',
  stream: undefined,
  countdown: 0,
  elapsedMs: 0,
  bytes: 0,
  space: 'enough',
  result: undefined,
  sent: 0,
  total: 0,
  held: false,
  url: undefined,
  error: undefined,
};
