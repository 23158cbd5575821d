// Which pictures stand in the small window.

import { expect } from '@open-wc/testing';
import { picturesOf } from '../../src/elements/small-window.ts';
import { person } from '../elements/fake-call.ts';

const shown = (...people: Parameters<typeof person>[]) =>
  picturesOf(people.map(each => person(...each))).map(
    ({ participant: { id }, screen }) => `${id}${screen ? ' screen' : ''}`,
  );

describe('the pictures that matter', () => {
  it('are those of the others, in their order', () => {
    expect(shown(['me', { self: true }], ['a'], ['b'])).to.deep.equal(['a', 'b']);
  });

  it('begin with shared screens, then come those who can be seen', () => {
    expect(shown(['a'], ['b', { video: true }], ['c', { screen: true }])).to.deep.equal([
      'c screen',
      'b',
      'a',
      'c',
    ]);
  });

  it('are four at most', () => {
    expect(shown(['a'], ['b'], ['c'], ['d'], ['e'])).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('of many are those of who speaks, of few stay where they are', () => {
    expect(shown(['a'], ['b'], ['c'], ['d'], ['e', { speaking: true }])).to.deep.equal(['e', 'a', 'b', 'c']);
    expect(shown(['a'], ['b', { speaking: true }])).to.deep.equal(['a', 'b']);
  });

  it('are none where one is alone', () => {
    expect(shown(['me', { self: true, screen: true }])).to.be.empty;
  });
});
