// How much more the browser lets this origin keep.

/** From here on a recording is warned of. */
const WARN_SHARE = 0.8;
/** Below this, a recording ends while what there is can still be kept. */
const RESERVE_BYTES = 8 * 1024 * 1024;

export type FreeSpace = 'enough' | 'short' | 'none';

/** `enough` where the browser does not tell. */
export async function freeSpace(): Promise<FreeSpace> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || !quota) return 'enough';
    if (quota - usage < RESERVE_BYTES) return 'none';
    return usage / quota >= WARN_SHARE ? 'short' : 'enough';
  } catch {
    return 'enough';
  }
}

/** Asks the browser not to clear this origin by itself. What it answers changes nothing here. */
export function askToPersist(): void {
  navigator.storage?.persist?.().catch(() => {});
}
