// What happened between two states of a call, as events: pure.

import type { CallState } from '../session/call-state.ts';
import {
  RtcMessageReceivedEvent,
  RtcParticipantChangedEvent,
  RtcParticipantJoinedEvent,
  RtcParticipantLeftEvent,
  RtcQualityChangedEvent,
} from './events.ts';

/** The events that tell a page how `next` differs from `previous`, apart from status and error. */
export function eventsBetween(previous: CallState | undefined, next: CallState): Event[] {
  const events: Event[] = [];
  if (previous?.participants !== next.participants) {
    const before = new Map(previous?.participants.map(participant => [participant.id, participant]));
    for (const participant of next.participants) {
      const known = before.get(participant.id);
      before.delete(participant.id);
      if (known && known !== participant) events.push(new RtcParticipantChangedEvent(participant, known));
      else if (!known && !participant.self) events.push(new RtcParticipantJoinedEvent(participant));
    }
    for (const participant of before.values()) {
      if (participant.self) continue;
      const reason = next.lost.includes(participant.id) ? 'lost' : 'left';
      events.push(new RtcParticipantLeftEvent(participant, reason));
    }
  }
  const level = next.participants.find(({ self }) => self)?.quality;
  if (level !== previous?.participants.find(({ self }) => self)?.quality) {
    events.push(new RtcQualityChangedEvent(level));
  }
  if (previous?.messages !== next.messages) {
    const before = new Set(previous?.messages.map(({ id }) => id));
    for (const message of next.messages) {
      if (!message.self && !before.has(message.id)) events.push(new RtcMessageReceivedEvent(message));
    }
  }
  return events;
}
