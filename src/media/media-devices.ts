// The browser's devices, and what tells why one of them cannot be had.

import { RtcError } from '../errors.ts';
import type { MediaDevice } from './constraints.ts';

/** The browser's devices. Throws an RtcError where the page has none. */
export function mediaDevices(): MediaDevices {
  // Absent outside a secure context (https or localhost), whatever the type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new RtcError('devices-unavailable', 'No mediaDevices: not a secure context.');
  return devices;
}

/** What tells why something failed: fetched when something first does. Offline only the fact is known. */
export function reasons(): Promise<typeof import('./device-errors.ts')> {
  return import('./device-errors.ts').catch(() => ({
    dismissed: async () => false,
    deviceError: async (device: MediaDevice, cause: unknown) =>
      new RtcError(`${device === 'audio' ? 'microphone' : 'camera'}-in-use`, 'It does not start.', cause),
    lossError: async () => undefined,
    screenError: (cause: unknown) => new RtcError('screen-blocked', 'The screen is not shared.', cause),
  }));
}
