// How a picture is enlarged and moved behind its frame: pure. Which gestures ask for it is in tile-zoom.ts.

/** How often the picture's size, and how far its middle is from the frame's, in sizes of the frame. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The whole picture. */
export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };

const MOST = 8;

/** Enlarges by a factor; what is at this point of the frame, -0.5 to 0.5 from its middle, stays there. */
export function zoomBy({ scale, x, y }: Zoom, factor: number, atX = 0, atY = 0): Zoom {
  const next = Math.min(MOST, Math.max(1, scale * factor));
  const grown = next / scale;
  return within({ scale: next, x: atX - (atX - x) * grown, y: atY - (atY - y) * grown });
}

/** Moves the picture, in sizes of the frame. */
export function panBy({ scale, x, y }: Zoom, right: number, down: number): Zoom {
  return within({ scale, x: x + right, y: y + down });
}

/** The picture's edges never come into the frame. */
function within({ scale, x, y }: Zoom): Zoom {
  const most = (scale - 1) / 2;
  const limit = (value: number) => Math.min(most, Math.max(-most, value)) || 0;
  return { scale, x: limit(x), y: limit(y) };
}
