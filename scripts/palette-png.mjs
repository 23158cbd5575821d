// Writes a picture as a PNG of 256 colours, a quarter of the size of one with all of them. Those that are most often
// in it stay as they are, others become the nearest of them: https://www.w3.org/TR/png-3/

import { crc32, deflateSync } from 'node:zlib';

const MOST_COLOURS = 256;
/** Colours that are nearer than this to one with a place are not given another. */
const NEAR = 24;

/** `data` has four bytes a pixel, of which the last one is not looked at. */
export function palettePng({ width, height, data }) {
  const counts = new Map();
  const colours = new Uint32Array(data.buffer, data.byteOffset, width * height).map(
    colour => colour & 0xffffff,
  );
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = choose(
    [...counts].sort(([one, often], [other, oftener]) => oftener - often || one - other),
  );
  const indexes = new Map();
  for (const colour of counts.keys()) indexes.set(colour, nearest(colour, palette).index);
  // A row begins with the number of its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = indexes.get(colours[y * width + x]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(bytes))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent ones, far enough from each other; then, where there is room, the others. */
function choose(sorted) {
  const palette = [];
  for (const [colour] of sorted) {
    if (palette.length === MOST_COLOURS) break;
    if (nearest(colour, palette).distance > NEAR) palette.push(colour);
  }
  return palette;
}

function nearest(colour, palette) {
  const [red, green, blue] = bytes(colour);
  let found = { index: 0, distance: Number.POSITIVE_INFINITY };
  palette.forEach((each, index) => {
    const [r, g, b] = bytes(each);
    const distance = Math.abs(red - r) + Math.abs(green - g) + Math.abs(blue - b);
    if (distance < found.distance) found = { index, distance };
  });
  return found;
}

const bytes = colour => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
