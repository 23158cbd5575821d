// What a bar has beyond its buttons: the entries of its menu, and the panels in its dialog, settings, invitation and the
// figures of the connections. It is loaded when one of them is opened for the first time.

import { css, html, nothing, type TemplateResult } from 'lit';
import { withOpened } from '../i18n/en-opened.ts';
import type { CallElement } from './call-link.ts';
import type { View } from './call-view.ts';
import type { Control } from './control-button.ts';
import { ICON, icon } from './icons.ts';
import { inviteLink } from './invite-view.ts';
import { entry, moreControls, type Panel } from './more-controls.ts';
import { PopoverMenu } from './popover-menu.ts';
import { settings } from './settings-view.ts';
import { stats } from './stats-panel.ts';

export { moreControls, PopoverMenu };

export const panelStyle = css`
  .entry[aria-pressed='true'],
  .entry[aria-expanded='true'] {
    color: var(--_accent);
  }
  .entry > span {
    flex: 1;
  }
  .entry .dim {
    display: block;
  }
  .entry .badge {
    position: static;
    flex: none;
    text-align: center;
  }
  kbd {
    min-inline-size: 1.8em;
    padding: 1px 6px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--_card);
    color: var(--_dim);
    font: inherit;
    font-size: 0.85em;
    text-align: center;
  }

  .menu .own {
    flex-direction: column;
    align-items: stretch;
  }
  dialog {
    color: var(--_text);
    background: var(--_bg);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 8px 32px #0005;
    overflow: auto;
    overscroll-behavior: contain;
    inline-size: min(26em, 100vw - 16px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 16px);
    margin: auto;
    padding: 0;
  }
  dialog::backdrop {
    background: #0008;
  }
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 0 20px 20px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-inline: -20px -8px;
    padding-block-start: 10px;
    padding-inline: 20px 0;
    background: var(--_bg);
  }
  h2:focus-visible {
    outline: none;
  }
  /* As the bar, whatever it would be elsewhere. */
  rtc-stats {
    color-scheme: inherit;
  }
  .choices {
    display: grid;
    gap: 14px;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
  }
  .tick input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    accent-color: var(--_accent);
    margin: 0;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11em, 100%), 1fr));
    gap: 6px 16px;
    margin: 0;
    font-size: 0.9em;
  }
  .keys > div {
    display: flex;
    gap: 10px;
    align-items: baseline;
  }
  .keys dd {
    margin: 0;
  }
  .keys kbd {
    display: inline-block;
  }
  @media (forced-colors: active) {
    .entry[aria-pressed='true'] {
      border: 2px solid;
    }
  }
`;

/** What is in the menu: `away` from the bar, and all else. */
export function entries(
  view: View,
  away: readonly Control[],
  open: (panel: Panel) => void,
): readonly TemplateResult[] {
  return [...away, ...moreControls(view, open)].map(entry);
}

/** What is in the dialog; `controls` are those whose keys are listed. */
export function panelOf(
  panel: Panel,
  { view, call }: { readonly view: View | undefined; readonly call: CallElement | undefined },
  controls: readonly Control[],
  close: () => void,
): TemplateResult | typeof nothing {
  if (!view) return nothing;
  const texts = withOpened(view.texts);
  const contents = {
    settings: () => settings(view, controls),
    invite: () => html`${inviteLink(view)}${view.qrCode?.(texts)}<p class="dim">${texts.inviteHint}</p>`,
    stats: () => stats(call),
  };
  // The heading takes the focus: it says what this is, and no field is changed by mistake.
  return html`<div class="panel"><div class="head"><h2 id="title" tabindex="-1" autofocus>${texts[panel]}</h2><button
    type="button" class="bare" part="button close" title=${texts.close} aria-label=${texts.close}
    @click=${close}>${icon(ICON.close)}</button></div>${contents[panel]()}</div>`;
}
