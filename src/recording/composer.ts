// The one picture of a recorded call, as a track that stays the same whoever comes and goes. It goes on while the page
// is hidden: a worker draws it, or, where frames cannot be handed to a worker, keeps the time for the page.

import { type FedTile, type Order, type PictureSize, TICK } from './composing.ts';
import { type Picture, paint, type Tile } from './painter.ts';
import { startWorker } from './start-worker.ts';

/** A tile, and the track that its picture comes from. */
export interface TrackTile extends Tile {
  /** Undefined: the name card. */
  readonly track: MediaStreamTrack | undefined;
}

export interface Composer {
  readonly track: MediaStreamTrack;
  /** Draws these from now on. */
  show(tiles: readonly TrackTile[]): void;
  close(): void;
}

/** Chromium's, on the page (MediaStreamTrack Insertable Streams). */
interface FrameApi {
  readonly MediaStreamTrackProcessor?: new (options: {
    track: MediaStreamTrack;
  }) => { readonly readable: ReadableStream<VideoFrame> };
  readonly MediaStreamTrackGenerator?: new (options: {
    kind: 'video';
  }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
}

/** Its URL stands in it as bundlers look for it. */
const newWorker = () => new Worker(new URL('./composing-worker.ts', import.meta.url), { type: 'module' });

/** Starts to draw. */
export async function startComposer(size: PictureSize): Promise<Composer> {
  const started = startWorker(newWorker, () => new URL('./composing-worker.ts', import.meta.url));
  const worker = await started.catch(() => undefined);
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as FrameApi;
  if (!worker || !MediaStreamTrackProcessor || !MediaStreamTrackGenerator)
    return new PageComposer(size, worker);
  return new WorkerComposer(size, worker, new MediaStreamTrackGenerator({ kind: 'video' }), track => {
    return new MediaStreamTrackProcessor({ track }).readable;
  });
}

/** Frames go to the worker and come back as a track: the page touches none. */
class WorkerComposer implements Composer {
  readonly track: MediaStreamTrack;
  readonly #worker: Worker;
  readonly #framesOf: (track: MediaStreamTrack) => ReadableStream<VideoFrame>;
  #feeds = new Map<MediaStreamTrack, number>();
  #fed = 0;

  constructor(
    size: PictureSize,
    worker: Worker,
    generator: MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> },
    framesOf: (track: MediaStreamTrack) => ReadableStream<VideoFrame>,
  ) {
    this.#worker = worker;
    this.#framesOf = framesOf;
    this.track = generator;
    this.#order({ kind: 'begin', size, into: generator.writable }, generator.writable);
  }

  show(tiles: readonly TrackTile[]): void {
    const feeds = new Map<MediaStreamTrack, number>();
    const fed = tiles.map(({ track, ...tile }): FedTile => {
      if (!track) return { ...tile, feed: undefined };
      const feed = feeds.get(track) ?? this.#feeds.get(track) ?? this.#feed(track);
      feeds.set(track, feed);
      return { ...tile, feed };
    });
    this.#feeds = feeds;
    this.#order({ kind: 'tiles', tiles: fed });
  }

  close(): void {
    this.track.stop();
    this.#worker.terminate();
  }

  #feed(track: MediaStreamTrack): number {
    const frames = this.#framesOf(track);
    this.#order({ kind: 'feed', feed: ++this.#fed, frames }, frames);
    return this.#fed;
  }

  #order(order: Order, ...given: Transferable[]): void {
    this.#worker.postMessage(order, given);
  }
}

/** Videos outside the document, drawn when the worker says so; timers of a hidden page run once a second. */
class PageComposer implements Composer {
  readonly track: MediaStreamTrack;
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #size: PictureSize;
  readonly #worker: Worker | undefined;
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #videos = new Map<MediaStreamTrack, HTMLVideoElement>();
  #tiles: readonly TrackTile[] = [];

  constructor(size: PictureSize, worker: Worker | undefined) {
    const { width, height, frameRate } = size;
    this.#size = size;
    this.#worker = worker;
    Object.assign(this.#canvas, { width, height });
    this.#context = this.#canvas.getContext('2d', { alpha: false });
    const [track] = this.#canvas.captureStream(frameRate).getVideoTracks();
    this.track = track as MediaStreamTrack;
    worker?.addEventListener('message', ({ data }) => data === TICK && this.#draw());
    worker?.postMessage({ kind: 'begin', size } satisfies Order);
    if (!worker) this.#timer = setInterval(() => this.#draw(), 1000 / frameRate);
  }

  show(tiles: readonly TrackTile[]): void {
    this.#tiles = tiles;
    const videos = new Map<MediaStreamTrack, HTMLVideoElement>();
    for (const { track } of tiles) if (track) videos.set(track, this.#videos.get(track) ?? play(track));
    for (const [track, video] of this.#videos) if (!videos.has(track)) video.srcObject = null;
    this.#videos = videos;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#worker?.terminate();
    this.track.stop();
    this.show([]);
  }

  #draw(): void {
    if (!this.#context) return;
    paint(this.#context, this.#size, this.#tiles, (tile): Picture | undefined => {
      const { track } = tile as TrackTile;
      const video = track && this.#videos.get(track);
      return video?.videoWidth
        ? { source: video, width: video.videoWidth, height: video.videoHeight }
        : undefined;
    });
  }
}

function play(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  // Without sound it may always play.
  video.play().catch(() => {});
  return video;
}
