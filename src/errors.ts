// The one error class of the project. What a person reads on screen comes from i18n by `code`; `message` is
// for developers and never carries a secret, a token or a description.

/** Of these codes the texts are loaded with the first one. */
export type RareErrorCode =
  | 'camera-forbidden'
  | 'camera-in-use'
  | 'microphone-forbidden'
  | 'microphone-in-use'
  | 'message-too-long'
  | 'not-in-call'
  | 'relay-missing'
  | 'relay-refused'
  | 'relay-unreachable'
  | 'safety-code-failed'
  | 'safety-code-unanswered'
  | 'stun-unreachable';

/** Kebab-case codes of everything that can go wrong and that somebody has to be told of. */
export type RtcErrorCode =
  | RareErrorCode
  | 'attribute-invalid'
  | 'broker-unreachable'
  | 'broker-refused'
  | 'credentials-failed'
  | 'camera-blocked'
  | 'camera-dismissed'
  | 'camera-missing'
  | 'microphone-blocked'
  | 'microphone-dismissed'
  | 'microphone-missing'
  | 'screen-blocked'
  | 'devices-unavailable'
  | 'ice-servers-invalid'
  | 'invite-damaged'
  | 'peer-newer'
  | 'room-full'
  | 'webrtc-unavailable';

/** An error with a code to look its text up by. `cause` holds what the browser or a library threw. */
export class RtcError extends Error {
  readonly code: RtcErrorCode;
  /** The server that it is about, as a person may hand it on to the page's owner. */
  readonly server: string | undefined;

  constructor(code: RtcErrorCode, message: string, cause?: unknown, server?: string) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RtcError';
    this.code = code;
    this.server = server;
  }
}
