// The call of a support desk on the screen, for either side: the others' pictures, one's own small, and what is turned
// on and off. What is heard plays elsewhere.

import { css, html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { SupportTexts } from '../i18n/en-support.ts';
import type { Call } from '../session/call.ts';
import { ICON, icon } from './icons.ts';

/** Draws a call; `more` stands among its buttons. */
export function stage(
  call: Call,
  texts: SupportTexts,
  hangUp: () => void,
  more: unknown = nothing,
): TemplateResult {
  const { participants } = call.state.value;
  const { media } = call;
  const { audio, video, errors } = media.state.value;
  const own = participants.find(({ self }) => self);
  return html`
    <div class="stage" part="stage">
      ${participants
        .filter(({ self }) => !self)
        .map(
          ({ name, stream, video }) => html`<figure>
            ${
              video
                ? html`<video part="video" autoplay playsinline .muted=${true} .srcObject=${guard([stream], () => stream)}></video>`
                : html`<div class="card">${icon(ICON.microphone)}</div>`
            }
            <figcaption><bdi>${name}</bdi></figcaption>
          </figure>`,
        )}
      ${own && video ? html`<video class="own" autoplay playsinline .muted=${true} .srcObject=${guard([own.stream], () => own.stream)}></video>` : nothing}
    </div>
    <div class="bar">
      ${media.wanted.audio === 'none' ? nothing : toggle(texts.microphone, audio, ICON.microphone, ICON.microphoneOff, on => media.setMicrophone(on))}
      ${media.wanted.video === 'none' ? nothing : toggle(texts.camera, video, ICON.camera, ICON.cameraOff, on => media.setCamera(on))}
      ${more}
      <button part="button leave" class="leave" @click=${hangUp}>${icon(ICON.leave)} ${texts.hangUp}</button>
    </div>
    ${errors.audio ? html`<p role="alert">${texts.without(texts.microphone)}</p>` : nothing}
    ${errors.video ? html`<p role="alert">${texts.without(texts.camera)}</p>` : nothing}
  `;
}

/** Calls back when a call, or what it sends, changes. Returns the way to stop. */
export function watchCall(call: Call, changed: () => void): () => void {
  const stops = [call.state, call.media.state].map(store => store.subscribe(changed));
  return () => {
    for (const stop of stops) stop();
  };
}

type Path = (typeof ICON)['microphone' | 'microphoneOff' | 'camera' | 'cameraOff'];

function toggle(label: string, on: boolean, isOn: Path, isOff: Path, set: (on: boolean) => Promise<void>) {
  return html`<button
    part="button"
    aria-label=${label}
    aria-pressed=${on ? 'true' : 'false'}
    @click=${() => void set(!on)}
  >
    ${icon(on ? isOn : isOff)}
  </button>`;
}

export const stageStyle = css`
  .stage {
    position: relative;
    display: grid;
    gap: 4px;
  }
  figure {
    margin: 0;
    position: relative;
  }
  .card {
    display: grid;
    place-items: center;
    min-block-size: 96px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_card), var(--_text) 8%);
  }
  video {
    display: block;
    width: 100%;
    max-height: 50vh;
    aspect-ratio: 4 / 3;
    object-fit: cover;
    border-radius: var(--_radius);
    background: #15171c;
  }
  figcaption {
    position: absolute;
    inset: auto auto 6px 6px;
    padding: 2px 6px;
    border-radius: 6px;
    color: #fff;
    background: #000a;
  }
  .own {
    position: absolute;
    inset: auto 6px 6px auto;
    width: 25%;
    transform: scaleX(-1);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block: 8px;
  }
  .bar button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
`;

/** What both elements of a desk look like, beside the theme. */
export const deskStyle = css`
  h2,
  p,
  legend {
    margin-block-end: 8px;
    overflow-wrap: anywhere;
  }
  label {
    display: block;
    margin-block-end: 8px;
  }
  input:not([type='radio'], [type='checkbox']),
  textarea {
    display: block;
    inline-size: 100%;
  }
  input:is([type='radio'], [type='checkbox']) {
    min-block-size: 0;
  }
  .leave {
    color: var(--_on-danger);
    background: var(--_danger);
    border-color: transparent;
  }
  .stars {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
  }
  .dim {
    color: var(--_dim);
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0 0 8px;
  }
`;
