// A ticket whose visitor has gone on to another page, as an agent hears it: from each standing by what the new page
// says, with the session of the page before or another one.

import { expect } from '@open-wc/testing';
import { type ListEvent, type ListStep, reduceList } from '../../../src/support/list-event.ts';
import { emptyList, waiting } from '../../../src/support/waiting-list.ts';

type Event =
  ListEvent<string> extends infer E ? (E extends ListEvent<string> ? Omit<E, 'at'> : never) : never;

const asks = (session: string, more: object = {}): Event => ({
  ...{ type: 'told', id: 'vera', session, number: 1, request: session, status: 'waiting', waited: 0 },
  ...{ fresh: false, ...more },
});
const there = (session: string, more: object = {}): Event => ({
  ...{ type: 'told', id: 'vera', session, number: 2, status: 'waiting', fresh: true, ...more },
});
const nextPage = asks('two', { after: 'one', waited: 5000 });
const waitsHere: Event[] = [asks('one'), there('one')];
const mine: Event[] = [
  ...waitsHere,
  { type: 'claim', id: 'vera' },
  there('one', { number: 3, status: 'taken', agent: 'ann' }),
];
const bobs: Event[] = [...waitsHere, there('one', { number: 3, status: 'taken', agent: 'bob' })];
const over: Event[] = [...waitsHere, there('one', { number: 3, status: 'ended' })];

/** Ann's list after these, a second apart, and what the last one asked for beside pings. */
function after(...events: Event[]): { entry: object; did: string[]; waits: string[] } {
  let step: ListStep<string> = { list: emptyList('ann'), effects: [] };
  events.forEach((event, index) => {
    step = reduceList(step.list, { ...event, at: (index + 1) * 1000 } as ListEvent<string>);
  });
  const did = step.effects.flatMap(each => (each.do === 'ping' ? [] : each.do));
  return { entry: step.list.entries.get('vera') ?? {}, did, waits: waiting(step.list).map(({ id }) => id) };
}

describe('a ticket whose visitor is on the next page', () => {
  const table: [what: string, events: Event[], entry: object, did: string[]][] = [
    [
      'stays where it was in the queue',
      [...waitsHere, nextPage],
      { session: 'two', status: 'waiting', since: -2000 },
      [],
    ],
    [
      'never gets a later place by it',
      [...waitsHere, asks('two', { after: 'one', waited: 0 })],
      { session: 'two', since: 1000 },
      [],
    ],
    [
      'is asked for whether it is there, as before, where it was not listed',
      [asks('one'), nextPage],
      { status: 'pending' },
      [],
    ],
    [
      'goes on from page to page',
      [...waitsHere, nextPage, asks('three', { after: 'two' })],
      { session: 'three' },
      [],
    ],
    [
      'goes on from a page that was left before anybody answered it',
      [...waitsHere, nextPage, asks('three', { after: 'one' })],
      { session: 'three' },
      [],
    ],
    [
      'goes on past a page of which nobody heard',
      [...waitsHere, asks('three', { after: 'one' })],
      { session: 'three' },
      [],
    ],
    ['is not moved by a page that names none before', [...waitsHere, asks('two')], { session: 'one' }, []],
    [
      'is not moved by one that names another',
      [...waitsHere, asks('two', { after: 'zero' })],
      { session: 'one' },
      [],
    ],
    [
      'is not taken back by the page before',
      [...waitsHere, nextPage, there('one', { number: 9, status: 'ended' })],
      { session: 'two', status: 'waiting' },
      [],
    ],
    [
      'can be a new one after the old one is over',
      [...over, asks('two', { waited: 0 })],
      { session: 'two', since: 4000 },
      [],
    ],
    [
      'is a new one where the page before had ended it',
      [...over, asks('two', { after: 'one', waited: 0 })],
      { session: 'two', since: 4000 },
      [],
    ],
    [
      'is claimed again by who had it',
      [...mine, nextPage],
      { session: 'two', status: 'waiting' },
      ['lost', 'claim'],
    ],
    [
      'is in a call again once the visitor says so',
      [...mine, nextPage, there('two', { status: 'taken', agent: 'ann' })],
      { status: 'taken', agent: 'ann', claim: undefined },
      ['won'],
    ],
    [
      'is claimed by nobody who had not had it',
      [...bobs, nextPage],
      { session: 'two', claim: undefined },
      [],
    ],
    [
      'is not ended by the will of the page before',
      [...waitsHere, { type: 'lost', id: 'vera' }, nextPage],
      { session: 'two', goneAt: undefined },
      [],
    ],
  ];

  for (const [what, events, entry, did] of table) {
    it(what, () => {
      const result = after(...events);
      for (const [key, value] of Object.entries(entry))
        expect(result.entry[key as keyof typeof result.entry], key).to.deep.equal(value);
      expect(result.did).to.deep.equal(did);
    });
  }
});
