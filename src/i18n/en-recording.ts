// The English texts of a recording: they come when the first one begins, or one is found that was cut off.

import type { Texts } from './en.ts';
import type { RecorderTexts } from './en-recorder.ts';

export const enRecording = {
  recordAsks: 'Your browser asks what may be recorded. Please answer it.',
  recordTells: 'Everybody in the call is told first. It begins when all know of it, or have agreed.',
  recordCancel: 'Cancel',
  recordBeginsIn: (seconds: number): string => `Begins in ${seconds}`,
  recordRunningNow: 'Recording',
  recordPaused: 'Paused',
  recordPause: 'Pause',
  recordResume: 'Go on',
  recordStop: 'Stop',
  recordDiscard: 'Discard',
  recordLeft: (seconds: number): string =>
    seconds === 1 ? 'Ends by itself in 1 second' : `Ends by itself in ${seconds} seconds`,
  recordTooShort: (seconds: number): string =>
    `Record ${seconds === 1 ? '1 second' : `${seconds} seconds`} at least`,
  recordSize: (megabytes: string): string => `${megabytes} MB`,
  recordDark: 'The picture is black. Is the camera covered?',
  recordSilent: 'Nothing is heard. Is the right microphone on?',
  recordSpaceShort:
    'Little room is left in this browser. The recording ends by itself before it is full; nothing is lost.',
  recordFinishing: 'Making the file…',
  recordReview: 'Your recording',
  recordName: 'Name of the file',
  recordDownload: 'Download',
  recordConsent: 'Download the consents',
  recordAgain: 'Record again',
  recordTrim: 'Cut beginning and end',
  recordFrom: 'Begins at',
  recordTo: 'Ends at',
  recordCut: 'Cut',
  recordWhole: 'Take back the cut',
  recordOtherFormat: (format: string): string => `This browser can only make ${format} files.`,
  recordUpload: 'Upload',
  recordUploading: 'Uploading…',
  recordUploadPaused: 'The upload is paused.',
  recordSent: (sent: string, total: string): string => `${sent} of ${total} MB`,
  recordUploadHint:
    'The recording stays here until the server has all of it. A lost connection is made again.',
  recordDone: 'Your recording is uploaded.',
  recordFound: (duration: string, when: string): string =>
    `A recording of ${duration} from ${when} was cut off and can be recovered.`,
  recordRecover: 'Recover',
};

export type RecordingTexts = typeof enRecording;

/** All that a recorder says, in English where the language has none. */
export type AllRecorderTexts = Texts & RecorderTexts & RecordingTexts;
