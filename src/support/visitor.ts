// A visitor's engine: its ticket on the broker. It tells the ticket, answers the agents, and says who has claimed it;
// the call itself, and what people see, are left to others.

import { RtcError } from '../errors.ts';
import { base64url, random, utf8 } from '../protocol/bytes.ts';
import {
  type DeskSignal,
  type DeskStatus,
  type Kind,
  parseVisitorSignals,
  type VisitorSignal,
} from '../protocol/desk-signals.ts';
import { cleanName } from '../protocol/display-name.ts';
import { MAX_WIRE_BYTES } from '../protocol/envelope.ts';
import { type ReadableStore, Store } from '../store.ts';
import { DeskWatch } from './desk-watch.ts';
import { Telling } from './telling.ts';
import {
  type EndReason,
  type Holder,
  reduce,
  request,
  type Step,
  type Ticket,
  type TicketEvent,
} from './ticket.ts';
import { VisitorLine, type VisitorLineOptions } from './visitor-line.ts';

/** What the visitor tells of itself. Texts beyond docs/protocol.md's lengths are refused. */
export type Details = Pick<Kind<VisitorSignal, 'ticket'>, 'name' | 'page' | 'language' | 'form'>;

/** What a visitor's page before had asked for. */
export interface Before {
  /** That page's session. */
  readonly session: string;
  /** In milliseconds. */
  readonly waited: number;
}

/** How a visitor stands with the desk. */
export interface VisitorState {
  /** `none`: nothing is asked for. */
  readonly status: 'none' | Ticket['status'];
  /** From 1; 0 where it is not known. */
  readonly place: number;
  /** An estimate in milliseconds. */
  readonly wait?: number;
  readonly ringing: boolean;
  /** The agent that has the ticket. */
  readonly holder?: Holder;
  readonly reason?: EndReason;
  /** What the desk tells everybody: a hint. */
  readonly desk?: DeskStatus;
}

export interface VisitorOptions extends VisitorLineOptions {
  /** The room is void: what stands in it ends. */
  leaveRoom?(): void;
}

type Happening = TicketEvent extends infer E ? (E extends TicketEvent ? Omit<E, 'at'> : never) : never;

const NOTHING: VisitorState = { status: 'none', place: 0, ringing: false };

