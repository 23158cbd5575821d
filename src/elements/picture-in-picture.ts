// Whether the others stand in a small window on top of everything: a document of its own where the browser has that,
// else the one picture that matters most. What is in it is in small-window.ts.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadableStore } from '../store.ts';
import type { View } from './call-view.ts';
import type { SmallPicture, SmallWindows } from './small-window.ts';

interface PictureHost extends ReactiveControllerHost, HTMLElement {
  readonly noPip: boolean;
}

/** Opens the window, and closes it with its host. */
export class PictureInPicture implements ReactiveController {
  readonly #host: PictureHost;
  readonly #view: ReadableStore<View | undefined>;
  /** Closes what is open. */
  #close: (() => void) | undefined;

  constructor(host: PictureHost, view: ReadableStore<View | undefined>) {
    this.#host = host;
    this.#view = view;
    host.addController(this);
  }

  get view(): Pick<View, 'pictureInPicture' | 'togglePictureInPicture'> {
    const windows = smallWindows();
    const possible = !this.#host.noPip && Boolean(windows ?? document.pictureInPictureEnabled);
    return {
      pictureInPicture: possible ? this.#close !== undefined : undefined,
      togglePictureInPicture: () => {
        if (this.#close) this.#close();
        // Refused without a click, or offline: then there is none.
        else if (possible) void this.#open(windows).catch(() => {});
      },
    };
  }

  hostDisconnected(): void {
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#close?.();
    });
  }

  async #open(windows: SmallWindows | undefined): Promise<void> {
    const { openVideo, openWindow } = await import('./small-window.ts');
    const picture: SmallPicture = {
      host: this.#host,
      view: this.#view,
      closed: () => this.#now(undefined),
    };
    this.#now(await (windows ? openWindow(windows, picture) : openVideo(picture)));
  }

  #now(close: (() => void) | undefined): void {
    this.#close = close;
    this.#host.requestUpdate();
  }
}

/** Frames have none, and old browsers. */
export function smallWindows(): SmallWindows | undefined {
  if (window !== window.top) return undefined;
  return (globalThis as { documentPictureInPicture?: SmallWindows }).documentPictureInPicture;
}
