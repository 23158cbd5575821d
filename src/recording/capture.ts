// One MediaRecorder after the other, as the sources change: slices with their place in time. Where they are kept is
// the recorder's business.

import { wait } from '../retry.ts';
import type { Slice } from './disk.ts';
import { typeFor } from './media-type.ts';

/** How much a crash may cost at most, besides what the encoder holds back. */
export const SLICE_MS = 500;
/** For the end of a MediaRecorder that has not begun. */
const NOT_BEGUN_MS = 1000;
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
  readonly #begun = new WeakSet<MediaRecorder>();
  /** Waits no longer for the beginning of one that has ended. */
  #giveUp = (): void => {};
  #stopping: Promise<unknown> = Promise.resolve();
  #paused = false;
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

  /**
   * Begins, or goes on with another stream. Resolves when that is recorded, or another one in its place. Rejects with
   * what MediaRecorder throws.
   */
  async record(stream: MediaStream): Promise<void> {
    const recorder = new MediaRecorder(stream, {
      ...this.#options,
      mimeType: typeFor(this.#options.mimeType, stream),
      // Chromium's; others ignore it.
      ...{ videoKeyFrameIntervalDuration: KEY_FRAMES_MS },
    });
    const before = this.#recorder;
    this.#recorder = recorder;
    // One that waits for its turn here has nothing to stop: it never begins.
    this.#stopping = Promise.all([this.#stopping, this.#stopped(before)]);
    await this.#stopping;
    if (this.#recorder !== recorder) return;
    const segment = ++this.#segment;
    const begun = new Promise<void>(resolve => {
      recorder.addEventListener('start', () => resolve(), { once: true });
      this.#giveUp = resolve;
    });
    void begun.then(() => this.#begun.add(recorder));
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
    if (this.#recorder !== recorder) return;
    if (this.#paused) recorder.pause();
    else this.#clock.run();
  }

  pause(): void {
    this.#paused = true;
    this.#clock.halt();
    if (this.#recorder?.state === 'recording') this.#recorder.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#recorder?.state === 'paused') this.#recorder.resume();
    if (this.#recorder?.state === 'recording') this.#clock.run();
  }

  /** Resolves when the last slice was given away. */
  async stop(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = undefined;
    this.#clock.halt();
    await Promise.all([this.#stopping, this.#stopped(recorder)]);
  }

  async #stopped(recorder: MediaRecorder | undefined): Promise<void> {
    if (!recorder || recorder.state === 'inactive') return;
    const end = new Promise(resolve => recorder.addEventListener('stop', resolve, { once: true }));
    recorder.stop();
    // A browser says that it has begun with the first picture. Without one, some never say that they have ended.
    const late = this.#begun.has(recorder) ? [] : [wait(NOT_BEGUN_MS)];
    this.#giveUp();
    await Promise.race([end, ...late]);
  }

  #stopsItself(recorder: MediaRecorder, cause: unknown): void {
    if (this.#recorder !== recorder) return;
    this.#clock.halt();
    this.#giveUp();
    this.#ended(cause);
  }
}
