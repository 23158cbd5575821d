// The state of a call: one immutable value, and the pure reducer that is the only way to a new one. It knows
// nothing of how things come to pass.

import type { RtcError } from '../errors.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import type { Quality } from './quality.ts';

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

/** What one tells another about recordings. */
export interface RecordingNote {
  /** They record the call, or are `asking` whether they may: everybody has to agree, or is told only. */
  readonly recording?: 'asking' | 'ask' | 'notify';
  /** How they take it that this side records. */
  readonly consent?: 'told' | 'agreed' | 'refused';
}

/** A person in the call, oneself included. */
export interface Participant extends MediaFlags, RecordingNote {
  readonly id: string;
  /** The name they gave; empty where they gave none. Untrusted text. */
  readonly name: string;
  readonly self: boolean;
  readonly link: Link;
  /** Microphone and camera, and the shared screen; tracks come and go inside the same stream. */
  readonly stream: MediaStream;
  readonly screenStream: MediaStream;
  /** They speak at this moment, with the microphone on. */
  readonly speaking: boolean;
  /** How good the connection is; one's own is the worst of all. Absent where nothing is known of it. */
  readonly quality?: Quality;
  /** Whether the person at this end has compared the safety code and found it equal; remembered for the visit. */
  readonly verified: boolean;
  /** What both screens show alike, once either side has asked for it. */
  readonly safetyCode?: SafetyCode;
}

/** What is heard and measured of participants comes on ways of its own, beside all else that is known of them. */
export type Introduced = Omit<Participant, 'speaking' | 'quality'>;

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
  /** Of one's own: everybody who was there when it was sent has it, or has gone. Always true of others'. */
  readonly delivered: boolean;
}

export interface CallState {
  readonly status: CallStatus;
  /** Oneself first, then the others in the order in which they came. */
  readonly participants: readonly Participant[];
  readonly messages: readonly ChatMessage[];
  /** How many others were in the room when one came: what they wrote before is not to be had. */
  readonly joinedAmong: number;
  /** One speaks, and the microphone is off. */
  readonly mutedSpeaking: boolean;
  /** What keeps the call from working, or what ended it. */
  readonly error?: RtcError;
  /** Waiting, nobody has been heard for 10 s: the link may be wrong. */
  readonly nobodyHere: boolean;
  /** The ids of those who went without a goodbye and have not come back; the latest last. */
  readonly lost: readonly string[];
}

/** What happens to a call. */
export type CallEvent =
  | { readonly type: 'lobby' }
  | { readonly type: 'joining' }
  /** The room has heard us. */
  | { readonly type: 'joined' }
  /** `wasHere`: it was in the room when one came. */
  | { readonly type: 'participant'; readonly participant: Introduced; readonly wasHere?: boolean }
  | { readonly type: 'participant-left'; readonly id: string; readonly reason: 'bye' | 'gone' }
  /** Everybody who speaks now, by id; `muted`: oneself, unheard. */
  | { readonly type: 'speaking'; readonly ids: ReadonlySet<string>; readonly muted: boolean }
  /** All that is known of connections, by id. */
  | { readonly type: 'quality'; readonly of: ReadonlyMap<string, Quality> }
  | { readonly type: 'messages'; readonly messages: readonly ChatMessage[] }
  /** These of one's own have reached everybody. */
  | { readonly type: 'delivered'; readonly ids: readonly string[] }
  | { readonly type: 'nobody-here' }
  /** What a person should know of, or that it is over. The call goes on. */
  | { readonly type: 'trouble'; readonly error: RtcError | undefined }
  | { readonly type: 'left' }
  | { readonly type: 'failed'; readonly error: RtcError };

/** Lines of text that are kept; the oldest go first. */
const MAX_MESSAGES = 1000;
/** So many of those who were lost are remembered. */
const MAX_LOST = 50;

/** A call that nobody has joined. */
export const IDLE: CallState = Object.freeze({
  status: 'idle',
  participants: Object.freeze([]),
  messages: Object.freeze([]),
  joinedAmong: 0,
  nobodyHere: false,
  lost: Object.freeze([]),
  mutedSpeaking: false,
});

