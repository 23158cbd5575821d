// A call that a ticket leads to, for either side: in a room of the visitor's id, over the broker connection that
// there is. It tells who is connected and who has left; who is expected, and when to end, is told from outside.

import type { MediaMode } from '../media/local-media.ts';
import type { Appointment } from '../session/appointment.ts';
import { Call } from '../session/call.ts';
import type { CallState } from '../session/call-state.ts';
import type { Footing } from '../session/footing.ts';

/** What both sides make their calls with. */
export interface SupportCallSettings {
  /** Prefix of every topic. */
  readonly topic: string;
  readonly displayName: string;
  readonly audio: MediaMode;
  readonly video: MediaMode;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
}

export interface SupportCallOptions extends SupportCallSettings {
  readonly footing: Footing;
  /** The ticket's id, and the secret in it. */
  readonly ticket: string;
  readonly room: string;
  /** Absent: it is a room like any other, with the agents who hand over in it. */
  readonly appointment?: Appointment | undefined;
  connected(id: string): void;
  left(id: string, reason: 'bye' | 'gone'): void;
}

/** Makes the call; it is to be joined still. */
export function supportCall(options: SupportCallOptions): Call {
  const { footing, ticket, room, appointment, connected, left, ...settings } = options;
  const call = new Call({
    ...{ ...settings, footing, brokers: [], room: ticket, secret: room },
    ...(appointment && { appointment }),
  });
  let before: CallState = call.state.value;
  call.state.subscribe(state => {
    for (const { id, self, link } of state.participants) {
      const was = before.participants.find(each => each.id === id);
      if (!self && link === 'connected' && was?.link !== 'connected') connected(id);
    }
    const here = new Set(state.participants.map(({ id }) => id));
    const gone = before.participants.filter(({ id, self }) => !self && !here.has(id));
    before = state;
    // Who ends the call itself has nobody leave.
    if (state.status === 'left' || state.status === 'failed') return;
    for (const { id } of gone) left(id, state.lost.includes(id) ? 'gone' : 'bye');
  });
  return call;
}
