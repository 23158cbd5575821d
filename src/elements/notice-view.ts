// The screens on the way into a call and after it: joining, and what is left to do when it is over. Nothing here
// holds a state.

import { html, nothing, type TemplateResult } from 'lit';
import { errorText } from '../i18n/texts.ts';
import type { View } from './call-view.ts';
import { clockText } from './clock-text.ts';
import { ICON, icon } from './icons.ts';

/** On the way in; the call server may not be there yet. */
export function joining(view: View): TemplateResult {
  const { texts, error, join, leave } = view;
  return html`<div class="notice" part="notice">
    <div class="spinner"></div>
    <div><h2>${texts.joining}</h2>${
      error
        ? html`<p>${errorText(texts, error)}</p><p class="dim">${texts.stillTrying}</p>`
        : view.slow
          ? html`<p>${waitedFor(view)}</p>`
          : nothing
    }</div>
    <div class="row">
      ${error ? html`<button type="button" class="main" part="button" @click=${join}>${texts.tryAgain}</button>` : nothing}
      <button type="button" part="button" data-first @click=${leave}>${texts.leave}</button>
    </div>
  </div>`;
}

/** What joining waits for where it takes long. */
export function waitedFor({ texts, media: { asking } }: Pick<View, 'texts' | 'media'>): string {
  return asking.audio || asking.video ? texts.waitsForDevices : texts.waitsForServer;
}

/** Left, or failed: why, and the way on. */
export function over(view: View): TemplateResult {
  return html`<div class="notice" part="notice">${view.status === 'failed' ? failed(view) : left(view)}</div>`;
}

function left({ texts, lastedMs, join }: View): TemplateResult {
  return html`<span class="sign">${icon(ICON.leave)}</span>
    <div><h2>${texts.leftTitle}</h2><slot name="left">${
      lastedMs >= 1000 ? html`<p>${texts.lasted(clockText(lastedMs))}</p>` : nothing
    }<p class="dim">${texts.leftHint}</p></slot></div>
    <button type="button" class="main" part="button join" data-first @click=${join}>${texts.joinAgain}</button>`;
}

function failed(view: View): TemplateResult {
  const { texts, error } = view;
  return html`<span class="sign trouble">${icon(ICON.alert)}</span>
    <div><h2>${texts.failedTitle}</h2><slot name="failed">${
      error ? html`<p>${errorText(texts, error)}</p>` : nothing
    }</slot></div>
    <div class="row">${wayOn(view)}</div>`;
}

/** What a person can do about it. */
function wayOn({ texts, error, copied, join, newRoom, copyLink }: View): TemplateResult {
  const again = html`<button type="button" class="main" part="button join" data-first @click=${join}>${texts.tryAgain}</button>`;
  switch (error?.code) {
    case 'invite-damaged':
      return html`<button type="button" class="main" part="button" data-first @click=${newRoom}>${texts.newRoom}</button>`;
    case 'webrtc-unavailable':
      return html`${again}<button type="button" part="button" @click=${copyLink}>${copied ? texts.copied : texts.copyLink}</button>`;
    case 'peer-newer':
      return html`<button type="button" class="main" part="button" data-first @click=${() => location.reload()}>${texts.reload}</button>`;
    default:
      return again;
  }
}
