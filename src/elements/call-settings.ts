// What a person chooses for the whole call, devices and layout apart: language, data, keys. What follows from it is
// for others to draw and to do.

import type { ReactiveControllerHost } from 'lit';
import { keep, kept } from '../kept.ts';
import type { View } from './call-view.ts';

/** The attributes that are changed by these choices, and the one that forbids. */
export interface SettingsHost extends ReactiveControllerHost {
  lang: string;
  lowData: boolean;
  readonly noShortcuts: boolean;
}

type SettingsView = Pick<View, 'lowData' | 'shortcuts' | 'setLanguage' | 'setLowData' | 'setShortcuts'>;

const SHORTCUTS_KEY = 'rtc-elements.shortcuts';

/** Keeps them in the attributes of its host; whether keys are wanted is for all calls of the site. */
export class CallSettings {
  readonly #host: SettingsHost;
  #shortcuts = kept('localStorage', SHORTCUTS_KEY) !== 'off';

  constructor(host: SettingsHost) {
    this.#host = host;
  }

  get view(): SettingsView {
    const host = this.#host;
    return {
      lowData: host.lowData,
      shortcuts: this.#shortcuts && !host.noShortcuts,
      setLanguage: language => {
        host.lang = language;
      },
      setLowData: lowData => {
        host.lowData = lowData;
      },
      setShortcuts: on => {
        this.#shortcuts = on;
        keep('localStorage', SHORTCUTS_KEY, on ? 'on' : 'off');
        host.requestUpdate();
      },
    };
  }
}
