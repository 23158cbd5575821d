// From a visitor's request to the call with an agent, in one page, with real peer connections and fake devices, over
// a bus without a broker.

import { expect } from '@open-wc/testing';
import { generateDeskKeys, parseDeskSecret } from '../../../src/protocol/desk-keys.ts';
import { openToDesk } from '../../../src/protocol/desk-seal.ts';
import type { Kind, VisitorSignal } from '../../../src/protocol/desk-signals.ts';
import { inboxTopic, ticketsTopic } from '../../../src/protocol/topics.ts';
import { Call } from '../../../src/session/call.ts';
import { until } from '../../../src/store.ts';
import { Shift } from '../../../src/support/shift.ts';
import { type GoingOn, Visit } from '../../../src/support/visit.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';
import { DETAILS, PREFIX } from '../../support/desk-people.ts';
import { Ear, eventually } from '../session/signalling-members.ts';

type Ticket = Kind<VisitorSignal, 'ticket'>;

/** Reads all tickets as any agent can. */
class TicketReader {
  readonly #tickets: Ticket[] = [];

  private constructor(readonly ear: Ear) {}

  static async open(busName: string, secret: string): Promise<TicketReader> {
    const desk = await parseDeskSecret(secret);
    if (!desk) throw new Error('no desk');
    const reader = new TicketReader(await new Ear(busName).listen());
    await reader.ear.bus.subscribe(ticketsTopic(PREFIX, desk.tag), async (_, payload) => {
      const heard = await openToDesk(new Uint8Array(payload), desk, PREFIX);
      for (const signal of heard?.signals ?? []) if (signal.kind === 'ticket') reader.#tickets.push(signal);
    });
    return reader;
  }

  /** The first that passes, once there is one. */
  async ticket(test: (ticket: Ticket) => boolean): Promise<Ticket> {
    await eventually(() => this.#tickets.some(test));
    const ticket = this.#tickets.find(test);
    if (!ticket) throw new Error('no ticket');
    return ticket;
  }

  close(): Promise<void> {
    return this.ear.bus.close();
  }
}

const MEDIA = { audio: 'on', video: 'on', iceServers: [], relayOnly: false } as const;

describe('a visit to a desk', () => {
  let busName: string;
  let keys: { deskKey: string; deskSecret: string };
  const open: { close(): Promise<void> }[] = [];

  let reader: TicketReader;

  beforeEach(async () => {
    busName = crypto.randomUUID();
    keys = await generateDeskKeys();
    reader = await TicketReader.open(busName, keys.deskSecret);
    open.push(reader);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()));
  });

  const ways = () => ({ brokers: [], topic: PREFIX, createBus: () => new LocalBus(busName) });

  async function agent(displayName: string, media: { audio?: 'none'; video?: 'none' } = {}) {
    const { deskSecret } = keys;
    const shift = new Shift({ ...ways(), ...MEDIA, ...media, deskSecret, displayName, status: 'open' });
    open.push(shift);
    await shift.open();
    return shift;
  }

  async function visitor(name: string, goesOn?: GoingOn): Promise<Visit> {
    const visit = new Visit({ ...ways(), ...MEDIA, deskKey: keys.deskKey, ...(goesOn && { goesOn }) });
    open.push(visit);
    await visit.open();
    visit.request({ ...DETAILS, name });
    return visit;
  }

  const ticketOf = async (shift: Shift, name: string): Promise<string> => {
    const { tickets } = await until(shift.state, state => state.tickets.some(ticket => ticket.name === name));
    return tickets.find(ticket => ticket.name === name)?.id ?? '';
  };
  const status = (visit: Visit, wanted: string) => until(visit.state, state => state.status === wanted);
  const ready = async (visit: Visit): Promise<Call> => {
    const { call } = await until(visit.state, state => state.call !== undefined);
    if (!call) throw new Error('no call');
    await until(call.state, state => state.status === 'waiting');
    return call;
  };
  const others = (call: Call | undefined) => call?.state.value.participants.filter(({ self }) => !self) ?? [];

  it('becomes a call with the agent who claims, with sound and picture both ways', async () => {
    const ann = await agent('Ann');
    const visit = await visitor('Vera');
    const call = await ready(visit);
    expect(Object.values(call.media.state.value.tracks)).to.deep.equal([null, null, null, null]);
    const ticket = await ticketOf(ann, 'Vera');
    ann.accept(ticket);
    await status(visit, 'in-call');
    expect(visit.state.value.holder?.name).to.equal('Ann');
    const own = ann.state.value.calls.get(ticket);
    await until(own?.state ?? call.state, state => state.status === 'connected');
    expect(others(call).map(({ name }) => name)).to.deep.equal(['Ann']);
    expect(others(own).map(({ name }) => name)).to.deep.equal(['Vera']);
    for (const each of [call, own]) {
      await eventually(() => others(each)[0]?.audio === true && others(each)[0]?.video === true);
    }
  });

