// The messages between two peers, and the one function that lets them in: everything that was sealed in an
// envelope is `unknown` until `parseSignals` has passed it.

import { displayName } from './display-name.ts';
import { flag, list, type Of, oneOf, optional, record, type Shape, text, whole } from './shape.ts';

/** Numbers connections of a pair of page loads; the first is 1. */
const connection = whole(1);
/** Large enough for the description of nine simulcast lines, small enough to hold no browser up. */
const sdp = text(200_000);

const candidate = record({
  candidate: text(2000),
  sdpMid: optional(text(64)),
  sdpMLineIndex: optional(whole(0, 0xffff)),
  usernameFragment: optional(text(256)),
});

/** The fields of each kind. */
const KINDS = {
  /** `recording`: of the sender's own, if any; `consent`: its answer to the receiver's. */
  about: record({
    name: displayName,
    audio: flag,
    video: flag,
    screen: flag,
    recording: optional(oneOf('asking', 'ask', 'notify')),
    consent: optional(oneOf('told', 'agreed', 'refused')),
  }),
  /** base64url(SHA-256) of what this peer's will consists of. */
  will: record({ hash: text(43) }),
  description: record({ connection, type: oneOf('offer', 'answer'), sdp }),
  candidates: record({ connection, list: list(candidate, 100), end: optional(flag) }),
  switched: record({ connection }),
  resend: record({ from: whole(1) }),
  bye: record({ reason: optional(text(32)) }),
  full: record({}),
  /** `value`, in base64url: a commitment, the nonce in answer to it, the nonce that it was made of. */
  safety: record({ step: oneOf('commit', 'answer', 'reveal'), value: text(43) }),
  /** `highest` is the number of the envelope that carries it, or of one sent before. */
  ping: record({ highest: whole(0) }),
  pong: record({ highest: whole(0) }),
} satisfies Record<string, Shape<object>>;

type Kinds = typeof KINDS;
/** A signal of one kind. */
export type SignalOf<K extends keyof Kinds> = { [Each in K]: { kind: Each } & Of<Kinds[Each]> }[K];
/** One signal between two peers; see docs/protocol.md for each kind. */
export type Signal = SignalOf<keyof Kinds>;

const hello = record({ offer: optional(sdp) });

/** What a `hello` says besides who sends it. */
export type Hello = Of<typeof hello>;

/** At most this many signals in one envelope: so much is acted on at a time. */
const MAX_SIGNALS = 16;

/**
 * The signals of an opened envelope: those of a known kind and right shape, unknown fields left out. Undefined
 * where it isn't a list at all. `ignored` counts the others: newer versions may send kinds that this one lacks.
 */
export function parseSignals(content: unknown): { signals: Signal[]; ignored: number } | undefined {
  if (!Array.isArray(content) || content.length > MAX_SIGNALS) return undefined;
  const signals = content.flatMap(each => parseSignal(each) ?? []);
  return { signals, ignored: content.length - signals.length };
}

/** What a `hello` says, or undefined where it is not of that shape. */
export const parseHello: Shape<Hello> = hello;

const kindOf = record({ kind: oneOf(...(Object.keys(KINDS) as (keyof Kinds)[])) });

function parseSignal(content: unknown): Signal | undefined {
  const kind = kindOf(content)?.kind;
  const fields = kind && KINDS[kind](content);
  return fields && ({ kind, ...fields } as Signal);
}
