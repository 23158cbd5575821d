// The events of a recorder, each with what it tells. When they fire is the element's business.

import { ON_ITS_WAY } from './events.ts';

/** A recording that was cut off in an earlier visit. */
export interface LeftoverRecording {
  readonly id: string;
  readonly startedAt: Date;
  /** In seconds. */
  readonly duration: number;
  readonly bytes: number;
  /** Makes it a file; it stays in the browser until it is discarded. */
  file(): Promise<File>;
  discard(): Promise<void>;
}

/** Recording began. */
export class RtcRecordingStartedEvent extends Event {
  constructor() {
    super('rtc-recording-started', ON_ITS_WAY);
  }
}

/** Recording stands still. */
export class RtcRecordingPausedEvent extends Event {
  constructor() {
    super('rtc-recording-paused', ON_ITS_WAY);
  }
}

/** Recording goes on. */
export class RtcRecordingResumedEvent extends Event {
  constructor() {
    super('rtc-recording-resumed', ON_ITS_WAY);
  }
}

/** The file is there. */
export class RtcRecordingStoppedEvent extends Event {
  readonly file: File;
  /** In seconds. */
  readonly duration: number;
  /** Of a recorded call: who knew of it and what they answered, as JSON. */
  readonly consent: File | undefined;

  constructor(file: File, duration: number, consent?: File) {
    super('rtc-recording-stopped', ON_ITS_WAY);
    this.file = file;
    this.duration = duration;
    this.consent = consent;
  }
}

/** More of the recording is on disk, about twice a second. */
export class RtcRecordingProgressEvent extends Event {
  /** In seconds, pauses left out. */
  readonly elapsed: number;
  readonly bytes: number;

  constructor(elapsed: number, bytes: number) {
    super('rtc-recording-progress', ON_ITS_WAY);
    this.elapsed = elapsed;
    this.bytes = bytes;
  }
}

/** Recordings that were cut off were found. */
export class RtcRecordingRecoveredEvent extends Event {
  readonly recordings: readonly LeftoverRecording[];

  constructor(recordings: readonly LeftoverRecording[]) {
    super('rtc-recording-recovered', ON_ITS_WAY);
    this.recordings = recordings;
  }
}

/** More of the file was sent, in bytes. */
export class RtcUploadProgressEvent extends Event {
  readonly sent: number;
  readonly total: number;

  constructor(sent: number, total: number) {
    super('rtc-upload-progress', ON_ITS_WAY);
    this.sent = sent;
    this.total = total;
  }
}

/** The file is where it was sent to. */
export class RtcUploadFinishedEvent extends Event {
  readonly url: string;

  constructor(url: string) {
    super('rtc-upload-finished', ON_ITS_WAY);
    this.url = url;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-recording-started': RtcRecordingStartedEvent;
    'rtc-recording-paused': RtcRecordingPausedEvent;
    'rtc-recording-resumed': RtcRecordingResumedEvent;
    'rtc-recording-stopped': RtcRecordingStoppedEvent;
    'rtc-recording-progress': RtcRecordingProgressEvent;
    'rtc-recording-recovered': RtcRecordingRecoveredEvent;
    'rtc-upload-progress': RtcUploadProgressEvent;
    'rtc-upload-finished': RtcUploadFinishedEvent;
  }
}
