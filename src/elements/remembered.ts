// What a person chose on this site: devices and name, kept in the browser's storage. That may be blocked, and what
// comes from it may be anything.

import { keep, kept, keptValue } from '../kept.ts';

const DEVICES_KEY = 'rtc-elements.devices';
const NAME_KEY = 'rtc-elements.name';
const KINDS = ['audioinput', 'videoinput', 'audiooutput'] as const;
const MAX_NAME_LENGTH = 60;

/** Ids of the microphone, camera and loudspeaker that were chosen. */
export type DeviceIds = Readonly<Partial<Record<MediaDeviceKind, string>>>;

/** Undefined where no device was used here before. */
export function rememberedDevices(): DeviceIds | undefined {
  return kept('localStorage', DEVICES_KEY) === undefined
    ? undefined
    : devicesOf(keptValue('localStorage', DEVICES_KEY));
}

export function rememberDevices(ids: DeviceIds): void {
  keep('localStorage', DEVICES_KEY, JSON.stringify(ids));
}

/** Empty where none was given. */
export function rememberedName(): string {
  return kept('localStorage', NAME_KEY)?.slice(0, MAX_NAME_LENGTH) ?? '';
}

export function rememberName(name: string): void {
  keep('localStorage', NAME_KEY, name);
}

function devicesOf(value: unknown): DeviceIds {
  const ids: Partial<Record<MediaDeviceKind, string>> = {};
  if (typeof value !== 'object' || value === null) return ids;
  for (const [kind, id] of Object.entries(value)) {
    const known = KINDS.find(each => each === kind);
    if (known && typeof id === 'string') ids[known] = id;
  }
  return ids;
}
