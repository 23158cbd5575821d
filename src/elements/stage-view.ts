// The screen of a running call: the tiles, the chat beside them, the bar of buttons below. Nothing here holds a
// state.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from './icons.ts';
import { control, deviceControls, deviceErrors, inviteLink, type View } from './views.ts';

/** Tiles, chat and controls. */
export function stage(view: View): TemplateResult {
  const { texts, status, error, chatOpen, offered } = view;
  // The way to the others matters more than the way to the call server.
  const trouble = status === 'reconnecting' ? texts.reconnecting : error && texts.errors[error.code];
  return html`<div class="stage">
    ${trouble ? html`<p class="banner" part="banner" role="status">${trouble}</p>` : nothing}
    <div class="scene">${tiles(view)}${offered.chat ? chat(view, chatOpen) : nothing}</div>
    ${deviceErrors(view)}${bar(view)}
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
        .participant=${participant} ?screen=${screen}></rtc-tile>`,
  )}${alone ? waiting(view) : nothing}</div>`;
}

function waiting(view: View): TemplateResult {
  const { texts, state } = view;
  return html`<div class="notice" part="notice">
    <div role="status"><h2>${texts.waiting}</h2>${state?.nobodyHere ? html`<p>${texts.nobodyHere}</p>` : nothing}</div>
    ${inviteLink(view)}
  </div>`;
}

function chat({ texts, state, send, language }: View, open: boolean): TemplateResult {
  const messages = state?.messages ?? [];
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('text');
    if (input instanceof HTMLInputElement && input.value.trim() && send(input.value)) input.value = '';
  };
  return html`<section class="chat" part="chat" id="chat" aria-label=${texts.chat} ?hidden=${!open}>
    <div class="log" part="log" role="log" tabindex="0" aria-label=${texts.chat}>${
      messages.length ? nothing : html`<p class="dim">${texts.chatEmpty}</p>`
    }${repeat(
      messages,
      ({ id }) => id,
      ({ self, name, text, at }) =>
        html`<p class=${self ? 'line own' : 'line'} part="message"><b dir="auto">${self ? texts.you : name || texts.guest}</b>
          <time class="dim">${time.format(at)}</time><span dir="auto">${text}</span></p>`,
    )}</div>
    <form class="row" @submit=${submit}><input part="input" name="text" autocomplete="off" maxlength="4000"
      aria-label=${texts.message} placeholder=${texts.message} /><button class="main" part="button send"
      title=${texts.send} aria-label=${texts.send}>${icon('send')}</button></form>
  </section>`;
}

function bar(view: View): TemplateResult {
  const { texts, media, offered, chatOpen, unread, toggle, toggleChat, leave } = view;
  return html`<div class="bar" part="controls" role="group" aria-label=${texts.controls}>
    ${deviceControls(view)}${
      offered.screen
        ? control({
            part: 'screen',
            icon: 'screen',
            label: texts.screen,
            tip: texts.screenTip(media.screen),
            pressed: media.screen,
            busy: media.asking.screen,
            act: () => toggle('screen'),
          })
        : nothing
    }${
      offered.chat
        ? html`<button type="button" class="round" part="button chat-button" title=${texts.chat}
            aria-label=${unread ? texts.chatUnread(unread) : texts.chat} aria-expanded=${chatOpen} aria-controls="chat"
            @click=${toggleChat}>${icon('chat')}${unread ? html`<span class="badge">${unread}</span>` : nothing}</button>`
        : nothing
    }<button type="button" class="round leave" part="button leave" title=${texts.leave} aria-label=${texts.leave}
      data-first @click=${leave}>${icon('leave')}</button>
  </div>`;
}
