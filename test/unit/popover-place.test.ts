// Where a panel stands beside its button.

import { expect } from '@open-wc/testing';
import { placeBeside } from '../../src/elements/popover-place.ts';

const WINDOW = { width: 800, height: 600 };
const PANEL = { width: 200, height: 300 };
const button = (left: number, top: number) => ({ left, top, width: 40, height: 40 });

describe('a panel', () => {
  for (const [where, at, panel, place] of [
    ['in the middle above its button', button(380, 550), PANEL, { left: 300, top: 242, height: 300 }],
    ['below a button on top', button(380, 10), PANEL, { left: 300, top: 58, height: 300 }],
    ['inside the window, at its left edge', button(0, 550), PANEL, { left: 8, top: 242, height: 300 }],
    ['inside the window, at its right edge', button(760, 550), PANEL, { left: 592, top: 242, height: 300 }],
    [
      'above, as high as there is room',
      button(380, 400),
      { width: 200, height: 900 },
      { left: 300, top: 8, height: 384 },
    ],
    [
      'below, as high as there is room',
      button(380, 100),
      { width: 200, height: 900 },
      { left: 300, top: 148, height: 444 },
    ],
    [
      'at the left edge where it is wider than the window',
      button(380, 550),
      { width: 900, height: 300 },
      { left: 8, top: 242, height: 300 },
    ],
  ] as const) {
    it(`stands ${where}`, () => {
      expect(placeBeside(at, panel, WINDOW)).to.deep.equal(place);
    });
  }

  it('is never less than nothing high', () => {
    expect(placeBeside(button(0, 0), PANEL, { width: 280, height: 30 }).height).to.equal(0);
  });
});
