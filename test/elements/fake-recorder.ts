// A recorder without devices and without a disk, in whatever state a test or a scene wants.

import { RecorderFace, type RecorderLike } from '../../src/elements/recorder-face.ts';
import type { Stored } from '../../src/recording/disk.ts';
import { IDLE, type RecorderState } from '../../src/recording/recorder-state.ts';
import { Store } from '../../src/store.ts';

export class FakeRecorder implements RecorderLike {
  readonly state: Store<RecorderState>;
  /** The methods that were called, in their order. */
  readonly called: string[] = [];
  /** The ids of what was recovered. */
  readonly recovered: string[] = [];
  readonly #left: readonly Stored[];

  constructor(state: Partial<RecorderState> = {}, left: readonly Stored[] = []) {
    this.state = new Store<RecorderState>({ ...IDLE, ...state });
    this.#left = left;
  }

  /** Every recorder that is made from now on is this one. */
  static play(fake: FakeRecorder): FakeRecorder {
    RecorderFace.newRecorder = () => fake;
    return fake;
  }

  leftovers = async () => this.#left;
  start = async () => this.#note('start');
  pause = () => this.#note('pause');
  resume = () => this.#note('resume');
  stop = async () => {
    this.#note('stop');
    return new File([], 'x');
  };
  discard = async () => this.#note('discard');
  close = () => this.#note('close');
  recover = async ({ about }: Stored) => {
    this.#note('recover');
    this.recovered.push(about.id);
    return new File([], 'x');
  };
  forget = async () => this.#note('forget');
  trim = async () => this.#note('trim');
  untrim = () => this.#note('untrim');
  rename = (name: string) => this.#note(`rename ${name}`);
  upload = async () => {
    this.#note('upload');
    return '';
  };
  pauseUpload = () => this.#note('pauseUpload');
  resumeUpload = () => this.#note('resumeUpload');
  cancelUpload = () => this.#note('cancelUpload');
  setDevice = async () => this.#note('setDevice');

  #note(what: string): void {
    this.called.push(what);
  }
}
