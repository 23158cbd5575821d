// What to tell before a call about the camera and the microphone: that the browser will ask for them, that it asks
// now, and why they cannot be had; each with the way on.

import { html, nothing, type TemplateResult } from 'lit';
import type { RtcError } from '../errors.ts';
import { errorText } from '../i18n/texts.ts';
import type { MediaDevice } from '../media/local-media.ts';
import type { View } from './call-view.ts';

/** Another try helps against these, once a person has done something about them. */
const MENDABLE = /-(blocked|dismissed|in-use|missing)$/;

/** The devices that cannot be had. */
export function failedDevices({ media }: View): readonly MediaDevice[] {
  return (['audio', 'video'] as const).filter(device => media.errors[device]);
}

/** The line about the browser's question, then one for each thing that went wrong. */
export function deviceTrouble(view: View): TemplateResult {
  const { texts, question, media, askDevices } = view;
  const ask = (label: string, look: string) =>
    html`<button type="button" class=${look} part="button ask" @click=${askDevices}>${label}</button>`;
  const { open, video = false, audio = false } = question ?? {};
  const line = question && (open ? texts.asksNow(video, audio) : texts.willAsk(video, audio));
  const mendable = failedDevices(view).some(device => MENDABLE.test(media.errors[device]?.code ?? ''));
  return html`<div role="status" class="question" part="question">${line}</div>
    ${question && !open ? ask(texts.turnOn(video, audio), 'main') : nothing}
    <div role="alert" class="alerts">${errorTexts(view).map(
      text => html`<p class="alert" part="alert">${text}</p>`,
    )}</div>${mendable ? ask(texts.tryAgain, '') : nothing}`;
}

function errorTexts(view: View): readonly string[] {
  const { texts, media, error } = view;
  const errors = failedDevices(view).map(device => media.errors[device] as RtcError);
  const [reason, other] = errors.map(({ code }) => code.replace(/^(camera|microphone)-/, ''));
  const both = reason === other && texts.bothErrors?.[reason as keyof NonNullable<typeof texts.bothErrors>];
  const all = [...(both ? [] : errors), ...(error ? [error] : [])].map(each => errorText(texts, each));
  return [...new Set([both || '', ...all])].filter(Boolean);
}
