// A text as a QR code, in a form that templates can draw. It is loaded when the first is asked for.

import { generate } from 'lean-qr/nano';
import type { QrCode } from './call-view.ts';

/** Throws where the text is longer than any code. */
export function qrCodeOf(text: string): QrCode {
  const { size, get } = generate(text);
  return { size, path: pathOf(size, get) };
}

/** The dark modules of a square as one path: a rectangle for each run in a row. */
export function pathOf(size: number, dark: (x: number, y: number) => boolean): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark(x, y)) continue;
      const from = x;
      while (x < size && dark(x, y)) x++;
      path += `M${from} ${y}h${x - from}v1H${from}z`;
    }
  }
  return path;
}
