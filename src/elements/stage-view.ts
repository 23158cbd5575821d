// The screen of a running call: the tiles, the chat beside them, the bar of buttons below. Nothing here holds a
// state.

import { html, nothing, type TemplateResult } from 'lit';
import { errorText } from '../i18n/texts.ts';
import type { View } from './call-view.ts';
import { ICON, icon } from './icons.ts';
import { inviteLink } from './invite-view.ts';
import { WAITING } from './tile-plan.ts';
import { deviceErrors } from './views.ts';

const CONTROL_PARTS =
  'controls, button, microphone, camera, screen, chat-button, more, leave, hint, sharing, stop-sharing, menu, entry, ' +
  'invite, layout, full-screen, picture-in-picture, stats, settings, dialog, devices, select, test-sound, input, copy, share, close, qr';

/** Tiles, chat and controls. */
export function stage(view: View): TemplateResult {
  const { texts, status, error, chatOpen, offered } = view;
  // The way to the others matters more than the way to the call server.
  const trouble = status === 'reconnecting' ? texts.reconnecting : error && errorText(texts, error);
  return html`<div class="stage">
    ${view.silenced ? html`<button type="button" class="main silenced" part="button hear" @click=${view.hear}>${icon(ICON.sound)}${texts.tapToHear}</button>` : nothing}
    ${view.requests}
    ${trouble ? html`<p class="banner" part="banner">${trouble}</p>` : nothing}
    <div class="scene">${tiles(view)}${
      offered.chat
        ? html`<rtc-chat exportparts="chat, log, message, input, button, send" .closable=${true} ?hidden=${!chatOpen}></rtc-chat>`
        : nothing
    }</div>
    ${deviceErrors(view)}<rtc-controls data-first exportparts=${CONTROL_PARTS}><slot name="controls"></slot></rtc-controls>
  </div>`;
}

function tiles(view: View): TemplateResult {
  const { tiles, language, status } = view;
  return html`<div class="tiles" part="tiles">${tiles.map(cells =>
    cells.map(cell =>
      cell
        ? html`<rtc-tile part="tile" exportparts="video, card, name, link, menu, button, menu-button" lang=${language}
        data-key=${cell.key} .person=${cell.participant} ?screen=${cell.screen}></rtc-tile>`
        : nothing,
    ),
  )}${status === 'waiting' ? waiting(view) : nothing}</div>`;
}

function waiting(view: View): TemplateResult {
  const { texts, state, invite } = view;
  return html`<div class="notice" part="notice" data-key=${WAITING}>
    <div><h2>${texts.waiting}</h2><slot name="waiting">${state?.nobodyHere ? html`<p>${texts.nobodyHere}</p>` : nothing}</slot></div>
    ${invite ? invitation(view) : nothing}
  </div>`;
}

function invitation(view: View): TemplateResult {
  const { texts, showQrCode } = view;
  const shown = view.qrCode !== undefined;
  return html`<p class="dim">${texts.waitingHint}</p>
    ${inviteLink(view)}<p class="dim">${texts.inviteHint}</p>
    <button type="button" part="button" aria-expanded=${shown} @click=${() => showQrCode(!shown)}>${texts.qrCode}</button>
    ${view.qrCode?.(texts)}`;
}
