// The microphones, cameras and loudspeakers that there are, as people count them. Which one is used is the local
// media's business.

import { type ReadableStore, Store } from '../store.ts';

/** A microphone, camera or loudspeaker. */
export interface Device {
  readonly kind: MediaDeviceKind;
  /** Empty, as the label, before a permission was given: then there is one of each kind at most. */
  readonly id: string;
  readonly label: string;
  /** The one that the system's settings name, where the browser tells. */
  readonly preferred: boolean;
}

/** Chromium's extra entries, which stand for a device that is in the list by itself. */
const ALIASES = ['default', 'communications'];

/** Follows what is plugged in and out while somebody watches it. Each device is in it once, the preferred first. */
export class DeviceList implements ReadableStore<readonly Device[]> {
  readonly #store = new Store<readonly Device[]>([]);
  readonly #refresh = () => void this.refresh();
  #watchers = 0;
  #asked = 0;

  /** Empty before the first who watches, and as it was when the last one went. */
  get value(): readonly Device[] {
    return this.#store.value;
  }

  subscribe(changed: (value: readonly Device[]) => void): () => void {
    const stop = this.#store.subscribe(changed);
    if (this.#watchers++ === 0) {
      navigator.mediaDevices?.addEventListener('devicechange', this.#refresh);
      this.#refresh();
    }
    let stopped = false;
    return () => {
      stop();
      if (stopped) return;
      stopped = true;
      if (--this.#watchers === 0) navigator.mediaDevices?.removeEventListener('devicechange', this.#refresh);
    };
  }

  /** Looks again, where somebody watches: with a permission come ids and names, and no event tells. */
  async refresh(): Promise<void> {
    if (this.#watchers === 0) return;
    const asked = ++this.#asked;
    // The page may have no devices (not a secure context), or not be allowed to know them.
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => undefined);
    if (!found || asked !== this.#asked) return;
    const devices = devicesIn(found);
    if (JSON.stringify(devices) !== JSON.stringify(this.value)) this.#store.set(Object.freeze(devices));
  }
}

/** The devices in what the browser lists, without those that stand there a second time under another id. */
export function devicesIn(entries: readonly MediaDeviceInfo[]): readonly Device[] {
  const preferred = new Set<MediaDeviceInfo>();
  const kept = entries.filter(entry => {
    if (!ALIASES.includes(entry.deviceId)) return true;
    const device = meantBy(entry, entries);
    if (entry.deviceId === 'default') preferred.add(device ?? entry);
    // Some systems know the default only.
    return !device && entry.deviceId === 'default';
  });
  return kept
    .map(entry => {
      const { kind, deviceId: id, label } = entry;
      return Object.freeze({ kind, id, label, preferred: preferred.has(entry) });
    })
    .sort((one, other) => Number(other.preferred) - Number(one.preferred));
}

/** 'Default - Headset' stands for 'Headset'; a group may have several microphones, so the name decides first. */
function meantBy(alias: MediaDeviceInfo, entries: readonly MediaDeviceInfo[]): MediaDeviceInfo | undefined {
  const { kind, groupId, label } = alias;
  const candidates = entries.filter(
    entry => entry.kind === kind && entry.groupId === groupId && !ALIASES.includes(entry.deviceId),
  );
  return candidates.find(entry => label.endsWith(entry.label)) ?? candidates[0];
}

/** The device that a track with this id comes from: an id that stands for no device in the list is an alias. */
export function deviceInUse(
  devices: readonly Device[],
  kind: MediaDeviceKind,
  id: string | undefined,
): Device | undefined {
  const candidates = devices.filter(device => device.kind === kind);
  const named = candidates.find(device => device.id === id);
  return named ?? (id ? candidates.find(({ preferred }) => preferred) : undefined);
}
