// The screen of a running call: the tiles, the chat beside them, the bar of buttons below. Nothing here holds a
// state.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { View } from './call-view.ts';
import { safetyRequest } from './safety-view.ts';
import { deviceErrors, inviteLink } from './views.ts';

/** Tiles, chat and controls. */
export function stage(view: View): TemplateResult {
  const { texts, status, error, chatOpen, offered } = view;
  // The way to the others matters more than the way to the call server.
  const trouble = status === 'reconnecting' ? texts.reconnecting : error && texts.errors[error.code];
  return html`<div class="stage">
    ${safetyRequest(view)}
    ${trouble ? html`<p class="banner" part="banner">${trouble}</p>` : nothing}
    <div class="scene">${tiles(view)}${
      offered.chat
        ? html`<rtc-chat exportparts="chat, log, message, input, button, send" .closable=${true} ?hidden=${!chatOpen}></rtc-chat>`
        : nothing
    }</div>
    ${deviceErrors(view)}<rtc-controls data-first
      exportparts="controls, button, microphone, camera, screen, chat-button, leave"></rtc-controls>
  </div>`;
}

function tiles(view: View): TemplateResult {
  const { state, language, status } = view;
  const participants = state?.participants ?? [];
  // A shared screen comes first: it is what all look at.
  const shown = [
    ...participants.filter(({ screen }) => screen).map(participant => ({ participant, screen: true })),
    ...participants.map(participant => ({ participant, screen: false })),
  ];
  const alone = status === 'waiting';
  const count = Math.min(shown.length + Number(alone), 10);
  return html`<div class="tiles" part="tiles" data-count=${count} ?data-screen=${shown[0]?.screen ?? false}>${repeat(
    shown,
    ({ participant, screen }) => `${participant.id} ${screen}`,
    ({ participant, screen }) =>
      html`<rtc-tile part="tile" exportparts="video, card, name, link" lang=${language}
        .person=${participant} ?screen=${screen}></rtc-tile>`,
  )}${alone ? waiting(view) : nothing}</div>`;
}

function waiting(view: View): TemplateResult {
  const { texts, state } = view;
  return html`<div class="notice" part="notice">
    <div><h2>${texts.waiting}</h2><slot name="waiting">${state?.nobodyHere ? html`<p>${texts.nobodyHere}</p>` : nothing}</slot></div>
    ${inviteLink(view)}
  </div>`;
}
