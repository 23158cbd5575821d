// When a ticket ends of itself, as its agent sees it: by the visitor's will, by silence, and by what comes in the call.

import { expect } from '@open-wc/testing';
import { type ListEvent, type ListStep, reduceList } from '../../../src/support/list-event.ts';
import { emptyList } from '../../../src/support/waiting-list.ts';

type Event = ListEvent<string>;

const told = { type: 'told', id: 'vera', session: 'one', fresh: true } as const;
const asks: Event = { ...told, at: 0, number: 1, request: 'lamps', status: 'waiting' };
const claim: Event = { type: 'claim', at: 0, id: 'vera' };
const taken: Event = { ...told, at: 0, number: 2, status: 'taken', agent: 'ann' };
const bobs: Event = { ...taken, agent: 'bob' };
const lost = (at: number): Event => ({ type: 'lost', at, id: 'vera' });
const tick = (at: number, carries = false): Event => ({
  ...{ type: 'tick', at },
  carries: new Set(carries ? ['vera'] : []),
});

describe('a ticket whose visitor may be gone', () => {
  const mine = [asks, claim, taken];
  const table: [what: string, events: Event[], status: string, did: string[]][] = [
    ['stays for 15 s after the will', [asks, lost(1000), tick(15_999)], 'waiting', []],
    ['is over then', [asks, lost(1000), tick(16_000)], 'ended', []],
    ['is over 150 s after its last answer', [asks, tick(150_000)], 'ended', []],
    ['is another agent’s for no longer', [asks, bobs, lost(1000), tick(16_000)], 'ended', []],
    ['ends the call in which nothing comes', [...mine, lost(1000), tick(16_000)], 'ended', ['lost']],
    ['ends it also where no will comes', [...mine, tick(150_000)], 'ended', ['lost']],
    ['is in the call as long as something comes', [...mine, lost(1000), tick(200_000, true)], 'taken', []],
    [
      'has its time from then on, where the will was long before',
      [...mine, lost(1000), tick(16_000, true), tick(17_000), lost(18_000), tick(32_999)],
      'taken',
      [],
    ],
    [
      'is over then as well',
      [...mine, lost(1000), tick(16_000, true), tick(17_000), lost(18_000), tick(33_000)],
      'ended',
      ['lost'],
    ],
  ];
  for (const [what, events, status, did] of table) {
    it(what, () => {
      let step: ListStep<string> = { list: emptyList('ann'), effects: [] };
      for (const event of events) step = reduceList(step.list, event);
      expect(step.list.entries.get('vera')?.status).to.equal(status);
      expect(step.effects.filter(each => each.do !== 'ping').map(each => each.do)).to.deep.equal(did);
    });
  }
});
