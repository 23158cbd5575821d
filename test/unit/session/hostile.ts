// What a member with all the keys may seal in malice or by mistake.

import fc from 'fast-check';

const GOOD: readonly object[] = [
  { kind: 'about', name: 'Mallory', audio: true, video: true, screen: true },
  { kind: 'will', hash: 'h'.repeat(43) },
  { kind: 'description', connection: 2, type: 'offer', sdp: 'v=0\r\n' },
  { kind: 'description', connection: 1, type: 'answer', sdp: 'v=0\r\n' },
  { kind: 'candidates', connection: 2, list: [{ candidate: 'candidate:1', sdpMid: '0' }], end: true },
  { kind: 'switched', connection: 2 },
  { kind: 'resend', from: 1 },
  { kind: 'safety', step: 'commit', value: 'A'.repeat(43) },
  { kind: 'safety', step: 'answer', value: 'A'.repeat(43) },
  { kind: 'safety', step: 'reveal', value: 'A'.repeat(43) },
  { kind: 'ping', highest: 1 },
  { kind: 'pong', highest: 1 },
];

/** A key that objects have by birth is one of their own here, as JSON makes it. */
const born: fc.Arbitrary<unknown> = fc
  .constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty')
  .map(key => JSON.parse(`{"${key}":{"polluted":true,"kind":"full","connection":1}}`));

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1.5,
    1e308,
    2 ** 32,
    [],
    {},
    [[[[]]]],
    '\u0000',
    '<b>x</b>',
  ),
  fc.constantFrom(250_000, 201, 2001).map(length => 'x'.repeat(length)),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'offer', 'rollback', 'full'),
  fc.integer({ min: 3, max: 300 }).map(depth => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
  fc.jsonValue({ maxDepth: 3 }),
  born,
);

const bent = fc.tuple(fc.constantFrom(...GOOD), fc.nat(6), odd).map(([signal, at, value]) => {
  const keys = Object.keys(signal);
  return { ...signal, [keys[at % keys.length] ?? 'kind']: value };
});

/** The content of an envelope. Not `resend` in earnest, which is answered, and no `bye`. */
export const hostileContent: fc.Arbitrary<unknown> = fc.oneof(
  fc.array(fc.oneof(bent, odd, born), { minLength: 1, maxLength: 5 }),
  fc.array(bent, { minLength: 1, maxLength: 1 }),
  fc.integer({ min: 17, max: 3000 }).map(length => Array(length).fill(GOOD[0])),
  odd,
);
