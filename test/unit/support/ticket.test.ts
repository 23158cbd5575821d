// What becomes of a ticket, as its visitor sees it: from each state by each event.

import { expect } from '@open-wc/testing';
import {
  reduce,
  request,
  type Ticket,
  type TicketEffect,
  type TicketEvent,
} from '../../../src/support/ticket.ts';

type Happening = TicketEvent extends infer E
  ? E extends TicketEvent
    ? Omit<E, 'at'> & { at?: number }
    : never
  : never;

const ann = { id: 'ann', name: 'Ann' };
const bob = { id: 'bob', name: 'Bob' };
const ping: Happening = { type: 'ping', nonce: 'n1', place: 1 };
const claimByAnn: Happening = { type: 'claim', agent: ann, round: 1 };
const annConnected: Happening = { type: 'connected', agent: 'ann' };
const toBob: Happening = { type: 'transfer', agent: 'ann', to: bob };

/** A ticket after these events, a second apart where they don't say when, and what the last one asked for. */
function after(...events: Happening[]): { ticket: Ticket; did: string[] } {
  let step = request(0);
  let at = 0;
  for (const event of events) {
    at = event.at ?? at + 1000;
    step = reduce(step.ticket, { ...event, at } as TicketEvent);
  }
  return { ticket: step.ticket, did: step.effects.map((effect: TicketEffect) => effect.do) };
}

