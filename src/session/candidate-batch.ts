// Candidates come in a burst and then singly: they are sent in a few batches, the last of which says so.

import type { SignalOf } from '../protocol/signals.ts';

/** How long each batch is gathered, in milliseconds; the last repeats. */
const BATCH_MS = [20, 50, 100, 200];

export interface Batch {
  list: SignalOf<'candidates'>['list'];
  end?: boolean;
}

export class CandidateBatch {
  readonly #send: (batch: Batch) => void;
  #list: Batch['list'] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #batches = 0;

  constructor(send: (batch: Batch) => void) {
    this.#send = send;
  }

  /** Takes one in; null says that there will be no more (RTCPeerConnectionIceEvent.candidate). */
  add(candidate: RTCIceCandidate | null): void {
    if (!candidate) {
      this.#flush(true);
      return;
    }
    // An empty candidate ends one generation of gathering (RFC 8838 §8.2); the null after it says so for all.
    if (candidate.candidate === '') return;
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    this.#list.push({
      candidate: candidate.candidate,
      // One of the two names the line (RTCIceCandidateInit).
      ...(sdpMid === null ? { sdpMLineIndex: sdpMLineIndex ?? 0 } : { sdpMid }),
      ...(usernameFragment && { usernameFragment }),
    });
    const after = BATCH_MS[Math.min(this.#batches, BATCH_MS.length - 1)];
    this.#timer ??= setTimeout(() => this.#flush(false), after);
  }

  /** Forgets what waits to be sent: it went another way. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#list = [];
  }

  #flush(end: boolean): void {
    const list = this.#list;
    this.clear();
    this.#batches++;
    this.#send(end ? { list, end } : { list });
  }
}
