// The tickets of a desk, whatever happens in whatever order: never lost, never taken by two, never stuck.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { pings, waiting } from '../../../src/support/waiting-list.ts';
import { DeskModel } from './desk-model.ts';

/** Longer than every timer that agents and visitors have for each other. */
const ALL_TIMERS_MS = 200_000;
/** An agent that has heard nothing for so long after its claim gives it up. */
const CLAIM_MS = 10_000;
const RUNS = process.env.LONG ? 20_000 : 600;
/** The same histories every time, but where there is time to look for new ones. */
const SEED = process.env.LONG ? {} : { seed: 6 };

type Act = readonly [what: string, who: number, whom: number];

const VISITORS = ['v1', 'v2', 'v3'];
const AGENTS = ['a1', 'a2', 'a3'];
const pick = (names: readonly string[], index: number): string => names[index % names.length] ?? '';

const ACTS: Readonly<
  Record<string, (desk: DeskModel, agent: string, visitor: string, number: number) => void>
> = {
  ask: (desk, _, visitor) => desk.ask(visitor),
  come: (desk, agent) => desk.come(agent),
  die: (desk, agent) => desk.die(agent),
  claim: (desk, agent, visitor) => desk.claim(agent, visitor),
  'give-back': (desk, agent, visitor) => desk.giveBack(agent, visitor),
  'hang-up': (desk, agent, visitor) => desk.hangUp(agent, visitor),
  connect: desk => desk.connect(),
  end: (desk, _, visitor) => desk.happens(visitor, { type: 'end' }),
  returned: (desk, _, visitor) => desk.happens(visitor, { type: 'returned' }),
  deliver: (desk, _, __, number) => desk.deliver(number),
  repeat: (desk, _, __, number) => desk.deliver(number, true),
  lose: (desk, _, __, number) => desk.lose(number),
  pass: (desk, _, __, number) => desk.pass(number * 500),
};

function act(desk: DeskModel, [what, who, whom]: Act): void {
  ACTS[what]?.(desk, pick(AGENTS, who), pick(VISITORS, whom), whom);
}

const often = (what: string, weight: number) => ({
  weight,
  arbitrary: fc.tuple(fc.constant(what), fc.nat(30), fc.nat(30)),
});
const harmless = [
  often('deliver', 14),
  often('repeat', 3),
  often('pass', 6),
  often('claim', 5),
  often('ask', 3),
  often('connect', 3),
  often('give-back', 1),
  often('hang-up', 1),
  often('end', 1),
  often('returned', 1),
];
/** Everything comes in the end, and nobody dies. */
const undisturbed: fc.Arbitrary<Act[]> = fc.array(fc.oneof(...harmless), { maxLength: 120 });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(...harmless, often('come', 3), often('lose', 2), often('die', 1)),
  { maxLength: 120 },
);

/** Half of the histories begin where nobody is but one agent, the others amid the work of a day. */
const begun = fc.boolean();

function open(isBegun: boolean): DeskModel {
  const desk = new DeskModel();
  desk.come('a2');
  if (!isBegun) return desk;
  for (const agent of AGENTS) desk.come(agent);
  for (const visitor of VISITORS) desk.ask(visitor);
  desk.settle(3000);
  return desk;
}

/** Agents that take a ticket for theirs, by the visitor's latest word. */
function holders(desk: DeskModel, id: string): string[] {
  return [...desk.agents.values()].flatMap(({ id: agent, list }) => {
    const entry = list.entries.get(id);
    const latest = entry?.number === desk.visitors.get(id)?.number;
    return latest && entry?.status === 'taken' && entry.agent === agent ? [agent] : [];
  });
}

/** What must hold at any moment. */
function checkAlways(desk: DeskModel): void {
  for (const { id, list, calls } of desk.agents.values()) {
    for (const { claim } of list.entries.values())
      expect(desk.now - (claim?.at ?? desk.now), `age of a claim of ${id}`).to.be.below(CLAIM_MS);
    for (const visitor of calls.keys()) {
      const { claim, agent } = list.entries.get(visitor) ?? {};
      expect(Boolean(claim) || agent === id, `${id} is in a call with ${visitor} by right`).to.equal(true);
    }
  }
  for (const { id, ticket } of desk.visitors.values()) {
    const taken = holders(desk, id);
    expect(taken.length, `${id} is taken by ${taken}`).to.be.at.most(1);
    if (taken[0]) expect(ticket.holder?.id).to.equal(taken[0]);
  }
  // What a visitor said last is what counts, whatever comes after it; of whom nothing is known yet, nothing is kept.
  for (const { heard, list } of desk.agents.values()) {
    for (const { id, number, status } of list.entries.values()) {
      if (status !== 'pending') expect(number, `of ${id}`).to.be.at.least(heard.get(id) ?? 0);
    }
  }
}

/** What must hold once everything has been heard, for as long as one agent is there. */
function checkSettled(desk: DeskModel): void {
  for (const { id, list, calls } of desk.agents.values()) {
    const own = [...desk.visitors.values()].filter(({ ticket }) => ticket.holder?.id === id);
    const inCall = own.filter(({ ticket }) => ticket.status === 'in-call').map(visitor => visitor.id);
    expect([...calls.keys()].sort(), `calls of ${id}`).to.deep.equal(inCall.sort());
    expect(desk.shown(id), `waiting at ${id}`).to.deep.equal(desk.waiting);
    for (const visitor of desk.visitors.values()) {
      const entry = list.entries.get(visitor.id);
      if (visitor.ticket.status === 'ended') expect(entry?.status ?? 'ended').to.equal('ended');
      if (visitor.ticket.status === 'in-call') expect(entry?.agent).to.equal(visitor.ticket.holder?.id);
    }
  }
  for (const [index, id] of desk.waiting.entries()) expect(desk.visitor(id).ticket.place).to.equal(index + 1);
  for (const { id, ticket } of desk.visitors.values()) {
    expect(ticket.status, id).to.not.equal('claimed');
    if (ticket.status === 'in-call') expect(desk.agents.has(ticket.holder?.id ?? ''), id).to.equal(true);
  }
  expect([...desk.agents.values()].filter(({ list }) => pings(list)).length).to.equal(1);
}

