// The calls of an agent beside each other: one is spoken in, the others are on hold, without the agent's sound and
// picture, and are written in. What was on comes back with the call.

import type { Call } from '../session/call.ts';
import { watchCall } from './support-stage.ts';

interface Held {
  readonly microphone: boolean;
  readonly camera: boolean;
}

export class DeskCalls {
  readonly #changed: () => void;
  readonly #watched = new Map<Call, () => void>();
  /** What was on in the calls that are on hold. */
  readonly #held = new Map<Call, Held>();
  /** So many messages of each have been before somebody's eyes. */
  readonly #read = new Map<Call, number>();
  #calls: ReadonlyMap<string, Call> = new Map();
  #front: Call | undefined;

  /** `changed`: one of them has. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The one that is spoken in. */
  get front(): Call | undefined {
    return this.#front;
  }

  /** These are the calls now. A new one is spoken in. */
  set(calls: ReadonlyMap<string, Call>): void {
    const all = new Set(calls.values());
    for (const [call, stop] of this.#watched)
      if (!all.has(call)) {
        stop();
        for (const map of [this.#watched, this.#held, this.#read]) map.delete(call);
      }
    const added = [...all].filter(call => !this.#watched.has(call));
    for (const call of added)
      this.#watched.set(
        call,
        watchCall(call, () => this.#heard(call)),
      );
    this.#calls = calls;
    const gone = this.#front && !all.has(this.#front);
    const next = added.at(-1) ?? (gone ? [...all].at(-1) : this.#front);
    this.#turnTo(next);
  }

  /** Speaks in the call of this ticket. */
  speakIn(ticket: string): void {
    this.#turnTo(this.#calls.get(ticket));
    this.#changed();
  }

  isHeld(call: Call): boolean {
    return call !== this.#front;
  }

  /** How many messages have come to a call on hold. */
  unread(call: Call): number {
    return messagesOf(call) - (this.#read.get(call) ?? 0);
  }

  #heard(call: Call): void {
    if (call === this.#front) this.#read.set(call, messagesOf(call));
    this.#changed();
  }

  #turnTo(call: Call | undefined): void {
    const before = this.#front;
    if (call === before) return;
    this.#front = call;
    if (before && this.#watched.has(before)) this.#hold(before);
    if (!call) return;
    this.#read.set(call, messagesOf(call));
    const { microphone, camera } = this.#held.get(call) ?? {};
    this.#held.delete(call);
    if (microphone) void call.media.setMicrophone(true);
    if (camera) void call.media.setCamera(true);
  }

  #hold(call: Call): void {
    const { audio, video } = call.media.wanted;
    const [microphone, camera] = [audio === 'on', video === 'on'];
    this.#held.set(call, { microphone, camera });
    if (microphone) void call.media.setMicrophone(false);
    if (camera) void call.media.setCamera(false);
  }
}

/** Of others. */
function messagesOf(call: Call): number {
  return call.state.value.messages.filter(({ self }) => !self).length;
}
