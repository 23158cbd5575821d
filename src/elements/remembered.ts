// What a person chose on this site: devices and name, kept in the browser's storage. That may be blocked, and what
// comes from it may be anything.

const DEVICES_KEY = 'rtc-elements.devices';
const NAME_KEY = 'rtc-elements.name';
const KINDS = ['audioinput', 'videoinput', 'audiooutput'] as const;
const MAX_NAME_LENGTH = 60;

/** Ids of the microphone, camera and loudspeaker that were chosen. */
export type DeviceIds = Readonly<Partial<Record<MediaDeviceKind, string>>>;

/** Undefined where no device was used here before. */
export function rememberedDevices(): DeviceIds | undefined {
  const text = read(DEVICES_KEY);
  return text === undefined ? undefined : parseDevices(text);
}

export function rememberDevices(ids: DeviceIds): void {
  write(DEVICES_KEY, JSON.stringify(ids));
}

/** Empty where none was given. */
export function rememberedName(): string {
  return read(NAME_KEY)?.slice(0, MAX_NAME_LENGTH) ?? '';
}

export function rememberName(name: string): void {
  write(NAME_KEY, name);
}

function parseDevices(text: string): DeviceIds {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  const ids: Partial<Record<MediaDeviceKind, string>> = {};
  if (typeof value !== 'object' || value === null) return ids;
  for (const [kind, id] of Object.entries(value)) {
    const known = KINDS.find(each => each === kind);
    if (known && typeof id === 'string') ids[known] = id;
  }
  return ids;
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Blocked or full: for this visit it is known all the same.
  }
}
