// Whether what is recorded is worth it: a picture that is black, a microphone that hears nothing.

import { watchLevel } from '../media/audio-level.ts';
import { type ReadableStore, Store } from '../store.ts';

export interface Health {
  /** For some seconds there was no light in the picture. */
  readonly dark: boolean;
  /** For some seconds there was less than the noise of a room. False where the browser lets no sound be read. */
  readonly silent: boolean;
}

const LOOK_EVERY_MS = 1000;
/** So many looks in a row. */
const DARK_LOOKS = 3;
const SILENT_MS = 5000;
/** Of 255: what a covered lens or a switched-off camera gives. */
const DARKEST = 10;
/** As `watchLevel` has it: -57 dB. */
const QUIETEST = 0.05;
const [WIDTH, HEIGHT] = [32, 18];

/** Watches a stream until closed. */
export class HealthWatch {
  readonly state: ReadableStore<Health>;
  readonly #store = new Store<Health>({ dark: false, silent: false });
  readonly #video = document.createElement('video');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #deafen: () => void;
  #darkLooks = 0;
  #heardAt = performance.now();

  constructor(stream: MediaStream) {
    this.state = this.#store;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    this.#context = canvas.getContext('2d', { willReadFrequently: true });
    const [picture] = stream.getVideoTracks();
    this.#video.muted = true;
    if (picture) this.#video.srcObject = new MediaStream([picture]);
    if (picture) this.#video.play().catch(() => {});
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    const [sound] = stream.getAudioTracks();
    this.#deafen = sound ? watchLevel(sound, level => this.#hear(level)) : () => {};
  }

  close(): void {
    clearInterval(this.#timer);
    this.#deafen();
    this.#video.srcObject = null;
  }

  #set(change: Partial<Health>): void {
    this.#store.set({ ...this.#store.value, ...change });
  }

  #hear(level: number): void {
    if (level > QUIETEST) this.#heardAt = performance.now();
    const silent = performance.now() - this.#heardAt > SILENT_MS;
    if (silent !== this.#store.value.silent) this.#set({ silent });
  }

  #look(): void {
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !this.#context) return;
    this.#context.drawImage(this.#video, 0, 0, WIDTH, HEIGHT);
    const { data } = this.#context.getImageData(0, 0, WIDTH, HEIGHT);
    const lit = data.some((value, index) => index % 4 !== 3 && value > DARKEST);
    this.#darkLooks = lit ? 0 : this.#darkLooks + 1;
    const dark = this.#darkLooks >= DARK_LOOKS;
    if (dark !== this.#store.value.dark) this.#set({ dark });
  }
}
