// What becomes of a visit between two of its states, as the page is told it.

import type { VisitState } from '../support/visit.ts';
import { RtcCallEndedEvent, RtcCallStartedEvent, RtcQueueChangedEvent } from './support-events.ts';

export class VisitNews {
  readonly #page: EventTarget;
  #startedAt = 0;

  constructor(page: EventTarget) {
    this.#page = page;
  }

  tell(before: VisitState, { place, wait, status, holder }: VisitState): void {
    if (place !== before.place || wait !== before.wait) {
      const seconds = wait === undefined ? undefined : Math.round(wait / 1000);
      this.#page.dispatchEvent(new RtcQueueChangedEvent(place, seconds));
    }
    if (status === 'in-call' && before.status !== 'in-call') {
      this.#startedAt = performance.now();
      this.#page.dispatchEvent(new RtcCallStartedEvent(holder?.name ?? ''));
    }
    if (before.status === 'in-call' && status !== 'in-call') {
      const seconds = (performance.now() - this.#startedAt) / 1000;
      this.#page.dispatchEvent(new RtcCallEndedEvent(status === 'ended' ? 'done' : 'lost', seconds));
    }
  }
}
