// Who speaks: loudness, many times a second, becomes a few changes. What is shown of it is others' business.

import { loudness, watchLevel } from '../media/audio-level.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Peer } from './peer.ts';

/** Others are listened to this often, in milliseconds. */
const LISTEN_EVERY_MS = 200;
/** Voices are louder (-42 dB), what noise suppression leaves of a room is not. */
const VOICE_LEVEL = 0.3;
/** A key that is struck is one loud reading, a voice is several. */
const READINGS = 2;
/** People breathe between words. */
const PAUSE_MS = 500;
/** How long it stands that one spoke into a muted microphone, in milliseconds. */
const REMINDED_MS = 3000;

/** Tells speech from noise, by one reading after another. */
export class SpeechGate {
  readonly #pauseMs: number;
  #loud = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(pauseMs = PAUSE_MS) {
    this.#pauseMs = pauseMs;
  }

  /** Whether somebody speaks, after a reading of 0 to 1 at a time in milliseconds. */
  hear(level: number, now: number): boolean {
    this.#loud = level >= VOICE_LEVEL ? this.#loud + 1 : 0;
    if (this.#loud >= READINGS) this.#until = now + this.#pauseMs;
    return now < this.#until;
  }
}

/** Who speaks now. */
export interface Speaking {
  /** Ids; one's own among them. */
  readonly ids: ReadonlySet<string>;
  /** One speaks, and the microphone is off. */
  readonly muted: boolean;
}

export interface SpeechOptions {
  readonly media: LocalMedia;
  /** One's own id. */
  readonly id: string;
  peers(): readonly Peer[];
  changed(speaking: Speaking): void;
}

/** Listens to everybody in a call until it is closed. */
export class Speech {
  readonly #options: SpeechOptions;
  readonly #gates = new WeakMap<Peer, SpeechGate>();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #stopMedia: () => void;
  #own = new SpeechGate();
  #muted = new SpeechGate(REMINDED_MS);
  #track: MediaStreamTrack | null = null;
  #stopOwn: (() => void) | undefined;
  #ownLevel = 0;
  #told = '';

  constructor(options: SpeechOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#listen(), LISTEN_EVERY_MS);
    this.#stopMedia = options.media.state.subscribe(() => this.#followMicrophone());
    this.#followMicrophone();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopMedia();
    this.#stopOwn?.();
  }

  #followMicrophone(): void {
    const { audio } = this.#options.media.state.value.tracks;
    if (audio === this.#track) return;
    this.#stopOwn?.();
    this.#track = audio;
    this.#ownLevel = 0;
    this.#own = new SpeechGate();
    this.#muted = new SpeechGate(REMINDED_MS);
    this.#stopOwn = audio
      ? watchLevel(audio, level => {
          this.#ownLevel = level;
        })
      : undefined;
  }

  #listen(): void {
    const now = performance.now();
    const { id, media, peers, changed } = this.#options;
    const on = media.state.value.audio;
    const ids = new Set<string>();
    if (this.#own.hear(this.#ownLevel, now) && on) ids.add(id);
    const muted = this.#muted.hear(on ? 0 : this.#ownLevel, now) && !on;
    for (const peer of peers()) if (this.#hear(peer, now)) ids.add(peer.remote.id);
    const told = `${muted} ${[...ids].join(' ')}`;
    if (told === this.#told) return;
    this.#told = told;
    changed({ ids, muted });
  }

  #hear(peer: Peer, now: number): boolean {
    const gate = this.#gates.get(peer) ?? new SpeechGate();
    this.#gates.set(peer, gate);
    return gate.hear(loudness(peer.amplitude), now) && peer.about?.audio === true;
  }
}
