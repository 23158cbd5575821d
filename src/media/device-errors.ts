// What keeps this side's devices from working, in the words of this project. Loaded when something does.

import { RtcError } from '../errors.ts';
import type { MediaDevice } from './constraints.ts';

function nameOf(cause: unknown): unknown {
  return cause && typeof cause === 'object' && 'name' in cause ? cause.name : undefined;
}

const NOUNS = { audio: 'microphone', video: 'camera' } as const;

/** 'granted' where the browser does not tell: then only asking shows. */
async function permission(device: MediaDevice): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: NOUNS[device] as PermissionName })).state;
  } catch {
    return 'granted';
  }
}

/**
 * Whether a person closed the prompt, which was for both devices: then both permissions are still open, and asking
 * for each alone would only ask them twice more.
 */
export async function dismissed(cause: unknown): Promise<boolean> {
  if (nameOf(cause) !== 'NotAllowedError') return false;
  const states = await Promise.all([permission('audio'), permission('video')]);
  return states.every(state => state === 'prompt');
}

/** Those of the kind that the browser shows us. */
async function listed(device: MediaDevice): Promise<readonly MediaDeviceInfo[]> {
  const entries = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return entries.filter(({ kind }) => kind === `${device}input`);
}

/** Why it is not allowed: by the policy of the site, by a person's answer, or because they gave none. */
async function refusal(device: MediaDevice): Promise<'forbidden' | 'dismissed' | 'blocked'> {
  // Who does not tell shows no device of a kind that the policy forbids (Media Capture and Streams, 9.2).
  const allowed = policyAllows(NOUNS[device]) ?? (await listed(device)).length > 0;
  if (!allowed) return 'forbidden';
  return (await permission(device)) === 'prompt' ? 'dismissed' : 'blocked';
}

/** Undefined in browsers that do not tell (Permissions Policy, 9; `featurePolicy` is Chromium's older name). */
function policyAllows(feature: string): boolean | undefined {
  interface Policy {
    allowsFeature(feature: string): boolean;
  }
  const { permissionsPolicy, featurePolicy } = document as {
    permissionsPolicy?: Policy;
    featurePolicy?: Policy;
  };
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature(feature);
}

/** The names that getUserMedia rejects with (Media Capture and Streams, 10.2) in the words of this project. */
export async function deviceError(device: MediaDevice, cause: unknown): Promise<RtcError> {
  if (cause instanceof RtcError) return cause;
  const name = String(nameOf(cause));
  const refused = name === 'NotAllowedError' || name === 'SecurityError';
  const missing = name === 'NotFoundError' || name === 'OverconstrainedError';
  const reason = refused ? await refusal(device) : missing ? 'missing' : 'in-use';
  return new RtcError(`${NOUNS[device]}-${reason}`, `The ${NOUNS[device]} cannot be had: ${name}.`, cause);
}

/**
 * Why a device that was in use is gone for good: none of its kind is left, or the permission was taken back, after
 * which to ask again at once would be rude. Undefined where another one, or the same again, may be had.
 */
export async function lossError(device: MediaDevice, id: string | undefined): Promise<RtcError | undefined> {
  const left = await listed(device);
  const noun = NOUNS[device];
  if (left.length === 0) return new RtcError(`${noun}-missing`, `The ${noun} went away.`);
  // Without a permission ids are empty.
  const isThere = left.some(({ deviceId }) => deviceId === id || deviceId === '');
  if (!isThere || (await permission(device)) === 'granted') return undefined;
  return new RtcError(`${noun}-blocked`, `The permission for the ${noun} was taken back.`);
}

/** A closed dialogue and a blocked screen look the same; a phone has no getDisplayMedia to call. */
export function screenError(cause: unknown): RtcError {
  if (cause instanceof RtcError) return cause;
  const code = cause instanceof TypeError ? 'devices-unavailable' : 'screen-blocked';
  return new RtcError(code, 'The screen is not shared.', cause);
}
