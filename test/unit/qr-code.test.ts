// A QR code as one path.

import { expect } from '@open-wc/testing';
import { generate } from 'lean-qr/nano';
import { pathOf } from '../../src/elements/qr-code.ts';

/** Fills the path and reads each module back. */
function modulesOf(size: number, path: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fill(new Path2D(path));
  const { data } = context.getImageData(0, 0, size, size);
  return Array.from({ length: size * size }, (_, at) => (data[at * 4 + 3] ? '#' : '.')).join('');
}

describe('the path of a QR code', () => {
  for (const text of [
    'a',
    'https://example.org/call#check=AbC&room=12345678&secret=AAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    it(`has every dark module, and no light one: ${text.slice(0, 20)}`, () => {
      const { size, get } = generate(text);
      const wanted = Array.from({ length: size * size }, (_, at) =>
        get(at % size, Math.floor(at / size)) ? '#' : '.',
      ).join('');
      expect(modulesOf(size, pathOf(size, get))).to.equal(wanted);
    });
  }

  it('is one rectangle for each run in a row', () => {
    const rows = ['##.', '..#', '###'];
    expect(pathOf(3, (x, y) => rows[y]?.[x] === '#')).to.equal('M0 0h2v1H0zM2 1h1v1H2zM0 2h3v1H0z');
  });
});
