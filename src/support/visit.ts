// A visit to a desk, as an element sees it: the ticket and the call that comes of it, in one state. Near the front of
// the queue the call stands ready, with an offer in the ticket that an agent's claim answers.

import { RtcError } from '../errors.ts';
import type { MediaMode } from '../media/local-media.ts';
import { type DeskKey, parseDeskKey } from '../protocol/desk-keys.ts';
import type { Call } from '../session/call.ts';
import { Footing, type FootingOptions } from '../session/footing.ts';
import { type ReadableStore, Store } from '../store.ts';
import { MqttBus } from '../transport/mqtt-bus.ts';
import { type SupportCallSettings, supportCall } from './support-call.ts';
import { type Details, Visitor, type VisitorState } from './visitor.ts';

/** Up to this place the call stands ready. */
const READY_PLACE = 2;

export interface VisitOptions
  extends Omit<FootingOptions, 'createBus'>,
    Omit<SupportCallSettings, 'displayName' | 'topic'> {
  /** Public keys, space separated: the first seals, all are trusted. */
  readonly deskKey: string;
  readonly createBus?: FootingOptions['createBus'];
}

export interface VisitState extends VisitorState {
  /** The call that is there or expected; silent and dark before an agent has come. */
  readonly call?: Call;
}

export class Visit {
  readonly state: ReadableStore<VisitState>;
  readonly #state = new Store<VisitState>({ status: 'none', place: 0, ringing: false });
  readonly #options: VisitOptions;
  readonly #closing = new AbortController();
  #footing: Footing | undefined;
  #visitor: Visitor | undefined;
  #call: Call | undefined;
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
    const footing = await Footing.create({ ...this.#options, createBus });
    if (this.#closing.signal.aborted) return;
    const visitor = new Visitor({ footing, desks, prefix: topic, leaveRoom: () => this.#endCall() });
    this.#footing = footing;
    this.#visitor = visitor;
    visitor.state.subscribe(state => this.#changed(state));
    await visitor.enter();
  }

  /** Asks for an agent. Throws an RtcError where the desk could not read so much, or before `open` has resolved. */
  request(details: Details): void {
    if (!this.#visitor) throw new RtcError('broker-unreachable', 'There is no connection to the desk yet.');
    this.#name = details.name;
    this.#visitor.request(details);
  }

  /** Cancels the ticket, or hangs up. */
  end(): void {
    this.#visitor?.end();
  }

  /** Says how it was; 1 to 5 stars. */
  rate(stars: number, comment?: string): void {
    this.#visitor?.rate(stars, comment);
  }

  /** Ends everything. Resolves when the desk knows and nothing is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#visitor?.close();
    this.#endCall();
    await this.#footing?.bus.close();
  }

  #changed(state: VisitorState): void {
    const claimed = state.status === 'claimed' || state.status === 'in-call';
    const near = state.status === 'waiting' && state.place > 0 && state.place <= READY_PLACE;
    if (claimed || near) this.#call ??= this.#prepare();
    if (claimed) this.#talk();
    this.#show();
  }

  /** Goes into the room, silent; nobody but an agent that the visitor has taken is let in. */
  #prepare(): Call | undefined {
    const [visitor, footing] = [this.#visitor, this.#footing];
    if (!visitor || !footing) return undefined;
    const { topic, iceServers, relayOnly, audio, video } = this.#options;
    const off = (mode: MediaMode) => (mode === 'none' ? 'none' : 'off');
    const call: Call = supportCall({
      ...{ topic, iceServers, relayOnly, displayName: this.#name, audio: off(audio), video: off(video) },
      ...{ footing, ticket: visitor.id, room: visitor.room },
      appointment: { quiet: true, admits: id => visitor.admits(id) },
      connected: id => visitor.connected(id),
      left: (id, reason) => visitor.left(id, reason),
    });
    const offer = async () => {
      await call.join();
      const sdp = await call.offer();
      if (call === this.#call) visitor.setOffer(sdp);
    };
    // What keeps a call from beginning is in its state; then an agent's claim finds nobody, and is void.
    offer().catch(() => {});
    return call;
  }

  /** Somebody comes: from here on there may be a prompt for the microphone. */
  #talk(): void {
    this.#call?.admit();
    if (this.#talking) return;
    this.#talking = true;
    const { audio, video } = this.#options;
    const media = this.#call?.media;
    void media?.setMode('audio', audio);
    void media?.setMode('video', video);
  }

  #endCall(): void {
    const call = this.#call;
    this.#call = undefined;
    this.#talking = false;
    void call?.leave();
    this.#show();
  }

  #show(): void {
    const state = this.#visitor?.state.value;
    if (state) this.#state.set({ ...state, ...(this.#call && { call: this.#call }) });
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
