// The one error class of the project. What a person reads on screen comes from i18n by `code`; `message` is
// for developers and never carries a secret, a token or a description.

/** What a network that is away can cause: of these the words are always there, those of others are loaded. */
export type NetworkErrorCode = 'broker-unreachable' | 'credentials-failed';

/** Kebab-case codes of everything that can go wrong and that somebody has to be told of. */
export type RtcErrorCode =
  | NetworkErrorCode
  | 'attribute-invalid'
  | 'broker-refused'
  | 'camera-blocked'
  | 'camera-dismissed'
  | 'camera-forbidden'
  | 'camera-in-use'
  | 'camera-missing'
  | 'devices-unavailable'
  | 'ice-servers-invalid'
  | 'invite-damaged'
  | 'message-too-long'
  | 'microphone-blocked'
  | 'microphone-dismissed'
  | 'microphone-forbidden'
  | 'microphone-in-use'
  | 'microphone-missing'
  | 'not-in-call'
  | 'peer-newer'
  | 'recording-failed'
  | 'recording-in-use'
  | 'recording-missing'
  | 'recording-refused'
  | 'recording-too-short'
  | 'recording-unanswered'
  | 'recording-unsupported'
  | 'relay-missing'
  | 'relay-refused'
  | 'relay-unreachable'
  | 'room-full'
  | 'safety-code-failed'
  | 'safety-code-unanswered'
  | 'screen-blocked'
  | 'storage-full'
  | 'storage-unavailable'
  | 'stun-unreachable'
  | 'upload-failed'
  | 'upload-refused'
  | 'upload-too-large'
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
