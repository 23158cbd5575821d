// One recorder: what is recorded becomes a file that can be watched, cut, kept and sent. What a person sees of it is for
// others.

import { RtcError } from '../errors.ts';
import { wait } from '../retry.ts';
import { type ReadableStore, Store } from '../store.ts';
import { openArchive } from './archive-link.ts';
import type { About, Made, Stored } from './disk.ts';
import { claim, leftovers } from './leftovers.ts';
import { IDLE, type RecorderOptions, type RecorderState, type RecorderStatus } from './recorder-state.ts';
import type { Range } from './seekable.ts';
import { Sending } from './sending.ts';
import { aboutNew, Take } from './take.ts';
import { TakeFile } from './take-file.ts';
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
    const take = this.#newTake(aboutNew(options));
    try {
      await take.prepare(options);
      if (options.countdown) await this.#countDown(options.countdown, take.signal);
      take.signal.throwIfAborted();
      await take.begin(options);
      if (this.#status === 'preparing' || this.#status === 'countdown') this.#set({ status: 'recording' });
    } catch (cause) {
      if (!take.signal.aborted) this.#fail(take, cause);
      take.close();
    }
  }

  pause(): void {
    if (this.#status !== 'recording') return;
    this.#take?.pause();
    this.#set({ status: 'paused' });
  }

  resume(): void {
    if (this.#status !== 'paused') return;
    this.#take?.resume();
    this.#set({ status: 'recording' });
  }

  /** Ends the recording and makes the file. Rejects where it is shorter than it must be, and goes on then. */
  async stop(): Promise<File> {
    const take = this.#take;
    if (take?.finished) return take.finished;
    if (!take?.begun) throw new RtcError('recording-missing', 'Nothing is being recorded.');
    if (take.elapsedMs < (this.#options?.minDuration ?? 0) * 1000)
      throw new RtcError('recording-too-short', 'It is shorter than min-duration.');
    return this.#finish(take);
  }

  /** Throws away what there is, on disk too. */
  async discard(): Promise<void> {
    const take = this.#take;
    this.#take = undefined;
    this.#set(IDLE);
    await take?.remove();
  }

  /** Lets go of the devices; what was recorded stays on disk, for a later visit. */
  close(): void {
    const take = this.#take;
    this.#take = undefined;
    this.#set(IDLE);
    take?.close();
  }

  /** Makes the file of a recording that was cut off, to review it; one that was on its way is as it was. */
  async recover({ about, durationMs, bytes, made }: Stored): Promise<File> {
    await this.discard();
    const take = this.#newTake(about);
    // Nothing else begins from here on, which would remove what is there.
    this.#set({ ...IDLE, status: 'finishing', elapsedMs: durationMs, bytes });
    if (await take.claim()) return this.#finish(take, made);
    if (this.#take === take) this.close();
    throw new RtcError('recording-missing', 'Another tab has it.');
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
    if (!take?.file || this.#status !== 'review') return;
    this.#set({ status: 'finishing' });
    try {
      await take.file.trim(range);
      this.#review(take);
    } catch (cause) {
      this.#set({ status: 'review', error: new RtcError('recording-failed', 'It cannot be cut.', cause) });
    }
  }

  /** Gives the whole recording back. */
  untrim(): void {
    if (!this.#take?.file || this.#status !== 'review') return;
    this.#take.file.untrim();
    this.#review(this.#take);
  }

  /** Gives the file another name, without its ending. */
  rename(fileName: string): void {
    if (!this.#take?.file || this.#status !== 'review') return;
    this.#take.file.rename(fileName);
    this.#review(this.#take);
  }

  /** Another camera or microphone, while it records too. */
  async setDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void> {
    await this.#take?.setDevice(kind, deviceId);
  }

  /**
   * Sends the file away. Once whoever takes it has said yes, the copy on disk goes; until then nothing is lost. Resolves
   * with where it is now; rejects where it was refused or cancelled. `to` is noted, so that a later visit knows where a
   * file was on its way to when the page went away; empty: a person has to be asked then.
   */
  async upload(upload: Uploader, to = ''): Promise<string> {
    const take = this.#take;
    const file = take?.file;
    if (!file || this.#status !== 'review')
      throw new RtcError('recording-missing', 'There is no finished recording.');
    const total = file.result.file.size;
    this.#set({ status: 'uploading', sent: 0, total, held: false, error: undefined });
    const noted: Uploader = async (...args) => {
      await file.note(to);
      return upload(...args);
    };
    const progress = (sent: number) => this.#take === take && this.#set({ sent });
    const sending = new Sending(file.result.file, noted, progress);
    take.sending = sending;
    try {
      const url = await sending.done;
      if (this.#take !== take) return url;
      this.#take = undefined;
      this.#set({ ...IDLE, status: 'done', url });
      await take.remove();
      return url;
    } catch (error) {
      if (this.#take !== take) throw error;
      const told = error instanceof RtcError && !sending.cancelled ? { error } : undefined;
      // What never arrived is tried at the next visit; what was refused or cancelled waits for a person.
      if (told?.error.code !== 'upload-failed') void file.note('');
      this.#set({ status: 'review', ...told });
      throw error;
    }
  }

  /** Sends nothing until `resumeUpload()`. */
  pauseUpload(): void {
    if (this.#status !== 'uploading') return;
    this.#take?.sending?.hold();
    // Whoever closes the page now does not want it to be sent at the next visit.
    void this.#take?.file?.note('');
    this.#set({ held: true });
  }

  /** Sends on, from where it stood where the server can. */
  resumeUpload(): void {
    if (this.#status !== 'uploading') return;
    this.#take?.sending?.goOn();
    this.#set({ held: false });
  }

  /** Stops sending; what was sent counts at the next `upload()` where the server can go on with it. */
  cancelUpload(): void {
    this.#take?.sending?.cancel();
  }

  get #status(): RecorderStatus {
    return this.#store.value.status;
  }

  #set(change: Partial<RecorderState>): void {
    this.#store.set({ ...this.#store.value, ...change });
  }

  #newTake(about: About): Take {
    const take: Take = new Take(about, {
      changed: change => this.#take === take && this.#set(change),
      ended: () => this.#end(take),
    });
    this.#take = take;
    return take;
  }

  async #countDown(seconds: number, signal: AbortSignal): Promise<void> {
    for (let left = seconds; left > 0; left--) {
      this.#set({ status: 'countdown', countdown: left });
      await wait(1000, signal);
    }
  }

  /** Ends by itself. */
  #end(take: Take): void {
    if (this.#take !== take) return;
    if (take.begun) this.#finish(take).catch(() => {});
    else void this.discard();
  }

  #finish(take: Take, made?: Made): Promise<File> {
    take.finished ??= this.#makeFile(take, made);
    take.finished.catch(() => {});
    return take.finished;
  }

  async #makeFile(take: Take, made?: Made): Promise<File> {
    this.#set({ status: 'finishing' });
    await take.end();
    this.#set({ stream: undefined });
    try {
      take.file = await TakeFile.make(await openArchive(), take.about, made, take.consent);
      this.#review(take);
      return take.file.result.file;
    } catch (cause) {
      const error = new RtcError('recording-failed', 'No file could be made of it.', cause);
      if (this.#take === take) this.#set({ status: 'failed', error });
      throw error;
    }
  }

  #review(take: Take): void {
    if (this.#take !== take || !take.file) return;
    const { result } = take.file;
    this.#set({ status: 'review', result, bytes: result.file.size, elapsedMs: result.durationMs });
  }

  #fail(take: Take, cause: unknown): void {
    if (this.#take !== take) return;
    const error =
      cause instanceof RtcError ? cause : new RtcError('recording-failed', 'It did not begin.', cause);
    this.#take = undefined;
    this.#set({ ...IDLE, status: 'failed', error });
  }
}
