// One page load of a participant: its numbered connections, which may stand beside each other until one has
// carried a packet, and what is known of it. Who is to connect to whom is the mesh's business.

import { Lazy } from '../lazy.ts';
import type { MediaSlot } from '../media/local-media.ts';
import type { Bytes } from '../protocol/bytes.ts';
import type { RemoteIdentity } from '../protocol/identity.ts';
import type { Signal, SignalOf } from '../protocol/signals.ts';
import type { Link } from './call-state.ts';
import { Chat } from './chat.ts';
import { Connection, type ConnectionSettings } from './connection.ts';
import { Connections } from './connections.ts';
import { IncomingMedia } from './incoming-media.ts';
import { Lifeline } from './lifeline.ts';
import type { Quality } from './quality.ts';
import { type Action, tried, turned } from './recovery.ts';
import { Throttle } from './throttle.ts';

/** So many new connections a peer may make us make. */
const OFFERS_PER_SECOND = 5;
/** The only messages that may stand outside the numbering: sealing them would take longer than a page has that goes. */
const BYE = '{"kind":"bye"}';
const PAGE_BYE = '{"kind":"bye","reason":"page"}';

/** What a peer needs of its surroundings. */
export interface PeerContext {
  readonly remote: RemoteIdentity;
  /** Whether our id is the smaller one (perfect negotiation's polite side). */
  readonly polite: boolean;
  /** What connections are made with, as things are now. */
  settings(): ConnectionSettings;
  /** Whether an envelope of the peer has opened. */
  authenticated(): boolean;
  /** Signals that begin a correspondence: who we are. */
  introduction(): Signal[];
  /** Sends over channel 0 of the connection in use, or else the broker. */
  send(signals: readonly Signal[]): void;
  /** The connection that was offered to the whole room, if nobody has taken it; it is the taker's from then on. */
  takeReady(): Connection | undefined;
  /** Link, media or `about` changed. */
  changed(): void;
  /** An envelope that came over channel 0. */
  envelope(bytes: Uint8Array): void;
  chat(text: string): void;
  /** Something came that is nothing we know. */
  malformed(): void;
  /** Whether there is a way over the broker. */
  reachable(): boolean;
  /** Wants another way to the broker, as this one may be as dead as the connection. */
  renew(): void;
  /** The broker has lost it. */
  lost(): void;
  /** It said `bye`, or was silent for so long that nobody can be there any more. */
  gone(reason: 'bye' | 'gone'): void;
}

export class Peer {
  readonly chat: Chat;
  readonly #offers = new Throttle(OFFERS_PER_SECOND);
  readonly media = new IncomingMedia();
  readonly life: Lifeline;
  about: SignalOf<'about'> | undefined;
  /** Whether the broker has lost it, and it is silent: nobody sees it, but its connections stay in case it is back. */
  away = false;
  readonly #context: PeerContext;
  readonly #connections: Connections;
  /** There from the first bad reading on, or since nobody looked. */
  readonly #givingWay = new Lazy(async () => new (await import('./giving-way.ts')).GivingWay());
  #active: Connection | undefined;
  #switched: Connection | undefined;
  #chatsOver: Connection | undefined;
  #answeredReady = false;
  #introduced = false;
  #closed = false;

  /**
   * `highest`: the number of connections that the pair of page loads has used already: 1 with ready offers. `former`:
   * the same page load, which had fallen silent and is back.
   */
  constructor(context: PeerContext, highest: number, former?: Peer) {
    this.#context = context;
    this.#connections = new Connections(former?.highest ?? highest, () => this.life.broken());
    this.life = new Lifeline({
      connections: () => this.#connections.all,
      reachable: () => context.reachable(),
      act: action => this.#act(action),
      unseen: unseen => void this.#setUnseen(unseen),
      changed: () => context.changed(),
    });
    this.chat = (former?.chat ?? new Chat()).bind(
      frame => this.#active?.channels.send(1, frame) ?? false,
      text => context.chat(text),
      () => context.changed(),
    );
  }

  /** The highest number that a connection of the pair has had. */
  get highest(): number {
    return this.#connections.highest;
  }

  get remote(): RemoteIdentity {
    return this.#context.remote;
  }

  /** Whether there is no connection with it, nor one on its way. */
  get apart(): boolean {
    return this.#connections.all.length === 0;
  }

