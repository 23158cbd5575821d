// What is heard in a call. Every stream of the others plays in an audio element of its own outside the document, so
// that nothing on the screen, or off it, decides on what is heard.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Participant } from '../session/call-state.ts';

type Host = ReactiveControllerHost & { readonly isConnected: boolean };

/** Gestures after which browsers play sound. */
const GESTURES = ['click', 'keydown', 'pointerup'] as const;

/** Plays the others. */
export class CallSound implements ReactiveController {
  readonly #host: Host;
  readonly #playing = new Map<MediaStream, HTMLAudioElement>();
  readonly #refused = new Set<HTMLAudioElement>();
  readonly #told: () => void;
  #speaker = '';

  /** `refused`: the browser wants a click before it plays. */
  constructor(host: Host, refused: () => void) {
    this.#host = host;
    this.#told = refused;
    host.addController(this);
  }

  /** Whether the browser wants a click before anything is heard. */
  get silenced(): boolean {
    return this.#refused.size > 0;
  }

  /** Plays these participants and nobody else, on this loudspeaker; empty: the usual one. */
  play(participants: readonly Participant[], speaker: string): void {
    const wanted = new Set<MediaStream>();
    for (const { self, screen, stream, screenStream } of participants) {
      if (self) continue;
      wanted.add(stream);
      if (screen) wanted.add(screenStream);
    }
    for (const [stream, audio] of this.#playing) if (!wanted.has(stream)) this.#drop(stream, audio);
    const moved = speaker !== this.#speaker;
    this.#speaker = speaker;
    if (moved) for (const audio of this.#playing.values()) this.#route(audio);
    for (const stream of wanted) if (!this.#playing.has(stream)) this.#add(stream);
  }

  /** Tries again what the browser refused: from a click. */
  readonly unlock = (): void => {
    for (const audio of this.#refused) void this.#start(audio);
  };

  hostDisconnected(): void {
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.play([], this.#speaker);
    });
  }

  #add(stream: MediaStream): void {
    const audio = new Audio();
    this.#playing.set(stream, audio);
    if (this.#speaker) this.#route(audio);
    audio.srcObject = stream;
    void this.#start(audio);
  }

  #drop(stream: MediaStream, audio: HTMLAudioElement): void {
    this.#playing.delete(stream);
    audio.pause();
    audio.srcObject = null;
    this.#settle(audio, false);
  }

  /** A loudspeaker that has gone, or may not be used, leaves the sound where it is. */
  #route(audio: HTMLAudioElement): void {
    const { setSinkId }: Partial<HTMLAudioElement> = audio;
    setSinkId?.call(audio, this.#speaker).catch(() => {});
  }

  async #start(audio: HTMLAudioElement): Promise<void> {
    try {
      await audio.play();
      this.#settle(audio, false);
    } catch (cause) {
      const refused = cause instanceof DOMException && cause.name === 'NotAllowedError';
      this.#settle(audio, refused && audio.srcObject !== null);
    }
  }

  #settle(audio: HTMLAudioElement, refused: boolean): void {
    if (refused === this.#refused.has(audio)) return;
    const before = this.silenced;
    this.#refused[refused ? 'add' : 'delete'](audio);
    if (before === this.silenced) return;
    for (const gesture of GESTURES) {
      if (refused) document.addEventListener(gesture, this.unlock, true);
      else document.removeEventListener(gesture, this.unlock, true);
    }
    if (refused) this.#told();
    this.#host.requestUpdate();
  }
}
