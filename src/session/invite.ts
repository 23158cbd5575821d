// The part of a link that carries a room and its secret. It stands in the fragment, which browsers send to nobody.

import { base64url, random, utf8 } from '../protocol/bytes.ts';

/** What a fragment says. `damaged`: it was a whole link once, and a part is missing or mistyped. */
export interface Invite {
  readonly room?: string;
  readonly secret?: string;
  readonly damaged: boolean;
}

/** A fresh room with 128 bits of secret, and the fragment of its link. */
export function createInvite(): { room: string; secret: string; fragment: string } {
  const room = base64url(random(6));
  const secret = base64url(random(16));
  return { room, secret, fragment: inviteFragment(room, secret) };
}

/** `#check=…&room=…&secret=…`. The check stands first: a link that was cut anywhere behind it shows as cut. */
export function inviteFragment(room: string, secret?: string): string {
  const parts = new URLSearchParams({ check: checkOf(room, secret), room, ...(secret && { secret }) });
  return `#${parts}`;
}

/** Reads a fragment, with or without its `#`. Links written by hand need no check. */
export function parseInvite(fragment: string): Invite {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const room = parts.get('room') || undefined;
  const secret = parts.get('secret') || undefined;
  const check = parts.get('check');
  const damaged = check !== null && (!room || check !== checkOf(room, secret));
  return { ...(room && { room }), ...(secret && { secret }), damaged };
}

/** CRC-16/CCITT-FALSE: two bytes against slips of the hand, not against anybody's will. */
function checkOf(room: string, secret = ''): string {
  let crc = 0xffff;
  for (const byte of utf8(`${room} ${secret}`)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return base64url(Uint8Array.of(crc >> 8, crc & 0xff));
}
