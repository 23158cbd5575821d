// The parts that several screens show. Every one is a function from the view of a call to a template: it reads, and
// calls what a person clicked.

import { html, nothing, type TemplateResult } from 'lit';
import type { RtcError } from '../errors.ts';
import type { View } from './call-view.ts';
import { type IconName, icon } from './icons.ts';

interface Control {
  readonly part: string;
  readonly icon: IconName;
  readonly label: string;
  readonly tip: string;
  readonly pressed: boolean;
  readonly busy?: boolean;
  readonly act: () => void;
}

/** A round button that says whether something is on. */
export function control({
  part,
  icon: name,
  label,
  tip,
  pressed,
  busy = false,
  act,
}: Control): TemplateResult {
  return html`<button
    type="button"
    class="round"
    part="button ${part}"
    title=${tip}
    aria-label=${label}
    aria-pressed=${pressed}
    aria-busy=${busy}
    @click=${act}
  >${icon(name)}</button>`;
}

/** The buttons for the microphone and the camera. */
export function deviceControls({ texts, media, offered, toggle }: View): TemplateResult {
  const { audio, video, asking } = media;
  return html`${
    offered.audio
      ? control({
          part: 'microphone',
          icon: audio ? 'microphone' : 'microphoneOff',
          label: texts.microphone,
          tip: texts.microphoneTip(audio),
          pressed: audio,
          busy: asking.audio,
          act: () => toggle('audio'),
        })
      : nothing
  }${
    offered.video
      ? control({
          part: 'camera',
          icon: video ? 'camera' : 'cameraOff',
          label: texts.camera,
          tip: texts.cameraTip(video),
          pressed: video,
          busy: asking.video,
          act: () => toggle('video'),
        })
      : nothing
  }`;
}

/** What went wrong with the devices, one line each, until it is dismissed or works. */
export function deviceErrors({ texts, media, dismissed, dismiss }: View): TemplateResult {
  const shown = new Map<string, RtcError>();
  for (const error of Object.values(media.errors)) if (!dismissed.has(error)) shown.set(error.code, error);
  return html`<div role="alert" class="alerts">${[...shown.values()].map(
    error => html`<p class="alert" part="alert"><span>${texts.errors[error.code]}</span
      ><button type="button" class="bare" aria-label=${texts.dismiss} @click=${() => dismiss(error)}>${icon('close')}</button></p>`,
  )}</div>`;
}

/** The link to this room, to be copied. */
export function inviteLink({ texts, invite, copied, copyInvite }: View): TemplateResult | typeof nothing {
  if (!invite) return nothing;
  return html`<p class="dim">${texts.waitingHint}</p>
    <div class="row"><input part="input" readonly aria-label=${texts.inviteLink} .value=${invite}
      @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()} /><button
      type="button" part="button" @click=${copyInvite}>${copied ? texts.copied : texts.copy}</button></div>`;
}
