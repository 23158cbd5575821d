// The English words for what goes wrong beyond the network: loaded with the first error.

import type { NetworkErrorCode, RtcErrorCode } from '../errors.ts';

const errors: Record<Exclude<RtcErrorCode, NetworkErrorCode>, string> = {
  'attribute-invalid': 'This call is not set up correctly. Please tell the owner of this page.',
  'broker-refused': 'The call server refuses the connection. Please tell the owner of this page.',
  'camera-blocked':
    'The camera is blocked. Allow it in the address bar of the browser, then turn it on again.',
  'camera-dismissed':
    'The browser was not allowed to use the camera. Turn it on again and choose “Allow” when the browser asks.',
  'camera-forbidden':
    'This page does not let calls use the camera. Please tell its owner: only they can allow it (Permissions-Policy: camera).',
  'camera-in-use': 'The camera does not start. Close other programs that use it, then turn it on again.',
  'camera-missing': 'No camera was found. Plug one in, then turn it on again.',
  'devices-unavailable': 'This browser gives no access to devices here. Open the page with https.',
  'ice-servers-invalid': 'The connection servers of this page are set up wrongly. Please tell its owner.',
  'invite-damaged': 'This invitation link is not complete. Ask for it again and copy all of it.',
  'message-too-long': 'This message is too long. Send it in several parts.',
  'microphone-blocked':
    'The microphone is blocked. Allow it in the address bar of the browser, then turn it on again.',
  'microphone-dismissed':
    'The browser was not allowed to use the microphone. Turn it on again and choose “Allow” when the browser asks.',
  'microphone-forbidden':
    'This page does not let calls use the microphone. Please tell its owner: only they can allow it (Permissions-Policy: microphone).',
  'microphone-in-use':
    'The microphone does not start. Close other programs that use it, then turn it on again.',
  'microphone-missing': 'No microphone was found. Plug one in, then turn it on again.',
  'not-in-call': 'You are not in the call. Join first.',
  'peer-newer': 'The other side uses a newer version. Reload this page.',
  'recording-failed': 'The recording could not be completed. What was recorded is kept for you here.',
  'recording-in-use': 'This call is being recorded here already. End that recording first.',
  'recording-missing': 'There is no such recording here, or another tab of your browser has it.',
  'recording-refused':
    'Somebody in the call does not want to be recorded, so the recording has ended. What was recorded before is kept.',
  'recording-too-short': 'The recording is too short. Go on a little longer.',
  'recording-unanswered':
    'Not everybody in the call has answered, so nothing is recorded. Talk about it, and try again.',
  'recording-unsupported': 'This browser cannot record. Use a current browser and open the page with https.',
  'relay-missing': 'This page wants calls to go through a relay, and names none. Please tell its owner.',
  'relay-refused': 'The relay of this page refuses its login. Please tell the owner of this page.',
  'relay-unreachable':
    'The relay of this page cannot be reached. Your network may block it: try another one, such as your phone’s.',
  'room-full': 'This call is full. Try again when somebody has left.',
  'safety-code-failed': 'The safety code could not be compared. Somebody may be intercepting this call.',
  'safety-code-unanswered': 'The other side did not answer. Try again in a moment.',
  'screen-blocked': 'The screen is not shared. Choose a window in the browser’s dialogue to share it.',
  'storage-full':
    'There is no more room for recordings in this browser. What was recorded is kept. Free some space on your disk, or discard old recordings.',
  'storage-unavailable':
    'This browser keeps nothing for this page, so nothing can be recorded safely. Leave the private window, or allow the page to store data.',
  'stun-unreachable':
    'A server that helps to find the way to the others cannot be reached. Try another network, or tell the owner of this page.',
  'upload-failed':
    'The recording could not be uploaded. It is kept here: check your internet connection and upload it again.',
  'upload-refused':
    'The server does not take the recording. It is kept here: download it, and tell the owner of this page.',
  'upload-too-large':
    'The recording is too large for the server. It is kept here: cut it shorter, or download it.',
  'webrtc-unavailable':
    'This browser cannot make calls here. Use a current browser and open the page with https.',
};

export const enErrors = {
  errors,
  /** Where camera and microphone fail alike. */
  bothErrors: {
    blocked:
      'The camera and the microphone are blocked. Allow them in the address bar of the browser, then try again.',
    dismissed:
      'The browser was not allowed to use the camera and the microphone. Try again and choose “Allow” when it asks.',
    forbidden:
      'This page does not let calls use the camera and the microphone. Please tell its owner: only they can allow it (Permissions-Policy: camera, microphone).',
    'in-use':
      'The camera and the microphone do not start. Close other programs that use them, then try again.',
    missing: 'No camera and no microphone were found. Plug them in, then try again.',
  },
};

export type ErrorTexts = typeof enErrors;
