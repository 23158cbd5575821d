// What stands behind 'More', as controls and as entries of a menu. It is loaded when that is first opened.

import { html, nothing, type TemplateResult } from 'lit';
import { withOpened } from '../i18n/en-opened.ts';
import type { View } from './call-view.ts';
import type { Control } from './control-button.ts';
import { icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { TILE_LAYOUTS } from './tile-plan.ts';

/** The panels that a control can open. */
export type Panel = 'settings' | 'invite' | 'stats';

/** All of them in their order; `open` opens a panel. */
export function moreControls(view: View, open: (panel: Panel) => void): readonly Control[] {
  const texts = withOpened(view.texts);
  const { layout, setLayout, fullScreen, pictureInPicture, invite, offered, shortcuts } = view;
  const next = TILE_LAYOUTS[(TILE_LAYOUTS.indexOf(layout) + 1) % TILE_LAYOUTS.length] ?? layout;
  const controls: (Control | false)[] = [
    invite !== undefined && {
      part: 'invite',
      icon: OPENED_ICON.invite,
      label: texts.invite,
      key: shortcuts ? 'i' : undefined,
      act: () => open('invite'),
    },
    {
      part: 'layout',
      icon: OPENED_ICON.layout,
      label: texts.layout,
      key: shortcuts ? 'l' : undefined,
      value: texts.layoutName(layout),
      act: () => {
        setLayout(next);
        view.say(texts.layoutName(next));
      },
    },
    view.recording !== undefined && {
      part: 'record',
      icon: OPENED_ICON.record,
      label: view.recording.done ? texts.recordFile : texts[view.recording.on ? 'recordEnd' : 'record'],
      pressed: view.recording.on,
      act: view.recording.toggle,
    },
    fullScreen !== undefined && {
      part: 'full-screen',
      icon: OPENED_ICON.fit,
      label: texts.fullScreen,
      key: shortcuts ? 'f' : undefined,
      pressed: fullScreen,
      act: view.toggleFullScreen,
    },
    pictureInPicture !== undefined && {
      part: 'picture-in-picture',
      icon: OPENED_ICON.window,
      label: texts.pictureInPicture,
      pressed: pictureInPicture,
      act: view.togglePictureInPicture,
    },
    offered.stats && {
      part: 'stats',
      icon: OPENED_ICON.stats,
      label: texts.stats,
      act: () => open('stats'),
    },
    offered.settings && {
      part: 'settings',
      icon: OPENED_ICON.settings,
      label: texts.settings,
      key: shortcuts ? '?' : undefined,
      act: () => open('settings'),
    },
  ];
  return controls.filter(each => each !== false);
}

/** A line of a menu. */
export function entry(it: Control): TemplateResult {
  const { part, icon: path, label, key, pressed, expanded, busy, badge, value, act } = it;
  return html`<button
    type="button"
    class="entry ${part}"
    part="entry ${part}"
    aria-pressed=${pressed ?? nothing}
    aria-expanded=${expanded ?? nothing}
    aria-busy=${busy ?? nothing}
    aria-keyshortcuts=${key ?? nothing}
    @click=${act}
  >${icon(path)}<span>${label}${value ? html`<span class="dim">${value}</span>` : nothing}</span>${
    badge ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing
  }${key ? html`<kbd aria-hidden="true">${key.toUpperCase()}</kbd>` : nothing}</button>`;
}
