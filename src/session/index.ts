// The engine without any element, for people who draw their own: `import { Call } from 'rtc-elements/session'`.

export { RtcError, type RtcErrorCode } from '../errors.ts';
export { loudness, watchLevel } from '../media/audio-level.ts';
export { type Device, deviceInUse } from '../media/device-list.ts';
export { LocalMedia, type LocalMediaState, type MediaMode } from '../media/local-media.ts';
export type { SafetyCode } from '../protocol/safety-code.ts';
export { type ReadableStore, until } from '../store.ts';
export { Call } from './call.ts';
export type { CallOptions } from './call-options.ts';
export type { CallState, CallStatus, ChatMessage, Link, Participant } from './call-state.ts';
export { createInvite, type Invite, inviteFragment, parseInvite } from './invite.ts';
export type { Quality } from './quality.ts';
