// The English texts of a recorder: those that stand there before anything was recorded, and those that come with the
// first recording. Other languages hold all their texts together.

import type { Texts } from './en.ts';

export const enRecorder = {
  recorder: 'Recorder',
  recordStart: (source: 'camera' | 'screen' | 'audio' | 'call'): string =>
    ({
      camera: 'Record a video',
      screen: 'Record the screen',
      audio: 'Record sound',
      call: 'Record the call',
    })[source],
  recordRequired: 'Please record something first.',
  recordRunning: 'Please finish the recording first.',
};

export type RecorderTexts = typeof enRecorder;

/** The texts of a language for a recorder, in English where the language has none. */
export const withRecorder = (texts: Texts): Texts & RecorderTexts => ({ ...enRecorder, ...texts });
