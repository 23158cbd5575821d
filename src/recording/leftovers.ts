// Which recordings are whose: each belongs to one tab at a time, and those that no tab holds were cut off and can be
// recovered.

import type { Archive } from './archive.ts';
import type { Stored } from './disk.ts';

const LOCK = 'rtc-recording ';

/** Holds a recording until called; the end of the page lets go of it too. Undefined where another tab has it. */
export function claim(id: string): Promise<(() => void) | undefined> {
  // Absent in browsers from before 2022: there nobody can tell.
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return Promise.resolve(() => {});
  return new Promise(resolve => {
    locks
      .request(LOCK + id, { ifAvailable: true }, lock => {
        if (lock) return new Promise<void>(release => resolve(release));
        resolve(undefined);
        return undefined;
      })
      // Pages without an origin of their own have no locks, and nothing kept either.
      .catch(() => resolve(() => {}));
  });
}

/** What lies in the archive and belongs to no tab. */
export async function leftovers(archive: Archive): Promise<readonly Stored[]> {
  const stored = await archive.list();
  const locks = await navigator.locks?.query().catch(() => undefined);
  const held = new Set(locks?.held?.map(({ name }) => name));
  return stored.filter(({ about }) => !held.has(LOCK + about.id));
}
