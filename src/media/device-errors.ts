// What keeps this side's devices from working, in the words of this project.

import { RtcError, type RtcErrorCode } from '../errors.ts';

/** The browser's devices. Throws an RtcError where the page has none. */
export function mediaDevices(): MediaDevices {
  // Absent outside a secure context (https or localhost), whatever the type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new RtcError('devices-unavailable', 'No mediaDevices: not a secure context.');
  return devices;
}

function nameOf(cause: unknown): unknown {
  return cause && typeof cause === 'object' && 'name' in cause ? cause.name : undefined;
}

/**
 * Whether a person closed the common prompt: then both permissions are still open, and asking for each alone
 * would only ask them twice more. A browser that does not tell is taken as 'no'.
 */
export async function dismissed(cause: unknown): Promise<boolean> {
  if (nameOf(cause) !== 'NotAllowedError') return false;
  try {
    const asked = ['microphone', 'camera'].map(name =>
      navigator.permissions.query({ name: name as PermissionName }),
    );
    return (await Promise.all(asked)).every(({ state }) => state === 'prompt');
  } catch {
    return false;
  }
}

/** The names that getUserMedia rejects with (Media Capture and Streams, 10.2) in the words of this project. */
export function deviceError(device: 'audio' | 'video', cause: unknown): RtcError {
  if (cause instanceof RtcError) return cause;
  const noun = device === 'audio' ? 'microphone' : 'camera';
  const name = nameOf(cause);
  const reasons: Record<string, 'blocked' | 'missing'> = {
    NotAllowedError: 'blocked',
    SecurityError: 'blocked',
    NotFoundError: 'missing',
    OverconstrainedError: 'missing',
  };
  const code: RtcErrorCode = `${noun}-${reasons[String(name)] ?? 'in-use'}`;
  return new RtcError(code, `The ${noun} cannot be had: ${String(name)}.`, cause);
}

/** A closed dialogue and a blocked screen look the same; a phone has no getDisplayMedia to call. */
export function screenError(cause: unknown): RtcError {
  if (cause instanceof RtcError) return cause;
  const code = cause instanceof TypeError ? 'devices-unavailable' : 'screen-blocked';
  return new RtcError(code, 'The screen is not shared.', cause);
}
