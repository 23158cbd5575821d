// Where a box stands in a window, as shares of the room that it leaves there: so it stays within the window, and where
// a person has put it, whatever becomes of the window's size and its own.

/** From 0 at the left or top to 1000 at the right or bottom. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In pixels from the window's corner at the top left. */
export interface Point {
  readonly left: number;
  readonly top: number;
}

/** That much stays free around it, in pixels. */
const MARGIN_PX = 8;

const share = (at: number, room: number) =>
  room <= 0 ? 0 : Math.round((1000 * Math.min(Math.max(at - MARGIN_PX, 0), room)) / room);
const free = (window: number, box: number) => window - box - 2 * MARGIN_PX;

/** The place next to a point that the box can have. */
export function placeAt({ left, top }: Point, box: Size, window: Size): Place {
  return {
    x: share(left, free(window.width, box.width)),
    y: share(top, free(window.height, box.height)),
  };
}

/** Where the box of a place begins. */
export function pointOf({ x, y }: Place, box: Size, window: Size): Point {
  const at = (part: number, room: number) => MARGIN_PX + Math.round((part * Math.max(0, room)) / 1000);
  return { left: at(x, free(window.width, box.width)), top: at(y, free(window.height, box.height)) };
}
