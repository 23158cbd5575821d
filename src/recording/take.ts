// One recording, from its devices to the last slice on disk. What becomes of it then, and what is told of it, is the
// recorder's business.

import { RtcError } from '../errors.ts';
import { openArchive } from './archive-link.ts';
import { Capture } from './capture.ts';
import type { About, Slice } from './disk.ts';
import { askToPersist, freeSpace } from './free-space.ts';
import { claim } from './leftovers.ts';
import { chooseMediaType } from './media-type.ts';
import type { ConsentRecord } from './recorded-call.ts';
import type { RecorderOptions, RecorderState } from './recorder-state.ts';
import type { Sending } from './sending.ts';
import { SliceKeeper } from './slice-keeper.ts';
import { Source, type SourceEvents, type TakeSource } from './source.ts';
import type { TakeFile } from './take-file.ts';

/** What its owner hears. */
export interface TakeEvents {
  changed(change: Partial<RecorderState>): void;
  /** It can't go on: a limit, a full disk, no source any more. */
  ended(): void;
}

export class Take {
  readonly about: About;
  /** From its end on. */
  finished: Promise<File> | undefined;
  file: TakeFile | undefined;
  sending: Sending | undefined;
  readonly #events: TakeEvents;
  readonly #abort = new AbortController();
  #release = (): void => {};
  #source: TakeSource | undefined;
  #capture: Capture | undefined;
  #keeper: SliceKeeper | undefined;

  /** Nothing is held by it yet. */
  constructor(about: About, events: TakeEvents) {
    this.about = about;
    this.#events = events;
  }

  /** Aborts when nobody wants it any more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something is, or was, recorded. */
  get begun(): boolean {
    return this.#capture !== undefined;
  }

  get elapsedMs(): number {
    return this.#capture?.elapsedMs ?? 0;
  }

  /** From now on no other tab can have it. Resolves with false where one has. */
  async claim(): Promise<boolean> {
    const release = await claim(this.about.id);
    if (release) this.#release = release;
    return release !== undefined;
  }

  /** Asks for the devices. Rejects with an RtcError that says what is missing. */
  async prepare({ source, call, ...wishes }: RecorderOptions): Promise<void> {
    if (!this.about.mimeType)
      throw new RtcError(
        'recording-unsupported',
        'MediaRecorder is missing, or records nothing that is known here.',
      );
    const events: SourceEvents = {
      changed: error => this.#changed(error),
      ended: error => {
        if (error && !this.finished) this.#events.changed({ error });
        this.#events.ended();
      },
    };
    // A screen is asked for in the click that begins it: nothing may be awaited before.
    if (!call) this.#source = await Source.open(source, wishes, events);
    else {
      const { CallSource } = await import('./call-source.ts');
      this.#source = await CallSource.open(call, wishes, events, this.signal);
    }
    this.signal.throwIfAborted();
    if ((await freeSpace()) === 'none')
      throw new RtcError('storage-full', 'There is no room for a recording.');
    askToPersist();
    await this.claim();
    this.#events.changed({ stream: this.#source.stream });
  }

  /** Resolves when it records. */
  async begin({ videoBitrate, audioBitrate, maxDuration }: RecorderOptions): Promise<void> {
    const archive = await openArchive();
    const { consent } = this;
    await archive.begin({ ...this.about, ...(consent && { consent }) }).catch((cause: unknown) => {
      throw new RtcError('storage-unavailable', 'There is no place to keep a recording.', cause);
    });
    if (this.signal.aborted) await archive.remove(this.about.id);
    this.signal.throwIfAborted();
    const keeper = new SliceKeeper(archive, this.about.id, {
      kept: (bytes, elapsedMs) => this.#events.changed({ bytes, elapsedMs }),
      space: space => this.#events.changed({ space }),
      refused: error => {
        if (this.finished) return;
        this.#events.changed({ error });
        this.#events.ended();
      },
    });
    this.#keeper = keeper;
    const taken = (slice: Slice) => {
      keeper.keep(slice);
      // The last one, where that is as long as it may be.
      if (maxDuration && slice.untilMs >= maxDuration * 1000) this.#events.ended();
    };
    const options = {
      mimeType: this.about.mimeType,
      ...(videoBitrate && { videoBitsPerSecond: videoBitrate }),
      ...(audioBitrate && { audioBitsPerSecond: audioBitrate }),
    };
    this.#capture = new Capture(options, taken, () => {
      // It stops with its last track, which may come back.
      if (!this.#source?.asking) this.#events.ended();
    });
    if (this.#source) await this.#capture.record(this.#source.stream);
    this.signal.throwIfAborted();
  }

  pause(): void {
    this.#capture?.pause();
  }

  resume(): void {
    this.#capture?.resume();
  }

  /** Another camera or microphone. */
  async setDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void> {
    await this.#source?.setDevice(kind, deviceId);
  }

  /** Of a call: who knew of the recording, and what they answered. */
  get consent(): ConsentRecord | undefined {
    return this.#source?.record ?? this.about.consent;
  }

  /** Resolves when all of it is on disk; the devices are free then. */
  async end(): Promise<void> {
    await this.#capture?.stop();
    this.#source?.close();
    await this.#keeper?.written;
  }

  /** Lets go of the devices and of the claim; what was recorded stays on disk. */
  close(): void {
    this.#abort.abort();
    this.sending?.cancel();
    void this.#capture?.stop();
    this.#source?.close();
    this.#release();
  }

  /** Nothing of it is left on disk. */
  async remove(): Promise<void> {
    this.#abort.abort();
    this.sending?.cancel();
    this.#source?.close();
    await this.end();
    await this.file?.noted();
    const archive = await openArchive();
    await archive.remove(this.about.id).catch(() => {});
    this.#release();
  }

  #changed(error: RtcError | undefined): void {
    const source = this.#source;
    if (!source || this.finished || this.signal.aborted) return;
    this.#events.changed({ stream: source.stream, error });
    this.#capture?.record(source.stream).catch(() => this.#events.ended());
  }
}

/** What a recording with these options is; its `mimeType` is empty where the browser records nothing. */
export function aboutNew({ source, format, fileName }: RecorderOptions): About {
  const supported = (type: string) => globalThis.MediaRecorder?.isTypeSupported(type) ?? false;
  const type = chooseMediaType(format, source !== 'audio', supported);
  const { mimeType, container } = type ?? { mimeType: '', container: 'webm' };
  return { id: crypto.randomUUID(), startedAt: Date.now(), mimeType, container, fileName };
}
