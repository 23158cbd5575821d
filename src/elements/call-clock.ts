// How long a call lasted, and whether the way into it takes unusually long.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallStatus } from '../session/call-state.ts';

/** Longer on the way than this, and people want to know what it waits for. */
const SLOW_MS = 10_000;

/** Follows the state of its host. */
export class CallClock implements ReactiveController {
  readonly #late: () => void;
  #status: CallStatus = 'idle';
  #slow = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #began: number | undefined;
  #lastedMs = 0;

  /** `late`: joining takes long. */
  constructor(host: ReactiveControllerHost & HTMLElement, late: () => void) {
    this.#late = late;
    host.addController(this);
    host.addEventListener('rtc-state-changed', ({ target, state }) => {
      if (target === host) this.#changed(state);
    });
  }

  /** Joining has taken long. */
  get slow(): boolean {
    return this.#slow;
  }

  /** From being in the room to being out of it again; 0 where one never was. */
  get lastedMs(): number {
    return this.#lastedMs;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    this.#wait();
  }

  #changed(status: CallStatus): void {
    this.#status = status;
    this.#wait();
    if (status === 'waiting' || status === 'connected') this.#began ??= Date.now();
    if (status === 'joining') this.#lastedMs = 0;
    if (status !== 'left' && status !== 'failed' && status !== 'idle') return;
    this.#lastedMs = this.#began === undefined ? 0 : Date.now() - this.#began;
    this.#began = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#slow = false;
    if (this.#status !== 'joining') return;
    this.#timer = setTimeout(() => {
      this.#slow = true;
      this.#late();
    }, SLOW_MS);
  }
}
