// Where recordings lie in this origin, and whether there may be any: asked by every page with a recorder, so that the
// rest need not be loaded.

/** The folder of the origin's private file system. */
export const FOLDER = 'rtc-recordings';
/** The name in IndexedDB. */
export const DATABASE = 'rtc-recordings';

/** False where nothing was ever kept; true where one has to look. */
export async function mayHaveRecordings(): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER);
    for await (const _ of folder.keys()) return true;
  } catch {
    // No such folder, or no file system.
  }
  return hasDatabase();
}

/** Whether recordings were ever kept in IndexedDB. */
export async function hasDatabase(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return false;
  }
}
