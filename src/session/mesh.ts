// Everybody in the room, connected to everybody: who answers whose hello, who is refused, who is gone. The
// connections themselves are the peers', the state that people see is the call's.

import type { MediaSlot } from '../media/local-media.ts';
import type { Identity } from '../protocol/identity.ts';
import type { Room } from '../protocol/room-keys.ts';
import type { Hello, Signal, SignalOf } from '../protocol/signals.ts';
import { wait } from '../retry.ts';
import type { Bus } from '../transport/bus.ts';
import type { Appointment } from './appointment.ts';
import { APPOINTMENTS } from './appointments.ts';
import type { Chat } from './chat.ts';
import type { ConnectionSettings } from './connection.ts';
import type { Correspondent } from './correspondent.ts';
import { Members } from './members.ts';
import type { OwnWill } from './own-will.ts';
import { Peer } from './peer.ts';
import { Pulse } from './pulse.ts';
import { ReadyOffer } from './ready-offer.ts';
import { found, lost } from './recovery.ts';
import { RollCall } from './roll-call.ts';
import { type Dropped, Signalling } from './signalling.ts';

/** How long a stranger is waited for who said hello and of whom nothing has opened. */
const STRANGER_MS = 30_000;
/** Who answers our hello within this time was here before us, in milliseconds. */
const ANSWERS_MS = 10_000;

export type About = Omit<SignalOf<'about'>, 'kind'>;

/** What happens in the mesh. A peer is told of from its first authentic envelope on. */
export interface MeshEvents {
  changed(peer: Peer): void;
  /** A peer wants to compare safety codes, or goes on with that. */
  safety(peer: Peer, signal: SignalOf<'safety'>): void;
  left(peer: Peer, reason: 'bye' | 'gone'): void;
  /** Answers false where a peer writes too much. */
  chat(peer: Peer, text: string): boolean;
  /** The room has as many members as it may have. */
  full(): void;
  /** Somebody's version is newer than ours. */
  newer(): void;
}

export interface MeshOptions {
  readonly identity: Identity;
  readonly bus: Bus;
  readonly prefix: string;
  readonly room: Room;
  readonly will: OwnWill;
  readonly maxParticipants: number;
  readonly events: MeshEvents;
  /** What connections are made with, as things are now. */
  settings(): ConnectionSettings;
  /** What somebody is told. */
  about(id: string): About;
}

export class Mesh {
  /** To be set before anything is begun. */
  declare appointment: Appointment | undefined;
  readonly #options: MeshOptions;
  readonly #signalling: Signalling;
  readonly #members: Members;
  /** Those who went without a goodbye and may come back. */
  readonly #former = new WeakMap<Correspondent, Peer>();
  readonly #ready: ReadyOffer;
  readonly #rollCall: RollCall;
  #pulse: Pulse | undefined;
  readonly #leaving = new AbortController();
  /** Those who answered our first hello, and did not come with one of their own. */
  readonly #wereHere = new WeakSet<Peer>();
  #answersUntil = Number.POSITIVE_INFINITY;
  #joined = false;

