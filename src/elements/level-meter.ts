// Moves the meter of a microphone with its level, past the rendering: ten readings a second draw nothing again.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchLevel } from '../media/audio-level.ts';

/** Assistive technology hears of steps of this many per cent. */
const STEP = 10;

/** Sets `--_level`, 0 to 1, on the element with the role `meter` that its host has drawn. */
export class LevelMeter implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #source: () => MediaStreamTrack | null | undefined;
  #track: MediaStreamTrack | undefined;
  #stop: (() => void) | undefined;

  /** `source` gives the track to watch, where there is one. */
  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    source: () => MediaStreamTrack | null | undefined,
  ) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
  }

  hostUpdated(): void {
    const track = this.#meter ? (this.#source() ?? undefined) : undefined;
    if (track === this.#track) return;
    this.hostDisconnected();
    this.#track = track;
    this.#show(0);
    if (track) this.#stop = watchLevel(track, level => this.#show(level));
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#track = undefined;
  }

  get #meter(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[role=meter]');
  }

  #show(level: number): void {
    const meter = this.#meter;
    meter?.style.setProperty('--_level', level.toFixed(3));
    const percent = String(Math.round((level * 100) / STEP) * STEP);
    if (meter && meter.ariaValueNow !== percent) meter.ariaValueNow = percent;
  }
}