describe('the tickets of a desk', () => {
  it('are never lost, never taken by two and never stuck, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(begun, acts, (isBegun, list) => {
        const desk = open(isBegun);
        for (const each of list) {
          act(desk, each);
          checkAlways(desk);
        }
        desk.come('a1');
        desk.settle(ALL_TIMERS_MS);
        checkSettled(desk);
        // Whoever waits can be taken.
        for (const id of desk.waiting) {
          desk.claim('a1', id);
          desk.settle(2000);
          expect(desk.visitor(id).ticket).to.include({ status: 'in-call' });
          expect(desk.visitor(id).ticket.holder?.id).to.equal('a1');
        }
        checkSettled(desk);
      }),
      { ...SEED, numRuns: RUNS },
    );
  });

  it('are nobody’s who is not in a call with the visitor, as soon as everything that was said is heard', () => {
    fc.assert(
      fc.property(undisturbed, list => {
        const desk = open(true);
        for (const each of list) act(desk, each);
        desk.hush();
        for (const { id, ticket } of desk.visitors.values()) {
          const agent = desk.agents.get(ticket.holder?.id ?? '');
          if (agent && ticket.status !== 'ended')
            expect([...agent.calls.keys()], `calls of ${agent.id}`).to.include(id);
        }
      }),
      { ...SEED, numRuns: RUNS },
    );
  });

  it('are back in their old place at once when whoever has them gives them back', () => {
    fc.assert(
      fc.property(begun, acts, (isBegun, list) => {
        const desk = open(isBegun);
        for (const each of list) act(desk, each);
        desk.come('a1');
        desk.settle(ALL_TIMERS_MS);
        const waited = desk.waiting;
        for (const { id, calls } of desk.agents.values())
          for (const each of calls.keys()) desk.giveBack(id, each);
        desk.hush();
        const asking = [...desk.visitors.values()].filter(({ ticket }) => ticket.status !== 'ended');
        expect(desk.waiting).to.have.length(asking.length);
        expect(desk.waiting).to.include.members(waited);
        for (const agent of desk.agents.keys()) expect(desk.shown(agent)).to.deep.equal(desk.waiting);
        desk.settle(5000);
        checkSettled(desk);
      }),
      { ...SEED, numRuns: RUNS / 4 },
    );
  });

  it('go to one of two agents who claim in the same moment, and the other is told', () => {
    const desk = new DeskModel();
    for (const agent of AGENTS) desk.come(agent);
    desk.ask('v1');
    desk.settle(3000);
    for (const agent of AGENTS) desk.claim(agent, 'v1');
    desk.settle(2000);
    expect(desk.visitor('v1').ticket.holder?.id).to.equal('a1');
    expect(AGENTS.map(agent => desk.agent(agent).calls.size)).to.deep.equal([1, 0, 0]);
    for (const agent of AGENTS) expect(desk.shown(agent)).to.deep.equal([]);
  });

  it('are back in their old place when the agent that had one dies', () => {
    const desk = new DeskModel();
    for (const agent of AGENTS) desk.come(agent);
    for (const visitor of VISITORS) {
      desk.ask(visitor);
      desk.settle(1000);
    }
    desk.claim('a1', 'v1');
    desk.settle(2000);
    expect(desk.shown('a2')).to.deep.equal(['v2', 'v3']);
    expect(desk.visitor('v3').ticket.place).to.equal(2);
    desk.die('a1');
    desk.settle(1000);
    expect(desk.shown('a2')).to.deep.equal(VISITORS);
    desk.settle(30_000);
    expect(VISITORS.map(id => desk.visitor(id).ticket.place)).to.deep.equal([1, 2, 3]);
  });

  it('show what only claims to be there to nobody', () => {
    const desk = new DeskModel();
    desk.come('a1');
    desk.ask('v1');
    desk.visitors.clear();
    desk.settle(ALL_TIMERS_MS);
    expect(desk.agent('a1').list.entries.get('v1')?.pingedAt).to.be.greaterThan(-1);
    expect(waiting(desk.agent('a1').list)).to.deep.equal([]);
  });

  it('end when a visitor has not answered for 150 s, or 15 s after its will', () => {
    for (const [will, after] of [
      [false, 150_000],
      [true, 15_000],
    ] as const) {
      const desk = new DeskModel();
      desk.come('a1');
      desk.ask('v1');
      desk.settle(2000);
      expect(desk.shown('a1')).to.deep.equal(['v1']);
      const heardAt = desk.agent('a1').list.entries.get('v1')?.heardAt ?? 0;
      desk.visitors.clear();
      desk.now = heardAt;
      if (will) desk.lost('a1', 'v1');
      desk.settle(after - 1000);
      expect(desk.shown('a1')).to.deep.equal(['v1']);
      desk.settle(1000);
      expect(desk.shown('a1')).to.deep.equal([]);
    }
  });
});
