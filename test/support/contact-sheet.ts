// Pictures small enough to be kept: each block of pixels becomes one of their mean colour, in which letters are grey
// and a thing out of place shows. All pictures of a scene stand on one sheet. Pure.

import { blank, copy, type Picture } from './png.ts';

/** So many pixels each way become one. */
export const SCALE = 8;
const GAP = 2;
/** Colours are rounded down to multiples of this: nobody sees it, and files are half as large. */
const STEP = 16;
/** Colours of 0 to 255 that differ by more in one of their parts are not the same. */
const SAME_COLOUR = 24;

/** Where a picture stands on its sheet. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture made small; what is left over at its edges has no part in it. */
export function shrunk({ data, width: across, height: down }: Picture): Picture {
  const small = blank(Math.floor(across / SCALE), Math.floor(down / SCALE));
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (let row = y * SCALE; row < (y + 1) * SCALE; row++) {
        for (let at = (row * across + x * SCALE) * 4, end = at + SCALE * 4; at < end; at += 4) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      const mean = [red, green, blue].map(sum => Math.floor(sum / SCALE ** 2 / STEP) * STEP);
      small.data.set([...mean, 255], (y * small.width + x) * 4);
    }
  }
  return small;
}

/** Puts rows of small pictures on one sheet; where each of them stands is told in the same order. */
export function contactSheet(rows: readonly (readonly Picture[])[]): {
  readonly sheet: Picture;
  readonly cells: readonly (readonly Cell[])[];
} {
  let bottom = 0;
  const cells = rows.map(row => {
    const y = bottom;
    let x = 0;
    bottom += Math.max(...row.map(({ height }) => height)) + GAP;
    return row.map(({ width, height }): Cell => {
      const cell = { x, y, width, height };
      x += width + GAP;
      return cell;
    });
  });
  const right = Math.max(...cells.flat().map(({ x, width }) => x + width));
  const sheet = blank(right, bottom - GAP);
  const all = rows.flat();
  for (const [index, { x, y }] of cells.flat().entries()) {
    const picture = all[index];
    if (picture) copy(picture, 0, 0, sheet, x, y);
  }
  return { sheet, cells };
}

/** The blocks in a cell whose colours are not the same on two sheets, from the cell's corner. */
export function differing(
  one: Picture,
  other: Picture,
  { x, y, width, height }: Cell,
): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  for (let down = 0; down < height; down++) {
    for (let across = 0; across < width; across++) {
      const at = ((y + down) * one.width + x + across) * 4;
      const parts = [0, 1, 2].map(part =>
        Math.abs((one.data[at + part] ?? 0) - (other.data[at + part] ?? 0)),
      );
      if (Math.max(...parts) > SAME_COLOUR) found.push({ x: across, y: down });
    }
  }
  return found;
}

/** Draws a frame around each of these blocks on the picture that was made small. */
export function mark({ data, width }: Picture, blocks: readonly { x: number; y: number }[]): void {
  for (const { x, y } of blocks) {
    for (let at = 0; at < SCALE; at++) {
      for (const [across, down] of [
        [at, 0],
        [at, SCALE - 1],
        [0, at],
        [SCALE - 1, at],
      ] as const) {
        data.set([255, 0, 60, 255], ((y * SCALE + down) * width + x * SCALE + across) * 4);
      }
    }
  }
}
