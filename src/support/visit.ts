// A visit to a desk, as an element sees it: the ticket and the call that comes of it, in one state. Near the front of
// the queue the call stands ready, with an offer in the ticket that an agent's claim answers.

import { RtcError } from '../errors.ts';
import { kept } from '../kept.ts';
import { Lazy } from '../lazy.ts';
import type { MediaMode } from '../media/local-media.ts';
import { type DeskKey, parseDeskKey } from '../protocol/desk-keys.ts';
import { Appointment } from '../session/appointment.ts';
import type { Call } from '../session/call.ts';
import { Footing, type FootingOptions } from '../session/footing.ts';
import { OwnIdentity } from '../session/own-identity.ts';
import type { Wanted } from '../session/resume-note.ts';
import { type ReadableStore, Store } from '../store.ts';
import { MqttBus } from '../transport/mqtt-bus.ts';
import type { LeftMessages, Letter } from './left-messages.ts';
import type { SupportCallSettings } from './support-call.ts';
import { type Before, type Details, Visitor, type VisitorState } from './visitor.ts';

/** Up to this place the call stands ready. */
const READY_PLACE = 2;
/** Where messages that were left are kept. */
const LEFT_KEY = 'rtc-elements.mail';

export interface VisitOptions
  extends Omit<FootingOptions, 'createBus'>,
    Omit<SupportCallSettings, 'displayName' | 'topic'> {
  /** Public keys, space separated: the first seals, all are trusted. */
  readonly deskKey: string;
  readonly createBus?: FootingOptions['createBus'];
  /** What the page before has left. */
  readonly goesOn?: GoingOn;
}

/** What a page leaves for the next one, to be the same visitor there. */
export interface GoingOn extends Before, Wanted {
  readonly id: string;
}

export interface VisitState extends VisitorState {
  /** The call that is there or expected; silent and dark before an agent has come. */
  readonly call?: Call;
  /** The broker is out of reach; it is tried on. */
  readonly offline?: boolean;
}

export class Visit {
  readonly state: ReadableStore<VisitState>;
  readonly #state = new Store<VisitState>({ status: 'none', place: 0, ringing: false });
  readonly #options: VisitOptions;
  readonly #closing = new AbortController();
  /** What a call needs is fetched while the visitor waits. */
  readonly #calls = new Lazy(async () => (await import('./support-call.ts')).supportCall);
  #footing: Footing | undefined;
  #own: OwnIdentity | undefined;
  #desk: DeskKey | undefined;
  #left: Promise<LeftMessages> | undefined;
  #visitor: Visitor | undefined;
  #call: Call | undefined;
  #appointment: Appointment | undefined;
  #name = '';
  #talking = false;

  constructor(options: VisitOptions) {
    this.state = this.#state;
    this.#options = options;
  }

