// One RTCPeerConnection with a peer: its lines of media, its data channels and its perfect negotiation (W3C
// WebRTC §10.7). Everything done to it is one job after another. When to begin and end it is the peer's business.

import type { MediaSlot } from '../media/local-media.ts';
import type { SignalOf } from '../protocol/signals.ts';
import { Queue } from '../queue.ts';
import { CandidateBatch } from './candidate-batch.ts';
import { Channels } from './channels.ts';
import { withoutOrphans } from './description.ts';
import type { Sending } from './giving-way.ts';
import { MediaLines, type OutgoingTracks } from './media-lines.ts';

/** A signal of a connection without the connection's number, which the peer knows. */
export type ConnectionSignal =
  | Omit<SignalOf<'description'>, 'connection'>
  | Omit<SignalOf<'candidates'>, 'connection'>;

/** What every connection of a call is made with. */
export interface ConnectionSettings {
  /** ICE servers, policy, certificate. */
  readonly configuration: RTCConfiguration;
  readonly tracks: OutgoingTracks;
  /** Called with every connection that is made. */
  made?(connection: RTCPeerConnection): void;
}

export interface ConnectionEvents {
  /** To be sent to the peer. */
  signal(signal: ConnectionSignal): void;
  /** The browser does not take the peer's first offer. */
  refused(): void;
  /** `connectionState` or a channel changed. */
  changed(): void;
  /** A frame on data channel 0, 1 or 2. */
  message(channel: 0 | 1 | 2, data: unknown): void;
}

export class Connection {
  readonly pc: RTCPeerConnection;
  readonly lines: MediaLines;
  readonly channels: Channels;
  readonly #jobs = new Queue();
  readonly #candidates = new CandidateBatch(batch => this.#send({ kind: 'candidates', ...batch }));
  #events: ConnectionEvents | undefined;
  #unsent: ConnectionSignal[] = [];
  #polite = false;
  #offering = false;
  #settled = false;
  /** Where packets went before they came no more. */
  #last: RTCIceCandidate | null | undefined;

  constructor(settings: ConnectionSettings) {
    this.pc = new RTCPeerConnection({
      ...settings.configuration,
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
    });
    settings.made?.(this.pc);
    this.lines = new MediaLines(this.pc, settings.tracks);
    this.channels = new Channels(this.pc, {
      changed: () => this.#events?.changed(),
      message: (channel, data) => this.#events?.message(channel, data),
    });
    this.pc.addEventListener('icecandidate', ({ candidate }) => this.#candidates.add(candidate));
    this.pc.addEventListener('connectionstatechange', () => this.#events?.changed());
    this.pc.addEventListener('negotiationneeded', () => this.#run(() => this.#negotiate()));
  }

  /** Whether a description of both sides was in place once: from then on offers renegotiate. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Whether this side made the first offer. */
  get offering(): boolean {
    return this.#offering;
  }

  get connected(): boolean {
    return this.pc.connectionState === 'connected';
  }

  /** Says where signals go. What was gathered before is sent now, but for an offer that went another way. */
  bind(events: ConnectionEvents, polite: boolean): void {
    this.#events = events;
    this.#polite = polite;
    for (const signal of this.#unsent.splice(0)) events.signal(signal);
  }

  /** Makes the first offer. It is sent, too, if the connection is bound by then. */
  offer(): Promise<void> {
    this.#offering = true;
    return this.#run(async () => {
      this.lines.open();
      this.channels.open();
      await this.#describe();
    });
  }

  /**
   * The first offer as it stands, with the candidates gathered so far, for a way of its own: nothing of it is
   * sent again when the connection is bound.
   */
  takeOffer(): string | undefined {
    const { localDescription } = this.pc;
    if (localDescription?.type !== 'offer') return undefined;
    this.#unsent = [];
    this.#candidates.clear();
    return withoutOrphans(localDescription.sdp);
  }

  /** Takes in a description or candidates of the peer. */
  handle(signal: ConnectionSignal): Promise<void> {
    return this.#run(() =>
      signal.kind === 'description' ? this.#takeDescription(signal) : this.#takeCandidates(signal),
    );
  }

  /** Sends this track, or none, on a line, without renegotiation. */
  setTrack(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void> {
    return this.#run(() => this.lines.setTrack(slot, track));
  }

  /** Sends pictures so from now on. */
  setSending(sending: Sending): Promise<void> {
    return this.#run(() => this.lines.setSending(sending));
  }

  /**
   * To be called again and again in silence: looks whether the way is there again on which packets went last. After
   * 15 s without an answer Chromium forgets a pair of candidates and tries it no more, but for one that it does not
   * know yet; foundations only group them (RFC 8445 §5.1.1.3). Others have the connection fail for good (§6.1.2.6).
   */
  seek(): void {
    this.#last = this.pc.sctp?.transport.iceTransport.getSelectedCandidatePair?.()?.remote ?? this.#last;
    if (!this.#last || this.pc.connectionState !== 'failed') return;
    const candidate = this.#last.candidate.replace(/\d+/, `${Math.trunc(performance.now())}`);
    void this.#addCandidate({ candidate, sdpMLineIndex: 0 });
  }

  close(): void {
    this.#events = undefined;
    this.#unsent = [];
    this.#candidates.clear();
    this.channels.close();
    this.pc.close();
  }

  /** What the browser refuses is left as it is: the peer watches the states and makes a new connection. */
  #run(job: () => Promise<void>): Promise<void> {
    return this.#jobs.run(async () => {
      if (this.pc.signalingState === 'closed') return;
      try {
        await job();
      } catch {}
    });
  }

  /** The browser asks again when the signalling state is stable and there still is something to negotiate. */
  async #negotiate(): Promise<void> {
    if (this.#settled && this.pc.signalingState === 'stable') await this.#describe();
  }

  async #describe(): Promise<void> {
    await this.pc.setLocalDescription();
    const { localDescription } = this.pc;
    if (localDescription?.type !== 'offer' && localDescription?.type !== 'answer') return;
    this.#send({
      kind: 'description',
      type: localDescription.type,
      sdp: withoutOrphans(localDescription.sdp),
    });
  }

  /** Jobs are serial, so an offer of ours is either out (`have-local-offer`) or not begun: no flag says which. */
  async #takeDescription({ type, sdp }: Omit<SignalOf<'description'>, 'connection'>): Promise<void> {
    const { signalingState } = this.pc;
    if (type === 'answer') {
      if (signalingState !== 'have-local-offer') return;
      await this.pc.setRemoteDescription({ type, sdp });
      this.#settled = true;
      return;
    }
    const collision = signalingState !== 'stable';
    if (collision && !this.#polite) return;
    try {
      await this.pc.setRemoteDescription({ type, sdp });
    } catch (cause) {
      if (!this.#settled) this.#events?.refused();
      throw cause;
    }
    if (!this.#settled) {
      this.lines.adopt();
      this.channels.open();
    }
    await this.#describe();
    this.#settled = true;
  }

  async #takeCandidates({ list, end }: Omit<SignalOf<'candidates'>, 'connection'>): Promise<void> {
    for (const candidate of list) await this.#addCandidate(candidate);
    if (end) await this.#addCandidate(undefined);
  }

  /** Candidates of an offer that was ignored or superseded fit no description: they are meant to fail. */
  async #addCandidate(candidate: SignalOf<'candidates'>['list'][number] | undefined): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate as RTCIceCandidateInit | undefined);
    } catch {}
  }

  #send(signal: ConnectionSignal): void {
    if (this.#events) this.#events.signal(signal);
    else this.#unsent.push(signal);
  }
}
