// What is said of a participant on a tile: name, marks, and how the connection stands.

import { html, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import type { Link, Participant } from '../session/call-state.ts';
import { ICON, icon } from './icons.ts';
import { shownName } from './name-card.ts';

/** How a tile is called. */
export function labelOf({ name, self }: Participant, screen: boolean, texts: Texts): string {
  if (screen) return self ? texts.yourScreen : texts.screenOf(shownName(name, texts.guest));
  if (!self) return shownName(name, texts.guest);
  const own = shownName(name, '');
  return own ? `${own} (${texts.you})` : texts.you;
}

/** Icons with words for those who do not see them. */
export function marks({ audio, quality, verified, speaking }: Participant, texts: Texts): TemplateResult {
  return html`${audio ? nothing : html`${icon(ICON.microphoneOff)}<span class="heard">${texts.muted} </span>`}${
    speaking ? html`<span class="heard">${texts.speaking} </span>` : nothing
  }${
    quality === 'fair' || quality === 'poor'
      ? html`<span class=${quality}>${icon(ICON[quality])}</span><span class="heard">${texts.quality[quality]} </span>`
      : nothing
  }${verified ? html`${icon(ICON.verified)}<span class="heard">${texts.verified} </span>` : nothing}`;
}

/** How the connection stands, where it is not as it should be. */
export function linkText(link: Link, texts: Texts): string {
  const words: Record<Link, string> = {
    connecting: texts.linkConnecting,
    connected: '',
    unstable: texts.linkUnstable,
    reconnecting: texts.linkReconnecting,
    'changing-page': texts.linkChangingPage,
  };
  return words[link];
}
