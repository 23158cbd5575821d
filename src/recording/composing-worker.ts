// The worker behind the picture of a recorded call: its clock goes on while the page is hidden. Where frames can be
// had as such, it draws them; elsewhere it tells the page when to draw.

import { type FedTile, type Order, type PictureSize, TICK } from './composing.ts';
import { paint } from './painter.ts';
import { READY } from './start-worker.ts';

/** What has come by one feed: the latest frame. */
class Feed {
  frame: VideoFrame | undefined;
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;

  constructor(frames: ReadableStream<VideoFrame>) {
    this.#reader = frames.getReader();
    // Its track has ended: the last frame stays until the tile is another one.
    this.#read().catch(() => {});
  }

  close(): void {
    this.#reader.cancel().catch(() => {});
    this.frame?.close();
    this.frame = undefined;
  }

  async #read(): Promise<void> {
    for (;;) {
      const { value } = await this.#reader.read();
      if (!value) return;
      this.frame?.close();
      this.frame = value;
    }
  }
}

const feeds = new Map<number, Feed>();
let tiles: readonly FedTile[] = [];
const page = globalThis as unknown as Worker;

page.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  if (data.kind === 'feed') feeds.set(data.feed, new Feed(data.frames));
  else if (data.kind === 'tiles') show(data.tiles);
  else if (data.into) draw(data.size, data.into);
  else setInterval(() => page.postMessage(TICK), 1000 / data.size.frameRate);
});
page.postMessage(READY);

function show(shown: readonly FedTile[]): void {
  tiles = shown;
  for (const [id, feed] of feeds) {
    if (tiles.some(tile => tile.feed === id)) continue;
    feeds.delete(id);
    feed.close();
  }
}

function draw(size: PictureSize, into: WritableStream<VideoFrame>): void {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { alpha: false });
  const writer = into.getWriter();
  const timer = setInterval(() => {
    // Whoever takes the frames is slower than they come: the next one does.
    if (!context || (writer.desiredSize ?? 0) <= 0) return;
    paint(context, size, tiles, tile => {
      const frame = feeds.get((tile as FedTile).feed ?? -1)?.frame;
      return frame && { source: frame, width: frame.displayWidth, height: frame.displayHeight };
    });
    const frame = new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1000) });
    // Nobody takes them any more.
    writer.write(frame).catch(() => clearInterval(timer));
  }, 1000 / size.frameRate);
}
