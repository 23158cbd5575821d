import { expect } from '@open-wc/testing';
import {
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
    state = reduce(state, { type: 'participant-left', id: 'ada' });
    expect(state.joinedAmong).to.equal(2);
    expect(reduce(state, { type: 'joining' }).joinedAmong).to.equal(0);
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
