// Whether one peer lives: what shows it, and what follows from silence. What is to be done then is recovery's
// decision; doing it is the peer's.

import type { Link } from './call-state.ts';
import type { Connection } from './connection.ts';
import {
  type Action,
  broken,
  type Decision,
  decide,
  firstVitals,
  heard,
  late,
  linkOf,
  outlived,
  type Vitals,
} from './recovery.ts';

/** What every connection says twice a second over channel 2, by what a `PageSight` tells. */
const BEATS = ['beat', 'unseen beat', 'slow beat', 'slow unseen beat'] as const;
/** 1: nobody looks at the pictures that come over it; 2: the timers run once a second. Both may be. */
export type PageSight = 0 | 1 | 2 | 3;
/** Older beats prove nothing: then the browser is asked for the last packet. In milliseconds. */
const BEAT_MS = 700;

export interface LifelineContext {
  connections(): readonly Connection[];
  reachable(): boolean;
  act(action: Action): void;
  /** Nobody looks at our pictures there any more, or somebody does again. */
  unseen(unseen: boolean): void;
  /** The link may be another one. */
  changed(): void;
}

export class Lifeline {
  readonly #context: LifelineContext;
  #vitals = firstVitals(performance.now());
  #link: Link = 'connecting';
  #unseen = false;
  #seen = true;

  constructor(context: LifelineContext) {
    this.#context = context;
  }

  /** How the connection with the peer stands. */
  get link(): Link {
    return this.#link;
  }

  /** Whether packets come, as far as is known; who has just woken does not know. */
  get flows(): boolean {
    return this.#link === 'connected' && !this.#vitals.hurried;
  }

  /** Something came over a connection; false where it says that it is a beat and is none. */
  heard(beat?: unknown): boolean {
    const kind = (BEATS as readonly unknown[]).indexOf(beat);
    this.#set(heard(this.#vitals, performance.now(), kind < 0 ? undefined : kind > 1));
    const unseen = kind % 2 === 1;
    if (kind >= 0 && this.#unseen !== unseen) {
      this.#unseen = unseen;
      this.#context.unseen(unseen);
    }
    return beat === undefined || kind >= 0;
  }

  /** Tells the peer that we live, and whether somebody looks at its pictures here: as before, if that is not said. */
  beat(sight: PageSight, seen = this.#seen): void {
    this.#seen = seen;
    const beat = BEATS[seen ? sight : ((sight | 1) as PageSight)];
    for (const { channels } of this.#context.connections()) channels.send(2, beat);
  }

  /** Looks for life, and does what is to be done about it. `lateMs`: for so long nothing could be seen. */
  async look(lateMs: number): Promise<void> {
    if (lateMs > 0) this.#set(late(this.#vitals, lateMs, performance.now()));
    else if (this.#vitals.hurried || performance.now() - this.#vitals.heardAt > BEAT_MS)
      await this.#lookAtPackets();
    this.#take(decide(this.#vitals, this.#context.reachable(), performance.now()));
  }

  /** Something has happened that says more of its life: an event of recovery.ts. */
  note(event: (vitals: Vitals, now: number) => Vitals): void {
    this.#set(event(this.#vitals, performance.now()));
  }

  /** A connection is of no use any more. */
  broken(): void {
    this.#take(broken(this.#vitals, performance.now()));
  }

  async #lookAtPackets(): Promise<void> {
    const connections = this.#context.connections();
    for (const connection of connections) connection.seek();
    const ages = await Promise.all(connections.map(({ pc }) => lastPacketAge(pc)));
    const age = Math.min(...ages);
    if (age < Number.POSITIVE_INFINITY && this.#vitals.connected) {
      this.#set(heard(this.#vitals, performance.now() - age));
    }
  }

  #take({ vitals, actions }: Decision): void {
    this.#set(vitals);
    for (const action of actions) this.#context.act(action);
  }

  #set(vitals: Vitals): void {
    const stale = outlived(this.#vitals, vitals);
    this.#vitals = vitals;
    if (stale) this.broken();
    const link = linkOf(vitals, performance.now());
    if (link === this.#link) return;
    this.#link = link;
    this.#context.changed();
  }
}

/** How long ago a connection brought its last packet, in milliseconds; ICE's own don't count. */
async function lastPacketAge(pc: RTCPeerConnection): Promise<number> {
  let age = Number.POSITIVE_INFINITY;
  // Of one that is closed Firefox may never answer.
  if (pc.signalingState === 'closed') return age;
  try {
    (await pc.getStats()).forEach(entry => {
      const { type, timestamp, lastPacketReceivedTimestamp: last } = entry;
      if (type === 'candidate-pair' && last > 0) age = Math.min(age, timestamp - last);
    });
  } catch {
    // Closed meanwhile.
  }
  return age;
}
