// The call on the whole screen, where the browser and the page allow it.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { View } from './call-view.ts';

/** Follows whether its host fills the screen, whoever changed that. */
export class FullScreen implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement & { readonly bare: boolean };
  readonly #changed = () => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost & HTMLElement & { readonly bare: boolean }) {
    this.#host = host;
    host.addController(this);
  }

  get view(): Pick<View, 'fullScreen' | 'toggleFullScreen'> {
    const host = this.#host;
    // A bare call has nothing to show.
    const possible = document.fullscreenEnabled && !host.bare;
    const on = possible && host.matches(':fullscreen');
    return {
      fullScreen: possible ? on : undefined,
      // Refused without a click; then the screen stays as it is.
      toggleFullScreen: () => {
        if (!possible) return;
        void (on ? document.exitFullscreen() : host.requestFullscreen()).catch(() => {});
      },
    };
  }

  hostConnected(): void {
    document.addEventListener('fullscreenchange', this.#changed);
  }

  hostDisconnected(): void {
    document.removeEventListener('fullscreenchange', this.#changed);
  }
}
