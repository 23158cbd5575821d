// Which room a call is in: the one that the attributes name, the one in the page's fragment, or a new one that is
// written there.

import { RtcError } from '../errors.ts';
import { createInvite, parseInvite } from '../session/invite.ts';

/** A room, and the link to it where it stands in the page's address. */
export interface RoomChoice {
  readonly room: string;
  readonly secret?: string;
  readonly invite?: string;
}

/** Forgets the room in the page's fragment. */
export function forgetRoom(): void {
  try {
    history.replaceState(history.state, '', location.pathname + location.search);
  } catch {
    location.hash = '';
  }
}

/** Chooses; an error where the fragment is a damaged invite. */
export function chooseRoom(room: string, secret: string): RoomChoice | RtcError {
  if (room) return { room: String(room), ...(secret && { secret: String(secret) }) };
  const found = parseInvite(location.hash);
  if (found.damaged) return new RtcError('invite-damaged', 'The fragment of the page is not a whole invite.');
  if (found.room) {
    const known = found.secret ?? secret;
    return { room: found.room, ...(known && { secret: known }), invite: location.href };
  }
  const made = createInvite();
  try {
    history.replaceState(history.state, '', made.fragment);
  } catch {
    location.hash = made.fragment; // A document whose address cannot be replaced, such as about:srcdoc.
  }
  return { room: made.room, secret: made.secret, invite: location.href };
}