  it('begins by the claim: the agent’s first message has answered the visitor’s offer', async () => {
    const ann = await agent('Ann', { audio: 'none', video: 'none' });
    const visit = await visitor('Vera');
    await ready(visit);
    const ticket = await ticketOf(ann, 'Vera');
    await until(ann.state, ({ tickets }) => tickets[0]?.ready === true);
    const ear = await new Ear(busName).listen();
    ann.accept(ticket);
    await status(visit, 'in-call');
    await ear.bus.close();
    const [own] = [...ann.state.value.calls.values()];
    const agentId = own?.state.value.participants.find(({ self }) => self)?.id ?? '';
    // To the visitor: the claim, an opening with the answer, candidates. To the agent nothing was needed before.
    const forms = ear.heard.map(({ topic, payload }) => ({ topic, form: payload[1] }));
    const connected = forms.findIndex(({ topic }) => topic === inboxTopic(PREFIX, agentId));
    const before = forms.slice(0, connected === -1 ? forms.length : connected);
    expect(
      before.filter(({ topic }) => topic === inboxTopic(PREFIX, ticket)).map(({ form }) => form),
    ).to.include.members([6, 3]);
    expect(forms.filter(({ topic }) => topic.includes('/room/')).length).to.equal(0);
  });

  it('comes about from further behind, too', async () => {
    const ann = await agent('Ann', { audio: 'none', video: 'none' });
    const visits: Visit[] = [];
    for (const name of ['V1', 'V2', 'V3']) {
      visits.push(await visitor(name));
      await ticketOf(ann, name);
    }
    const last = visits[2] as Visit;
    await until(last.state, ({ place }) => place === 3);
    expect(last.state.value.call).to.equal(undefined);
    ann.accept(await ticketOf(ann, 'V3'));
    await status(last, 'in-call');
  });

  it('is the call of one of two agents who claim at once, and the other’s ends', async () => {
    const [ann, bob] = [await agent('Ann'), await agent('Bob')];
    const visit = await visitor('Vera');
    await ready(visit);
    for (const shift of [ann, bob]) shift.accept(await ticketOf(shift, 'Vera'));
    await status(visit, 'in-call');
    const [winner, loser] = visit.state.value.holder?.name === 'Ann' ? [ann, bob] : [bob, ann];
    await until(loser.state, ({ calls }) => calls.size === 0);
    expect(winner.state.value.calls.size).to.equal(1);
    const names = others(visit.state.value.call).map(({ name }) => name);
    expect(names).to.deep.equal([visit.state.value.holder?.name]);
  });

  it('ends for both when either hangs up', async () => {
    const ann = await agent('Ann');
    for (const who of ['agent', 'visitor']) {
      const visit = await visitor(who);
      const ticket = await ticketOf(ann, who);
      ann.accept(ticket);
      await status(visit, 'in-call');
      await until(ann.state, ({ tickets }) => tickets.some(({ state }) => state === 'mine'));
      if (who === 'agent') ann.hangUp(ticket);
      else visit.end();
      await status(visit, 'ended');
      expect(visit.state.value.reason).to.equal('done');
      await until(ann.state, ({ calls, tickets }) => calls.size === 0 && tickets.length === 0);
      expect(visit.state.value.call).to.equal(undefined);
    }
  });

  it('goes on with another agent, who comes before the first one leaves', async () => {
    const [ann, bob] = [await agent('Ann'), await agent('Bob')];
    const visit = await visitor('Vera');
    await ready(visit);
    const ticket = await ticketOf(ann, 'Vera');
    ann.accept(ticket);
    await status(visit, 'in-call');
    const { agents } = await until(ann.state, state => state.agents.length === 1);
    ann.handOver(ticket, agents[0]?.id ?? '', { notes: 'wants a lamp' });
    const { invitations } = await until(bob.state, state => state.invitations.length === 1);
    expect(invitations[0]?.notes).to.equal('wants a lamp');
    bob.join(ticket);
    const { call } = visit.state.value;
    await eventually(() => others(call).filter(({ link }) => link === 'connected').length === 2);
    ann.hangUp(ticket);
    await until(visit.state, ({ holder }) => holder?.name === 'Bob');
    expect(visit.state.value.status).to.equal('in-call');
    await until(bob.state, ({ tickets }) => tickets[0]?.state === 'mine');
    await eventually(
      () =>
        others(call)
          .map(({ name }) => name)
          .join() === 'Bob',
    );
  });

  it('is over when the agent hangs up before the other one whom it has asked has come', async () => {
    const [ann, bob] = [await agent('Ann'), await agent('Bob')];
    const visit = await visitor('Vera');
    await ready(visit);
    const ticket = await ticketOf(ann, 'Vera');
    ann.accept(ticket);
    await status(visit, 'in-call');
    const { agents } = await until(ann.state, state => state.agents.length === 1);
    ann.handOver(ticket, agents[0]?.id ?? '');
    await until(bob.state, state => state.invitations.length === 1);
    ann.hangUp(ticket);
    await status(visit, 'ended');
    expect(visit.state.value.reason).to.equal('done');
    await until(bob.state, state => state.invitations.length === 0 && state.tickets.length === 0);
  });

