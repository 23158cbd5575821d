// The one error class of the project. What a person reads on screen comes from i18n by `code`; `message` is
// for developers and never carries a secret, a token or a description.

/** Kebab-case codes of everything that can go wrong and that somebody has to be told of. */
export type RtcErrorCode =
  | 'attribute-invalid'
  | 'broker-unreachable'
  | 'broker-refused'
  | 'credentials-failed'
  | 'camera-blocked'
  | 'camera-dismissed'
  | 'camera-forbidden'
  | 'camera-in-use'
  | 'camera-missing'
  | 'microphone-blocked'
  | 'microphone-dismissed'
  | 'microphone-forbidden'
  | 'microphone-in-use'
  | 'microphone-missing'
  | 'screen-blocked'
  | 'devices-unavailable'
  | 'ice-servers-invalid'
  | 'invite-damaged'
  | 'message-too-long'
  | 'not-in-call'
  | 'peer-newer'
  | 'room-full'
  | 'safety-code-failed'
  | 'safety-code-unanswered'
  | 'webrtc-unavailable';

/** An error with a code to look its text up by. `cause` holds what the browser or a library threw. */
export class RtcError extends Error {
  readonly code: RtcErrorCode;

  constructor(code: RtcErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RtcError';
    this.code = code;
  }
}
