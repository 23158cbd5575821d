// Where a box that is moved stands in a window, however large either is then.

import { expect } from '@open-wc/testing';
import { placeAt, pointOf } from '../../src/elements/panel-place.ts';

const BOX = { width: 300, height: 400 };
const WINDOW = { width: 1016, height: 816 };

describe('the place of a box in a window', () => {
  const table: [
    what: string,
    left: number,
    top: number,
    now: { box?: object; window?: object },
    at: [number, number],
  ][] = [
    ['is where it was put', 358, 108, {}, [358, 108]],
    ['is within the window on the left and at the top', -500, -500, {}, [8, 8]],
    ['is within it on the right and at the bottom', 5000, 5000, {}, [708, 408]],
    [
      'stays at the edges when the window shrinks',
      5000,
      5000,
      { window: { width: 616, height: 616 } },
      [308, 208],
    ],
    ['stays at the edges when the box grows', 5000, 5000, { box: { height: 600 } }, [708, 208]],
    ['stays between them in proportion', 358, 208, { window: { width: 616, height: 616 } }, [158, 108]],
    [
      'begins in sight in a window that is too small',
      358,
      108,
      { window: { width: 200, height: 200 } },
      [8, 8],
    ],
  ];
  for (const [what, left, top, now, at] of table) {
    it(what, () => {
      const place = placeAt({ left, top }, BOX, WINDOW);
      const point = pointOf(place, { ...BOX, ...now.box }, { ...WINDOW, ...now.window });
      expect([point.left, point.top]).to.deep.equal(at);
    });
  }

  it('has a way back from a window that was too small', () => {
    const small = { width: 200, height: 200 };
    expect(placeAt({ left: 50, top: 50 }, BOX, small)).to.deep.equal({ x: 0, y: 0 });
  });
});
