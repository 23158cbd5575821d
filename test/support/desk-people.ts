// Visitors and agents of a desk for tests, over whatever bus, with what they heard.

import { type DeskSecret, generateDeskKeys, parseDeskSecret } from '../../src/protocol/desk-keys.ts';
import type { Kind, VisitorSignal } from '../../src/protocol/desk-signals.ts';
import { Footing } from '../../src/session/footing.ts';
import { until } from '../../src/store.ts';
import { Agent } from '../../src/support/agent.ts';
import type { AgentEvents } from '../../src/support/agent-events.ts';
import { type Details, Visitor } from '../../src/support/visitor.ts';
import type { Bus } from '../../src/transport/bus.ts';
import type { MqttBusOptions } from '../../src/transport/mqtt-bus.ts';

export const PREFIX = 'shop';
export const DETAILS: Details = {
  name: 'Vera',
  page: 'https://shop.example/lamps',
  language: 'en',
  form: [],
};

type MakeBus = (options: MqttBusOptions) => Bus;

/** A desk, and the people who come to it; `close` sends all of them home. */
export class Desk {
  readonly people: { close(): Promise<unknown>; footing: Footing }[] = [];

  private constructor(
    readonly desk: DeskSecret,
    /** The same as a page has it. */
    readonly secret: string,
    readonly makeBus: MakeBus,
  ) {}

  static async open(makeBus: MakeBus): Promise<Desk> {
    const { deskSecret } = await generateDeskKeys();
    const desk = await parseDeskSecret(deskSecret);
    if (!desk) throw new Error('no desk');
    return new Desk(desk, deskSecret, makeBus);
  }

  async agent(name: string, desk = this.desk): Promise<TestAgent> {
    const agent = new TestAgent(await this.#footing(), desk, name);
    this.people.push(agent);
    await agent.agent.enter();
    return agent;
  }

  /** Somebody who has asked already. */
  async visitor(name: string, desk = this.desk): Promise<TestVisitor> {
    const visitor = new TestVisitor(await this.#footing(), desk);
    this.people.push(visitor);
    await visitor.visitor.enter();
    visitor.visitor.request({ ...DETAILS, name });
    return visitor;
  }

  async close(): Promise<void> {
    for (const person of this.people.splice(0)) {
      await person.close();
      await person.footing.bus.close();
    }
  }

  #footing(): Promise<Footing> {
    return Footing.create({ brokers: [], topic: PREFIX, createBus: this.makeBus });
  }
}

export class TestAgent {
  readonly agent: Agent;
  /** What became of claims: `claimed v`, `won v`, `lost v`, with the visitor's id. */
  readonly heard: string[] = [];
  readonly ratings: Kind<VisitorSignal, 'rate'>[] = [];
  readonly rooms = new Map<string, string>();

  constructor(
    readonly footing: Footing,
    desk: DeskSecret,
    readonly name: string,
  ) {
    const events: AgentEvents = {
      claimed: (id, { room }) => {
        this.rooms.set(id, room);
        this.heard.push(`claimed ${id}`);
      },
      won: id => this.heard.push(`won ${id}`),
      lost: id => this.heard.push(`lost ${id}`),
      invited: ({ ticket }) => this.heard.push(`invited ${ticket}`),
      refused: id => this.heard.push(`refused ${id}`),
      rated: (_, rating) => this.ratings.push(rating),
    };
    this.agent = new Agent({ footing, desk, prefix: PREFIX, name, status: 'open', events });
  }

  /** The names of those who wait, in order, once they are these. */
  async waits(...names: string[]): Promise<void> {
    const wanted = names.join();
    await until(this.agent.state, ({ tickets }) => {
      const waiting = tickets.filter(({ place }) => place > 0);
      return waiting.map(({ name }) => name).join() === wanted;
    });
  }

  async knows(agents: number): Promise<void> {
    await until(this.agent.state, state => state.agents.length === agents);
  }

  /** As a tab that is killed. */
  crash(): void {
    void this.agent.close();
    this.footing.bus.abandon();
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

export class TestVisitor {
  readonly visitor: Visitor;
  left = 0;

  constructor(
    readonly footing: Footing,
    desk: DeskSecret,
  ) {
    const leaveRoom = () => this.left++;
    this.visitor = new Visitor({ footing, desks: [desk], prefix: PREFIX, leaveRoom });
  }

  get id(): string {
    return this.visitor.id;
  }

  async place(place: number): Promise<void> {
    await until(this.visitor.state, state => state.status === 'waiting' && state.place === place);
  }

  /** Resolves with the name of the agent that has the ticket. */
  async holder(): Promise<string> {
    return (await until(this.visitor.state, ({ holder }) => holder !== undefined)).holder?.name ?? '';
  }

  crash(): void {
    this.footing.bus.abandon();
  }

  close(): Promise<void> {
    return this.visitor.close();
  }
}
