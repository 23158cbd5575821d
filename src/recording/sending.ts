// A finished file on its way to whoever takes it: it can be held, sent on and cancelled. How it is sent is the uploader's
// business, what becomes of the copy on disk the recorder's.

import { RtcError } from '../errors.ts';
import type { Uploader } from './upload.ts';

/** One file, from the first try to send it until it is there, refused or cancelled. */
export class Sending {
  /** Resolves with where the file is then; rejects with an RtcError where it is not there. */
  readonly done: Promise<string>;
  readonly #cancelled = new AbortController();
  #try = new AbortController();
  #goOn: (() => void) | undefined;
  #mayGo: Promise<void> = Promise.resolve();

  /** `upload` is called again after the file was held. */
  constructor(file: File, upload: Uploader, progress: (sent: number) => void) {
    this.done = this.#send(file, upload, progress);
  }

  get cancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  /** Sends nothing until it may go on. */
  hold(): void {
    if (this.#goOn) return;
    this.#mayGo = new Promise(resolve => {
      this.#goOn = resolve;
    });
    this.#try.abort();
  }

  /** Goes on, from where it was held if whoever takes it can do so. */
  goOn(): void {
    this.#goOn?.();
    this.#goOn = undefined;
  }

  cancel(): void {
    this.#cancelled.abort();
    this.goOn();
  }

  async #send(file: File, upload: Uploader, progress: (sent: number) => void): Promise<string> {
    for (;;) {
      while (this.#goOn) await this.#mayGo;
      this.#try = new AbortController();
      const held = this.#try.signal;
      const signal = AbortSignal.any([held, this.#cancelled.signal]);
      try {
        signal.throwIfAborted();
        return String(await upload(file, { signal, progress }));
      } catch (cause) {
        if (held.aborted && !this.cancelled) continue;
        throw cause instanceof RtcError ? cause : new RtcError('upload-failed', 'It is not there.', cause);
      }
    }
  }
}
