// The byte layout of what goes over the broker, as docs/protocol.md has it: headers, associated data, and the
// deflated JSON inside. Keys and numbering are left to `Channel`, the hello's key to hello.ts.

import { type Bytes, concat, deflate, fromUtf8, inflate, utf8 } from './bytes.ts';
import { ID_LENGTH, isId, PUBLIC_KEY_BYTES, SESSION_BYTES } from './identity.ts';

/** The major version that stands first in every message. */
export const VERSION = 1;
/** What is larger on the wire is dropped unread, in bytes. */
export const MAX_WIRE_BYTES = 64 * 1024;
/** What would inflate to more is dropped, in bytes. */
export const MAX_INFLATED_BYTES = 256 * 1024;

/** The second byte of every message. */
export const FORM = { hello: 0, sealedHello: 1, opening: 2, openingPsk: 3, sealed: 4 } as const;

export const NONCE_BYTES = 12;
/** A DHKEM(P-256) encapsulation is a public key (RFC 9180 §7.1). */
const ENC_BYTES = PUBLIC_KEY_BYTES;
const NUMBER_BYTES = 4;

/** The clear part of each form. `bytes` is the header as it stood on the wire, `body` what follows it. */
export type Envelope = { readonly bytes: Bytes; readonly body: Bytes } & (
  | { readonly form: 'hello'; readonly publicKey: Bytes; readonly session: Bytes; readonly number: number }
  | { readonly form: 'sealedHello'; readonly nonce: Bytes }
  | {
      readonly form: 'opening';
      readonly psk: boolean;
      readonly publicKey: Bytes;
      readonly session: Bytes;
      readonly number: number;
      readonly enc: Bytes;
    }
  | { readonly form: 'sealed'; readonly id: string; readonly session: Bytes; readonly number: number }
);

/** Who sends, where nothing hides it: public key, session, number. Also the inner header of a sealed hello. */
export function senderHeader(publicKey: Bytes, session: Bytes, number: number): Bytes {
  return concat(publicKey, session, uint32(number));
}

export function helloHeader(publicKey: Bytes, session: Bytes, number: number): Bytes {
  return concat(head(FORM.hello), senderHeader(publicKey, session, number));
}

export function sealedHelloHeader(nonce: Bytes): Bytes {
  return concat(head(FORM.sealedHello), nonce);
}

export function openingHeader(
  psk: boolean,
  publicKey: Bytes,
  session: Bytes,
  number: number,
  enc: Bytes,
): Bytes {
  return concat(head(psk ? FORM.openingPsk : FORM.opening), senderHeader(publicKey, session, number), enc);
}

export function sealedHeader(id: string, session: Bytes, number: number): Bytes {
  return concat(head(FORM.sealed), utf8(id), session, uint32(number));
}

/** What a message is bound to besides its own header: the receiver, its page load, and the topic. */
export function associatedData(
  header: Bytes,
  receiver: { id: string; session: Bytes },
  topic: string,
): Bytes {
  return concat(header, receiver.session, utf8(receiver.id), utf8(topic));
}

/** Reads the clear part. `newer` is a message of a later major version, undefined what is no message at all. */
export function parseEnvelope(message: Bytes): Envelope | 'newer' | undefined {
  if (message.length < 2 || message.length > MAX_WIRE_BYTES) return undefined;
  const version = message[0] ?? 0;
  if (version !== VERSION) return version > VERSION ? 'newer' : undefined;
  const reader = new Reader(message, 2);
  switch (message[1]) {
    case FORM.hello: {
      const sender = reader.sender();
      return reader.finish({ form: 'hello', ...sender });
    }
    case FORM.sealedHello:
      return reader.finish({ form: 'sealedHello', nonce: reader.take(NONCE_BYTES) });
    case FORM.opening:
    case FORM.openingPsk: {
      const sender = reader.sender();
      const psk = message[1] === FORM.openingPsk;
      return reader.finish({ form: 'opening', psk, ...sender, enc: reader.take(ENC_BYTES) });
    }
    case FORM.sealed: {
      const id = String.fromCharCode(...reader.take(ID_LENGTH));
      const session = reader.take(SESSION_BYTES);
      const number = reader.uint32();
      return isId(id) ? reader.finish({ form: 'sealed', id, session, number }) : undefined;
    }
    default:
      return undefined;
  }
}

/** Splits the inside of a sealed hello into its sender and the rest; undefined where it is too short. */
export function parseSender(inside: Bytes) {
  const reader = new Reader(inside, 0);
  const sender = reader.sender();
  return reader.finish(sender);
}

/** Content as it is sealed: deflated JSON. */
export function pack(content: unknown): Promise<Bytes> {
  return deflate(utf8(JSON.stringify(content)));
}

/** The inverse of `pack`; rejects what is not deflated JSON or too large. */
export async function unpack(packed: Bytes): Promise<unknown> {
  return JSON.parse(fromUtf8(await inflate(packed, MAX_INFLATED_BYTES)));
}

/** The first two bytes of a message. */
export function head(form: number): Bytes {
  return Uint8Array.of(VERSION, form);
}

function uint32(number: number): Bytes {
  const bytes = new Uint8Array(NUMBER_BYTES);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

/** Takes fixed fields off the front of a message, whatever its form; `finish` is undefined when there were too few bytes. */
export class Reader {
  #short = false;

  constructor(
    readonly message: Bytes,
    public at: number,
  ) {}

  take(length: number): Bytes {
    const part = this.message.slice(this.at, this.at + length);
    this.#short ||= part.length < length;
    this.at += length;
    return part;
  }

  uint32(): number {
    const bytes = this.take(NUMBER_BYTES);
    return bytes.length === NUMBER_BYTES ? new DataView(bytes.buffer).getUint32(0) : 0;
  }

  sender() {
    return {
      publicKey: this.take(PUBLIC_KEY_BYTES),
      session: this.take(SESSION_BYTES),
      number: this.uint32(),
    };
  }

  finish<const T extends object>(fields: T): (T & { bytes: Bytes; body: Bytes }) | undefined {
    if (this.#short) return undefined;
    return { ...fields, bytes: this.message.slice(0, this.at), body: this.message.slice(this.at) };
  }
}
