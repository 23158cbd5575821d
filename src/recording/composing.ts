// What the page and the worker that draws a call say to each other, and the little that both need of it.

import type { Tile } from './painter.ts';

/** A tile, and by which feed its picture comes. */
export interface FedTile extends Tile {
  /** Undefined: the name card. */
  readonly feed: number | undefined;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** To the worker. */
export type Order =
  /** Draws, and sends the pictures into `into`; without it, says when the page is to draw. */
  | { readonly kind: 'begin'; readonly size: PictureSize; readonly into?: WritableStream<VideoFrame> }
  | { readonly kind: 'feed'; readonly feed: number; readonly frames: ReadableStream<VideoFrame> }
  /** Feeds that no tile names are over. */
  | { readonly kind: 'tiles'; readonly tiles: readonly FedTile[] };

/** From the worker, after it has said that it is there. */
export const TICK = 'tick';
