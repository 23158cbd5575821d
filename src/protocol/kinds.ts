// Lists of a desk's signals, as every sealed content is one: the function that lets them in, made from a table of kinds
// and their fields. Which kinds there are is told by whoever has the table. (A room has one table only: signals.ts.)

import { type Of, oneOf, record, type Shape } from './shape.ts';

/** Kinds, and the fields of each. */
type Kinds = Readonly<Record<string, Shape<object>>>;
/** A signal of one of the kinds. */
export type SignalIn<K extends Kinds> = { [Each in keyof K]: { kind: Each } & Of<K[Each]> }[keyof K];

/** At most this many signals in one envelope: so much is acted on at a time. */
const MAX_SIGNALS = 16;

/** What is known and well-formed of a list; `ignored` counts the rest: newer versions may send kinds unknown here. */
export interface Parsed<S> {
  readonly signals: S[];
  readonly ignored: number;
}

/**
 * Makes the function that reads a list: it gives back signals of these kinds and of the right shape, unknown fields
 * left out; undefined where it isn't a list at all.
 */
export function parserOf<K extends Kinds>(kinds: K) {
  const kindOf = record({ kind: oneOf(...(Object.keys(kinds) as (keyof K & string)[])) });
  const parse = (content: unknown): SignalIn<K>[] => {
    const kind = kindOf(content)?.kind;
    const fields = kind && kinds[kind]?.(content);
    return fields ? [{ kind, ...fields } as SignalIn<K>] : [];
  };
  return (content: unknown): Parsed<SignalIn<K>> | undefined => {
    if (!Array.isArray(content) || content.length > MAX_SIGNALS) return undefined;
    const signals = content.flatMap(parse);
    return { signals, ignored: content.length - signals.length };
  };
}
