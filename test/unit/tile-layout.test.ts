// Where tiles go: sizes, shapes, the centred last row, the strip, the corner.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  type Arrangement,
  cutsTooMuch,
  fitGrid,
  layOut,
  type Place,
} from '../../src/elements/tile-layout.ts';

const GAP = 10;

const grid = (count: number): Arrangement => ({ mode: 'grid', count, large: 0, small: -1 });
const arrangements: fc.Arbitrary<Arrangement> = fc
  .record({
    mode: fc.constantFrom('grid' as const, 'speaker' as const, 'pair' as const),
    count: fc.integer({ min: 1, max: 50 }),
    large: fc.nat(49),
    small: fc.integer({ min: -1, max: 49 }),
  })
  .map(({ mode, count, large, small }) => {
    const people = mode === 'pair' ? 2 : count;
    const chosen = large % people;
    const own = small < people && small !== chosen && people > 1 ? small : -1;
    return { mode, count: people, large: chosen, small: own };
  });
const sizes = fc.tuple(fc.integer({ min: 280, max: 3840 }), fc.integer({ min: 150, max: 2160 }));

const overlap = (one: Place, other: Place) =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > 0.01 &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > 0.01;

describe('the grid of tiles', () => {
  for (const [count, width, height, columns, rows] of [
    [1, 1280, 720, 1, 1],
    [2, 1280, 720, 2, 1],
    [2, 360, 640, 1, 2],
    [3, 1280, 720, 2, 2],
    [3, 2000, 400, 3, 1],
    [3, 360, 640, 1, 3],
    [4, 1280, 720, 2, 2],
    [4, 768, 1024, 1, 4],
    [5, 1280, 720, 3, 2],
    [9, 1280, 720, 3, 3],
    [9, 320, 480, 2, 5],
    [9, 280, 500, 2, 5],
    [20, 1920, 1080, 5, 4],
  ] as const) {
    it(`has ${columns} × ${rows} for ${count} in ${width} × ${height}`, () => {
      expect(fitGrid(count, width, height, GAP)).to.include({ columns, rows });
    });
  }

  it('has the largest tiles of all numbers of columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), sizes, (count, [width, height]) => {
        const found = fitGrid(count, width, height, GAP);
        if (found.width < 97) return;
        for (let columns = 1; columns <= count; columns++) {
          const rows = Math.ceil(count / columns);
          const across = (width - GAP * (columns - 1)) / columns;
          const down = (height - GAP * (rows - 1)) / rows;
          const area = Math.min(across, (down * 16) / 9) * Math.min(down, (across * 3) / 4);
          expect(found.width * found.height).to.be.at.least(area - 0.01);
        }
      }),
    );
  });

  it('has tiles of 4:3 to 16:9', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), sizes, (count, [width, height]) => {
        const tile = fitGrid(count, width, height, GAP);
        expect(tile.width / tile.height).to.be.within(4 / 3 - 0.001, 16 / 9 + 0.001);
      }),
    );
  });

  it('centres its last row', () => {
    const [first, , third] = layOut(grid(3), 1280, 720, GAP).places;
    expect(third?.x).to.be.closeTo((1280 - (third?.width ?? 0)) / 2, 0.01);
    expect(first?.x).to.be.lessThan(third?.x ?? 0);
  });

  it('is scrolled rather than made of tiny tiles', () => {
    const { places, scroll } = layOut(grid(50), 280, 400, GAP);
    expect(scroll).to.equal('y');
    for (const { width } of places) expect(width).to.be.at.least(96);
  });

  it('gives one alone everything', () => {
    expect(layOut(grid(1), 300, 600, GAP).places).to.deep.equal([
      { x: 0, y: 0, width: 300, height: 600, role: 'large' },
    ]);
  });
});

