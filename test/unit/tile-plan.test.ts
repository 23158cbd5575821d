// Which tiles there are and which is large; who is in the light.

import { expect } from '@open-wc/testing';
import {
  arrangementOf,
  follow,
  NO_SPOTLIGHT,
  planTiles,
  SPEECH_COUNTS_AFTER_MS,
  type Spotlight,
  type TileLayout,
  WAITING,
  type Wishes,
} from '../../src/elements/tile-plan.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { person as participant } from '../elements/fake-call.ts';

const person = (id: string, screen = false) => participant(id, { self: id === 'me', screen });

const plan = (participants: Participant[], wishes: Partial<Wishes> = {}) =>
  planTiles({
    layout: 'auto',
    participants,
    alone: false,
    pinned: undefined,
    spotlight: undefined,
    ownSmall: false,
    ...wishes,
  });

const me = person('me');
const ada = person('ada');
const bob = person('bob');

describe('the plan of the tiles', () => {
  it('has everybody in the order in which they came, after the screens', () => {
    const { keys } = plan([me, ada, person('bob', true)]);
    expect(keys).to.deep.equal(['bob screen', 'me camera', 'ada camera', 'bob camera']);
  });

  for (const [layout, people, mode] of [
    ['auto', [me], 'grid'],
    ['auto', [me, ada], 'pair'],
    ['auto', [me, ada, bob], 'grid'],
    ['auto', [me, person('ada', true)], 'speaker'],
    // One's own screen would show itself in itself.
    ['auto', [person('me', true), ada, bob], 'grid'],
    ['grid', [me, ada], 'grid'],
    ['grid', [me, person('ada', true)], 'grid'],
    ['speaker', [me, ada], 'speaker'],
  ] as [TileLayout, Participant[], string][]) {
    it(`is a ${mode} for ${layout} and ${plan(people).keys.join(', ')}`, () => {
      expect(plan(people, { layout }).mode).to.equal(mode);
    });
  }

  it('makes large what is pinned, else a screen, else who speaks, else the first other', () => {
    const screen = person('bob', true);
    const wishes = { layout: 'speaker', spotlight: 'bob' } as const;
    expect(plan([me, ada, screen], { ...wishes, pinned: 'me camera' }).large).to.equal('me camera');
    expect(plan([me, ada, screen], wishes).large).to.equal('bob screen');
    expect(plan([me, ada, bob], wishes).large).to.equal('bob camera');
    expect(plan([me, ada, bob], { layout: 'speaker' }).large).to.equal('ada camera');
  });

  it('makes a pinned tile large in every layout, and forgets one that is gone', () => {
    for (const layout of ['auto', 'grid', 'speaker'] as const)
      expect(plan([me, ada, bob], { layout, pinned: 'bob camera' })).to.include({
        mode: 'speaker',
        large: 'bob camera',
      });
    expect(plan([me, ada, bob], { pinned: 'eve camera' })).to.include({ mode: 'grid', large: undefined });
  });

  it('gives the invitation the room while one is alone', () => {
    expect(plan([me], { alone: true })).to.deep.include({ keys: ['me camera', WAITING], large: WAITING });
  });

  it('has the own picture in the corner where it was put away, unless it is large or all there is', () => {
    expect(plan([me, ada, bob], { ownSmall: true }).small).to.equal('me camera');
    expect(plan([me], { ownSmall: true }).small).to.be.undefined;
    expect(plan([me, ada], { ownSmall: true, pinned: 'me camera' }).small).to.be.undefined;
    expect(arrangementOf(plan([me, ada, bob], { ownSmall: true }))).to.include({ count: 3, small: 0 });
  });
});

describe('the light', () => {
  const at = (before: Spotlight, now: number, ...speaking: string[]) =>
    follow(
      before,
      [me, ada, bob].map(each => ({ ...each, speaking: speaking.includes(each.id) })),
      now,
    );

  it('goes to who has spoken for a while, and tells when to look again', () => {
    const begun = at(NO_SPOTLIGHT, 1000, 'ada');
    expect(begun).to.include({ id: undefined, next: 1000 + SPEECH_COUNTS_AFTER_MS });
    expect(at(begun, 1000 + SPEECH_COUNTS_AFTER_MS, 'ada').id).to.equal('ada');
  });

  it('stays with who was heard last, and does not follow a cough', () => {
    const lit: Spotlight = { id: 'ada', since: new Map(), next: undefined };
    const cough = at(lit, 0, 'bob');
    const silent = at(cough, 400);
    expect(silent).to.include({ id: 'ada', next: undefined });
    expect(at(at(silent, 1000, 'bob'), 1600, 'bob').id).to.equal('ada');
  });

  it('stays with who goes on speaking, whoever else does', () => {
    const lit: Spotlight = { id: 'ada', since: new Map([['ada', 0]]), next: undefined };
    const both = at(lit, 1000, 'ada', 'bob');
    expect(at(both, 9000, 'ada', 'bob')).to.include({ id: 'ada', next: undefined });
    expect(at(both, 9000, 'bob').id).to.equal('bob');
  });

  it('never falls on oneself', () => {
    expect(at(NO_SPOTLIGHT, 0, 'me')).to.include({ id: undefined, next: undefined });
  });
});
