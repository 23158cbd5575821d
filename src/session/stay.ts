// One stay in a room, from the first preparation until everything of it has ended: identity, broker, mesh, begun
// side by side. A call that is joined again has a new one.

import { RtcError } from '../errors.ts';
import { Lazy } from '../lazy.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { openRoom } from '../protocol/room-keys.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import type { SignalOf } from '../protocol/signals.ts';
import type { Bus, BusState } from '../transport/bus.ts';
import { CredentialsSource } from '../transport/credentials.ts';
import { APPOINTMENTS } from './appointments.ts';
import type { CompleteCallOptions } from './call-options.ts';
import type { ConnectionSettings } from './connection.ts';
import { type About, Mesh, type MeshEvents } from './mesh.ts';
import { makeCertificate, OwnIdentity } from './own-identity.ts';
import { OwnWill } from './own-will.ts';
import type { Peer } from './peer.ts';
import { dropNote, isFresh, readNote, type Wanted, writeNote } from './resume-note.ts';

/** What is there once keys are made. */
interface Parts {
  readonly own: OwnIdentity;
  readonly bus: Bus;
  readonly mesh: Mesh;
  readonly credentials: CredentialsSource;
}

export interface StayEvents extends Omit<MeshEvents, 'safety'> {
  /** What keeps us from the broker; undefined when that is over. */
  trouble(error: RtcError | undefined): void;
}

export interface StayOptions {
  readonly call: CompleteCallOptions;
  readonly media: LocalMedia;
  readonly events: StayEvents;
  iceServers(): readonly RTCIceServer[];
  about(id: string): About;
}

