// Reads and writes pictures as PNG files, as far as browsers and these tests make them: eight bits a part, red, green
// and blue, not interlaced. https://www.w3.org/TR/png-3/

import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Four bytes a pixel, row by row: red, green, blue, and one that is not looked at. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 2;
/** Bytes a pixel, by the kind of a file: with colours alone, and with transparency. */
const BYTES: Readonly<Record<number, number>> = { [COLOURS]: 3, 6: 4 };

export function blank(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Copies a part of one picture into another one. */
export function copy(from: Picture, x: number, y: number, to: Picture, toX: number, toY: number): void {
  const width = Math.min(to.width - toX, from.width - x);
  for (let row = 0; row < Math.min(to.height - toY, from.height - y); row++) {
    const start = ((y + row) * from.width + x) * 4;
    to.data.set(from.data.subarray(start, start + width * 4), ((toY + row) * to.width + toX) * 4);
  }
}

/** A part of a picture. */
export function cropped(
  whole: Picture,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Picture {
  const part = blank(width, height);
  copy(whole, x, y, part, 0, 0);
  return part;
}

export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG file.');
  const bodies: Record<string, Buffer[]> = {};
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    bodies[name] = [...(bodies[name] ?? []), file.subarray(at + 8, at + 8 + length)];
    at += length + 12;
  }
  const [header = Buffer.alloc(13)] = bodies.IHDR ?? [];
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const kind = header[9] ?? 0;
  const bytes = BYTES[kind];
  if (!bytes || header[8] !== 8 || header[12]) throw new Error('This PNG file is of another kind.');
  const rows = unfiltered(inflateSync(Buffer.concat(bodies.IDAT ?? [])), width * bytes, height, bytes);
  // The fourth byte is not looked at.
  if (bytes === 4) return { width, height, data: rows };
  const picture = blank(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let part = 0; part < 3; part++)
      picture.data[pixel * 4 + part] = rows[pixel * bytes + part] as number;
    picture.data[pixel * 4 + 3] = 255;
  }
  return picture;
}

/** The rows without the filters that make them smaller: each byte was told by its neighbours. */
function unfiltered(raw: Buffer, across: number, down: number, bytes: number): Uint8Array {
  const rows = new Uint8Array(across * down);
  let above = new Uint8Array(across);
  for (let y = 0; y < down; y++) {
    const start = y * (across + 1) + 1;
    const told = raw.subarray(start, start + across);
    const row = rows.subarray(y * across, (y + 1) * across);
    const filter = raw[start - 1];
    // The three that browsers write most, each without a question per byte.
    row.set(told);
    if (filter === 1)
      for (let x = bytes; x < across; x++) row[x] = (row[x] as number) + (row[x - bytes] as number);
    else if (filter === 2)
      for (let x = 0; x < across; x++) row[x] = (row[x] as number) + (above[x] as number);
    else if (filter)
      for (let x = 0; x < across; x++) row[x] = (row[x] as number) + guess(filter, x, row, above, bytes);
    above = row;
  }
  return rows;
}

/** What a byte was taken to be, by the mean of its neighbours or Paeth's choice among three. */
function guess(filter: number, x: number, row: Uint8Array, before: Uint8Array, bytes: number): number {
  const above = before[x] as number;
  const left = x < bytes ? 0 : (row[x - bytes] as number);
  if (filter === 3) return (left + above) >> 1;
  return nearestOf(left, above, x < bytes ? 0 : (before[x - bytes] as number));
}

/** Paeth's: the one of the three that is nearest to where their slope leads. */
function nearestOf(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
}

export function writePng({ width, height, data }: Picture): Buffer {
  // A row begins with the number of its filter: none, which is the smallest here.
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      rows.set(data.subarray(at, at + 3), y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOURS], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
