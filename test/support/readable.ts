// Looks in what went over a broker for what must not be readable there.

import { inflateRawSync } from 'node:zlib';

/** What stands in every description or list of candidates. */
export const DESCRIPTION_WORDS: readonly string[] = [
  'v=0\r\n',
  'a=ice-ufrag',
  'ice-pwd',
  'fingerprint',
  'm=audio',
  'a=setup',
  'candidate:',
  'typ host',
  '"sdp"',
];

const LARGEST_INFLATED_BYTES = 1_048_576;
/** Random bytes often are a short deflated stream by accident; what says something is longer. */
const SHORTEST_INFLATED_BYTES = 24;

/**
 * Which of `words` can be read in `bytes`: as it is, in base64, deflated from any offset on, or one in the other;
 * fingerprints (`AB:CD:…`) in binary too. Upper and lower case are the same.
 */
export function readableIn(bytes: Buffer, words: readonly string[]): string[] {
  const views: Buffer[] = [bytes];
  for (const layer of [fromBase64, inflated, fromBase64, inflated]) {
    views.push(...views.flatMap(layer).filter(view => !views.some(known => known.equals(view))));
  }
  const texts = views.flatMap(view => [
    view.toString('latin1').toLowerCase(),
    view.toString('utf8').toLowerCase(),
    view.toString('utf16le').toLowerCase(),
    view.toString('hex'),
  ]);
  return words.filter(word => {
    const forms = [word.toLowerCase()];
    if (/^([0-9a-f]{2}:){15,}/i.test(word)) forms.push(word.replaceAll(':', '').toLowerCase());
    return forms.some(form => texts.some(text => text.includes(form)));
  });
}

/** What the runs of base64 (or base64url) in `bytes` stand for. */
function fromBase64(bytes: Buffer): Buffer[] {
  return [...bytes.toString('latin1').matchAll(/[\w+/-]{16,}/g)].flatMap(([run]) =>
    // The run may have begun with letters that are not part of it.
    [0, 1, 2, 3].map(skipped => Buffer.from(run.slice(skipped), 'base64')),
  );
}

/** Everything that raw deflate gives, from whatever offset it begins; zlib and gzip are raw deflate further in. */
function inflated(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let offset = 0; offset < bytes.length - 8; offset++) {
    try {
      const view = inflateRawSync(bytes.subarray(offset), { maxOutputLength: LARGEST_INFLATED_BYTES });
      if (view.length >= SHORTEST_INFLATED_BYTES) found.push(view);
    } catch {
      // Not a deflated stream.
    }
  }
  return found;
}