describe('a ticket', () => {
  const table: [
    what: string,
    events: Happening[],
    expected: { [K in keyof Ticket]?: unknown },
    did: string[],
  ][] = [
    ['is told at once', [], { status: 'waiting', due: 1000 }, ['tell']],
    ['is told again while nobody answers', [{ type: 'tick', at: 1000 }], { due: 3000 }, ['tell']],
    ['answers an agent, and shows its place', [ping], { place: 1, due: 46_000 }, ['answer']],
    ['answers the same nonce once', [ping, { ...ping, place: 2 }], { place: 2 }, []],
    ['is told again when agents forget it', [ping, { type: 'tick', at: 46_000 }], {}, ['tell']],
    ['is told no sooner', [ping, { type: 'tick', at: 45_999 }], { due: 46_000 }, []],
    ['shows that agents are called', [ping, { type: 'ring' }], { ringing: true }, []],
    [
      'rings no more in the second place',
      [ping, { type: 'ring' }, { ...ping, place: 2 }],
      { ringing: false },
      [],
    ],
    ['is taken by the first claim', [claimByAnn], { status: 'claimed', holder: ann, due: 11_000 }, ['tell']],
    ['stays with the first', [claimByAnn, { ...claimByAnn, agent: bob }], { holder: ann }, ['tell']],
    ['is not taken for a void room', [{ ...claimByAnn, round: undefined }], { status: 'waiting' }, ['tell']],
    [
      'answers while it is taken',
      [claimByAnn, ping],
      { status: 'claimed', due: 11_000, place: 0 },
      ['answer'],
    ],
    [
      'is free again when nobody connects',
      [claimByAnn, { type: 'tick', at: 11_000 }],
      { status: 'waiting', round: 2, place: 0 },
      ['leave-room', 'tell'],
    ],
    [
      'is free again when given back',
      [claimByAnn, { type: 'release', agent: 'ann' }],
      { round: 2 },
      ['leave-room', 'tell'],
    ],
    ['is given back by nobody else', [claimByAnn, { type: 'release', agent: 'bob' }], { holder: ann }, []],
    ['is in a call once connected', [claimByAnn, annConnected], { status: 'in-call' }, []],
    [
      'is in no call with somebody else',
      [claimByAnn, { type: 'connected', agent: 'bob' }],
      { status: 'claimed' },
      [],
    ],
    [
      'ends when the agent hangs up',
      [claimByAnn, annConnected, { type: 'left', agent: 'ann', reason: 'bye' }],
      { status: 'ended', reason: 'done' },
      ['tell', 'leave-room'],
    ],
    [
      'waits again when the agent is lost',
      [claimByAnn, annConnected, { type: 'left', agent: 'ann', reason: 'gone' }],
      { status: 'waiting', round: 2 },
      ['leave-room', 'tell'],
    ],
    [
      'waits again when the agent leaves before anything was connected',
      [claimByAnn, { type: 'left', agent: 'ann', reason: 'bye' }],
      { status: 'waiting', round: 2 },
      ['leave-room', 'tell'],
    ],
    [
      'is the next agent’s once the first has left',
      [
        claimByAnn,
        annConnected,
        toBob,
        { type: 'connected', agent: 'bob' },
        { type: 'left', agent: 'ann', reason: 'bye' },
      ],
      { status: 'in-call', holder: bob },
      ['tell'],
    ],
    [
      'expects the next agent for a while',
      [claimByAnn, annConnected, toBob, { type: 'left', agent: 'ann', reason: 'bye' }],
      { status: 'claimed', holder: bob, due: 14_000 },
      ['tell'],
    ],
    [
      'is over when who hangs up asks the next one no more',
      [
        claimByAnn,
        annConnected,
        toBob,
        { type: 'transfer', agent: 'ann', to: ann },
        { type: 'left', agent: 'ann', reason: 'bye' },
      ],
      { status: 'ended', reason: 'done' },
      ['tell', 'leave-room'],
    ],
    [
      'is over where the goodbye is heard before that',
      [
        claimByAnn,
        annConnected,
        toBob,
        { type: 'left', agent: 'ann', reason: 'bye' },
        { type: 'transfer', agent: 'ann', to: ann },
      ],
      { status: 'ended', reason: 'done' },
      ['tell', 'leave-room'],
    ],
    [
      'is not taken back from the next one in the call',
      [
        claimByAnn,
        annConnected,
        toBob,
        { type: 'left', agent: 'ann', reason: 'bye' },
        { type: 'connected', agent: 'bob' },
        { type: 'transfer', agent: 'ann', to: ann },
      ],
      { status: 'in-call', holder: bob },
      [],
    ],
    [
      'is not taken back from the next one by an agent that was lost',
      [
        claimByAnn,
        annConnected,
        toBob,
        { type: 'left', agent: 'ann', reason: 'gone' },
        { type: 'transfer', agent: 'ann', to: ann },
      ],
      { status: 'claimed', holder: bob },
      [],
    ],
    [
      'stays with the first where the next leaves again',
      [claimByAnn, annConnected, toBob, { type: 'left', agent: 'bob', reason: 'bye' }],
      { status: 'in-call', holder: ann, next: undefined },
      [],
    ],
    [
      'can be handed on by its holder alone',
      [claimByAnn, { ...toBob, agent: 'bob' }],
      { next: undefined },
      [],
    ],
    ['is told when the broker is back', [ping, { type: 'returned' }], {}, ['tell']],
    ['is told to new agents', [ping, { type: 'epoch', at: 20_000 }], {}, ['tell']],
    ['is told to new agents once in ten seconds', [{ type: 'epoch', at: 9_999 }], {}, []],
    [
      'can be cancelled',
      [{ type: 'end' }],
      { status: 'ended', reason: 'cancelled', due: Infinity },
      ['tell', 'leave-room'],
    ],
    [
      'can be hung up',
      [claimByAnn, annConnected, { type: 'end' }],
      { reason: 'done' },
      ['tell', 'leave-room'],
    ],
    ['says once more that it is over, to who asks', [{ type: 'end' }, ping], { status: 'ended' }, ['tell']],
    ['is not to be had once it is over', [{ type: 'end' }, claimByAnn], { status: 'ended' }, ['tell']],
  ];

  for (const [what, events, expected, did] of table) {
    it(what, () => {
      const result = after(...events);
      for (const [key, value] of Object.entries(expected))
        expect(result.ticket[key as keyof Ticket], key).to.deep.equal(value);
      expect(result.did).to.deep.equal(did);
    });
  }
});