export class Visitor {
  readonly state: ReadableStore<VisitorState>;
  readonly #state = new Store<VisitorState>(NOTHING);
  readonly #options: VisitorOptions;
  readonly #line: VisitorLine;
  readonly #stops: (() => void)[] = [];
  #details: Details | undefined;
  #ticket: Ticket | undefined;
  #askedAt = 0;
  #secret = '';
  #after: string | undefined;
  #offer: string | undefined;
  #desk: DeskStatus | undefined;
  #wasConnected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #telling = new Telling(told =>
    this.#line.send(() => {
      told();
      return this.#present();
    }),
  );
  #closed = false;

  constructor(options: VisitorOptions) {
    this.state = this.#state;
    this.#options = options;
    this.#line = new VisitorLine(options, (agent, signal) => this.#heard(agent, signal));
  }

  /** The peer's own id, and the ticket's. */
  get id(): string {
    return this.#options.footing.identity.id;
  }

  /** The secret of the room in which the call will be, for as long as the ticket is not freed again. */
  get room(): string {
    return this.#secret;
  }

  /** Connects and listens. Resolves when the broker knows. */
  async enter(): Promise<void> {
    const { footing, desks, prefix } = this.#options;
    const { bus } = footing;
    bus.connect();
    const renewed = () => (bus.state.value.status === 'connected' ? this.#telling.now() : undefined);
    footing.willRenewed.add(renewed);
    this.#stops.push(
      () => footing.willRenewed.delete(renewed),
      bus.state.subscribe(() => this.#busChanged()),
    );
    this.#busChanged();
    const watch = new DeskWatch({
      ...{ bus, desks, prefix },
      // Who is pinged knows.
      matters: () =>
        this.#ticket === undefined || this.#ticket.status === 'ended' || this.#ticket.place === 0,
      changed: (status, renewed) => {
        if (this.#closed) return;
        this.#desk = status;
        if (renewed) this.#happens({ type: 'epoch' });
        this.#show();
      },
    });
    const stops = await Promise.all([this.#line.listen(), watch.listen()]);
    if (this.#closed) for (const stop of stops) stop();
    else this.#stops.push(...stops);
  }

  /**
   * Asks for an agent, or goes on with what was asked on the page before. Throws an RtcError where the desk could not
   * read so much.
   */
  request(details: Details, before?: Before): void {
    if (this.#ticket && this.#ticket.status !== 'ended') return;
    const cleaned = { ...details, name: cleanName(details.name) };
    if (!isReadable(cleaned))
      throw new RtcError('message-too-long', 'What is written is more than a desk reads.');
    this.#details = cleaned;
    this.#askedAt = performance.now() - (before?.waited ?? 0);
    this.#after = before?.session;
    this.#newRoom();
    this.#take(request(performance.now()));
  }

  /** Ends the ticket, or the call. */
  end(): void {
    this.#happens({ type: 'end' });
  }

  /** The ids of the agents whose calls are expected: who has the ticket, and who is to have it. */
  get expected(): string[] {
    const { holder, next } = this.#ticket ?? {};
    return [holder, next].flatMap(agent => agent?.id ?? []);
  }

  /** A connection with an agent carries packets. */
  connected(agent: string): void {
    this.#happens({ type: 'connected', agent });
  }

  /** An agent has left the call, or is lost. */
  left(agent: string, reason: 'bye' | 'gone'): void {
    this.#happens({ type: 'left', agent, reason });
  }

  /** Puts an offer into the ticket that an agent can answer with its claim, or takes it out. */
  setOffer(offer: string | undefined): void {
    if (offer === this.#offer) return;
    this.#offer = offer;
    if (offer !== undefined && this.#ticket?.status === 'waiting') this.#telling.within(0);
  }

  /** Says how it was, after a call; 1 to 5 stars. */
  rate(stars: number, comment?: string): void {
    void this.#line.send(() => [{ kind: 'rate', stars, ...(comment && { comment }) }]);
  }

  /** What the next page needs to go on with what is asked for here. */
  get before(): Before | undefined {
    const { status, nonce, holder } = this.#ticket ?? {};
    if (status === undefined || status === 'ended') return undefined;
    const own = base64url(this.#options.footing.identity.session);
    // Which of the two pages the agents know, nobody can say before one of them has answered.
    const heard = nonce !== undefined || holder !== undefined || this.#after === undefined;
    return { session: (heard ? undefined : this.#after) ?? own, waited: this.#waited };
  }

  /** Stops at once, as a page has to that goes away; the ticket stays. */
  abandon(): void {
    this.#closed = true;
    this.#stop();
    void this.#line.close();
  }

  /** Ends what there is, and stops listening. Resolves when the desk has been told. The broker is left to its owner. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.end();
    this.#closed = true;
    this.#stop();
    await this.#line.close();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#telling.stop();
    for (const stop of this.#stops.splice(0)) stop();
  }

  #happens(event: Happening): void {
    if (this.#ticket && !this.#closed)
      this.#take(reduce(this.#ticket, { ...event, at: performance.now() } as TicketEvent));
  }

  #take({ ticket, effects }: Step): void {
    this.#ticket = ticket;
    for (const effect of effects) {
      if (effect.do === 'tell') this.#telling.within(effect.within);
      else if (effect.do === 'answer') void this.#line.send(() => this.#answer(effect.nonce));
      else {
        this.#newRoom();
        this.#options.leaveRoom?.();
      }
    }
    clearTimeout(this.#timer);
    if (Number.isFinite(ticket.due))
      this.#timer = setTimeout(() => this.#happens({ type: 'tick' }), ticket.due - performance.now());
    this.#show();
  }

  #newRoom(): void {
    this.#secret = base64url(random(16));
    this.#offer = undefined;
  }

  get #waited(): number {
    return Math.round(performance.now() - this.#askedAt);
  }

  #present(): VisitorSignal[] {
    const { holder, status, reason } = this.#ticket ?? {};
    if (status === 'ended') return [{ kind: 'bye', ...(reason && { reason }) }];
    if (holder) return [{ kind: 'taken', agent: holder.id }];
    if (!this.#details) return [];
    const { hash: will } = this.#options.footing.will.signal;
    const offer = this.#offer;
    const after = this.#after;
    const rest = { will, room: this.#secret, waited: this.#waited, ...(offer !== undefined && { offer }) };
    return [{ kind: 'ticket', ...this.#details, ...rest, ...(after !== undefined && { after }) }];
  }

  #answer(nonce: string): VisitorSignal[] {
    const { holder } = this.#ticket ?? {};
    return [{ kind: 'alive', nonce, waited: this.#waited, ...(holder && { agent: holder.id }) }];
  }

  #heard(agent: string, signal: DeskSignal): void {
    if (signal.kind === 'position') {
      const { nonce, place, wait } = signal;
      this.#happens({ type: 'ping', nonce, place, ...(wait !== undefined && { wait }) });
    } else if (signal.kind === 'claim') {
      const round = signal.room === this.#secret ? this.#ticket?.round : undefined;
      this.#happens({ type: 'claim', agent: { id: agent, name: signal.name }, round });
    } else if (signal.kind === 'transfer') {
      this.#happens({ type: 'transfer', agent, to: { id: signal.to, name: signal.name } });
    } else if (signal.kind === 'release') this.#happens({ type: 'release', agent });
    else this.#happens({ type: 'ring' });
  }

  #busChanged(): void {
    if (this.#options.footing.bus.state.value.status !== 'connected') return;
    if (this.#wasConnected) this.#happens({ type: 'returned' });
    this.#wasConnected = true;
  }

  #show(): void {
    const { status = 'none', place = 0, wait, ringing = false, holder, reason } = this.#ticket ?? {};
    const desk = this.#desk;
    this.#state.set({
      status,
      place,
      ringing,
      ...(wait !== undefined && { wait }),
      ...(holder && { holder }),
      ...(reason && { reason }),
      ...(desk && { desk }),
    });
  }
}

/** Whether it fits into a message, beside an offer, and an agent's own rules let it in. */
function isReadable(details: Details): boolean {
  if (utf8(JSON.stringify(details)).length > MAX_WIRE_BYTES / 2) return false;
  return parseVisitorSignals([{ kind: 'ticket', ...details, will: '', room: '', waited: 0 }])?.ignored === 0;
}
