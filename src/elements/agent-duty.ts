// Whether an agent is to be called: available, away, or with the work that a call leaves, which takes a short time and
// then is over by itself.

import type { DeskTicket } from '../support/desk-tickets.ts';

/** `wrap-up`: after a call, until that time has gone by. */
export type DutyStatus = 'available' | 'away' | 'wrap-up';

export class AgentDuty {
  readonly #back: () => void;
  #last: DeskTicket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `back`: the time is over. */
  constructor(back: () => void) {
    this.#back = back;
  }

  /** Whose notes there is time for. */
  get last(): DeskTicket | undefined {
    return this.#last;
  }

  /** For so many seconds; again, it begins anew. */
  wrapUp(ticket: DeskTicket, seconds: number): void {
    this.end();
    this.#last = ticket;
    this.#timer = setTimeout(this.#back, seconds * 1000);
  }

  /** Something else was chosen meanwhile. */
  end(): void {
    clearTimeout(this.#timer);
    this.#last = undefined;
  }
}

/** What an attribute says; available where it says nothing that is known. */
export const dutyOf = (text: string): DutyStatus =>
  text === 'away' || text === 'wrap-up' ? text : 'available';
