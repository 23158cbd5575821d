import { expect } from '@open-wc/testing';
import { parseHello, parseSignals, type Signal } from '../../../src/protocol/signals.ts';

const GOOD: readonly Signal[] = [
  { kind: 'about', name: 'Zoë', audio: true, video: false, screen: false },
  { kind: 'will', hash: 'h'.repeat(43) },
  { kind: 'description', connection: 1, type: 'offer', sdp: 'v=0\r\n' },
  { kind: 'description', connection: 0xffff_ffff, type: 'answer', sdp: '' },
  { kind: 'candidates', connection: 2, list: [] },
  {
    kind: 'candidates',
    connection: 2,
    list: [{ candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' }],
    end: true,
  },
  { kind: 'switched', connection: 3 },
  { kind: 'resend', from: 1 },
  { kind: 'bye' },
  { kind: 'bye', reason: 'page' },
  { kind: 'full' },
  { kind: 'safety', step: 'commit', value: 'v'.repeat(43) },
  { kind: 'ping', highest: 0 },
  { kind: 'pong', highest: 7 },
];

const about = { kind: 'about', name: '', audio: true, video: true, screen: true };
const description = { kind: 'description', connection: 1, type: 'offer', sdp: '' };
const candidates = { kind: 'candidates', connection: 1, list: [] };

const BAD: Readonly<Record<string, unknown>> = {
  'no object': 'about',
  null: null,
  'a list': [about],
  'no kind': { name: '' },
  'an unknown kind': { kind: 'dance' },
  'a kind that objects have': { kind: 'constructor' },
  'a kind that is none': { kind: ['about'], name: '', audio: true, video: true, screen: true },
  'a kind of its prototype alone': Object.create({ kind: 'full' }),
  'an inherited kind': JSON.parse('{"__proto__":{"kind":"full"}}'),
  'an inherited field': JSON.parse('{"kind":"switched","__proto__":{"connection":1}}'),
  'a name of 201 characters': { ...about, name: 'x'.repeat(201) },
  'a name that is a number': { ...about, name: 1 },
  'no name': { ...about, name: undefined },
  'audio that is no boolean': { ...about, audio: 'yes' },
  'a hash of 44 characters': { kind: 'will', hash: 'h'.repeat(44) },
  'a description of 200,001 characters': { ...description, sdp: 'x'.repeat(200_001) },
  'a rollback': { ...description, type: 'rollback' },
  'a provisional answer': { ...description, type: 'pranswer' },
  'a description that is a list': { ...description, sdp: ['v=0'] },
  'connection 0': { ...description, connection: 0 },
  'a negative connection': { ...description, connection: -1 },
  'half a connection': { ...description, connection: 1.5 },
  'a connection beyond 32 bits': { ...description, connection: 0x1_0000_0000 },
  'a connection in letters': { ...description, connection: '1' },
  'candidates without a list': { ...candidates, list: undefined },
  'a list that is an object': { ...candidates, list: { length: 0 } },
  '101 candidates': { ...candidates, list: Array(101).fill({ candidate: '' }) },
  'a candidate that is text': { ...candidates, list: ['candidate:1'] },
  'a candidate without text': { ...candidates, list: [{ sdpMid: '0' }] },
  'a candidate of 2,001 characters': { ...candidates, list: [{ candidate: 'x'.repeat(2001) }] },
  'a line beyond 16 bits': { ...candidates, list: [{ candidate: '', sdpMLineIndex: 0x1_0000 }] },
  'a resend from 0': { kind: 'resend', from: 0 },
  'a reason of 33 characters': { kind: 'bye', reason: 'x'.repeat(33) },
  'a step of the safety code that is none': { kind: 'safety', step: 'skip', value: '' },
  'a commitment of 44 characters': { kind: 'safety', step: 'commit', value: 'v'.repeat(44) },
  'a ping of nothing': { kind: 'ping' },
};

describe('signals', () => {
  for (const signal of GOOD) {
    it(`of the kind ${signal.kind} pass as they are: ${JSON.stringify(signal).slice(0, 60)}`, () => {
      expect(parseSignals([JSON.parse(JSON.stringify(signal))])).to.deep.equal({
        signals: [signal],
        ignored: 0,
      });
    });
  }

  for (const [name, wrong] of Object.entries(BAD)) {
    it(`are left out and counted: ${name}`, () => {
      const good = GOOD[0];
      expect(parseSignals([good, wrong, good])).to.deep.equal({ signals: [good, good], ignored: 1 });
    });
  }

  it('lose the fields that nobody knows', () => {
    const given = JSON.parse('{"kind":"full","later":1,"__proto__":{"polluted":true}}');
    const { signals } = parseSignals([given]) ?? {};
    expect(signals).to.deep.equal([{ kind: 'full' }]);
    expect(Object.keys(signals?.[0] ?? {})).to.deep.equal(['kind']);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it('take null for an optional field as its absence', () => {
    const given = { ...candidates, list: [{ candidate: 'c', sdpMid: null, sdpMLineIndex: null }], end: null };
    expect(parseSignals([given])?.signals).to.deep.equal([{ ...candidates, list: [{ candidate: 'c' }] }]);
  });

  it('come as a list of at most 16, or not at all', () => {
    for (const content of [undefined, null, 1, 'x', {}, GOOD[0], { length: 1, 0: GOOD[0] }]) {
      expect(parseSignals(content)).to.equal(undefined);
    }
    expect(parseSignals([])).to.deep.equal({ signals: [], ignored: 0 });
    expect(parseSignals(Array(16).fill({ kind: 'full' }))?.signals).to.have.length(16);
    expect(parseSignals(Array(17).fill({ kind: 'full' }))).to.equal(undefined);
  });
});

describe('what a hello says', () => {
  it('is an offer or nothing', () => {
    expect(parseHello({})).to.deep.equal({});
    expect(parseHello({ offer: 'v=0', name: 'leaked' })).to.deep.equal({ offer: 'v=0' });
    for (const content of [undefined, null, 'v=0', { offer: 1 }, { offer: 'x'.repeat(200_001) }]) {
      expect(parseHello(content)).to.equal(undefined);
    }
  });
});
