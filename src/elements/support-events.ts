// The events of a support desk, each with what it tells. When they fire is the elements' business.

const ON_ITS_WAY: EventInit = { bubbles: true, composed: true };

/** The place in the queue, or the estimate, changed. */
export class RtcQueueChangedEvent extends Event {
  /** From 1; 0 while it is not known. */
  readonly position: number;
  /** Seconds, where an agent can say. */
  readonly wait: number | undefined;

  constructor(position: number, wait: number | undefined) {
    super('rtc-queue-changed', ON_ITS_WAY);
    this.position = position;
    this.wait = wait;
  }
}

/** Visitor and agent are connected. */
export class RtcCallStartedEvent extends Event {
  /** At the visitor's: the agent's name. At the agent's: the ticket's id. */
  readonly agent: string;

  constructor(agent: string) {
    super('rtc-call-started', ON_ITS_WAY);
    this.agent = agent;
  }
}

/** The call is over. */
export class RtcCallEndedEvent extends Event {
  /** `done`, or `lost` where the ticket is back in the queue. */
  readonly reason: 'done' | 'lost';
  /** Seconds. */
  readonly duration: number;

  constructor(reason: 'done' | 'lost', duration: number) {
    super('rtc-call-ended', ON_ITS_WAY);
    this.reason = reason;
    this.duration = duration;
  }
}

/** The visitor has said how it was. */
export class RtcRatingGivenEvent extends Event {
  /** From 1 to 5. */
  readonly stars: number;
  readonly comment: string;

  constructor(stars: number, comment: string) {
    super('rtc-rating-given', ON_ITS_WAY);
    this.stars = stars;
    this.comment = comment;
  }
}

/** A message is with the broker, for agents to come. */
export class RtcMessageLeftEvent extends Event {
  constructor() {
    super('rtc-message-left', ON_ITS_WAY);
  }
}

/** Something became of a ticket: it is there, this agent has it, or it is not to be had any more. */
export class RtcTicketEvent extends Event {
  readonly ticket: string;

  constructor(type: 'rtc-ticket-arrived' | 'rtc-ticket-claimed' | 'rtc-ticket-closed', ticket: string) {
    super(type, ON_ITS_WAY);
    this.ticket = ticket;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-queue-changed': RtcQueueChangedEvent;
    'rtc-call-started': RtcCallStartedEvent;
    'rtc-call-ended': RtcCallEndedEvent;
    'rtc-rating-given': RtcRatingGivenEvent;
    'rtc-message-left': RtcMessageLeftEvent;
    'rtc-ticket-arrived': RtcTicketEvent;
    'rtc-ticket-claimed': RtcTicketEvent;
    'rtc-ticket-closed': RtcTicketEvent;
  }
}
