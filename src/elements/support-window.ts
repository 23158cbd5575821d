// The call of a desk in a small window on top of everything, for a visitor who reads other pages meanwhile. What stands
// in it is in small-window.ts.

import type { SupportTexts } from '../i18n/en-support.ts';
import { directionOf } from '../i18n/texts.ts';
import type { Call } from '../session/call.ts';
import { Store } from '../store.ts';
import { smallWindows } from './picture-in-picture.ts';
import type { SmallView, SmallWindows } from './small-window.ts';

export interface WindowWords {
  readonly texts: SupportTexts;
  readonly language: string;
  /** What the panel is called. */
  readonly label: string;
}

export class SupportWindow {
  readonly #host: Element;
  readonly #out: (out: boolean) => void;
  readonly #hangUp: () => void;
  readonly #view = new Store<SmallView | undefined>(undefined);
  #close: (() => void) | undefined;
  #ended = false;

  /** `out`: the call is in there now, or no longer. */
  constructor(host: Element, hangUp: () => void, out: (out: boolean) => void) {
    this.#host = host;
    this.#hangUp = hangUp;
    this.#out = out;
  }

  /** Shows this call from now on. Returns the way in and out; undefined where there is none. */
  show(call: Call | undefined, words: WindowWords): (() => void) | undefined {
    this.#view.set(call && viewOf(call, words, this.#hangUp));
    const windows = smallWindows();
    if (!call || !windows) return undefined;
    return () => {
      if (this.#close) this.#close();
      // Refused without a click, or offline: then there is none.
      else this.#open(windows).catch(() => {});
    };
  }

  end(): void {
    this.#ended = true;
    this.#close?.();
  }

  async #open(windows: SmallWindows): Promise<void> {
    const { openWindow } = await import('./small-window.ts');
    const closed = () => {
      this.#close = undefined;
      if (!this.#ended) this.#out(false);
    };
    this.#close = await openWindow(windows, { host: this.#host, view: this.#view, closed });
    this.#out(true);
  }
}

function viewOf(call: Call, { texts, language, label }: WindowWords, leave: () => void): SmallView {
  const { state, media } = call;
  const { audio, video } = media.wanted;
  return {
    ...{ language, leave, shortcuts: false, direction: directionOf(language) },
    status: state.value.status,
    state: state.value,
    media: media.state.value,
    offered: { audio: audio !== 'none', video: video !== 'none', screen: false },
    toggle: source => {
      if (source === 'audio') void media.setMicrophone(!media.state.value.audio);
      else if (source === 'video') void media.setCamera(!media.state.value.video);
    },
    texts: {
      ...{ call: label, controls: label, waiting: texts.connectingTo(''), guest: texts.someone },
      ...{ microphone: texts.microphone, camera: texts.camera, screen: '', leave: texts.hangUp },
      microphoneTip: () => texts.microphone,
      cameraTip: () => texts.camera,
      screenTip: () => '',
      screenOf: name => name,
    },
  };
}
