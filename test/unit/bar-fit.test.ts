// Which controls have room in a bar.

import { expect } from '@open-wc/testing';
import { type BarItem, without } from '../../src/elements/bar-fit.ts';

const GAP_PX = 10;

const BAR: readonly BarItem[] = [
  { name: 'microphone', width: 48 },
  { name: 'camera', width: 48 },
  { name: 'screen', width: 48, rank: 1 },
  { name: 'chat', width: 48, rank: 2 },
  { name: 'own', width: 120, rank: 0 },
  { name: 'more', width: 48 },
  { name: 'leave', width: 64 },
];

const WHOLE_PX = 48 * 5 + 120 + 64 + 6 * GAP_PX;

describe('a bar of controls', () => {
  for (const [width, gone] of [
    [2000, ''],
    [WHOLE_PX, ''],
    [WHOLE_PX - 1, 'own'],
    [WHOLE_PX - 130, 'own'],
    [WHOLE_PX - 131, 'own screen'],
    [WHOLE_PX - 130 - 58, 'own screen'],
    [WHOLE_PX - 130 - 59, 'own screen chat'],
    [100, 'own screen chat'],
    [0, 'own screen chat'],
  ] as const) {
    it(`of ${width} pixels goes without ${gone || 'nothing'}`, () => {
      expect([...without(BAR, width, GAP_PX)].join(' ')).to.equal(gone);
    });
  }

  it('spends no gap on what cannot be seen', () => {
    const items = BAR.map(item => (item.name === 'own' ? { ...item, width: 0 } : item));
    expect([...without(items, WHOLE_PX - 130, GAP_PX)]).to.be.empty;
    expect([...without(items, WHOLE_PX - 131, GAP_PX)]).to.deep.equal(['screen']);
  });

  it('of nothing is without nothing', () => {
    expect([...without([], 0, GAP_PX)]).to.be.empty;
  });
});