  constructor(options: MeshOptions) {
    this.#options = options;
    const { identity, bus, prefix, room, will } = options;
    this.#members = new Members(identity.id);
    this.#ready = new ReadyOffer(() => options.settings());
    this.#signalling = new Signalling({
      identity,
      bus,
      prefix,
      room,
      will,
      events: {
        hello: (from, hello) => this.#heardHello(from, hello),
        signals: (from, signals) => this.#heardSignals(from, signals),
        gone: from => this.#members.get(from)?.life.note(lost),
        lost: from => this.#members.get(from)?.life.broken(),
        flooded: from => this.#remove(from, 'gone'),
        newer: () => options.events.newer(),
      },
    });
    this.#rollCall = new RollCall(
      {
        offer: room.keys && this.#ready,
        alone: () => this.peers.length === 0,
        say: hello => this.#signalling.sayHello(hello),
      },
      this.#leaving.signal,
    );
  }

  /** What was dropped in silence. */
  get dropped(): Dropped {
    return this.#signalling.dropped;
  }

  /** Those of whom an envelope has opened and who are not away, in the order in which they came. */
  get peers(): Peer[] {
    return this.#members.peers;
  }

  get #reachable(): boolean {
    return this.#options.bus.state.value.status === 'connected';
  }

  /** Whether a peer was in the room when we came. */
  wasHere(peer: Peer): boolean {
    return this.#wereHere.has(peer);
  }

  /** Tells everybody of the will that the next connection to the broker will have. */
  announceWill(): Promise<void> {
    return this.#signalling.announceWill();
  }

  /** Makes what a join needs and nobody hears of: the offer to the room. */
  prepare(): void {
    if (this.#options.room.keys && !(APPOINTMENTS && this.appointment?.answers)) this.#ready.prepare();
  }

  /** Listens and says hello. Resolves when the broker has both. */
  async join(): Promise<void> {
    this.#joined = true;
    this.#pulse ??= new Pulse(
      () => this.#members.all.map(([, peer]) => peer),
      () => this.#options.about('').recording,
    );
    this.prepare();
    await Promise.all([
      this.#signalling.enter(),
      APPOINTMENTS && this.appointment
        ? this.appointment.meet({
            ...this.#options,
            ready: this.#ready,
            receive: message => this.#signalling.receive(message),
          })
        : this.#rollCall.begin(),
    ]);
    this.#answersUntil = performance.now() + ANSWERS_MS;
  }

  /** After the broker was away: who was missed meanwhile hears of us, and we of them; no time is lost. */
  async returned(): Promise<void> {
    for (const [from, { life }] of this.#members.all) {
      if (from.authenticated) from.catchUp();
      void life.look(0);
    }
    this.tellAbout();
    if (this.#joined && !(APPOINTMENTS && this.appointment)) await this.#rollCall.say();
  }

  /** Tells everybody what is on and what one is called. */
  tellAbout(): void {
    for (const [, peer] of this.#members.all) if (peer.introduced) peer.send(this.#about(peer));
  }

  #about({ spared, remote }: Peer): Signal {
    const about = this.#options.about(remote.id);
    return { kind: 'about', ...about, video: about.video && !spared };
  }

  setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    this.#ready.setTrack(slot, track);
    for (const [, peer] of this.#members.all) peer.setTrack(slot, track);
  }

  setIceServers(servers: RTCIceServer[]): void {
    this.#ready.discard();
    for (const [, peer] of this.#members.all) peer.setIceServers(servers);
  }

  /** Sends a line to everybody. Returns its number in the chat with each. */
  say(text: string): Map<Chat, number> {
    return new Map(this.peers.map(({ chat }) => [chat, chat.say(text)]));
  }

  /**
   * Says `bye` and ends every connection at once. Resolves when the broker has the goodbyes. `page`: it is the page
   * that goes, and may come back.
   */
  async leave(page = false): Promise<void> {
    this.#leaving.abort();
    this.#pulse?.close();
    const { all } = this.#members;
    for (const [from, peer] of all) {
      peer.sayBye(page);
      peer.close();
      this.#members.remove(from);
    }
    this.#ready.discard();
    const told = all.filter(([from]) => from.authenticated && !page);
    await Promise.all(told.map(([from]) => from.sendByBroker([{ kind: 'bye' }])));
  }

  /** Stops listening to the broker. */
  close(): void {
    this.#signalling.close();
  }

  #heardHello(from: Correspondent, hello: Hello): void {
    if (APPOINTMENTS && this.appointment?.keeps(from.remote.id, () => this.#heardHello(from, hello))) return;
    if (this.#members.get(from)) {
      // It still calls into the room and nothing of it has opened: what we sent may not have reached it.
      if (!from.authenticated) from.repeat();
      return;
    }
    if (!this.#hasPlaceFor(from)) {
      this.#refuse(from);
      return;
    }
    const answers = hello.offer !== undefined && this.#members.leaveUsSmallest(from);
    const peer = this.#add(from);
    if (answers && hello.offer) peer.answerReady(hello.offer);
    else peer.connect();
  }

  #hasPlaceFor({ remote }: Correspondent): boolean {
    return this.#members.haveRoomFor(remote.id, this.#options.maxParticipants);
  }

  #refuse(from: Correspondent): void {
    this.#members.remove(from)?.close();
    const refused = this.#members.leaveUsSmallest(from) ? from.send([{ kind: 'full' }]) : Promise.resolve();
    void refused.then(() => this.#signalling.forget(from));
  }

  #heardSignals(from: Correspondent, signals: readonly Signal[]): void {
    if (APPOINTMENTS && this.appointment?.keeps(from.remote.id, () => this.#heardSignals(from, signals)))
      return;
    if (signals.some(signal => signal.kind === 'full') && this.peers.length === 0) {
      this.#options.events.full();
      return;
    }
    const known = this.#members.get(from);
    if ((!known?.about || known.away) && !this.#hasPlaceFor(from)) {
      this.#refuse(from);
      return;
    }
    const peer = known ?? this.#add(from);
    peer.away = false;
    peer.life.note(found);
    if (!known && !this.#former.has(from) && performance.now() < this.#answersUntil) this.#wereHere.add(peer);
    for (const signal of signals) {
      if (signal.kind === 'bye') this.#remove(from, 'bye');
      if (signal.kind === 'about') peer.about = signal;
      // It may say so because the broker is there again.
      if (signal.kind === 'about' && !this.#reachable) this.#findBroker();
      if (signal.kind === 'safety') this.#options.events.safety(peer, signal);
      if (signal.kind === 'description' || signal.kind === 'candidates' || signal.kind === 'switched') {
        peer.handle(signal);
      }
    }
    if (!this.#members.get(from)) return;
    // Back from the dead: what it says is about connections that we have closed since.
    if (!known && this.#former.has(from) && peer.apart) peer.connect();
    // An offer is answered, and the answer says who we are.
    const offered = signals.some(signal => signal.kind === 'description' && signal.type === 'offer');
    if (!offered) peer.introduce();
    this.#changed(from, peer);
  }

  #add(from: Correspondent): Peer {
    const { identity, events, room } = this.#options;
    const peer: Peer = new Peer(
      {
        remote: from.remote,
        polite: identity.id < from.remote.id,
        settings: () => this.#options.settings(),
        authenticated: () => from.authenticated,
        introduction: () => [this.#options.will.signal, this.#about(peer)],
        send: signals => void from.send(signals),
        takeReady: () => this.#ready.hand(),
        changed: () => this.#changed(from, peer),
        malformed: () => this.#signalling.dropped.malformed++,
        envelope: bytes => this.#signalling.receive(bytes),
        chat: text => {
          if (!events.chat(peer, text)) this.dropped.excess++;
        },
        reachable: () => this.#reachable,
        renew: () => this.#renew(),
        lost: () => {
          peer.away = true;
          this.#tellLeft(from, peer, 'gone');
        },
        gone: reason => this.#remove(from, reason),
      },
      // Where there is a secret, the offers that the hellos carried had the number 1.
      room.keys ? 1 : 0,
      this.#former.get(from),
    );
    from.way = peer.way;
    this.#members.add(from, peer);
    this.#expect(from).catch(() => {
      // Left.
    });
    return peer;
  }

  /** A hello is a claim: who says nothing after it was never there. */
  async #expect(from: Correspondent): Promise<void> {
    await wait(STRANGER_MS, this.#leaving.signal);
    if (!from.authenticated) this.#remove(from, 'gone');
  }

  /** Where anybody can be heard, the network is as it was, and so is the broker. */
  #renew(): void {
    if (!this.peers.some(({ life }) => life.flows)) this.#findBroker();
  }

  #findBroker(): void {
    // The present way stays where there is no other.
    this.#options.bus.renew().catch(() => {});
  }

  #changed(from: Correspondent, peer: Peer): void {
    if (!from.authenticated || !this.#members.get(from)) return;
    if (peer.link === 'connected') {
      peer.away = false;
      this.#supersede(from);
    }
    if (this.#members.present(from) === peer) this.#options.events.changed(peer);
  }

  /** A new page load of somebody is there: the one before it is over, whatever it still sends. */
  #supersede(by: Correspondent): void {
    for (const from of this.#members.besides(by)) {
      this.#members.remove(from)?.close();
      this.#signalling.forget(from, 'for-good');
    }
  }

  #remove(from: Correspondent, reason: 'bye' | 'gone'): void {
    const peer = this.#members.remove(from);
    // Who only fell silent keeps its channel: it may come back, and nothing old of it must open again.
    if (reason === 'bye') this.#signalling.forget(from, 'for-good');
    else if (!from.authenticated) this.#signalling.forget(from);
    if (!peer) return;
    this.#former.set(from, peer);
    peer.close();
    if (!peer.away) this.#tellLeft(from, peer, reason);
  }

  #tellLeft(from: Correspondent, peer: Peer, reason: 'bye' | 'gone'): void {
    const next = this.#members.present(from);
    if (next) this.#options.events.changed(next);
    else if (from.authenticated) this.#options.events.left(peer, reason);
  }
}
