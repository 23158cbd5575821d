// One recorder: from the devices over the slices on disk to a file that can be watched, cut and kept. What a person
// sees of it, and where the file goes, is for others.

import { RtcError } from '../errors.ts';
import { wait } from '../retry.ts';
import { type ReadableStore, Store } from '../store.ts';
import type { Archive, Finished } from './archive.ts';
import { openArchive } from './archive-link.ts';
import { Capture } from './capture.ts';
import type { Container, Slice, Stored } from './disk.ts';
import { askToPersist, freeSpace } from './free-space.ts';
import { claim, leftovers } from './leftovers.ts';
import {
  IDLE,
  type RecorderOptions,
  type RecorderState,
  type RecorderStatus,
  type Result,
} from './recorder-state.ts';
import type { Range } from './seekable.ts';
import { SliceKeeper } from './slice-keeper.ts';
import { Source } from './source.ts';
import { aboutNew, closeTake, fileOf, newTake, type Take } from './take.ts';
import type { Uploader } from './upload.ts';

/** Records, one recording at a time. What goes wrong is in the state; methods reject where nothing comes of them. */
export class Recorder {
  readonly state: ReadableStore<RecorderState>;
  readonly #store = new Store<RecorderState>(IDLE);
  #take: Take | undefined;
  #options: RecorderOptions | undefined;

  constructor() {
    this.state = this.#store;
  }

  /** What was cut off in this origin and belongs to no tab now. */
  async leftovers(): Promise<readonly Stored[]> {
    return leftovers(await openArchive());
  }

