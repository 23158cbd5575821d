// English sentences for errors that hardly anybody meets: loaded with the first of them.

import type { RareErrorCode } from '../errors.ts';

export const enRare: Record<RareErrorCode, string> = {
  'camera-forbidden':
    'This page does not let calls use the camera. Please tell its owner: only they can allow it (Permissions-Policy: camera).',
  'camera-in-use': 'The camera does not start. Close other programs that use it, then turn it on again.',
  'microphone-forbidden':
    'This page does not let calls use the microphone. Please tell its owner: only they can allow it (Permissions-Policy: microphone).',
  'microphone-in-use':
    'The microphone does not start. Close other programs that use it, then turn it on again.',
  'message-too-long': 'This message is too long. Send it in several parts.',
  'not-in-call': 'You are not in the call. Join first.',
  'relay-missing': 'This page wants calls to go through a relay, and names none. Please tell its owner.',
  'relay-refused': 'The relay of this page refuses its login. Please tell the owner of this page.',
  'relay-unreachable':
    'The relay of this page cannot be reached. Your network may block it: try another one, such as your phone’s.',
  'safety-code-failed': 'The safety code could not be compared. Somebody may be intercepting this call.',
  'safety-code-unanswered': 'The other side did not answer. Try again in a moment.',
  'stun-unreachable':
    'A server that helps to find the way to the others cannot be reached. Try another network, or tell the owner of this page.',
};
