// What a call tells its page of recordings, by whomever.

import { ON_ITS_WAY } from './events.ts';

/** `asking`: somebody waits for an answer, nothing is kept. */
export type CallRecordingState = 'off' | 'asking' | 'recording';

/** The call is recorded by somebody, or no longer. */
export class RtcRecordingChangedEvent extends Event {
  readonly state: CallRecordingState;

  constructor(state: CallRecordingState) {
    super('rtc-recording-changed', ON_ITS_WAY);
    this.state = state;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-recording-changed': RtcRecordingChangedEvent;
  }
}
