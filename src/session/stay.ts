// One stay in a room, from the first preparation until everything of it has ended: identity, broker, mesh, begun
// side by side. A call that is joined again has a new one.

import { RtcError } from '../errors.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { createIdentity } from '../protocol/identity.ts';
import { openRoom } from '../protocol/room-keys.ts';
import type { Bus, BusState } from '../transport/bus.ts';
import { CredentialsSource } from '../transport/credentials.ts';
import type { CompleteCallOptions } from './call-options.ts';
import type { ConnectionSettings } from './connection.ts';
import { type About, Mesh, type MeshEvents } from './mesh.ts';
import { OwnWill } from './own-will.ts';
import { SafetyCodes } from './safety-codes.ts';

/** What is there once keys are made. */
interface Parts {
  readonly id: string;
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
  about(): About;
}

export class Stay {
  readonly #options: StayOptions;
  readonly #parts: Promise<Parts>;
  readonly #stops: (() => void)[] = [];
  #bus: Bus | undefined;
  #mesh: Mesh | undefined;
  #safety: SafetyCodes | undefined;
  #certificate: RTCCertificate | undefined;
  #credentials: CredentialsSource | undefined;
  #wasConnected = false;
  #left = false;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#parts = this.#open();
    // Whoever waits for the parts is told; a stay that was only prepared has nobody who waits.
    this.#parts.catch(() => {});
  }

  /** Undefined until keys are made. */
  get mesh(): Mesh | undefined {
    return this.#mesh;
  }

  get safety(): SafetyCodes | undefined {
    return this.#safety;
  }

  /** Goes into the room. Resolves with the peer's own id when the broker has told the room. */
  async join(named: (id: string) => void): Promise<void> {
    const { id, mesh, credentials } = await this.#parts;
    if (this.#left) return;
    named(id);
    // TURN servers may come with the credentials; the broker waits for these anyway.
    const asks = this.#options.call.credentials?.url ?? this.#options.call.credentials?.ask;
    if (asks) await credentials.get().catch(() => undefined);
    if (!this.#left) await mesh.join();
  }

  /** Says goodbye and ends everything. Resolves when nothing is left. */
  async leave(): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    for (const stop of this.#stops.splice(0)) stop();
    await this.#parts.catch(() => undefined);
    const goodbyes = this.#mesh?.leave();
    // A broker that is away gets no goodbye: the connections that close tell enough.
    if (this.#bus?.state.value.status === 'connected') await goodbyes;
    this.#mesh?.close();
    await this.#bus?.close();
  }

  /** What can be done in the moment in which a page goes away: nothing that takes a turn of the event loop. */
  abandon(): void {
    if (this.#left) return;
    this.#left = true;
    for (const stop of this.#stops.splice(0)) stop();
    // Goodbyes go over the data channels; the sealed ones for the broker are too late here.
    void this.#mesh?.leave();
    this.#mesh?.close();
    this.#bus?.abandon();
  }

  async #open(): Promise<Parts> {
    const { call, events, media } = this.#options;
    const certificate = makeCertificate();
    const opening = openRoom(call.room, call.secret || undefined);
    const identity = await createIdentity();
    const will = new OwnWill(call.topic, identity.id);
    const credentials = new CredentialsSource(call.credentials ?? {}, identity.id);
    const bus = call.createBus({
      brokers: call.brokers,
      credentials,
      will: async () => {
        const renewed = await will.renew();
        await this.#mesh?.announceWill();
        return renewed;
      },
    });
    this.#bus = bus;
    this.#credentials = credentials;
    if (!this.#left) bus.connect();
    const room = await opening;
    this.#certificate = await certificate;
    const safety = new SafetyCodes(identity, {
      changed: peer => events.changed(peer),
      failed: error => events.trouble(error),
      dropped: () => {
        mesh.dropped.excess++;
      },
    });
    const mesh: Mesh = new Mesh({
      identity,
      bus,
      prefix: call.topic,
      room,
      will,
      maxParticipants: call.maxParticipants ?? 9,
      events: {
        ...events,
        safety: (peer, signal) => safety.handle(peer, signal),
        left: (peer, reason) => {
          safety.left(peer);
          events.left(peer, reason);
        },
      },
      settings: () => this.#settings(),
      about: () => this.#options.about(),
    });
    this.#mesh = mesh;
    this.#safety = safety;
    this.#stops.push(() => safety.close());
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
    return { id: identity.id, bus, mesh, credentials };
  }

  /** Those that the page names and those that came with the credentials. */
  get iceServers(): RTCIceServer[] {
    return [...this.#options.iceServers(), ...(this.#credentials?.latest.value?.iceServers ?? [])];
  }

  #settings(): ConnectionSettings {
    const configuration: RTCConfiguration = {
      iceServers: this.iceServers,
      iceTransportPolicy: this.#options.call.relayOnly ? 'relay' : 'all',
      ...(this.#certificate && { certificates: [this.#certificate] }),
    };
    return { configuration, tracks: this.#options.media.state.value.tracks };
  }

  #busChanged({ status, error }: BusState): void {
    if (this.#left) return;
    this.#options.events.trouble(status === 'connected' ? undefined : error);
    if (status !== 'connected') return;
    // Closed while it waits, the bus rejects: then nobody needs to be told.
    if (this.#wasConnected) this.#mesh?.returned().catch(() => {});
    this.#wasConnected = true;
  }
}

/** ECDSA P-256, as every browser makes it by default; made once, so that all connections show one fingerprint. */
function makeCertificate(): Promise<RTCCertificate> {
  return RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams);
}

/** Throws where the browser can't make connections, or not with these servers. */
export function checkWebRtc(iceServers: readonly RTCIceServer[]): void {
  if (typeof RTCPeerConnection === 'undefined' || !globalThis.crypto?.subtle) {
    throw new RtcError('webrtc-unavailable', 'No RTCPeerConnection or no Web Crypto: not a secure context?');
  }
  try {
    new RTCPeerConnection({ iceServers: [...iceServers] }).close();
  } catch (cause) {
    throw new RtcError('ice-servers-invalid', 'The browser takes these ICE servers not.', cause);
  }
}
