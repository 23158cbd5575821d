// One MediaRecorder after the other, as the sources change: slices with their place in time. Where they are kept is
// the recorder's business.

import type { Slice } from './disk.ts';

/** How much a crash may cost at most, besides what the encoder holds back. */
export const SLICE_MS = 500;
/** So that one can seek and cut at every other second. */
const KEY_FRAMES_MS = 2000;

export interface CaptureOptions {
  readonly mimeType: string;
  readonly videoBitsPerSecond?: number;
  readonly audioBitsPerSecond?: number;
}

/** A clock that stands still in pauses. */
class Clock {
  #runningSince: number | undefined;
  #before = 0;

  get ms(): number {
    return this.#before + (this.#runningSince === undefined ? 0 : performance.now() - this.#runningSince);
  }

  run(): void {
    this.#runningSince ??= performance.now();
  }

  halt(): void {
    this.#before = this.ms;
    this.#runningSince = undefined;
  }
}

/** Records streams of the same kinds of tracks, as if they were one. */
export class Capture {
  readonly #options: CaptureOptions;
  readonly #taken: (slice: Slice) => void;
  readonly #ended: (cause: unknown) => void;
  readonly #clock = new Clock();
  #recorder: MediaRecorder | undefined;
  #segment = -1;

  /** `taken` gets each slice; `ended` hears that the browser has stopped by itself, all tracks gone or with an error. */
  constructor(options: CaptureOptions, taken: (slice: Slice) => void, ended: (cause: unknown) => void) {
    this.#options = options;
    this.#taken = taken;
    this.#ended = ended;
  }

  /** How long it has recorded, pauses left out. */
  get elapsedMs(): number {
    return this.#clock.ms;
  }

  /** Begins, or goes on with another stream. Throws what MediaRecorder throws. */
  async record(stream: MediaStream): Promise<void> {
    const before = this.#recorder;
    const recorder = new MediaRecorder(stream, {
      ...this.#options,
      // Chromium's; others ignore it.
      ...{ videoKeyFrameIntervalDuration: KEY_FRAMES_MS },
    });
    const segment = ++this.#segment;
    const paused = before?.state === 'paused';
    this.#recorder = recorder;
    await stopped(before);
    const begun = new Promise(resolve => recorder.addEventListener('start', resolve, { once: true }));
    const beginsAtMs = this.#clock.ms;
    recorder.addEventListener('dataavailable', ({ data: part }) => {
      if (part.size) this.#taken({ segment, beginsAtMs, untilMs: this.#clock.ms, part });
    });
    recorder.addEventListener('error', ({ error }: Event & { error?: unknown }) =>
      this.#stopsItself(recorder, error),
    );
    recorder.addEventListener('stop', () => this.#stopsItself(recorder, undefined));
    recorder.start(SLICE_MS);
    await begun;
    if (paused) recorder.pause();
    else if (this.#recorder === recorder) this.#clock.run();
  }

  pause(): void {
    if (this.#recorder?.state !== 'recording') return;
    this.#recorder.pause();
    this.#clock.halt();
  }

  resume(): void {
    if (this.#recorder?.state !== 'paused') return;
    this.#recorder.resume();
    this.#clock.run();
  }

  /** Resolves when the last slice was given away. */
  async stop(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = undefined;
    this.#clock.halt();
    await stopped(recorder);
  }

  #stopsItself(recorder: MediaRecorder, cause: unknown): void {
    if (this.#recorder !== recorder) return;
    this.#clock.halt();
    this.#ended(cause);
  }
}

async function stopped(recorder: MediaRecorder | undefined): Promise<void> {
  if (!recorder || recorder.state === 'inactive') return;
  const end = new Promise(resolve => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.stop();
  await end;
}
