// A message left at a desk as agents put it back when one of them has read it: a receipt in clear for its visitor, and
// the message under the agents' key; or the receipt alone, when it is done with.

import { type Bytes, concat, random, utf8 } from './bytes.ts';
import type { DeskSecret } from './desk-keys.ts';
import { DESK_FORM } from './desk-seal.ts';
import { type AgentSignal, type Kind, parseAgentSignals } from './desk-signals.ts';
import { head, MAX_WIRE_BYTES, NONCE_BYTES, pack, unpack, VERSION } from './envelope.ts';

const RECEIPT_BYTES = 16;
const HEADER_BYTES = 2 + RECEIPT_BYTES;

export type Kept = Kind<AgentSignal, 'kept'>;

/** Without a message it says that there is none any more. */
export async function sealKept(
  receipt: Bytes,
  kept: Kept | undefined,
  desk: DeskSecret,
  topic: string,
): Promise<Bytes> {
  const header = concat(head(DESK_FORM.kept), receipt);
  if (!kept) return header;
  const iv = random(NONCE_BYTES);
  const sealed = await crypto.subtle.encrypt(gcm(header, iv, topic), desk.agentsKey, await pack([kept]));
  return concat(header, iv, new Uint8Array(sealed));
}

/** The receipt in it; undefined where it is another form. `done`: nothing else is in it. */
export function receiptIn(message: Bytes): { readonly receipt: Bytes; readonly done: boolean } | undefined {
  const { length } = message;
  const fits = length >= HEADER_BYTES && length <= MAX_WIRE_BYTES;
  if (!fits || message[0] !== VERSION || message[1] !== DESK_FORM.kept) return undefined;
  return { receipt: message.slice(2, HEADER_BYTES), done: length === HEADER_BYTES };
}

/** What agents have put back; undefined where it does not open. */
export async function openKept(message: Bytes, desk: DeskSecret, topic: string): Promise<Kept | undefined> {
  const [header, iv] = [
    message.slice(0, HEADER_BYTES),
    message.slice(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES),
  ];
  try {
    const body = message.slice(HEADER_BYTES + NONCE_BYTES);
    const opened = await crypto.subtle.decrypt(gcm(header, iv, topic), desk.agentsKey, body);
    const [signal] = parseAgentSignals(await unpack(new Uint8Array(opened)))?.signals ?? [];
    return signal?.kind === 'kept' ? signal : undefined;
  } catch {
    return undefined;
  }
}

function gcm(header: Bytes, iv: Bytes, topic: string) {
  return { name: 'AES-GCM', iv, additionalData: concat(header, utf8(topic)) };
}
