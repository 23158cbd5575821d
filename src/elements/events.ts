// The events that the elements fire, each with what it tells. When they fire is the elements' business.

import type { RtcError } from '../errors.ts';
import type { CallStatus, ChatMessage, Participant } from '../session/call-state.ts';
import type { Quality } from '../session/quality.ts';

/** From where it happens up to the page, out of shadow roots too. */
export const ON_ITS_WAY: EventInit = { bubbles: true, composed: true };

/** `state` of an element changed. */
export class RtcStateChangedEvent extends Event {
  readonly state: CallStatus;
  readonly previous: CallStatus;

  constructor(state: CallStatus, previous: CallStatus) {
    super('rtc-state-changed', ON_ITS_WAY);
    this.state = state;
    this.previous = previous;
  }
}

/** Somebody else is in the call now. */
export class RtcParticipantJoinedEvent extends Event {
  readonly participant: Participant;

  constructor(participant: Participant) {
    super('rtc-participant-joined', ON_ITS_WAY);
    this.participant = participant;
  }
}

/** Somebody else is no longer in the call: `left` in good order, or `lost` with the connection. */
export class RtcParticipantLeftEvent extends Event {
  readonly participant: Participant;
  readonly reason: 'left' | 'lost';

  constructor(participant: Participant, reason: 'left' | 'lost') {
    super('rtc-participant-left', ON_ITS_WAY);
    this.participant = participant;
    this.reason = reason;
  }
}

/** Something about a participant changed, oneself included: name, media, connection. */
export class RtcParticipantChangedEvent extends Event {
  readonly participant: Participant;
  readonly previous: Participant;

  constructor(participant: Participant, previous: Participant) {
    super('rtc-participant-changed', ON_ITS_WAY);
    this.participant = participant;
    this.previous = previous;
  }
}

/** How good the own connections are, all together, changed. */
export class RtcQualityChangedEvent extends Event {
  /** Undefined while nothing is known. */
  readonly level: Quality | undefined;

  constructor(level: Quality | undefined) {
    super('rtc-quality-changed', ON_ITS_WAY);
    this.level = level;
  }
}

/** A message from somebody else arrived. Its text and name are untrusted. */
export class RtcMessageReceivedEvent extends Event {
  readonly message: ChatMessage;

  constructor(message: ChatMessage) {
    super('rtc-message-received', ON_ITS_WAY);
    this.message = message;
  }
}

/** Something went wrong that somebody has to be told of; `error.code` says what. */
export class RtcErrorEvent extends Event {
  readonly error: RtcError;

  constructor(error: RtcError) {
    super('rtc-error', ON_ITS_WAY);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-state-changed': RtcStateChangedEvent;
    'rtc-participant-joined': RtcParticipantJoinedEvent;
    'rtc-participant-left': RtcParticipantLeftEvent;
    'rtc-participant-changed': RtcParticipantChangedEvent;
    'rtc-message-received': RtcMessageReceivedEvent;
    'rtc-quality-changed': RtcQualityChangedEvent;
    'rtc-error': RtcErrorEvent;
  }
}
