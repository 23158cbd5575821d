// When the browser is asked for microphone and camera: at once, or by a first-time visitor's click, who has read
// by then what will be asked; and whether its question is open.

import type { LocalMedia, MediaDevice } from '../media/local-media.ts';
import { type Permissions, permissions } from '../media/permissions.ts';

/** What the browser asks for, or will ask for. */
export interface Question {
  /** It asks at this moment; else after a click. */
  readonly open: boolean;
  readonly audio: boolean;
  readonly video: boolean;
}

const DEVICES: readonly MediaDevice[] = ['audio', 'video'];

/** What of the element it has to know. */
export interface Asker {
  /** Not in the room yet, nor on the way into it. */
  inLobby(): boolean;
  /** There is a lobby to read what will be asked, and a button. */
  canTell(): boolean;
  changed(): void;
}

/** The question for the devices of one call. */
export class DeviceQuestion {
  readonly #media: LocalMedia;
  readonly #asker: Asker;
  readonly #end = new AbortController();
  #permissions: Permissions | undefined;
  #waiting = false;

  constructor(media: LocalMedia, asker: Asker) {
    this.#media = media;
    this.#asker = asker;
  }

  /** Undefined where there is nothing to answer. */
  get value(): Question | undefined {
    const { asking } = this.#media.state.value;
    const open = this.#about(device => asking[device] && this.#prompts(device));
    if (open.audio || open.video) return { open: true, ...open };
    const wanted = this.#about(device => this.#waiting && this.#wants(device));
    return wanted.audio || wanted.video ? { open: false, ...wanted } : undefined;
  }

  /** Asks for what is `on`; where that is a first-time visitor's question, waits for `ask`. */
  async begin(firstTime: boolean): Promise<void> {
    const { signal } = this.#end;
    if (!firstTime) void this.#media.start();
    this.#permissions = await permissions(() => this.#permissionChanged(), signal);
    if (signal.aborted) return;
    const prompts = DEVICES.some(device => this.#wants(device) && this.#prompts(device));
    this.#waiting = firstTime && prompts && this.#asker.inLobby() && this.#asker.canTell();
    // Joining has asked by itself.
    if (firstTime && !this.#waiting && this.#asker.inLobby()) void this.#media.start();
    this.#asker.changed();
  }

  /** Asks for what is `on` and not there, for the first time or again. */
  ask(): void {
    this.#waiting = false;
    void this.#media.start();
  }

  close(): void {
    this.#end.abort();
  }

  #about(test: (device: MediaDevice) => boolean): Record<MediaDevice, boolean> {
    return { audio: test('audio'), video: test('video') };
  }

  /** To be on, and not there yet. */
  #wants(device: MediaDevice): boolean {
    return this.#media.wanted[device] === 'on' && !this.#media.state.value.tracks[device];
  }

  #prompts(device: MediaDevice): boolean {
    return this.#permissions !== undefined && (this.#permissions[device]?.state ?? 'prompt') === 'prompt';
  }

  /** Who allows in the address bar what was blocked need not press anything else. */
  #permissionChanged(): void {
    const { errors } = this.#media.state.value;
    const allowed = (device: MediaDevice) => this.#permissions?.[device]?.state === 'granted';
    if (this.#asker.inLobby() && DEVICES.some(device => errors[device] && allowed(device))) this.ask();
    this.#asker.changed();
  }
}