/** The state after an event; the same state where nothing changed. */
export function reduce(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case 'lobby':
      return state.status === 'idle' || state.status === 'joining'
        ? change(state, { status: 'lobby' })
        : state;
    case 'joining':
      return change(without(state, 'error'), {
        status: 'joining',
        messages: [],
        joinedAmong: 0,
        nobodyHere: false,
        lost: [],
      });
    case 'joined':
      return state.status === 'joining' ? derived(change(state, { status: 'waiting' })) : state;
    case 'participant':
      return placed(state, event.participant, event.wasHere);
    case 'participant-left':
      return derived(
        change(state, {
          participants: state.participants.filter(({ id }) => id !== event.id),
          lost: event.reason === 'gone' ? [...state.lost, event.id].slice(-MAX_LOST) : state.lost,
        }),
      );
    case 'speaking':
      return change(state, {
        mutedSpeaking: event.muted,
        participants: state.participants.map(each => withSpeaking(each, event.ids.has(each.id))),
      });
    case 'quality':
      return change(state, {
        participants: state.participants.map(each => withQuality(each, event.of.get(each.id))),
      });
    case 'messages':
      return change(state, { messages: [...state.messages, ...event.messages].slice(-MAX_MESSAGES) });
    case 'delivered':
      return change(state, { messages: state.messages.map(each => delivered(each, event.ids)) });
    case 'nobody-here':
      return state.status === 'waiting' ? change(state, { nobodyHere: true }) : state;
    case 'trouble':
      if (state.error === event.error) return state;
      return event.error ? change(state, { error: event.error }) : without(state, 'error');
    case 'left':
      return ended(state, { status: 'left' });
    case 'failed':
      return ended(state, { status: 'failed', error: event.error });
  }
}

/** Whether one is in the room or on the way into it. */
export function isInCall({ status }: CallState): boolean {
  return status === 'joining' || status === 'waiting' || status === 'connected' || status === 'reconnecting';
}

function change(state: CallState, fields: Partial<CallState>): CallState {
  return Object.freeze({ ...state, ...fields });
}

function without(state: CallState, key: 'error'): CallState {
  const { [key]: _, ...rest } = state;
  return Object.freeze(rest);
}

function ended(state: CallState, fields: Partial<CallState>): CallState {
  const participants = state.participants
    .filter(({ self }) => self)
    .map(each => withQuality(withSpeaking(each, false), undefined));
  return change(without(state, 'error'), {
    participants,
    nobodyHere: false,
    mutedSpeaking: false,
    ...fields,
  });
}

function delivered(message: ChatMessage, ids: readonly string[]): ChatMessage {
  return ids.includes(message.id) ? Object.freeze({ ...message, delivered: true }) : message;
}

function withSpeaking(participant: Participant, speaking: boolean): Participant {
  return participant.speaking === speaking ? participant : Object.freeze({ ...participant, speaking });
}

function withQuality(participant: Participant, quality: Quality | undefined): Participant {
  if (participant.quality === quality) return participant;
  const { quality: _, ...rest } = participant;
  return Object.freeze(quality ? { ...rest, quality } : rest);
}

function placed(state: CallState, introduced: Introduced, wasHere = false): CallState {
  const known = state.participants.find(({ id }) => id === introduced.id);
  const fresh: Participant = { ...introduced, speaking: (known?.speaking && introduced.audio) ?? false };
  const participant = withQuality(Object.freeze(fresh), known?.quality);
  if (known && isSame(known, participant)) return state;
  const joinedAmong = state.joinedAmong + (wasHere && !known ? 1 : 0);
  const participants = place(state.participants, participant);
  const lost = state.lost.filter(id => id !== participant.id);
  return derived(change(state, { participants, joinedAmong, lost }));
}

function isSame(a: Participant, b: Participant): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Participant>;
  return [...keys].every(key => a[key] === b[key]);
}

function place(participants: readonly Participant[], participant: Participant): readonly Participant[] {
  const others = participants.filter(({ id, self }) => id !== participant.id && !(self && participant.self));
  if (participant.self) return [participant, ...others];
  const at = participants.findIndex(({ id }) => id === participant.id);
  return at < 0 ? [...participants, participant] : participants.with(at, participant);
}

/** Inside a room the status follows from how the others are connected. */
function derived(state: CallState): CallState {
  if (!isInCall(state)) return state;
  const others = state.participants.filter(({ self }) => !self);
  const isLive = ({ link }: Participant) => ['connected', 'unstable', 'changing-page'].includes(link);
  if (others.some(isLive)) return settle(state, 'connected');
  if (others.some(({ link }) => link === 'reconnecting')) return settle(state, 'reconnecting');
  return state.status === 'joining' ? state : settle(state, 'waiting');
}

function settle(state: CallState, status: CallStatus): CallState {
  const nobodyHere = status === 'waiting' && state.nobodyHere;
  return change(state, { status, nobodyHere });
}
