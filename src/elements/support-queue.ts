// What a visitor sees in the queue: the place, the wait, and the way out.

import { html, nothing, type TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { VisitState } from '../support/visit.ts';

const MINUTE_MS = 60_000;

export function queueView(
  texts: SupportTexts,
  { place, wait, ringing, desk, offline }: VisitState,
  cancel: () => void,
): TemplateResult {
  return html`
    <h2>${texts.queued}</h2>
    <div role="status">
      <p>${texts.place(place)} ${wait === undefined ? nothing : texts.wait(Math.ceil(wait / MINUTE_MS))}</p>
      ${ringing ? html`<p>${texts.ringing}</p>` : nothing}
      ${(desk ? !desk.open : place === 0) ? html`<p>${texts.nobody}</p>` : nothing}
      ${offline ? html`<p>${texts.offline}</p>` : nothing}
    </div>
    <button @click=${cancel}>${texts.cancel}</button>
  `;
}