  it('is back in the queue, with another room, when the agent gives it back', async () => {
    const ann = await agent('Ann');
    const visit = await visitor('Vera');
    const first = await ready(visit);
    const ticket = await ticketOf(ann, 'Vera');
    ann.accept(ticket);
    await status(visit, 'in-call');
    ann.giveBack(ticket);
    await until(
      visit.state,
      ({ status, call }) => status === 'waiting' && call !== undefined && call !== first,
    );
    expect(first.state.value.status).to.equal('left');
    await until(ann.state, ({ calls }) => calls.size === 0);
    ann.accept(ticket);
    await status(visit, 'in-call');
  });

  it('lets nobody in whom the visitor has not taken', async () => {
    const ann = await agent('Ann');
    const visit = await visitor('Vera');
    const call = await ready(visit);
    const ticket = await ticketOf(ann, 'Vera');
    // Another agent of the desk reads the room's secret in the ticket, too.
    const seen: string[] = [];
    const stop = call.state.subscribe(() => seen.push(...others(call).map(({ name }) => name)));
    const { room: secret } = await reader.ticket(() => true);
    const mallory = new Call({
      ...{
        brokers: [],
        topic: PREFIX,
        room: ticket,
        secret,
        displayName: 'Mallory',
        audio: 'off',
        video: 'off',
      },
      createBus: () => new LocalBus(busName),
    });
    await mallory.join();
    ann.accept(ticket);
    await status(visit, 'in-call');
    await eventually(() => seen.includes('Ann'));
    expect(seen).to.not.include('Mallory');
    stop();
    await mallory.leave();
  });

  it('goes on from the next page at its place, before those who came later', async () => {
    const ann = await agent('Ann');
    const first = await visitor('Vera');
    const ticket = await ticketOf(ann, 'Vera');
    await visitor('Vito');
    await ticketOf(ann, 'Vito');
    const { next } = first;
    first.abandon();
    const second = await visitor('Vera', next);
    expect(second.goesOn?.id).to.equal(ticket);
    await until(second.state, ({ place }) => place === 1);
    expect(ann.state.value.tickets.map(({ id, name }) => id === ticket || name)).to.deep.equal([
      true,
      'Vito',
    ]);
  });

  it('goes on from the next page in the call with the same agent, who does nothing for it', async () => {
    const ann = await agent('Ann');
    const first = await visitor('Vera');
    const ticket = await ticketOf(ann, 'Vera');
    ann.accept(ticket);
    await status(first, 'in-call');
    await first.state.value.call?.media.setMicrophone(false);
    const { next } = first;
    first.abandon();
    const second = await visitor('Vera', next);
    await status(second, 'in-call');
    expect(second.state.value.holder?.name).to.equal('Ann');
    await until(ann.state, ({ tickets }) => tickets[0]?.state === 'mine' && tickets.length === 1);
    // As it was there: the camera on, the microphone off.
    const { call } = second.state.value;
    await eventually(() => call?.media.state.value.video === true);
    expect(call?.media.state.value.audio).to.equal(false);
  });

  it('is somebody new in a second tab, while the first one is there', async () => {
    const ann = await agent('Ann');
    const first = await visitor('Vera');
    const ticket = await ticketOf(ann, 'Vera');
    const second = await visitor('Vera II', first.next);
    expect(second.goesOn).to.equal(undefined);
    expect(await ticketOf(ann, 'Vera II')).to.not.equal(ticket);
    await until(first.state, ({ place }) => place === 1);
  });

  it('leaves nothing to the next page once it is over', async () => {
    const ann = await agent('Ann');
    const visit = await visitor('Vera');
    await ticketOf(ann, 'Vera');
    expect(visit.next).to.not.equal(undefined);
    visit.end();
    expect(visit.next).to.equal(undefined);
  });

  it('can be answered by an agent whose credentials bring the desk’s secret', async () => {
    const { deskSecret } = keys;
    const credentials = { ask: async () => ({ deskSecret }) };
    const options = {
      ...ways(),
      ...MEDIA,
      credentials,
      deskSecret: '',
      displayName: 'Ann',
      status: 'open',
    } as const;
    const shift = new Shift(options);
    open.push(shift);
    await shift.open();
    await visitor('Vera');
    await ticketOf(shift, 'Vera');
  });

  it('can’t begin with a key that is none', async () => {
    for (const deskKey of ['', 'BKx', keys.deskSecret, `${keys.deskKey} BKx`]) {
      const visit = new Visit({ ...ways(), ...MEDIA, deskKey });
      const error = await visit.open().catch(thrown => thrown);
      expect(error).to.include({ code: 'attribute-invalid' });
    }
    const shift = new Shift({
      ...ways(),
      ...MEDIA,
      deskSecret: keys.deskKey,
      displayName: 'Ann',
      status: 'open',
    });
    expect(await shift.open().catch(thrown => thrown)).to.include({ code: 'attribute-invalid' });
  });
});
