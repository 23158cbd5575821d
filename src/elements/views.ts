// The parts that several screens show. Every one is a function from the view of a call to a template: it reads, and
// calls what a person clicked.

import { html, nothing, type TemplateResult } from 'lit';
import type { RtcError } from '../errors.ts';
import { errorText } from '../i18n/texts.ts';
import { mediaControl } from './call-controls.ts';
import type { View } from './call-view.ts';
import { control } from './control-button.ts';
import { ICON, icon } from './icons.ts';

/** The buttons for the microphone and the camera. */
export function deviceControls(view: View): TemplateResult {
  const controls = [mediaControl(view, 'audio'), mediaControl(view, 'video')];
  return html`${controls.map(each => (each ? control({ ...each, key: undefined }) : nothing))}`;
}

/** What went wrong with the devices, one line each, until it is dismissed or works. */
export function deviceErrors({ texts, media, dismissed, dismiss }: View): TemplateResult {
  const shown = new Map<string, RtcError>();
  for (const error of Object.values(media.errors))
    if (!dismissed.has(error)) shown.set(errorText(texts, error), error);
  // Its words are on their way.
  shown.delete('');
  return html`<div role="alert" class="alerts">${[...shown].map(
    ([text, error]) => html`<p class="alert" part="alert"><span>${text}</span
      ><button type="button" class="bare" aria-label=${texts.dismiss} @click=${() => dismiss(error)}>${icon(ICON.close)}</button></p>`,
  )}</div>`;
}
