// A certificate for this machine's own name and address, or for others, signed by itself: made anew in each run, so that there is
// none in the tree that runs out. Written by hand (RFC 5280, in the DER of X.690), as Node makes none.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** What Chromium's `--ignore-certificate-errors-spki-list` wants: SHA-256 of the public key, in base64. */
  readonly fingerprint: string;
}

const VALID_MS = 24 * 3_600_000;
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  id: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;
const COMMON_NAME = '550403';
const ALTERNATIVE_NAMES = '551d11';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';

/** For `localhost` and 127.0.0.1, or the host names given, valid from an hour ago for a day. */
export function makeCertificate(hosts: readonly string[] = ['localhost']): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = der(TAG.sequence, der(TAG.id, hex(ECDSA_WITH_SHA256)));
  const common = der(TAG.sequence, der(TAG.id, hex(COMMON_NAME)), der(TAG.text, Buffer.from(hosts[0] ?? '')));
  const name = der(TAG.sequence, der(TAG.set, common));
  const from = Date.now() - 3_600_000;
  // The tags are those of dNSName and iPAddress in GeneralName.
  const names = der(
    TAG.sequence,
    ...hosts.map(host => der(0x82, Buffer.from(host))),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const extension = der(TAG.sequence, der(TAG.id, hex(ALTERNATIVE_NAMES)), der(TAG.octets, names));
  const signed = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, Buffer.from([2]))), // Version 3.
    der(TAG.integer, Buffer.from([1])),
    algorithm,
    name,
    der(TAG.sequence, time(from), time(from + VALID_MS)),
    name,
    publicInfo,
    der(0xa3, der(TAG.sequence, extension)),
  );
  const signature = sign('sha256', signed, privateKey);
  const whole = der(TAG.sequence, signed, algorithm, der(TAG.bits, Buffer.from([0]), signature));
  // RFC 7468 wants no empty line at the end; OpenSSL insists.
  const base64 = whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(publicInfo).digest('base64'),
  };
}

/** Tag, length and content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

/** UTCTime: YYMMDDhhmmssZ. */
function time(ms: number): Buffer {
  const digits = new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '')
    .slice(2);
  return der(TAG.time, Buffer.from(`${digits}Z`));
}
