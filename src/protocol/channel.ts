// The sealed channel between one page load of ours and one of a peer's: HPKE for the first envelope of a side,
// AES-GCM under exported keys for every later one. It seals and opens; order, timers and ways are left to the
// session.

import { Aes128Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { Queue } from '../queue.ts';
import { type Bytes, concat, utf8 } from './bytes.ts';
import { associatedData, type Envelope, openingHeader, pack, sealedHeader, unpack } from './envelope.ts';
import { type Identity, importPublicKey, type RemoteIdentity } from './identity.ts';
import { DhkemP256 } from './p256.ts';
import { ReplayWindow, WINDOW } from './sequence.ts';
import { parseSignals, type Signal } from './signals.ts';
import { inboxTopic } from './topics.ts';

/** All that is sealed to a key is sealed by this suite of RFC 9180. */
export const suite = new CipherSuite({
  kem: new DhkemP256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});
const INFO = utf8('rtc-elements/1 channel');
const PSK_ID = utf8('rtc-elements/1 room');
const FROM_OPENER = utf8('rtc-elements/1 from opener');
const TO_OPENER = utf8('rtc-elements/1 to opener');

/** The keys that one opening gave, as this side uses them (AES-256-GCM). */
interface DirectionKeys {
  readonly send: CryptoKey;
  readonly receive: CryptoKey;
}

/** What came out of an envelope. A list that could not be read still has used up its number. */
export interface Opened {
  readonly number: number;
  readonly signals: readonly Signal[];
  /** Signals of unknown kind or wrong shape, or 1 for content that is no list at all. */
  readonly ignored: number;
}

type Opening = Extract<Envelope, { form: 'opening' }>;
type Sealed = Extract<Envelope, { form: 'sealed' }>;

export class Channel {
  readonly #local: Identity;
  readonly #remote: RemoteIdentity;
  readonly #prefix: string;
  readonly #psk: ArrayBuffer | undefined;
  readonly #sealing = new Queue();
  readonly #opening = new Queue();
  readonly #window = new ReplayWindow();
  #ours: DirectionKeys | undefined;
  #theirs: DirectionKeys | undefined;
  #sent: { number: number; bytes: Bytes }[] = [];
  #numbered = 0;

  /** `prefix` is that of the topics; `psk` the room's, where it has a secret. */
  constructor(local: Identity, remote: RemoteIdentity, prefix: string, psk?: ArrayBuffer) {
    this.#local = local;
    this.#remote = remote;
    this.#prefix = prefix;
    this.#psk = psk;
  }

  /** The number of the envelope that was sealed last. */
  get highestSent(): number {
    return this.#numbered;
  }

  /** Whether an envelope of the peer has opened: it holds its key, and means this page load of ours. */
  get authenticated(): boolean {
    return this.#window.highest > 0;
  }

  /** Whether the peer's opening has been had: no other will be tried. */
  get opened(): boolean {
    return this.#theirs !== undefined;
  }

  /** Seals signals under the next number. Envelopes come out in the order of the calls. */
  seal(signals: readonly Signal[]): Promise<Bytes> {
    return this.#sealing.run(async () => {
      const content = await pack(signals);
      const number = ++this.#numbered;
      const keys = this.#sendingKeys();
      const bytes = keys
        ? await this.#sealWith(keys.send, number, content)
        : await this.#open(number, content);
      this.#sent.push({ number, bytes });
      if (this.#sent.length > WINDOW) this.#sent.shift();
      return bytes;
    });
  }

  /** The envelopes sealed from a number on, byte for byte; undefined where the first is no longer kept. */
  sentFrom(number: number): Bytes[] | undefined {
    const kept = this.#sent.filter(each => each.number >= number);
    return kept[0]?.number === number ? kept.map(each => each.bytes) : undefined;
  }

  /** Opens an envelope of the peer; undefined where it is forged, foreign, repeated or too old. */
  open(envelope: Opening | Sealed): Promise<Opened | undefined> {
    return this.#opening.run(async () => {
      if (!this.#window.admits(envelope.number)) return undefined;
      const packed =
        envelope.form === 'opening' ? await this.#openOpening(envelope) : await this.#openSealed(envelope);
      if (!packed) return undefined;
      this.#window.use(envelope.number);
      const parsed = await unpack(packed).then(parseSignals, () => undefined);
      return { number: envelope.number, signals: parsed?.signals ?? [], ignored: parsed?.ignored ?? 1 };
    });
  }

  /** Both sides may have opened at once: then the keys of the smaller id's opening go on. */
  #sendingKeys(): DirectionKeys | undefined {
    const [first, second] =
      this.#local.id < this.#remote.id ? [this.#ours, this.#theirs] : [this.#theirs, this.#ours];
    return first ?? second;
  }

  #bindOutgoing(header: Bytes): Bytes {
    return associatedData(header, this.#remote, inboxTopic(this.#prefix, this.#remote.id));
  }

  #bindIncoming(header: Bytes): Bytes {
    return associatedData(header, this.#local, inboxTopic(this.#prefix, this.#local.id));
  }

  async #open(number: number, content: Bytes): Promise<Bytes> {
    const { publicKey, session, keys } = this.#local;
    const sender = await suite.createSenderContext({
      recipientPublicKey: await importPublicKey(this.#remote.publicKey),
      senderKey: keys,
      info: INFO,
      ...this.#pskParameter(),
    });
    const header = openingHeader(!!this.#psk, publicKey, session, number, new Uint8Array(sender.enc));
    const sealed = await sender.seal(content, this.#bindOutgoing(header));
    const [send, receive] = await Promise.all([exportKey(sender, FROM_OPENER), exportKey(sender, TO_OPENER)]);
    this.#ours = { send, receive };
    return concat(header, new Uint8Array(sealed));
  }

  async #openOpening(envelope: Opening): Promise<Bytes | undefined> {
    // One opening a side: a second one would let an old recording replace the keys in use.
    if (this.#theirs || envelope.psk !== !!this.#psk) return undefined;
    try {
      const recipient = await suite.createRecipientContext({
        recipientKey: this.#local.keys,
        senderPublicKey: await importPublicKey(this.#remote.publicKey),
        enc: envelope.enc,
        info: INFO,
        ...this.#pskParameter(),
      });
      const content = await recipient.open(envelope.body, this.#bindIncoming(envelope.bytes));
      const [receive, send] = await Promise.all([
        exportKey(recipient, FROM_OPENER),
        exportKey(recipient, TO_OPENER),
      ]);
      this.#theirs = { send, receive };
      return new Uint8Array(content);
    } catch {
      return undefined;
    }
  }

  async #sealWith(key: CryptoKey, number: number, content: Bytes): Promise<Bytes> {
    const header = sealedHeader(this.#local.id, this.#local.session, number);
    const parameters = gcm(number, this.#bindOutgoing(header));
    return concat(header, new Uint8Array(await crypto.subtle.encrypt(parameters, key, content)));
  }

  async #openSealed(envelope: Sealed): Promise<Bytes | undefined> {
    const parameters = gcm(envelope.number, this.#bindIncoming(envelope.bytes));
    for (const keys of [this.#theirs, this.#ours]) {
      if (!keys) continue;
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters, keys.receive, envelope.body));
      } catch {
        // Not under this opening's keys; perhaps under the other's.
      }
    }
    return undefined;
  }

  #pskParameter() {
    return this.#psk ? { psk: { key: this.#psk, id: PSK_ID.buffer } } : {};
  }
}

/** The number is the nonce: one key seals each number once, and resends the bytes. */
function gcm(number: number, additionalData: Bytes) {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, number);
  return { name: 'AES-GCM', iv, additionalData };
}

async function exportKey(
  context: { export(label: BufferSource, length: number): Promise<ArrayBuffer> },
  label: Bytes,
): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', await context.export(label, 32), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}