  /** Resolves when it records. */
  async start(options: RecorderOptions): Promise<void> {
    if (!['idle', 'failed', 'review', 'done'].includes(this.#status)) return;
    await this.discard();
    this.#options = options;
    this.#set({ ...IDLE, status: 'preparing' });
    const take = newTake(aboutNew(options));
    this.#take = take;
    const { signal } = take.abort;
    try {
      await this.#prepare(take, options);
      if (options.countdown) await this.#countDown(options.countdown, signal);
      signal.throwIfAborted();
      await this.#begin(take, options);
    } catch (cause) {
      if (!signal.aborted) this.#fail(take, cause);
      closeTake(take);
    }
  }

  pause(): void {
    if (this.#status !== 'recording') return;
    this.#take?.capture?.pause();
    this.#set({ status: 'paused' });
  }

  resume(): void {
    if (this.#status !== 'paused') return;
    this.#take?.capture?.resume();
    this.#set({ status: 'recording' });
  }

  /** Ends the recording and makes the file. Rejects where it is shorter than it must be, and goes on then. */
  async stop(): Promise<File> {
    const take = this.#take;
    if (take?.finished) return take.finished;
    if (!take?.capture) throw new RtcError('recording-missing', 'Nothing is being recorded.');
    if (take.capture.elapsedMs < (this.#options?.minDuration ?? 0) * 1000)
      throw new RtcError('recording-too-short', 'It is shorter than min-duration.');
    return this.#finish(take);
  }

  /** Throws away what there is, on disk too. */
  async discard(): Promise<void> {
    const take = this.#take;
    this.#take = undefined;
    this.#set(IDLE);
    if (!take) return;
    take.abort.abort();
    take.upload?.abort();
    take.source?.close();
    await take.capture?.stop();
    await take.keeper?.written;
    await remove(take);
  }

  /** Lets go of the devices; what was recorded stays on disk, for a later visit. */
  close(): void {
    const take = this.#take;
    this.#take = undefined;
    this.#set(IDLE);
    if (!take) return;
    take.abort.abort();
    take.upload?.abort();
    void take.capture?.stop();
    closeTake(take);
  }

  /** Makes the file of a recording that was cut off, to review it. */
  async recover({ about, durationMs, bytes }: Stored): Promise<File> {
    await this.discard();
    const release = await claim(about.id);
    if (!release) throw new RtcError('recording-missing', 'Another tab has it.');
    const take = { ...newTake(about), release };
    this.#take = take;
    this.#set({ ...IDLE, elapsedMs: durationMs, bytes });
    return this.#finish(take);
  }

  /** Removes a recording that was cut off. */
  async forget({ about }: Stored): Promise<void> {
    const release = await claim(about.id);
    if (!release) return;
    await (await openArchive()).remove(about.id).catch(() => {});
    release();
  }

  /** Cuts the beginning and the end off, in seconds of the whole one; it begins at the key frame before. */
  async trim(range: Range): Promise<void> {
    const take = this.#take;
    const { result } = this.#store.value;
    if (!take?.whole || !result || this.#status !== 'review') return;
    this.#set({ status: 'finishing' });
    try {
      const archive = await openArchive();
      const cut = await archive.trim(take.about.id, take.whole.blob, result.container, range);
      this.#review(take, cut, result.container);
    } catch (cause) {
      this.#set({ status: 'review', error: new RtcError('recording-failed', 'It cannot be cut.', cause) });
    }
  }

  /** Gives the whole recording back. */
  untrim(): void {
    const { result } = this.#store.value;
    if (this.#take?.whole && result) this.#review(this.#take, this.#take.whole, result.container);
  }

  /** Gives the file another name, without its ending. */
  rename(fileName: string): void {
    const { result } = this.#store.value;
    if (!this.#take || !result) return;
    this.#take.fileName = fileName;
    const file = fileOf(this.#take, result.file, result.container);
    this.#set({ result: { ...result, file } });
  }

  /** Another camera or microphone, while it records too. */
  async setDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void> {
    await this.#take?.source?.setDevice(kind, deviceId);
  }

  /**
   * Sends the file away. Once whoever takes it has said yes, the copy on disk goes; until then nothing is lost. Resolves
   * with where it is now; rejects where it was refused or cancelled.
   */
  async upload(upload: Uploader): Promise<string> {
    const take = this.#take;
    const { result } = this.#store.value;
    if (!take || !result || this.#status !== 'review')
      throw new RtcError('recording-missing', 'There is no finished recording.');
    take.upload = new AbortController();
    const { signal } = take.upload;
    const total = result.file.size;
    this.#set({ status: 'uploading', sent: 0, total, error: undefined });
    try {
      const url = String(await upload(result.file, { signal, progress: sent => this.#set({ sent }) }));
      if (this.#take !== take) return url;
      this.#take = undefined;
      this.#set({ ...IDLE, status: 'done', url });
      await remove(take);
      return url;
    } catch (cause) {
      const error =
        cause instanceof RtcError ? cause : new RtcError('upload-failed', 'It is not there.', cause);
      if (this.#take === take) this.#set({ status: 'review', ...(!signal.aborted && { error }) });
      throw error;
    }
  }

  /** Stops sending; what was sent counts at the next `upload()` where the server can go on with it. */
  cancelUpload(): void {
    this.#take?.upload?.abort();
  }

  get #status(): RecorderStatus {
    return this.#store.value.status;
  }

  #set(change: Partial<RecorderState>): void {
    this.#store.set({ ...this.#store.value, ...change });
  }

  async #prepare(take: Take, { source, ...wishes }: RecorderOptions): Promise<void> {
    if (!take.about.mimeType)
      throw new RtcError(
        'recording-unsupported',
        'MediaRecorder is missing, or records nothing that is known here.',
      );
    const events = {
      changed: (error: RtcError | undefined) => this.#changed(take, error),
      ended: () => this.#end(take),
    };
    // A screen is asked for in the click that begins it: nothing may be awaited before.
    take.source = await Source.open(source, wishes, events);
    if (take.abort.signal.aborted) throw take.abort.signal.reason;
    if ((await freeSpace()) === 'none')
      throw new RtcError('storage-full', 'There is no room for a recording.');
    askToPersist();
    take.release = (await claim(take.about.id)) ?? take.release;
    this.#set({ stream: take.source.stream });
  }

  async #countDown(seconds: number, signal: AbortSignal): Promise<void> {
    for (let left = seconds; left > 0; left--) {
      this.#set({ status: 'countdown', countdown: left });
      await wait(1000, signal);
    }
  }

  async #begin(take: Take, { videoBitrate, audioBitrate }: RecorderOptions): Promise<void> {
    const { about, source } = take;
    const archive = await openArchive();
    await archive.begin(about).catch((cause: unknown) => {
      throw new RtcError('storage-unavailable', 'There is no place to keep a recording.', cause);
    });
    const options = {
      mimeType: about.mimeType,
      ...(videoBitrate && { videoBitsPerSecond: videoBitrate }),
      ...(audioBitrate && { audioBitsPerSecond: audioBitrate }),
    };
    take.keeper = this.#keeper(take, archive);
    take.capture = new Capture(
      options,
      slice => this.#took(take, slice),
      () => this.#end(take),
    );
    if (source) await take.capture.record(source.stream);
    take.abort.signal.throwIfAborted();
    this.#set({ status: 'recording' });
  }

  /** A slice was made: the last one, where that is as long as it may be. */
  #took(take: Take, slice: Slice): void {
    take.keeper?.keep(slice);
    const { maxDuration = 0 } = this.#options ?? {};
    if (maxDuration && slice.untilMs >= maxDuration * 1000) this.#end(take);
  }

  #keeper(take: Take, archive: Archive): SliceKeeper {
    return new SliceKeeper(archive, take.about.id, {
      kept: (bytes, elapsedMs) => this.#take === take && this.#set({ bytes, elapsedMs }),
      space: space => this.#take === take && this.#set({ space }),
      refused: error => {
        if (this.#take !== take || take.finished) return;
        this.#set({ error });
        this.#end(take);
      },
    });
  }

  #changed(take: Take, error: RtcError | undefined): void {
    const { source, capture } = take;
    if (this.#take !== take || !source) return;
    this.#set({ stream: source.stream, error });
    capture?.record(source.stream).catch(() => this.#end(take));
  }

  /** Ends by itself: a limit, a full disk, no source any more. */
  #end(take: Take): void {
    if (this.#take !== take) return;
    if (take.capture) this.#finish(take).catch(() => {});
    else void this.discard();
  }

  #finish(take: Take): Promise<File> {
    take.finished ??= this.#makeFile(take);
    take.finished.catch(() => {});
    return take.finished;
  }

  async #makeFile(take: Take): Promise<File> {
    this.#set({ status: 'finishing' });
    await take.capture?.stop();
    take.source?.close();
    await take.keeper?.written;
    this.#set({ stream: undefined });
    const { id, container } = take.about;
    try {
      const archive = await openArchive();
      take.whole = await archive.finish(id, container);
      return this.#review(take, take.whole, container).file;
    } catch (cause) {
      const error = new RtcError('recording-failed', 'No file could be made of it.', cause);
      if (this.#take === take) this.#set({ status: 'failed', error });
      throw error;
    }
  }

  #review(take: Take, { blob, durationMs }: Finished, container: Container): Result {
    const file = fileOf(take, blob, container);
    const result = { file, durationMs, container, trimmed: blob !== take.whole?.blob };
    if (this.#take === take) this.#set({ status: 'review', result, bytes: file.size, elapsedMs: durationMs });
    return result;
  }

  #fail(take: Take, cause: unknown): void {
    if (this.#take !== take) return;
    const error =
      cause instanceof RtcError ? cause : new RtcError('recording-failed', 'It did not begin.', cause);
    this.#take = undefined;
    this.#set({ ...IDLE, status: 'failed', error });
  }
}

/** Nothing of it is left on disk. */
async function remove({ about, release }: Take): Promise<void> {
  const archive = await openArchive();
  await archive.remove(about.id).catch(() => {});
  release();
}
