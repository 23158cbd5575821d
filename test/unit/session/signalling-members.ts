// Members of a room for the tests of signalling: each with its bus and a record of what it heard, an ear on every
// topic, and a hand that seals what it likes.

import { type Bytes, equal } from '../../../src/protocol/bytes.ts';
import { Channel } from '../../../src/protocol/channel.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import { openRoom, type Room } from '../../../src/protocol/room-keys.ts';
import type { Hello, Signal } from '../../../src/protocol/signals.ts';
import { goneTopic, inboxTopic, roomTopic } from '../../../src/protocol/topics.ts';
import type { Correspondent } from '../../../src/session/correspondent.ts';
import { OwnWill } from '../../../src/session/own-will.ts';
import { Signalling } from '../../../src/session/signalling.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';

export { note } from '../protocol/peers.ts';

export const PREFIX = 'rtc';
export const SECRET = 'AAECAwQFBgcICQoLDA0ODw';

/** Resolves once something holds; looks again whenever the page has done something else meanwhile. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve));
}

export class Member {
  readonly hellos: { from: Correspondent; hello: Hello }[] = [];
  readonly batches: (readonly Signal[])[] = [];
  readonly froms: Correspondent[] = [];
  readonly gone: Correspondent[] = [];
  readonly lost: Correspondent[] = [];
  readonly flooded: Correspondent[] = [];
  newer = 0;
  readonly will: OwnWill;
  readonly signalling: Signalling;

  constructor(
    readonly identity: Identity,
    readonly room: Room,
    readonly bus: LocalBus,
  ) {
    this.will = new OwnWill(PREFIX, identity.id);
    this.signalling = new Signalling({
      identity,
      bus,
      prefix: PREFIX,
      room,
      will: this.will,
      events: {
        hello: (from, hello) => this.hellos.push({ from, hello }),
        signals: (from, signals) => {
          this.froms.push(from);
          this.batches.push(signals);
        },
        gone: from => this.gone.push(from),
        lost: from => this.lost.push(from),
        flooded: from => this.flooded.push(from),
        newer: () => this.newer++,
      },
    });
  }

  static async enter(busName: string, room: Room, bus = new LocalBus(busName)): Promise<Member> {
    bus.connect();
    const member = new Member(await createIdentity(), room, bus);
    await member.signalling.enter();
    return member;
  }

  /** Where this one is written to. */
  get inbox(): string {
    return inboxTopic(PREFIX, this.identity.id);
  }

  /** Where the broker says that it lost this one. */
  get goneTopic(): string {
    return goneTopic(PREFIX, this.identity.id);
  }

  /** Where hellos are said. */
  get roomTopic(): string {
    return roomTopic(PREFIX, this.room.tag);
  }

  /** The names in the notes heard, in order. */
  get names(): string[] {
    return this.batches.flat().flatMap(signal => (signal.kind === 'about' ? [signal.name] : []));
  }

  /** How much was dropped, for whatever reason. */
  get dropped(): number {
    return Object.values(this.signalling.dropped).reduce((sum, count) => sum + count, 0);
  }

  /** Says hello and returns how another knows this one from then on. */
  async greet(other: Member): Promise<Correspondent> {
    const { length } = other.hellos;
    await this.signalling.sayHello({});
    await eventually(() => other.hellos.length > length);
    const from = other.hellos.at(-1)?.from;
    if (from?.remote.id !== this.identity.id) throw new Error('somebody else said hello');
    return from;
  }

  /** A channel of one's own to a member, for what `Signalling` would never send. */
  channelTo(other: Member): Channel {
    return new Channel(this.identity, other.identity, PREFIX, this.room.keys?.psk);
  }

  async close(): Promise<void> {
    this.signalling.close();
    await this.bus.close();
  }
}

/** A peer of whom there is nothing but keys and a hand. */
export async function stranger(to: Member): Promise<{ identity: Identity; channel: Channel }> {
  const identity = await createIdentity();
  return { identity, channel: new Channel(identity, to.identity, PREFIX, to.room.keys?.psk) };
}

/** Hears everything on a bus, as a broker does. */
export class Ear {
  readonly heard: { topic: string; payload: Bytes }[] = [];
  readonly bus: LocalBus;

  constructor(busName: string) {
    this.bus = new LocalBus(busName);
  }

  async listen(): Promise<this> {
    this.bus.connect();
    await this.bus.subscribe('#', (topic, payload) =>
      this.heard.push({ topic, payload: new Uint8Array(payload) }),
    );
    return this;
  }

  /** Waits for so many messages on a topic, and gives them. */
  async on(topic: string, count: number): Promise<Bytes[]> {
    const there = () => this.heard.filter(each => each.topic === topic).map(({ payload }) => payload);
    await eventually(() => there().length >= count);
    return there();
  }

  /** How often exactly these bytes went by. */
  times(bytes: Bytes): number {
    return this.heard.filter(({ payload }) => equal(payload, bytes)).length;
  }
}

/** A clock that tests can put forward: performance.now() shows it until `stop`. */
export class Clock {
  #ahead = 0;
  readonly #now = performance.now.bind(performance);

  constructor() {
    performance.now = () => this.#now() + this.#ahead;
  }

  forward(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  stop(): void {
    Reflect.deleteProperty(performance, 'now');
  }
}

export const plainRoom = () => openRoom('kitchen', undefined);
export const sealedRoom = () => openRoom('kitchen', SECRET);
export const ROOMS = [
  ['without a secret', plainRoom],
  ['with a secret', sealedRoom],
] as const;
