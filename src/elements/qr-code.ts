// A text as a QR code. It is loaded when the first is asked for.

import { generate } from 'lean-qr/nano';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { withOpened } from '../i18n/en-opened.ts';
import type { QrCode } from './call-view.ts';

/** Light modules around it: ISO/IEC 18004 asks for four. */
const QUIET_ZONE = 4;

/** Where there is little room it would begin below the edge: who has asked for it is to see it, and phones are to. */
function comeIntoView(code?: Element): void {
  // It is not in the page yet.
  queueMicrotask(() => code?.scrollIntoView({ block: 'nearest' }));
}

/** Throws where the text is longer than any code. Dark on light in every theme: not every phone reads it otherwise. */
export function qrCodeOf(text: string): QrCode {
  const { size, get } = generate(text);
  const path = pathOf(size, get);
  const side = size + 2 * QUIET_ZONE;
  return texts => html`<svg class="qr" part="qr" role="img" aria-label=${withOpened(texts).qrCodeHint}
    viewBox="-${QUIET_ZONE} -${QUIET_ZONE} ${side} ${side}" ${ref(comeIntoView)}><path d=${path}></path></svg>`;
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
