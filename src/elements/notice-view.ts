// The screens on the way into a call and after it: joining, and what is left to do when it is over. Nothing here
// holds a state.

import { html, nothing, type TemplateResult } from 'lit';
import type { View } from './call-view.ts';

/** On the way in; the call server may not be there yet. */
export function joining({ texts, error, join, leave }: View): TemplateResult {
  return html`<div class="notice" part="notice">
    <div class="spinner"></div>
    <div role="status"><h2>${texts.joining}</h2>${error ? html`<p>${texts.errors[error.code]}</p><p class="dim">${texts.stillTrying}</p>` : nothing}</div>
    <div class="row">
      ${error ? html`<button type="button" class="main" part="button" @click=${join}>${texts.tryAgain}</button>` : nothing}
      <button type="button" part="button" data-first @click=${leave}>${texts.leave}</button>
    </div>
  </div>`;
}

/** Left, or failed: why, and the way on. */
export function over({ texts, status, error, join }: View): TemplateResult {
  const failed = status === 'failed';
  return html`<div class="notice" part="notice">
    <div role=${failed ? 'alert' : 'status'}><h2>${failed ? texts.failedTitle : texts.leftTitle}</h2>${error ? html`<p>${texts.errors[error.code]}</p>` : nothing}</div>
    <button type="button" class="main" part="button join" data-first @click=${join}>${failed ? texts.tryAgain : texts.joinAgain}</button>
  </div>`;
}
