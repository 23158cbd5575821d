// Camera, microphone and loudspeaker to choose from, for the lobby and for the settings. What there is and what is
// chosen stands in the view.

import { css, html, nothing, type TemplateResult } from 'lit';
import { type Device, deviceInUse } from '../media/device-list.ts';
import type { View } from './call-view.ts';
import { ICON, type Icon, icon } from './icons.ts';

export const deviceChoiceStyle = css`
  .devices {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .device {
    display: flex;
    align-items: end;
    gap: 8px;
    text-align: start;
  }
  .device label {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 8px;
    align-items: center;
    font-size: 0.9em;
  }
  .device label > svg {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_dim);
  }
  .device select {
    grid-column: 1 / -1;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    color: inherit;
    font: inherit;
    font-size: calc(1em / 0.9);
    text-overflow: ellipsis;
  }
  .device > button {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 10px;
  }
`;

const KINDS = [
  { kind: 'videoinput', source: 'video', noun: 'camera', icon: ICON.camera },
  { kind: 'audioinput', source: 'audio', noun: 'microphone', icon: ICON.microphone },
  { kind: 'audiooutput', source: undefined, noun: 'speaker', icon: ICON.sound },
] as const;

/** The devices by kind, each kind as soon as the browser tells their names, and a sound to test the loudspeaker. */
export function deviceChoice(view: View): TemplateResult {
  return html`<div class="devices" part="devices">${KINDS.map(({ kind, source, noun, icon: path }) => {
    if (source && !view.offered[source]) return nothing;
    const choice = select(view, kind, noun, path);
    if (source) return choice === nothing ? nothing : html`<div class="device">${choice}</div>`;
    const { texts, speaker } = view;
    return html`<div class="device">${choice}<button type="button" part="button test-sound" title=${texts.testSound}
      aria-label=${texts.testSound} @click=${() => void testTone(speaker)}>${icon(ICON.tone)}${
        choice === nothing ? texts.testSound : nothing
      }</button></div>`;
  })}</div>`;
}

/** Fetched with the first click; where it cannot be, nothing sounds. */
async function testTone(speaker: string): Promise<void> {
  const tone = await import('../media/test-tone.ts').catch(() => undefined);
  tone?.playTestTone(speaker);
}

function select(
  view: View,
  kind: MediaDeviceKind,
  noun: 'camera' | 'microphone' | 'speaker',
  path: Icon,
): TemplateResult | typeof nothing {
  const { texts, setDevice } = view;
  // Before a permission was given they have no ids, and cannot be told apart.
  const devices = view.devices.filter(device => device.kind === kind && device.id);
  const chosen = chosenDevice(view, kind, devices);
  if (!chosen) return nothing;
  const choose = (event: Event) => setDevice(kind, (event.target as HTMLSelectElement).value);
  return html`<label>${icon(path)}${texts[noun]}<select part="select" @change=${choose}>${devices.map(
    (device, index) =>
      html`<option dir="auto" value=${device.id} .selected=${device === chosen}>${device.label || `${texts[noun]} ${index + 1}`}</option>`,
  )}</select></label>`;
}

/** What the track in use is, or what is being changed to; else what was chosen, where it is there; else the first. */
function chosenDevice(
  { media, chosen }: View,
  kind: MediaDeviceKind,
  devices: readonly Device[],
): Device | undefined {
  const source = kind === 'audioinput' ? 'audio' : kind === 'videoinput' ? 'video' : undefined;
  const inUse = source && !media.asking[source] ? media.deviceIds[source] : undefined;
  const wanted = devices.find(({ id }) => id === chosen[kind]);
  return deviceInUse(devices, kind, inUse) ?? wanted ?? devices[0];
}