  /** Connects. Resolves when the broker knows; rejects with an RtcError where a key is none. */
  async open(): Promise<void> {
    const { topic, createBus = (options: ConstructorParameters<typeof MqttBus>[0]) => new MqttBus(options) } =
      this.#options;
    const desks = await parseKeys(this.#options.deskKey);
    const own = await OwnIdentity.open(this.#options.goesOn?.id);
    if (this.#closing.signal.aborted) return own.release();
    this.#own = own;
    const keeping = own.keep();
    const footing = new Footing(own.identity, { ...this.#options, createBus });
    const visitor = new Visitor({ footing, desks, prefix: topic, leaveRoom: () => this.#endCall() });
    this.#footing = footing;
    this.#visitor = visitor;
    visitor.state.subscribe(() => this.#changed());
    footing.bus.state.subscribe(() => this.#show());
    [this.#desk] = desks;
    // Whoever asks before the next page could be the same visitor would lose the place with this one.
    await Promise.all([visitor.enter(), keeping]);
    // A copy that cannot be looked after now is at the next visit.
    if (kept('localStorage', LEFT_KEY) !== undefined)
      this.#fetchLeft(footing)
        .then(left => left.check())
        .catch(() => {});
  }

  /** Asks for an agent. Throws an RtcError where the desk could not read so much, or before `open` has resolved. */
  request(details: Details): void {
    if (!this.#visitor) throw new RtcError('broker-unreachable', 'There is no connection to the desk yet.');
    this.#name = details.name;
    this.#visitor.request(details, this.goesOn);
    this.#fetchCalls();
  }

  /** Cancels the ticket, or hangs up. */
  end(): void {
    this.#visitor?.end();
  }

  /** Says how it was; 1 to 5 stars. */
  rate(stars: number, comment?: string): void {
    this.#visitor?.rate(stars, comment);
  }

  /** Leaves a message for agents to come. Resolves when the broker has it. */
  async leaveMessage(letter: Letter): Promise<void> {
    const [footing, desk] = [this.#footing, this.#desk];
    if (!footing || !desk)
      throw new RtcError('broker-unreachable', 'There is no connection to the desk yet.');
    await (await this.#fetchLeft(footing)).leave(letter, desk);
  }

  /** What it goes on with; nothing in a tab that was duplicated. */
  get goesOn(): GoingOn | undefined {
    return this.#own?.resumed ? this.#options.goesOn : undefined;
  }

  /** What the next page needs to go on with this visit. */
  get next(): GoingOn | undefined {
    const before = this.#visitor?.before;
    if (!before || !this.#own) return undefined;
    const { audio, video } = this.#talking && this.#call ? this.#call.media.wanted : this.#wanted;
    return { ...before, id: this.#own.identity.id, audio, video };
  }

  /** Stops at once, as a page has to that goes away; the desk keeps the ticket for a while. */
  abandon(): void {
    this.#closing.abort();
    this.#visitor?.abandon();
    this.#own?.release();
    // The next page needs it: `close` is not to forget it.
    this.#own = undefined;
    this.#footing?.bus.abandon();
  }

  get #wanted(): Wanted {
    return this.goesOn ?? this.#options;
  }

  /** Ends everything. Resolves when the desk knows and nothing is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    void this.#left?.then(left => left.close());
    await this.#visitor?.close();
    this.#endCall();
    this.#own?.forget();
    await this.#footing?.bus.close();
  }

  #changed(): void {
    const state = this.#visitor?.state.value;
    if (!state || this.#closing.signal.aborted) return;
    const claimed = state.status === 'claimed' || state.status === 'in-call';
    const near = state.status === 'waiting' && state.place > 0 && state.place <= READY_PLACE;
    if (claimed || near) {
      // Offline, say, when it was asked for: then at this change.
      if (!this.#calls.value) this.#fetchCalls();
      this.#call ??= this.#prepare();
    }
    this.#appointment?.expect(this.#visitor?.expected ?? []);
    if (claimed) this.#talk();
    this.#show();
  }

  #fetchLeft(footing: Footing): Promise<LeftMessages> {
    this.#left ??= import('./left-messages.ts').then(
      ({ LeftMessages }) => new LeftMessages(footing, this.#options.topic),
      (cause: unknown) => {
        // Offline, say: then when it is asked for again.
        this.#left = undefined;
        throw cause;
      },
    );
    return this.#left;
  }

  #fetchCalls(): void {
    void this.#calls.load().then(come => come && this.#changed());
  }

  /** Goes into the room, silent; nobody but an agent that the visitor has taken is let in. */
  #prepare(): Call | undefined {
    const [visitor, footing, supportCall] = [this.#visitor, this.#footing, this.#calls.value];
    if (!visitor || !footing || !supportCall) return undefined;
    const { topic, iceServers, relayOnly, audio, video } = this.#options;
    const off = (mode: MediaMode) => (mode === 'none' ? 'none' : 'off');
    const appointment = new Appointment({
      expected: visitor.expected,
      offered: offer => {
        if (call === this.#call) visitor.setOffer(offer);
      },
    });
    const call: Call = supportCall({
      ...{ topic, iceServers, relayOnly, displayName: this.#name, audio: off(audio), video: off(video) },
      ...{ footing, ticket: visitor.id, room: visitor.room },
      appointment,
      connected: id => visitor.connected(id),
      left: (id, reason) => visitor.left(id, reason),
    });
    // What keeps a call from beginning is in its state; then an agent's claim finds nobody, and is void.
    call.join().catch(() => {});
    this.#appointment = appointment;
    return call;
  }

  /** Somebody comes: from here on there may be a prompt for the microphone. */
  #talk(): void {
    if (!this.#call || this.#talking) return;
    this.#talking = true;
    const { audio, video } = this.#wanted;
    const { media } = this.#call;
    void media.setMode('audio', audio);
    void media.setMode('video', video);
  }

  #endCall(): void {
    const call = this.#call;
    this.#call = this.#appointment = undefined;
    this.#talking = false;
    void call?.leave();
    this.#show();
  }

  #show(): void {
    const state = this.#visitor?.state.value;
    const offline = this.#footing?.bus.state.value.status === 'offline';
    if (state)
      this.#state.set({ ...state, ...(this.#call && { call: this.#call }), ...(offline && { offline }) });
  }
}

/** Rejects with an RtcError where one of them is no key of a desk. */
async function parseKeys(text: string): Promise<[DeskKey, ...DeskKey[]]> {
  const keys = await Promise.all(text.split(/\s+/).filter(Boolean).map(parseDeskKey));
  const [first, ...others] = keys.filter(key => key !== undefined);
  if (!first || keys.includes(undefined))
    throw new RtcError('attribute-invalid', 'A desk-key is the 87 characters that keygen prints for it.');
  return [first, ...others];
}
