// The state of a call: one immutable value, and the pure reducer that is the only way to a new one. It knows
// nothing of how things come to pass.

import type { RtcError } from '../errors.ts';

/** What an element reflects as its `state`. */
export type CallStatus =
  | 'idle'
  | 'lobby'
  | 'joining'
  | 'waiting'
  | 'connected'
  | 'reconnecting'
  | 'left'
  | 'failed';

/** Whether a kind of medium is live, or not. */
export interface MediaFlags {
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
}

/** How the connection with a participant stands. */
export type Link = 'connecting' | 'connected' | 'unstable' | 'reconnecting' | 'changing-page';

/** A person in the call, oneself included. */
export interface Participant extends MediaFlags {
  readonly id: string;
  /** The name they gave; empty where they gave none. Untrusted text. */
  readonly name: string;
  readonly self: boolean;
  readonly speaking: boolean;
  /** 0 (unusable) to 1 (perfect). */
  readonly quality: number;
  /** Whether the safety code was compared with them. */
  readonly verified: boolean;
  readonly link: Link;
  /** Microphone and camera, and the shared screen; tracks come and go inside the same stream. */
  readonly stream: MediaStream;
  readonly screenStream: MediaStream;
}

/** A line of text over data channel 1. */
export interface ChatMessage {
  /** Unique in the call: the sender's id and number. */
  readonly id: string;
  readonly from: string;
  readonly name: string;
  /** Untrusted text, at most 4,000 characters. */
  readonly text: string;
  /** Milliseconds since 1970, by this side's clock. */
  readonly at: number;
  readonly self: boolean;
}

export interface CallState {
  readonly status: CallStatus;
  /** Oneself first, then the others in the order in which they came. */
  readonly participants: readonly Participant[];
  readonly messages: readonly ChatMessage[];
  /** What keeps the call from working, or what ended it. */
  readonly error?: RtcError;
  /** Waiting, nobody has been heard for 10 s: the link may be wrong. */
  readonly nobodyHere: boolean;
}
