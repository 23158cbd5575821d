// Signalling: the room's roll-call and the sealed correspondence with every peer, on top of a Bus. It opens,
// checks, orders and counts; what signals mean is left to the mesh.

import { type Bytes, base64url, sha256 } from '../protocol/bytes.ts';
import { Channel } from '../protocol/channel.ts';
import { type Envelope, MAX_WIRE_BYTES, parseEnvelope } from '../protocol/envelope.ts';
import { openHello, sealHello } from '../protocol/hello.ts';
import { type Identity, idOf, type RemoteIdentity } from '../protocol/identity.ts';
import type { Room } from '../protocol/room-keys.ts';
import type { Hello, Signal } from '../protocol/signals.ts';
import { goneTopic, inboxTopic, roomTopic } from '../protocol/topics.ts';
import { Queue } from '../queue.ts';
import type { Bus } from '../transport/bus.ts';
import { Correspondent, type CorrespondentContext } from './correspondent.ts';
import type { OwnWill } from './own-will.ts';
import { Throttle } from './throttle.ts';

/** Hellos and openings of people not yet known that are tried in a second, all together. */
const STRANGERS_PER_SECOND = 20;
/** People who said hello and of whom nothing has opened yet; the oldest goes first. */
const MAX_STRANGERS = 32;
/** What is larger is nobody's will. */
const MAX_WILL_BYTES = 64;

/** Where what was heard goes. */
export interface SignallingEvents {
  /** Somebody is in the room, or claims to be. */
  hello(from: Correspondent, hello: Hello): void;
  /** Authentic, in order, each once. */
  signals(from: Correspondent, signals: readonly Signal[]): void;
  /** The broker lost the peer. */
  gone(from: Correspondent): void;
  /** A signal is lost for good. */
  lost(from: Correspondent): void;
  /** It floods us and was dropped. */
  flooded(from: Correspondent): void;
  /** Somebody speaks a later major version. Told once. */
  newer(): void;
}

/** What was dropped in silence, by reason. */
export type Dropped = Record<
  'oversized' | 'malformed' | 'newer' | 'unopened' | 'unparsed' | 'unknown' | 'excess',
  number
>;

export interface SignallingOptions {
  readonly identity: Identity;
  readonly bus: Bus;
  readonly prefix: string;
  readonly room: Room;
  readonly will: OwnWill;
  readonly events: SignallingEvents;
}

export class Signalling {
  readonly dropped: Dropped = {
    oversized: 0,
    malformed: 0,
    newer: 0,
    unopened: 0,
    unparsed: 0,
    unknown: 0,
    excess: 0,
  };
  readonly #options: SignallingOptions;
  readonly #correspondents = new Map<string, Correspondent>();
  readonly #superseded = new Set<string>();
  readonly #strangers = new Throttle(STRANGERS_PER_SECOND);
  /** Strangers whose one opening has been tried: every further one costs again. */
  readonly #tried = new WeakSet<Correspondent>();
  readonly #arriving = new Queue();
  readonly #willHashes = new Map<string, string>();
  readonly #stops: (() => void)[] = [];
  readonly #goneStops = new Map<string, () => void>();
  #helloNumber = 0;
  #closed = false;

  constructor(options: SignallingOptions) {
    this.#options = options;
  }