export class Stay {
  readonly #options: StayOptions;
  readonly #place: string;
  /** What the page before has left. */
  readonly #note: ReturnType<typeof readNote>;
  readonly #parts: Promise<Parts>;
  readonly #stops: (() => void)[] = [];
  #bus: Bus | undefined;
  #mesh: Mesh | undefined;
  #own: OwnIdentity | undefined;
  #certificate: RTCCertificate | undefined;
  #credentials: CredentialsSource | undefined;
  readonly #trouble: Partial<Record<'bus' | 'ice', RtcError | undefined>> = {};
  /** Looks after servers of which one has failed. */
  readonly #ice = new Lazy(async () => {
    const { IceWatch } = await import('./ice-trouble.ts');
    return new IceWatch({
      relayOnly: this.#options.call.relayOnly ?? false,
      servers: () => this.iceServers,
      apart: () => this.#mesh?.peers.some(({ link }) => link !== 'connected') ?? false,
      tell: ice => this.#tell({ ice }),
    });
  });
  /** There when somebody first asks for a code. */
  readonly #safety = new Lazy(async () => {
    const { SafetyCodes } = await import('./safety-codes.ts');
    const { own, mesh } = await this.#parts;
    return new SafetyCodes(own.identity, {
      ...this.#options.events,
      failed: error => this.#options.events.trouble(error),
      dropped: () => {
        mesh.dropped.excess++;
      },
    });
  });
  #wasConnected = false;
  #left = false;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#place = `${options.call.topic}/${options.call.room}`;
    this.#note = readNote(this.#place);
    this.#parts = this.#open();
    // Whoever waits for the parts is told; a stay that was only prepared has nobody who waits.
    this.#parts.catch(() => {});
  }

  /** Undefined until keys are made. */
  get mesh(): Mesh | undefined {
    return this.#mesh;
  }

  /** The safety code that was made with a peer. */
  safetyCodeWith(peer: Peer): SafetyCode | undefined {
    return this.#safety.value?.codeWith(peer);
  }

  /** Makes one with a peer. Rejects with an RtcError where the other side does not answer. */
  async requestSafetyCode(peer: Peer): Promise<SafetyCode> {
    const safety = await this.#safety.load();
    if (!safety || this.#left) throw new RtcError('safety-code-unanswered', 'There is no code.');
    return safety.request(peer);
  }

  /** How microphone and camera were wanted on the page before, where this is to go on with its call. */
  get goesOn(): Wanted | undefined {
    return this.#note && isFresh(this.#note) ? this.#note : undefined;
  }

  /** Whether this is the participant that the page before was; not so in a tab that was duplicated. */
  async resumes(): Promise<boolean> {
    const parts = await this.#parts.catch(() => undefined);
    if (!parts?.own.resumed) dropNote(this.#place);
    return parts?.own.resumed === true;
  }

  /** Goes into the room. Resolves with the peer's own id when the broker has told the room. */
  async join(named: (id: string) => void): Promise<void> {
    const { own, mesh, credentials } = await this.#parts;
    if (this.#left) return;
    named(own.identity.id);
    dropNote(this.#place);
    if (!APPOINTMENTS || !this.#options.call.footing) own.keep();
    // What was told before is forgotten by the join.
    this.#tell({});
    // TURN servers may come with the credentials; the broker waits for these anyway.
    const asks = this.#options.call.credentials?.url ?? this.#options.call.credentials?.ask;
    if (asks) await credentials.get().catch(() => undefined);
    if (!this.#left) await mesh.join();
  }

  /** Says goodbye and ends everything. Resolves when nothing is left. */
  async leave(): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    this.#stop();
    await this.#parts.catch(() => undefined);
    this.#own?.forget();
    const goodbyes = this.#mesh?.leave();
    // A broker that is away gets no goodbye: the connections that close tell enough.
    if (this.#bus?.state.value.status === 'connected') await goodbyes;
    this.#mesh?.close();
    if (!APPOINTMENTS || !this.#options.call.footing) await this.#bus?.close();
  }

  /**
   * What can be done in the moment in which a page goes away: nothing that takes a turn of the event loop. The next
   * page goes on with the call where it is told how.
   */
  abandon(wanted: Wanted | undefined): void {
    if (this.#left) return;
    this.#left = true;
    const shared = APPOINTMENTS && this.#options.call.footing;
    if (wanted && this.#own && !shared) writeNote(this.#place, this.#own.identity.id, wanted);
    this.#own?.release();
    this.#stop();
    void this.#mesh?.leave(true);
    this.#mesh?.close();
    if (!shared) this.#bus?.abandon();
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#safety.value?.close();
    this.#ice.value?.close();
  }

  async #open(): Promise<Parts> {
    const { call, events, media } = this.#options;
    const opening = openRoom(call.room, call.secret || undefined);
    const footing = APPOINTMENTS ? call.footing : undefined;
    const own = footing
      ? new OwnIdentity(footing.identity, makeCertificate(), () => {})
      : await OwnIdentity.open(this.#note?.id);
    const { identity } = own;
    this.#own = own;
    const will = footing?.will ?? new OwnWill(call.topic, identity.id);
    const credentials = footing?.credentials ?? new CredentialsSource(call.credentials ?? {}, identity.id);
    const bus =
      footing?.bus ??
      call.createBus({
        brokers: call.brokers,
        credentials,
        hurried: () => Boolean(this.#mesh?.peers.length),
        will: async () => {
          const renewed = await will.renew();
          await this.#mesh?.announceWill();
          return renewed;
        },
      });
    if (footing) {
      const renewed = () => this.#mesh?.announceWill();
      footing.willRenewed.add(renewed);
      this.#stops.push(() => footing.willRenewed.delete(renewed));
    }
    this.#bus = bus;
    this.#credentials = credentials;
    if (!this.#left) bus.connect();
    const room = await opening;
    this.#certificate = await own.certificate;
    const mesh: Mesh = new Mesh({
      identity,
      bus,
      prefix: call.topic,
      room,
      will,
      maxParticipants: call.maxParticipants ?? 9,
      events: {
        ...events,
        safety: (peer, signal) => void this.#compareCodes(peer, signal),
        left: (peer, reason) => {
          this.#safety.value?.left(peer);
          events.left(peer, reason);
        },
      },
      settings: () => this.#settings(),
      about: id => this.#options.about(id),
    });
    if (APPOINTMENTS) mesh.appointment = call.appointment;
    this.#mesh = mesh;
    this.#stops.push(
      bus.state.subscribe(state => this.#busChanged(state)),
      credentials.latest.subscribe(latest => latest?.iceServers && mesh.setIceServers(this.iceServers)),
      media.state.subscribe(({ tracks }) => {
        for (const slot of ['audio', 'video', 'screen', 'screenAudio'] as const)
          mesh.setTrack(slot, tracks[slot]);
        mesh.tellAbout();
      }),
    );
    this.#busChanged(bus.state.value);
    if (!this.#left) mesh.prepare();
    return { own, bus, mesh, credentials };
  }

  async #compareCodes(peer: Peer, signal: SignalOf<'safety'>): Promise<void> {
    // Offline, say: whoever asks hears nothing, and asks again.
    const safety = await this.#safety.load();
    if (this.#mesh?.peers.includes(peer)) safety?.handle(peer, signal);
  }

  /** Those that the page names and those that came with the credentials. */
  get iceServers(): RTCIceServer[] {
    return [...this.#options.iceServers(), ...(this.#credentials?.latest.value?.iceServers ?? [])];
  }

  #settings(): ConnectionSettings {
    const { relayOnly = false } = this.#options.call;
    const configuration: RTCConfiguration = {
      iceServers: this.iceServers,
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      ...(this.#certificate && { certificates: [this.#certificate] }),
    };
    const made = (pc: RTCPeerConnection) => {
      const watch = (failure?: RTCPeerConnectionIceErrorEvent) =>
        void this.#ice.load().then(ice => !this.#left && ice?.watch(pc, failure));
      pc.onicecandidateerror = watch;
      if (relayOnly) watch();
    };
    return { configuration, tracks: this.#options.media.state.value.tracks, made };
  }

  #busChanged({ status, error }: BusState): void {
    if (this.#left) return;
    this.#tell({ bus: status === 'connected' ? undefined : error });
    if (status !== 'connected') return;
    // Closed while it waits, the bus rejects: then nobody needs to be told.
    if (this.#wasConnected) this.#mesh?.returned().catch(() => {});
    this.#wasConnected = true;
  }

  #tell(trouble: Partial<Record<'bus' | 'ice', RtcError | undefined>>): void {
    Object.assign(this.#trouble, trouble);
    this.#options.events.trouble(this.#trouble.bus ?? this.#trouble.ice);
  }
}

/** Throws where the browser can't make connections, or not with these servers. */
export function checkWebRtc(iceServers: readonly RTCIceServer[]): void {
  if (typeof RTCPeerConnection === 'undefined' || !globalThis.crypto?.subtle) {
    throw new RtcError('webrtc-unavailable', 'No WebRTC: not a secure context.');
  }
  try {
    new RTCPeerConnection({ iceServers: [...iceServers] }).close();
  } catch (cause) {
    throw new RtcError('ice-servers-invalid', 'The browser refuses these ICE servers.', cause);
  }
}