describe('any layout of tiles', () => {
  it('keeps them apart and inside, but for what is scrolled to, and has none without a size', () => {
    fc.assert(
      fc.property(arrangements, sizes, (arrangement, [width, height]) => {
        const { places, scroll } = layOut(arrangement, width, height, GAP);
        expect(places).to.have.length(arrangement.count);
        const flat = places.filter(({ role }) => role !== 'small');
        for (const [index, place] of flat.entries()) {
          expect(place.width).to.be.greaterThan(0);
          expect(place.height).to.be.greaterThan(0);
          expect(place.x).to.be.at.least(-0.01);
          expect(place.y).to.be.at.least(-0.01);
          if (scroll !== 'x') expect(place.x + place.width).to.be.at.most(width + 0.01);
          if (scroll !== 'y') expect(place.y + place.height).to.be.at.most(height + 0.01);
          for (const other of flat.slice(index + 1)) expect(overlap(place, other)).to.be.false;
        }
      }),
    );
  });

  it('survives a container of no size', () => {
    fc.assert(
      fc.property(arrangements, arrangement => {
        for (const { width, height } of layOut(arrangement, 0, 0, GAP).places)
          expect([width, height].every(each => Number.isFinite(each) && each >= 0)).to.be.true;
      }),
    );
  });
});

describe('the speaker and the others', () => {
  const speaker = (count: number, large: number): Arrangement => ({
    mode: 'speaker',
    count,
    large,
    small: -1,
  });

  it('has the strip beside the large one where that is wide, below where it is narrow', () => {
    const wide = layOut(speaker(4, 1), 1280, 700, GAP);
    expect(wide.places[1]).to.include({ role: 'large', height: 700 });
    expect(wide.places.filter(({ role }) => role === 'tile').every(({ x }) => x > 900)).to.be.true;
    const narrow = layOut(speaker(4, 1), 320, 560, GAP);
    expect(narrow.places[1]).to.include({ role: 'large', y: 0 });
    expect(narrow.places.filter(({ role }) => role === 'tile').every(({ y }) => y > 400)).to.be.true;
  });

  it('scrolls the strip only', () => {
    expect(layOut(speaker(20, 0), 1280, 700, GAP).scroll).to.equal('y');
    const { places, scroll } = layOut(speaker(20, 3), 320, 560, GAP);
    expect(scroll).to.equal('x');
    expect(places[3]).to.include({ x: 0, width: 320 });
  });

  it('gives the large one more than all the others have', () => {
    for (const [width, height] of [
      [280, 500],
      [320, 240],
      [768, 600],
      [1280, 720],
    ] as const) {
      const areas = layOut(speaker(5, 2), width, height, GAP).places.map(each => each.width * each.height);
      expect(areas[2]).to.be.greaterThan((width * height) / 2);
    }
  });
});

describe('two people', () => {
  const pair: Arrangement = { mode: 'pair', count: 2, large: 1, small: -1 };

  it('are side by side where that is wide', () => {
    const [self, other] = layOut(pair, 1280, 700, GAP).places;
    expect(self?.y).to.equal(other?.y);
    expect((self?.width ?? 0) / (self?.height ?? 1)).to.be.within(4 / 3 - 0.001, 16 / 9 + 0.001);
  });

  it('have the other large and oneself in the corner where it is narrow', () => {
    const [self, other] = layOut(pair, 360, 640, GAP).places;
    expect(other).to.deep.equal({ x: 0, y: 0, width: 360, height: 640, role: 'large' });
    expect(self?.role).to.equal('small');
    expect((self?.x ?? 0) + (self?.width ?? 0)).to.equal(350);
    expect(self?.width).to.be.below(180);
  });

  it('have the own picture smaller still where it was put away', () => {
    const [away] = layOut({ ...pair, small: 0 }, 1280, 700, GAP).places;
    expect(away).to.include({ role: 'small', width: 96 });
  });
});

describe('a picture in a tile', () => {
  for (const [picture, tile, whole] of [
    [16 / 9, 16 / 9, false],
    [16 / 9, 4 / 3, false],
    [4 / 3, 16 / 9, false],
    [9 / 16, 16 / 9, true],
    [9 / 16, 4 / 3, true],
    [3 / 4, 16 / 9, true],
    [3 / 4, 4 / 3, true],
    [1, 16 / 9, true],
    [1, 4 / 3, false],
    [16 / 9, 9 / 16, true],
    [9 / 16, 9 / 16, false],
  ] as const) {
    it(`of ${picture.toFixed(2)} ${whole ? 'is whole' : 'fills it'} at ${tile.toFixed(2)}`, () => {
      expect(cutsTooMuch(picture, tile)).to.equal(whole);
    });
  }
});
