// What the reducer makes of what happens in a call.

import { expect } from '@open-wc/testing';
import {
  type CallEvent,
  type CallState,
  type ChatMessage,
  IDLE,
  type Participant,
  reduce,
} from '../../../src/session/call-state.ts';

const stream = new MediaStream();
const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  name: id,
  self: false,
  audio: true,
  video: true,
  screen: false,
  link: 'connected',
  stream,
  screenStream: stream,
  speaking: false,
  verified: false,
  ...more,
});
const own = (number: number): ChatMessage => ({
  id: `me/${number}`,
  from: 'me',
  name: 'Me',
  text: `${number}`,
  at: 0,
  self: true,
  delivered: false,
});

const came = (id: string): CallEvent => ({ type: 'participant', participant: person(id) });
const left = (id: string, reason: 'bye' | 'gone'): CallEvent => ({ type: 'participant-left', id, reason });

/** The state after all of these, in a room. */
const after = (...events: CallEvent[]): CallState =>
  [{ type: 'joining' } as const, { type: 'joined' } as const, ...events].reduce(reduce, IDLE);

const present = ({ participants }: CallState) => participants.map(({ id }) => id);

describe('the state of a call', () => {
  let state: CallState;

  beforeEach(() => {
    state = reduce(reduce(IDLE, { type: 'joining' }), { type: 'joined' });
  });

  it('is the same where nothing of a participant changed', () => {
    const joined = reduce(state, { type: 'participant', participant: person('ada') });
    expect(reduce(joined, { type: 'participant', participant: person('ada') })).to.equal(joined);
    const verified = reduce(joined, { type: 'participant', participant: person('ada', { verified: true }) });
    expect(verified.participants[0]?.verified).to.equal(true);
    const safetyCode = { digits: '000000', emoji: [] };
    const coded = reduce(verified, { type: 'participant', participant: person('ada', { safetyCode }) });
    expect(reduce(coded, { type: 'participant', participant: person('ada') })).not.to.equal(coded);
  });

  it('counts once those who were there before, and nobody who comes later', () => {
    const here = (id: string, wasHere: boolean) => {
      state = reduce(state, { type: 'participant', participant: person(id), wasHere });
    };
    here('ada', true);
    here('ada', true);
    here('bob', true);
    here('carol', false);
    expect(state.joinedAmong).to.equal(2);
    state = reduce(state, { type: 'participant-left', id: 'ada', reason: 'bye' });
    expect(state.joinedAmong).to.equal(2);
    expect(reduce(state, { type: 'joining' }).joinedAmong).to.equal(0);
  });

  it('knows who speaks and how good connections are, whatever else comes of them', () => {
    state = reduce(state, { type: 'participant', participant: person('ada') });
    state = reduce(state, { type: 'participant', participant: person('bob') });
    state = reduce(state, { type: 'speaking', ids: new Set(['ada']), muted: true });
    state = reduce(state, { type: 'quality', of: new Map([['bob', 'poor']]) });
    expect(state.mutedSpeaking).to.equal(true);
    state = reduce(state, { type: 'participant', participant: person('ada', { name: 'Ada L.' }) });
    expect(state.participants.map(({ speaking, quality }) => [speaking, quality])).to.deep.equal([
      [true, undefined],
      [false, 'poor'],
    ]);
    const [ada, bob] = state.participants;
    state = reduce(state, { type: 'speaking', ids: new Set(), muted: false });
    expect(state.participants[0]).not.to.equal(ada);
    expect(state.participants[1], 'unchanged').to.equal(bob);
  });

  it('lets nobody speak whose microphone is off', () => {
    state = reduce(state, { type: 'participant', participant: person('ada') });
    state = reduce(state, { type: 'speaking', ids: new Set(['ada']), muted: false });
    state = reduce(state, { type: 'participant', participant: person('ada', { audio: false }) });
    expect(state.participants[0]?.speaking).to.equal(false);
  });

  it('says which messages have been delivered', () => {
    state = reduce(state, { type: 'messages', messages: [own(1), own(2), own(3)] });
    state = reduce(state, { type: 'delivered', ids: ['me/1', 'me/3'] });
    expect(state.messages.map(({ delivered }) => delivered)).to.deep.equal([true, false, true]);
  });

  it('keeps the latest 1,000 messages', () => {
    const many = Array.from({ length: 1001 }, (_, i) => own(i));
    state = reduce(state, { type: 'messages', messages: many });
    state = reduce(state, { type: 'messages', messages: [own(2000)] });
    expect(state.messages).to.have.length(1000);
    expect(state.messages.at(0)?.text).to.equal('2');
    expect(state.messages.at(-1)?.text).to.equal('2000');
  });
});

describe('the state of a call in which somebody goes', () => {
  it('says nothing of who said goodbye', () => {
    const state = after(came('ada'), came('bob'), left('ada', 'bye'));
    expect(present(state)).to.deep.equal(['bob']);
    expect(state.lost).to.deep.equal([]);
  });

  it('knows who was lost, in that order', () => {
    const state = after(came('ada'), came('bob'), came('cy'), left('bob', 'gone'), left('ada', 'gone'));
    expect(present(state)).to.deep.equal(['cy']);
    expect(state.lost).to.deep.equal(['bob', 'ada']);
  });

  it('forgets it when they come back, and goodbyes are goodbyes again', () => {
    const state = after(came('ada'), left('ada', 'gone'), came('ada'));
    expect([present(state), state.lost]).to.deep.equal([['ada'], []]);
    expect(reduce(state, left('ada', 'bye')).lost).to.deep.equal([]);
  });

  it('keeps the last 50', () => {
    const ids = Array.from({ length: 60 }, (_, i) => `p${i}`);
    const state = after(...ids.flatMap(id => [came(id), left(id, 'gone')]));
    expect(state.lost).to.deep.equal(ids.slice(10));
  });

  it('begins anew with every join', () => {
    const state = after(came('ada'), left('ada', 'gone'), { type: 'left' });
    expect(state.lost).to.deep.equal(['ada']);
    expect(reduce(state, { type: 'joining' }).lost).to.deep.equal([]);
  });
});