  /** Listens to the inbox and the room. Resolves when the broker knows. */
  async enter(): Promise<void> {
    const { bus, prefix, identity, room } = this.#options;
    const stops = await Promise.all([
      bus.subscribe(inboxTopic(prefix, identity.id), (_, bytes) => this.receive(bytes)),
      bus.subscribe(roomTopic(prefix, room.tag), (_, bytes) => this.receive(bytes)),
    ]);
    if (this.#closed) for (const stop of stops) stop();
    else this.#stops.push(...stops);
  }

  /** Says hello to the room. Resolves when the broker has it. */
  async sayHello(hello: Hello): Promise<void> {
    const { bus, prefix, identity, room } = this.#options;
    const bytes = await sealHello(identity, ++this.#helloNumber, hello, room, prefix);
    if (!this.#closed) await bus.publish(roomTopic(prefix, room.tag), bytes);
  }

  /** Tells everybody who knows us the hash of the will that the next connection to the broker will have. */
  async announceWill(): Promise<void> {
    const known = [...this.#correspondents.values()].filter(each => each.authenticated);
    await Promise.all(known.map(each => each.send([this.#options.will.signal])));
  }

  /** Takes in a message, from the broker or from data channel 0. Never throws. */
  receive(message: Uint8Array): void {
    if (message.length > MAX_WIRE_BYTES) {
      this.dropped.oversized++;
      return;
    }
    const envelope = parseEnvelope(message.slice() as Bytes);
    if (!envelope) this.dropped.malformed++;
    else if (envelope === 'newer') this.#receiveNewer();
    else if (envelope.form === 'hello' || envelope.form === 'sealedHello') {
      // Where the browser has no connection left to answer with, the hello is one too many.
      this.#receiveHello(envelope).catch(() => this.dropped.excess++);
    } else void this.#arriving.run(() => this.#receiveEnvelope(envelope));
  }

  /**
   * Ends the correspondence; with `for-good`, that page load is never listened to again. Nor is it where something
   * of it has opened: with its window gone, the same would open a second time.
   */
  forget(correspondent: Correspondent, until?: 'for-good'): void {
    const key = keyOf(correspondent.remote);
    correspondent.close();
    if (this.#correspondents.get(key) === correspondent) this.#correspondents.delete(key);
    if (until || correspondent.authenticated) this.#superseded.add(key);
    this.#willHashes.delete(key);
    this.#watchGone(correspondent.remote.id);
  }

  /** Stops listening and forgets everybody. */
  close(): void {
    this.#closed = true;
    for (const correspondent of this.#correspondents.values()) correspondent.close();
    this.#correspondents.clear();
    for (const stop of [...this.#stops.splice(0), ...this.#goneStops.values()]) stop();
    this.#goneStops.clear();
  }

  async #receiveHello(envelope: Extract<Envelope, { form: 'hello' | 'sealedHello' }>): Promise<void> {
    const { identity, room, prefix, events } = this.#options;
    const heard = await openHello(envelope, room, prefix);
    if (!heard) {
      this.dropped.unopened++;
      return;
    }
    const { remote } = heard;
    if (this.#closed || remote.id === identity.id) return;
    const correspondent = this.#correspondents.get(keyOf(remote)) ?? this.#admit(remote);
    if (!correspondent) return;
    // A recording says nothing new. Where there is no seal, a forger would take any number, and leave the others none.
    if (room.keys && heard.number <= correspondent.helloNumber) {
      this.dropped.unopened++;
      return;
    }
    correspondent.helloNumber = heard.number;
    events.hello(correspondent, heard.hello);
  }

  #receiveNewer(): void {
    if (this.dropped.newer++ === 0) this.#options.events.newer();
  }

  /** Finds out whose an envelope is. One after another: a sealed one may come right behind its opening. */
  async #receiveEnvelope(envelope: Extract<Envelope, { form: 'opening' | 'sealed' }>): Promise<void> {
    if (envelope.form === 'sealed') {
      const known = this.#correspondents.get(keyOf(envelope));
      if (known) void known.receive(envelope);
      else this.dropped.unknown++;
      return;
    }
    const { publicKey, session } = envelope;
    const remote = { id: await idOf(publicKey), publicKey, session };
    const known = this.#correspondents.get(keyOf(remote));
    if (known && this.#tried.has(known) && !known.opened && !this.#mayTry()) return;
    const correspondent = known ?? this.#admit(remote);
    if (!correspondent) return;
    this.#tried.add(correspondent);
    void correspondent.receive(envelope);
  }

  /** An opening costs much more to try than to forge. */
  #mayTry(): boolean {
    if (this.#strangers.take(performance.now())) return true;
    this.dropped.excess++;
    return false;
  }

  /** Begins a correspondence, unless there were too many beginnings of late. */
  #admit(remote: RemoteIdentity): Correspondent | undefined {
    const { identity, prefix, room } = this.#options;
    const key = keyOf(remote);
    if (this.#closed) return undefined;
    if (this.#superseded.has(key) || remote.id === identity.id) {
      this.dropped.unknown++;
      return undefined;
    }
    if (!this.#mayTry()) return undefined;
    this.#makeRoomForStranger();
    const channel = new Channel(identity, remote, prefix, room.keys?.psk);
    const correspondent = new Correspondent(remote, channel, this.#context);
    this.#correspondents.set(key, correspondent);
    return correspondent;
  }

  #makeRoomForStranger(): void {
    const strangers = [...this.#correspondents.values()].filter(each => !each.authenticated);
    const oldest = strangers[0];
    if (!oldest || strangers.length < MAX_STRANGERS) return;
    this.dropped.excess++;
    this.#options.events.flooded(oldest);
    this.forget(oldest);
  }

  readonly #context: CorrespondentContext = {
    publish: (remote, bytes) => {
      const { bus, prefix } = this.#options;
      // A bus that is closed before it could publish has nobody left to tell.
      return bus.publish(inboxTopic(prefix, remote.id), bytes).catch(() => {});
    },
    signals: (from, signals) => {
      for (const signal of signals) if (signal.kind === 'will') this.#noteWill(from, signal.hash);
      this.#options.events.signals(from, signals);
    },
    lost: from => this.#options.events.lost(from),
    flooded: from => {
      this.dropped.excess++;
      this.#options.events.flooded(from);
      this.forget(from);
    },
    dropped: why => {
      this.dropped[why]++;
    },
  };

  #noteWill(from: Correspondent, hash: string): void {
    this.#willHashes.set(keyOf(from.remote), hash);
    this.#watchGone(from.remote.id);
  }

  /** Listens to a peer's will for as long as there is a page load of it that told its hash. */
  #watchGone(id: string): void {
    const { bus, prefix } = this.#options;
    const wanted = [...this.#correspondents.values()].some(
      each => each.remote.id === id && this.#willHashes.has(keyOf(each.remote)),
    );
    const stop = this.#goneStops.get(id);
    if (wanted && !stop) {
      let stopped = false;
      let end: (() => void) | undefined;
      this.#goneStops.set(id, () => {
        stopped = true;
        end?.();
      });
      bus
        .subscribe(goneTopic(prefix, id), (_, payload) => void this.#heardGone(id, payload))
        .then(
          stop => {
            end = stop;
            if (stopped) stop();
          },
          () => {},
        );
    } else if (!wanted && stop) {
      stop();
      this.#goneStops.delete(id);
    }
  }

  async #heardGone(id: string, payload: Uint8Array): Promise<void> {
    if (payload.length > MAX_WILL_BYTES) {
      this.dropped.oversized++;
      return;
    }
    const hash = await sha256(payload.slice() as Bytes);
    const gone = [...this.#correspondents.values()].find(
      each => each.remote.id === id && this.#willHashes.get(keyOf(each.remote)) === base64url(hash),
    );
    if (gone) this.#options.events.gone(gone);
    else this.dropped.unopened++;
  }
}

function keyOf(remote: { id: string; session: Bytes }): string {
  return `${remote.id}/${base64url(remote.session)}`;
}