  /** Whether it was told who we are. */
  get introduced(): boolean {
    return this.#introduced;
  }

  get link(): Link {
    return this.life.link;
  }

  /** The connection in use. */
  get connection(): RTCPeerConnection | undefined {
    return this.#active?.pc;
  }

  /** Sends signals, the first time with who we are before them. */
  send(...signals: Signal[]): void {
    const introduction = this.#introduced ? [] : this.#context.introduction();
    this.#introduced = true;
    this.#context.send([...introduction, ...signals]);
  }

  /** Says who we are to a peer that has said so, where nothing else of ours carries it. */
  introduce(): void {
    if (!this.#introduced) this.send();
  }

  /** Makes a new connection with the next number, beside what there is. */
  connect(): void {
    const connection = new Connection(this.#context.settings());
    this.#adopt(this.highest + 1, connection);
    void connection.offer();
  }

  /** Answers the offer that came with the peer's `hello`. */
  answerReady(sdp: string): void {
    const connection = new Connection(this.#context.settings());
    this.#answeredReady = true;
    this.#adopt(1, connection);
    void connection.handle({ kind: 'description', type: 'offer', sdp });
  }

  /** Takes in a signal that is about connections. */
  handle(signal: SignalOf<'description' | 'candidates' | 'switched'>): void {
    if (signal.kind === 'switched') this.#useOnly(this.#connections.get(signal.connection));
    else if (signal.kind === 'candidates') void this.#connections.get(signal.connection)?.handle(signal);
    else if (signal.type === 'answer') this.#takeAnswer(signal);
    else this.#takeOffer(signal);
  }

  /**
   * Carries envelopes over channel 0 of every connection that has one open, as the peer may have closed one already;
   * false where there is none, or nothing comes back. What comes twice is dropped by its number.
   */
  readonly way = (bytes: Bytes): boolean =>
    this.#connections.all.map(({ channels }) => channels.send(0, bytes)).includes(true) && this.life.flows;

  setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    for (const connection of this.#connections.all) void connection.setTrack(slot, track);
  }

  setIceServers(iceServers: RTCIceServer[]): void {
    for (const { pc } of this.#connections.all) {
      pc.setConfiguration({ ...pc.getConfiguration(), iceServers });
    }
  }

  /** Whether the connection is too weak for the camera's picture. */
  get spared(): boolean {
    return this.#givingWay.value?.spared === true;
  }

  /** What we send gives way, or comes back, by how well it arrives. Resolves with whether the picture came or went. */
  async giveWay(arrives: Quality): Promise<boolean> {
    if (!this.#givingWay.value && arrives !== 'poor') return false;
    const way = await this.#givingWay.load();
    if (!way) return false;
    const before = way.spared;
    if (way.read(arrives)) this.#sendPictures();
    return way.spared !== before;
  }

  /** How loud the peer's microphone is right now: an amplitude from 0 to 1. */
  get amplitude(): number {
    return this.#active?.lines.amplitude ?? 0;
  }

  /** Says `bye` in the only way that works while a page goes away, if there is one. `page`: it may come back. */
  sayBye(page: boolean): void {
    this.#active?.channels.send(0, page ? PAGE_BYE : BYE);
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#connections.all) this.#drop(connection);
    this.media.clear();
  }

  /** An offer of a new connection, or of a new round on one that stands. */
  #takeOffer(signal: SignalOf<'description'>): void {
    const known = this.#connections.get(signal.connection);
    if (known?.settled) return void known.handle(signal);
    if (signal.connection < this.highest) return;
    // Equal numbers: the larger id's offer stands. Ours is the smaller where we are polite.
    if (known?.offering && !this.#context.polite) return;
    // Making a connection takes milliseconds; who is refused here offers again when nothing comes of it.
    if (!this.#offers.take(performance.now())) return;
    const connection = new Connection(this.#context.settings());
    this.#adopt(signal.connection, connection);
    void connection.handle(signal);
  }

  #takeAnswer(signal: SignalOf<'description'>): void {
    const known = this.#connections.get(signal.connection);
    if (known?.pc.signalingState === 'have-local-offer') return void known.handle(signal);
    if (signal.connection !== 1) return;
    // An answer to the offer that our `hello` carried. Where each has answered the other's, the larger id's stands.
    if (this.#answeredReady && this.#context.polite) return;
    const ready = this.#context.takeReady();
    if (!ready) {
      if (this.highest === 1) this.connect();
      return;
    }
    this.#adopt(1, ready);
    void ready.handle(signal);
  }

  #adopt(number: number, connection: Connection): void {
    const before = this.#connections.get(number);
    if (before) this.#drop(before);
    // There is a choice again: the first that carries a packet from here on.
    this.#switched = undefined;
    this.life.note(tried);
    this.#connections.add(number, connection, this.#active);
    this.#sendPictures();
    connection.bind(
      {
        signal: signal => this.send({ ...signal, connection: number }),
        refused: () => this.#refused(number, connection),
        changed: () => this.#changed(number, connection),
        message: (channel, data) => this.#message(channel, data),
      },
      this.#context.polite,
    );
  }

  /** An offer to the whole room that this browser can't take: one of ours may do. Of later ones the offerer hears. */
  #refused(number: number, connection: Connection): void {
    this.#drop(connection);
    if (number === 1 && this.highest === 1) this.connect();
  }

  #message(channel: 0 | 1 | 2, data: unknown): void {
    const beats = this.life.heard(channel === 2 ? data : undefined);
    if (channel === 0 && data instanceof ArrayBuffer) this.#context.envelope(new Uint8Array(data));
    else if (channel === 0 && data === BYE) this.#context.gone('bye');
    else if (channel === 0 && data === PAGE_BYE) this.life.note(turned);
    else if (channel === 0 || !beats || (channel === 1 && !this.chat.receive(data)))
      this.#context.malformed();
  }

  #changed(number: number, connection: Connection): void {
    if (this.#connections.retires(connection)) return;
    if (connection.connected) this.life.heard();
    // One that comes back to life is heard meanwhile, but one that is on its way is the better one.
    const old = connection === this.#active && number < this.highest;
    if (!this.#active && connection.connected) this.#use(connection);
    // An open channel has carried packets both ways. The impolite side's view decides which connection was first.
    const carries = connection.connected && connection.channels.isOpen(0);
    if (carries && !old && !this.#switched && !this.#context.polite) {
      this.#use(connection);
      this.send({ kind: 'switched', connection: number });
      this.#useOnly(connection);
    }
    this.#resumeChat();
    if (connection.pc.connectionState === 'failed') this.#failed(connection);
    this.#context.changed();
  }

  #failed(connection: Connection): void {
    if (connection !== this.#active) this.#drop(connection);
    if (!this.#active?.connected) this.life.broken();
  }

  #act(action: Action): void {
    if (this.#closed) return;
    if (action === 'connect' || action === 'retry') this.#tryAgain(action === 'connect');
    else if (action === 'renew') this.#context.renew();
    else if (action === 'lost') this.#context.lost();
    else this.#context.gone(action === 'left' ? 'bye' : 'gone');
  }

  /** `anew`: an offer that nobody has answered won't do any more. Strangers are not called again and again. */
  #tryAgain(anew: boolean): void {
    const offered = this.#connections.all.some(({ pc }) => pc.signalingState === 'have-local-offer');
    if (this.#context.authenticated() && !this.away && (anew || !offered)) this.connect();
  }

  #use(connection: Connection): void {
    if (connection === this.#active) return;
    this.#active = connection;
    this.media.show(connection);
  }

  #useOnly(connection: Connection | undefined): void {
    if (!connection) return;
    this.#switched = connection;
    this.#use(connection);
    for (const other of this.#connections.all) if (other !== connection) this.#connections.retire(other);
    this.#resumeChat();
    this.#context.changed();
  }

  async #setUnseen(unseen: boolean): Promise<void> {
    const way = await this.#givingWay.load();
    if (!way) return;
    way.unseen = unseen;
    this.#sendPictures();
  }

  #sendPictures(): void {
    const way = this.#givingWay.value;
    if (way) for (const connection of this.#connections.all) void connection.setSending(way.sending);
  }

  /** The first time that the chat's channel of the connection in use is open. */
  #resumeChat(): void {
    if (this.#chatsOver === this.#active || !this.#active?.channels.isOpen(1)) return;
    this.#chatsOver = this.#active;
    this.chat.opened();
  }

  #drop(connection: Connection): void {
    this.#connections.drop(connection);
    if (this.#active === connection) this.#active = undefined;
    if (this.#switched === connection) this.#switched = undefined;
  }
}
