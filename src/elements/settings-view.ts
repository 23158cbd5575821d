// The settings of a call on the screen: layout, language, data, keys, and which key does what. What a choice does is
// the call's.

import { html, nothing, type TemplateResult } from 'lit';
import { withOpened } from '../i18n/en-opened.ts';
import { knownLanguages } from '../i18n/texts.ts';
import type { View } from './call-view.ts';
import type { Control } from './control-button.ts';
import { deviceChoice } from './device-choice.ts';
import { type Icon, icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { TILE_LAYOUTS } from './tile-plan.ts';

/** Everything; `controls` are those whose keys are listed. */
export function settings(view: View, controls: readonly Control[]): TemplateResult {
  const texts = withOpened(view.texts);
  const { language, layout, lowData, shortcuts, offered } = view;
  return html`<div class="choices">${deviceChoice(view)}
    ${choice(OPENED_ICON.layout, texts.layout, layout, TILE_LAYOUTS, texts.layoutName, view.setLayout)}
    ${choice(OPENED_ICON.language, texts.language, language, knownLanguages(), ownName, view.setLanguage)}
    ${tick(texts.lowData, texts.lowDataHint, lowData, view.setLowData)}
    ${offered.shortcuts ? tick(texts.shortcuts, texts.shortcutsHint, shortcuts, view.setShortcuts) : nothing}
    ${shortcuts ? keys(controls) : nothing}
  </div>`;
}

function choice<T extends string>(
  path: Icon,
  label: string,
  chosen: string,
  all: readonly T[],
  nameOf: (value: T) => string,
  choose: (value: T) => void,
): TemplateResult {
  const changed = ({ target }: Event) => {
    const value = all[(target as HTMLSelectElement).selectedIndex];
    if (value !== undefined) choose(value);
  };
  return html`<div class="device"><label>${icon(path)}${label}<select part="select" @change=${changed}>${all.map(
    value => html`<option .selected=${value === chosen}>${nameOf(value)}</option>`,
  )}</select></label></div>`;
}

function tick(label: string, hint: string, on: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<label class="tick"><input type="checkbox" .checked=${on}
    @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /><span>${label}<br /><span
    class="dim">${hint}</span></span></label>`;
}

function keys(controls: readonly Control[]): TemplateResult {
  return html`<dl class="keys">${controls.map(({ key, label }) =>
    key ? html`<div><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${label}</dd></div>` : nothing,
  )}</dl>`;
}

/** A language as those call it who speak it. */
function ownName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
