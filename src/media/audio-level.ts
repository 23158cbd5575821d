// How loud it is at a microphone, also at one that is muted. What a level means, a meter or somebody who speaks, is
// for others to say.

/** Readings come this often, in milliseconds. */
const READ_EVERY_MS = 100;
/** Samples of a reading: 85 of these 100 ms at 48 kHz. */
const SAMPLES = 4096;
/** What counts as silence, in dB below the loudest that can be: no voice is as low, the noise of a device is. */
const FLOOR_DB = 60;

/** Chromium's `sinkId`: the context reads only and needs no loudspeaker, which others would wake for nothing. */
const OPTIONS: AudioContextOptions & { sinkId: unknown } = {
  latencyHint: 'playback',
  sinkId: { type: 'none' },
};

/** One context for all that is watched: browsers have few. */
let context: AudioContext | undefined;
const taps = new Map<MediaStreamTrack, Tap>();

/** An amplitude (0 silence, 1 the loudest) as ears hear it: 0 at -60 dB and below, 1 the loudest. */
export function loudness(amplitude: number): number {
  return amplitude > 0 ? Math.min(1, Math.max(0, 1 + (20 * Math.log10(amplitude)) / FLOOR_DB)) : 0;
}

/**
 * Tells the level of a microphone's track, 0 to 1, ten times a second, until stopped, until the track or the page
 * ends. Says nothing where the browser lets no sound be read, as before the first click in a page.
 */
export function watchLevel(track: MediaStreamTrack, heard: (level: number) => void): () => void {
  const tap = taps.get(track) ?? tapOf(track);
  // Apart from `heard`: the same function may watch twice.
  const listener = (level: number) => heard(level);
  tap?.listeners.add(listener);
  return () => {
    tap?.listeners.delete(listener);
    if (tap?.listeners.size === 0) tap.close();
  };
}

/** Undefined where the browser gives no context, or takes no track of this rate. */
function tapOf(track: MediaStreamTrack): Tap | undefined {
  if (track.readyState === 'ended') return undefined;
  try {
    context ??= new AudioContext(OPTIONS);
    return new Tap(track, context);
  } catch {
    letGo();
    return undefined;
  }
}

function letGo(): void {
  if (taps.size > 0) return;
  window.removeEventListener('pagehide', closeAll);
  // Closed already where the page has gone.
  context?.close().catch(() => {});
  context = undefined;
}

function closeAll(): void {
  for (const tap of taps.values()) tap.close();
}

/** What listens at one track. */
class Tap {
  readonly listeners = new Set<(level: number) => void>();
  readonly #track: MediaStreamTrack;
  readonly #context: AudioContext;
  /** Live where the track itself is muted, so that one who speaks can be told. */
  readonly #copy: MediaStreamTrack;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(SAMPLES);
  readonly #timer: ReturnType<typeof setInterval>;
  #resuming = false;

  constructor(track: MediaStreamTrack, within: AudioContext) {
    this.#track = track;
    this.#context = within;
    this.#analyser = new AnalyserNode(within, { fftSize: SAMPLES });
    this.#copy = track.clone();
    this.#copy.enabled = true;
    try {
      this.#source = within.createMediaStreamSource(new MediaStream([this.#copy]));
    } catch (cause) {
      this.#copy.stop();
      throw cause;
    }
    this.#source.connect(this.#analyser);
    this.#timer = setInterval(() => this.#read(), READ_EVERY_MS);
    window.addEventListener('pagehide', closeAll);
    taps.set(track, this);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#source.disconnect();
    this.#copy.stop();
    if (taps.get(this.#track) === this) taps.delete(this.#track);
    letGo();
  }

  #read(): void {
    // A track that its owner has stopped tells nobody, and leaves its copy live.
    if (this.#track.readyState === 'ended' || this.#copy.readyState === 'ended') this.close();
    else if (this.#context.state === 'running') this.#tell();
    else this.#resume();
  }

  #tell(): void {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const level = loudness(Math.sqrt(sum / SAMPLES));
    for (const heard of [...this.listeners]) heard(level);
  }

  /** Begins as soon as the page may: after a click, after the phone call that interrupted it. */
  #resume(): void {
    if (this.#resuming || navigator.userActivation?.hasBeenActive === false) return;
    this.#resuming = true;
    const done = () => {
      this.#resuming = false;
    };
    this.#context.resume().then(done, done);
  }
}
