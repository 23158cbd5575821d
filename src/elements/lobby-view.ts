// The screens before and after a call: the lobby, joining, and what is left to do when it is over. Nothing here
// holds a state.

import { html, nothing, type TemplateResult } from 'lit';
import { deviceControls, deviceErrors, type View } from './views.ts';

/** One's own picture, name, microphone and camera, and the button. */
export function lobby(view: View): TemplateResult {
  const { texts, name, self, language, error, rename, join } = view;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    join();
  };
  return html`<form class="lobby" part="lobby" @submit=${submit}>
    <div class="preview"><rtc-tile exportparts="video" lang=${language} .participant=${self}></rtc-tile>
      <div class="over">${deviceControls(view)}</div></div>
    <div class="entry">
      <h2>${texts.lobbyTitle}</h2>
      ${deviceErrors(view)}${error ? html`<p class="alert" part="alert" role="status">${texts.errors[error.code]}</p>` : nothing}
      <input part="input" name="name" autocomplete="name" maxlength="60" placeholder=${texts.yourName}
        aria-label=${texts.yourName} .value=${name}
        @input=${(event: InputEvent) => rename((event.target as HTMLInputElement).value)} />
      <button class="main" part="button join" data-first>${texts.join}</button>
    </div>
  </form>`;
}

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
