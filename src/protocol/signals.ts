// The messages between two peers, and the one function that lets them in: everything that was sealed in an
// envelope is `unknown` until `parseSignals` has passed it.

import * as v from 'valibot';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));
/** Numbers connections of a pair of sessions; the first is 1. */
const connection = v.pipe(count, v.minValue(1));
/** Large enough for the description of nine simulcast lines, small enough to hold no browser up. */
const sdp = text(200_000);

const candidate = v.object({
  candidate: text(2000),
  sdpMid: v.nullish(text(64)),
  sdpMLineIndex: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff))),
  usernameFragment: v.nullish(text(256)),
});

const signal = v.variant('kind', [
  v.object({
    kind: v.literal('about'),
    name: text(200),
    audio: v.boolean(),
    video: v.boolean(),
    screen: v.boolean(),
  }),
  /** base64url(SHA-256) of what this peer's will consists of. */
  v.object({ kind: v.literal('will'), hash: text(43) }),
  v.object({ kind: v.literal('description'), connection, type: v.picklist(['offer', 'answer']), sdp }),
  v.object({
    kind: v.literal('candidates'),
    connection,
    list: v.pipe(v.array(candidate), v.maxLength(100)),
    end: v.optional(v.boolean()),
  }),
  v.object({ kind: v.literal('switched'), connection }),
  v.object({ kind: v.literal('resend'), from: v.pipe(count, v.minValue(1)) }),
  v.object({ kind: v.literal('bye'), reason: v.optional(text(32)) }),
  v.object({ kind: v.literal('full') }),
  /** `highest` is the number of the envelope that carries it, or of one sent before. */
  v.object({ kind: v.literal('ping'), highest: count }),
  v.object({ kind: v.literal('pong'), highest: count }),
]);

/** One signal between two peers; see docs/protocol.md for each kind. */
export type Signal = v.InferOutput<typeof signal>;
/** A signal of one kind. */
export type SignalOf<K extends Signal['kind']> = Extract<Signal, { kind: K }>;

const hello = v.object({ offer: v.optional(sdp) });

/** What a `hello` says besides who sends it. */
export type Hello = v.InferOutput<typeof hello>;

/** At most this many signals in one envelope. */
const MAX_SIGNALS = 64;

/**
 * The signals of an opened envelope: those of a known kind and right shape, unknown fields left out. Undefined
 * where it isn't a list at all. `ignored` counts the others: newer versions may send kinds that this one lacks.
 */
export function parseSignals(content: unknown): { signals: Signal[]; ignored: number } | undefined {
  if (!Array.isArray(content) || content.length > MAX_SIGNALS) return undefined;
  const signals = content.flatMap(each => {
    const result = v.safeParse(signal, each);
    return result.success ? [result.output] : [];
  });
  return { signals, ignored: content.length - signals.length };
}

/** What a `hello` says, or undefined where it is not of that shape. */
export function parseHello(content: unknown): Hello | undefined {
  const result = v.safeParse(hello, content);
  return result.success ? result.output : undefined;
}
