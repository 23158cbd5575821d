// A call as what is recorded: all who may be kept in one picture, all voices in one track. The tracks stay the same
// whoever comes, goes, shares a screen or turns the camera off.

import { RtcError, type RtcErrorCode } from '../errors.ts';
import { type Composer, startComposer, type TrackTile } from './composer.ts';
import type { AskCall, CallSide, ConsentRecord, RecordedCall } from './recorded-call.ts';
import type { SourceEvents, TakeSource, Wishes } from './source.ts';

const DEFAULT_SIZE = { width: 1280, height: 720, frameRate: 24 };
/** Tracks come and go inside a stream without a word. */
const LOOK_EVERY_MS = 500;

/** The tracks that are recorded. */
export class CallSource implements TakeSource {
  readonly asking = false;
  readonly stream: MediaStream;
  readonly #call: RecordedCall;
  readonly #composer: Composer;
  readonly #mix = new AudioContext();
  readonly #output = new MediaStreamAudioDestinationNode(this.#mix);
  readonly #voices = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #stop: () => void;
  #closed = false;

  private constructor(call: RecordedCall, composer: Composer, events: SourceEvents) {
    this.#call = call;
    this.#composer = composer;
    this.stream = new MediaStream([composer.track, ...this.#output.stream.getAudioTracks()]);
    this.#stop = call.sides.subscribe(() => this.#look());
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    void this.#mix.resume().catch(() => {});
    this.#look();
    const over = () => events.ended(call.ended.reason ? errorOf({ code: call.ended.reason }) : undefined);
    if (call.ended.aborted) queueMicrotask(over);
    else call.ended.addEventListener('abort', over, { once: true });
  }

  /** Asks or tells everybody. Rejects with an RtcError where one does not agree. */
  static async open(
    ask: AskCall,
    wishes: Wishes,
    events: SourceEvents,
    signal: AbortSignal,
  ): Promise<CallSource> {
    const call = await ask(signal).catch((cause: unknown) => {
      throw errorOf(cause);
    });
    const composer = await startComposer({ ...DEFAULT_SIZE, ...sizeOf(wishes) });
    const source = new CallSource(call, composer, events);
    if (signal.aborted) source.close();
    return source;
  }

  /** Who knew of it, and what they answered. */
  get record(): ConsentRecord {
    return this.#call.record;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    clearInterval(this.#timer);
    this.#composer.close();
    this.#mix.close().catch(() => {});
    this.#call.close();
  }

  /** The devices are the call's. */
  async setDevice(): Promise<void> {}

  #look(): void {
    if (this.#closed) return;
    const sides = this.#call.sides.value;
    this.#composer.show(sides.flatMap(tilesOf));
    const heard = new Set(sides.flatMap(voicesOf));
    for (const [track, voice] of this.#voices) {
      if (heard.has(track)) continue;
      voice.disconnect();
      this.#voices.delete(track);
    }
    for (const track of heard) {
      if (this.#voices.has(track)) continue;
      const voice = this.#mix.createMediaStreamSource(new MediaStream([track]));
      voice.connect(this.#output);
      this.#voices.set(track, voice);
    }
  }
}

function tilesOf({ name, initial, hue, video, screen, stream, screenStream }: CallSide): TrackTile[] {
  const person = { name, initial, hue, screen: false, track: video ? pictureIn(stream) : undefined };
  const shared = screen ? pictureIn(screenStream) : undefined;
  return shared ? [person, { ...person, screen: true, track: shared }] : [person];
}

function pictureIn(stream: MediaStream): MediaStreamTrack | undefined {
  return stream.getVideoTracks().find(({ readyState }) => readyState === 'live');
}

function voicesOf({ audio, screen, stream, screenStream }: CallSide): MediaStreamTrack[] {
  const tracks = [
    ...(audio ? stream.getAudioTracks() : []),
    ...(screen ? screenStream.getAudioTracks() : []),
  ];
  return tracks.filter(({ readyState }) => readyState === 'live');
}

/** Encoders want even numbers. */
function sizeOf({ width, height, frameRate }: Wishes): Partial<typeof DEFAULT_SIZE> {
  const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);
  return {
    ...(width && { width: even(width) }),
    ...(height && { height: even(height) }),
    ...(frameRate && { frameRate: Math.min(60, frameRate) }),
  };
}

/** Calls and recorders may be built apart: their errors are of two classes then. */
function errorOf(cause: unknown): RtcError {
  if (cause instanceof RtcError) return cause;
  const { code } = (cause ?? {}) as { code?: unknown };
  const known = typeof code === 'string' ? (code as RtcErrorCode) : 'recording-failed';
  return new RtcError(known, 'The call cannot be recorded.', cause);
}
