// How a shared screen is enlarged.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { panBy, WHOLE, type Zoom, zoomBy } from '../../src/elements/zoom.ts';

const points = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const steps = fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), points, points, fc.boolean()), {
  maxLength: 20,
});

/** The point of the picture that is at this point of the frame. */
const below = ({ scale, x, y }: Zoom, atX: number, atY: number) => [(atX - x) / scale, (atY - y) / scale];

describe('a zoomed picture', () => {
  it('keeps the point below the pointer where it is', () => {
    const before = zoomBy(WHOLE, 3, 0.1, -0.2);
    const after = zoomBy(before, 1.4, 0.2, 0.1);
    for (const [index, value] of below(after, 0.2, 0.1).entries())
      expect(value).to.be.closeTo(below(before, 0.2, 0.1)[index] ?? Number.NaN, 1e-9);
  });

  it('fills its frame, whatever is done, and is never smaller than whole nor larger than eight times', () => {
    fc.assert(
      fc.property(steps, all => {
        let zoom = WHOLE;
        for (const [amount, x, y, isPan] of all)
          zoom = isPan ? panBy(zoom, x, y) : zoomBy(zoom, amount, x, y);
        expect(zoom.scale).to.be.within(1, 8);
        expect(Math.abs(zoom.x)).to.be.at.most((zoom.scale - 1) / 2 + 1e-9);
        expect(Math.abs(zoom.y)).to.be.at.most((zoom.scale - 1) / 2 + 1e-9);
      }),
    );
  });

  it('comes back to the whole, from wherever it was', () => {
    expect(zoomBy(panBy(zoomBy(WHOLE, 4, 0.4, 0.4), 1, 1), 0.01)).to.deep.equal(WHOLE);
  });

  it('cannot be moved while it is whole', () => {
    expect(panBy(WHOLE, 0.3, -0.3)).to.deep.equal(WHOLE);
  });
});
