// Visitors and agents of one desk, with real keys, over a bus without a broker.

import { expect } from '@open-wc/testing';
import { RtcError } from '../../../src/errors.ts';
import { encodeStatus } from '../../../src/protocol/desk-seal.ts';
import { statusTopic, ticketsTopic } from '../../../src/protocol/topics.ts';
import { until } from '../../../src/store.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';
import { DETAILS, Desk, PREFIX, type TestAgent, type TestVisitor } from '../../support/desk-people.ts';
import { eventually } from '../session/signalling-members.ts';

describe('a desk', () => {
  let desk: Desk;
  let name: string;

  beforeEach(async () => {
    name = crypto.randomUUID();
    desk = await Desk.open(() => new LocalBus(name));
  });

  afterEach(() => desk.close());

  /** Who asks a millisecond after another may be heard as if before it; so each asks when the one before was heard. */
  async function inOrder(agent: TestAgent, ...names: string[]): Promise<TestVisitor[]> {
    const visitors: TestVisitor[] = [];
    for (const [index, name] of names.entries()) {
      visitors.push(await desk.visitor(name));
      await agent.waits(...names.slice(0, index + 1));
    }
    return visitors;
  }

  it('shows every agent the same queue, and every visitor its place', async () => {
    const ann = await desk.agent('Ann');
    const visitors = await inOrder(ann, 'V1', 'V2', 'V3');
    const bob = await desk.agent('Bob');
    await bob.waits('V1', 'V2', 'V3');
    await Promise.all(visitors.map((visitor, index) => visitor.place(index + 1)));
    const [first] = bob.agent.state.value.tickets;
    expect(first).to.include({ name: 'V1', page: DETAILS.page, state: 'waiting', place: 1 });
    expect(bob.agent.state.value.agents.map(agent => agent.name)).to.deep.equal(['Ann']);
  });

  it('hears of those who asked before an agent came', async () => {
    const visitor = await desk.visitor('V1');
    const ann = await desk.agent('Ann');
    await ann.waits('V1');
    await visitor.place(1);
  });

  it('gives a ticket to one of two agents who claim it at once, and tells the other', async () => {
    const [ann, bob, visitor] = [await desk.agent('Ann'), await desk.agent('Bob'), await desk.visitor('V1')];
    await Promise.all([ann.waits('V1'), bob.waits('V1')]);
    for (const { agent } of [ann, bob]) agent.claim(visitor.id);
    const holder = await visitor.holder();
    const [winner, loser] = holder === 'Ann' ? [ann, bob] : [bob, ann];
    await eventually(() => winner.heard.length === 2 && loser.heard.length === 2);
    expect(winner.heard).to.deep.equal([`claimed ${visitor.id}`, `won ${visitor.id}`]);
    expect(loser.heard).to.deep.equal([`claimed ${visitor.id}`, `lost ${visitor.id}`]);
    expect(winner.rooms.get(visitor.id)).to.equal(visitor.visitor.room);
    expect(visitor.visitor.expected.includes(winner.agent.id)).to.equal(true);
    expect(visitor.visitor.expected.includes(loser.agent.id)).to.equal(false);
    await loser.waits();
  });

  it('puts a ticket that is given back where it was, and with another room', async () => {
    const ann = await desk.agent('Ann');
    const [visitor, second] = (await inOrder(ann, 'V1', 'V2')) as [TestVisitor, TestVisitor];
    const { room } = visitor.visitor;
    ann.agent.claim(visitor.id);
    await visitor.holder();
    await second.place(1);
    ann.agent.release(visitor.id);
    await ann.waits('V1', 'V2');
    await second.place(2);
    expect(visitor.visitor.room).to.not.equal(room);
    expect(visitor.left).to.equal(1);
    await eventually(() => ann.heard.length === 3);
    expect(ann.heard.at(-1)).to.equal(`lost ${visitor.id}`);
  });

  it('hears how it was after a call, and that the ticket is over', async () => {
    const ann = await desk.agent('Ann');
    const { visitor, id } = await desk.visitor('V1');
    await ann.waits('V1');
    ann.agent.claim(id);
    await until(visitor.state, ({ holder }) => holder !== undefined);
    visitor.connected(ann.agent.id);
    await until(ann.agent.state, ({ tickets }) => tickets[0]?.state === 'mine');
    visitor.left(ann.agent.id, 'bye');
    await until(visitor.state, ({ status, reason }) => status === 'ended' && reason === 'done');
    visitor.rate(5, 'Thanks');
    await eventually(() => ann.ratings.length === 1);
    expect(ann.ratings[0]).to.include({ stars: 5, comment: 'Thanks' });
    expect(ann.agent.state.value.tickets).to.deep.equal([]);
  });

  it('hands a call from one agent to another', async () => {
    const [ann, bob, visitor] = [await desk.agent('Ann'), await desk.agent('Bob'), await desk.visitor('V1')];
    await Promise.all([ann.waits('V1'), bob.waits('V1'), ann.knows(1)]);
    ann.agent.claim(visitor.id);
    await visitor.holder();
    visitor.visitor.connected(ann.agent.id);
    ann.agent.handOver(visitor.id, bob.agent.id, 'wants a lamp');
    await eventually(
      () => bob.heard.includes(`invited ${visitor.id}`) && visitor.visitor.expected.includes(bob.agent.id),
    );
    await until(bob.agent.state, ({ tickets }) => tickets[0]?.state === 'taken');
    bob.agent.join(visitor.id);
    visitor.visitor.connected(bob.agent.id);
    visitor.visitor.left(ann.agent.id, 'bye');
    await until(bob.agent.state, ({ tickets }) => tickets[0]?.state === 'mine');
    expect(visitor.visitor.state.value).to.include({ status: 'in-call' });
    await eventually(() => bob.heard.length === 2 && ann.heard.length === 3);
    expect(bob.heard.at(-1)).to.equal(`won ${visitor.id}`);
    expect(ann.heard.at(-1)).to.equal(`lost ${visitor.id}`);
  });

  it('keeps the call with an agent whom the other one tells that it does not come', async () => {
    const [ann, bob, visitor] = [await desk.agent('Ann'), await desk.agent('Bob'), await desk.visitor('V1')];
    await Promise.all([ann.waits('V1'), bob.waits('V1'), ann.knows(1), bob.knows(1)]);
    ann.agent.claim(visitor.id);
    await visitor.holder();
    visitor.visitor.connected(ann.agent.id);
    ann.agent.handOver(visitor.id, bob.agent.id);
    await eventually(
      () => bob.heard.includes(`invited ${visitor.id}`) && visitor.visitor.expected.includes(bob.agent.id),
    );
    bob.agent.refuse(visitor.id, ann.agent.id);
    await eventually(() => ann.heard.includes(`refused ${visitor.id}`));
    ann.agent.keep(visitor.id);
    await eventually(() => !visitor.visitor.expected.includes(bob.agent.id));
    expect(visitor.visitor.state.value).to.include({ status: 'in-call' });
    visitor.visitor.left(ann.agent.id, 'bye');
    await until(visitor.visitor.state, ({ status, reason }) => status === 'ended' && reason === 'done');
  });

  it('lets a visitor ask again after the ticket is over, behind those who wait', async () => {
    const ann = await desk.agent('Ann');
    const { visitor } = await desk.visitor('V1');
    await ann.waits('V1');
    const second = await desk.visitor('V2');
    await ann.waits('V1', 'V2');
    visitor.end();
    await ann.waits('V2');
    visitor.request({ ...DETAILS, name: 'V1' });
    await ann.waits('V2', 'V1');
    await second.place(1);
  });

  it('goes on when the agent leaves that asked the visitors', async () => {
    const [ann, bob, visitor] = [await desk.agent('Ann'), await desk.agent('Bob'), await desk.visitor('V1')];
    await Promise.all([ann.waits('V1'), bob.waits('V1'), ann.knows(1), bob.knows(1)]);
    const [first, other] = ann.agent.id < bob.agent.id ? [ann, bob] : [bob, ann];
    await first.agent.close();
    await other.knows(0);
    const later = await desk.visitor('V2');
    await later.place(2);
    await visitor.place(1);
  });

  it('says whether it is open, to whom asks nothing yet', async () => {
    const ann = await desk.agent('Ann');
    const { visitor } = await desk.visitor('V1');
    const shows = (open: boolean, agents: number) =>
      until(visitor.state, state => state.desk?.open === open && state.desk.agents === agents);
    await shows(true, 1);
    const bob = await desk.agent('Bob');
    await shows(true, 2);
    ann.agent.setStatus('away');
    bob.agent.setStatus('away');
    await shows(false, 2);
  });

  it('shows nothing to an agent of another key, and takes nothing from it', async () => {
    const other = await Desk.open(() => new LocalBus(name));
    const visitor = await desk.visitor('V1');
    const foreign = { ...other.desk, publicKey: desk.desk.publicKey, tag: desk.desk.tag };
    const mallory = await desk.agent('Mallory', foreign);
    const ann = await desk.agent('Ann');
    await ann.waits('V1');
    await visitor.place(1);
    expect(mallory.agent.state.value).to.deep.equal({ tickets: [], agents: [] });
    expect(ann.agent.state.value.agents).to.deep.equal([]);
    await other.close();
  });

  it('is not disturbed by what is no message of a desk', async () => {
    const ann = await desk.agent('Ann');
    const bus = new LocalBus(name);
    bus.connect();
    const { tag } = desk.desk;
    await bus.publish(ticketsTopic(PREFIX, tag), crypto.getRandomValues(new Uint8Array(500)));
    await bus.publish(ticketsTopic(PREFIX, tag), new Uint8Array(100_000));
    await bus.publish(
      statusTopic(PREFIX, tag),
      await encodeStatus({ open: true, agents: 5, epoch: 'forged' }),
    );
    const visitor = await desk.visitor('V1');
    await ann.waits('V1');
    await visitor.place(1);
    await bus.close();
  });

  it('refuses a ticket that no desk would read, and keeps nothing of it', async () => {
    const { visitor } = await desk.visitor('V1');
    visitor.end();
    const long = Array.from({ length: 30 }, () => ({ name: 'text', value: 'x'.repeat(4000) }));
    let error: unknown;
    try {
      visitor.request({ ...DETAILS, form: long });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).to.be.instanceOf(RtcError);
    expect((error as RtcError).code).to.equal('message-too-long');
    expect(visitor.state.value.status).to.equal('ended');
  });
});
