// What becomes of a visit: as the page is told it, and as the button says it while the panel is put away.

import type { SupportTexts } from '../i18n/en-support.ts';
import type { VisitState } from '../support/visit.ts';
import { RtcCallEndedEvent, RtcCallStartedEvent, RtcQueueChangedEvent } from './support-events.ts';
import type { SupportState } from './support-state.ts';

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

export interface PutAway {
  readonly state: SupportState;
  readonly agent: string;
  readonly place: number;
  /** Messages. */
  readonly unread: number;
  /** The browser wants a click before anything is heard. */
  readonly silenced: boolean;
}

export function newsOnButton(
  { state, agent, place, unread, silenced }: PutAway,
  texts: SupportTexts,
): string {
  if (silenced) return texts.hear;
  if (unread > 0) return texts.unread(unread);
  if (state === 'in-call') return texts.inCallWith(agent);
  return state === 'queued' && place > 0 ? texts.place(place) : '';
}
