// What the browser would answer if it were asked for a device: yes, no, or a question to the person.

import type { MediaDevice } from './constraints.ts';

/** Live: `state` follows what a person changes. Undefined where the browser does not tell. */
export type Permissions = Readonly<Record<MediaDevice, PermissionStatus | undefined>>;

/** The permissions for microphone and camera. `changed` hears of every change until `signal` aborts. */
export async function permissions(changed: () => void, signal: AbortSignal): Promise<Permissions> {
  const query = async (name: string) => {
    try {
      const status = await navigator.permissions.query({ name: name as PermissionName });
      status.addEventListener('change', changed, { signal });
      return status;
    } catch {
      return undefined; // Not every browser knows these two.
    }
  };
  const [audio, video] = await Promise.all([query('microphone'), query('camera')]);
  return { audio, video };
}
