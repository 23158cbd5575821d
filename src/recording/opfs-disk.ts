// Recordings in the origin's private file system, written by a worker through handles that are flushed after each
// slice: what was written is there after a crash. A folder for each recording:
//   about.json   what it is
//   index        three numbers (Float64, little endian) for each slice: segment, where that begins, until when; in ms
//   0, 1, …      the segments, as MediaRecorder gave them
//   made.json    which of the files beside them is, or was, on its way to a server

import {
  type About,
  type Disk,
  type FileSink,
  type Made,
  parseAbout,
  parseMade,
  type Segment,
  type Slice,
  type Stored,
} from './disk.ts';
import { FOLDER } from './kept-place.ts';

const ENTRY_BYTES = 3 * Float64Array.BYTES_PER_ELEMENT;

/** File System, 3.5; the compiler knows it in workers only. */
interface SyncAccessHandle {
  write(data: ArrayBuffer | ArrayBufferView, options?: { at: number }): number;
  truncate(bytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type SyncFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };

interface Entry {
  readonly segment: number;
  readonly beginsAtMs: number;
  readonly untilMs: number;
}

/** The file system of the origin. Works in workers only. */
export class OpfsDisk implements Disk {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #open = new Map<string, SyncAccessHandle>();

  private constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  /** Rejects where the browser has none, or gives none, as in some private windows. */
  static async open(): Promise<OpfsDisk> {
    if (!('FileSystemFileHandle' in globalThis && 'createSyncAccessHandle' in FileSystemFileHandle.prototype))
      throw new DOMException('No synchronous file handles here.', 'NotSupportedError');
    const root = await navigator.storage.getDirectory();
    return new OpfsDisk(await root.getDirectoryHandle(FOLDER, { create: true }));
  }

  async create(about: About): Promise<void> {
    await writeJson(await this.#folder.getDirectoryHandle(about.id, { create: true }), 'about.json', about);
  }

  async append(id: string, { part, segment, beginsAtMs, untilMs }: Slice): Promise<void> {
    const data = await part.arrayBuffer();
    const file = await this.#handle(id, String(segment));
    writeAll(file, new Uint8Array(data), file.getSize());
    file.flush();
    const index = await this.#handle(id, 'index');
    writeAll(index, new Float64Array([segment, beginsAtMs, untilMs]), index.getSize());
    index.flush();
  }

  async segments(id: string): Promise<readonly Segment[]> {
    const folder = await this.#folder.getDirectoryHandle(id);
    this.#closeAll(id);
    const begins = new Map((await readIndex(folder)).map(each => [each.segment, each.beginsAtMs]));
    const segments = [...begins].sort(([one], [other]) => one - other);
    return Promise.all(
      segments.map(async ([segment, beginsAtMs]) => {
        const handle = await folder.getFileHandle(String(segment));
        return { blob: await handle.getFile(), beginsAtMs };
      }),
    );
  }

  async openFile(id: string, name: string): Promise<FileSink> {
    const folder = await this.#folder.getDirectoryHandle(id);
    const handle = await syncHandle(folder, name);
    handle.truncate(0);
    return {
      write: (position, data) => writeAll(handle, data, position),
      close: async () => {
        handle.flush();
        handle.close();
        return (await folder.getFileHandle(name)).getFile();
      },
      abort: async () => {
        handle.close();
        await folder.removeEntry(name);
      },
    };
  }

  async keepMade(id: string, made: Made, file: Blob): Promise<void> {
    // Made in memory where the disk had no room for it.
    if ((await this.madeFile(id, made)).size !== file.size)
      throw new DOMException('The file is not on the disk.', 'NotFoundError');
    await writeJson(await this.#folder.getDirectoryHandle(id), 'made.json', made);
  }

  async madeFile(id: string, { name }: Made): Promise<Blob> {
    const folder = await this.#folder.getDirectoryHandle(id);
    return (await folder.getFileHandle(name)).getFile();
  }

  async list(): Promise<readonly Stored[]> {
    const found: Stored[] = [];
    for await (const each of this.#folder.values()) {
      const stored =
        each.kind === 'directory' ? await readStored(each as FileSystemDirectoryHandle) : undefined;
      if (stored) found.push(stored);
    }
    return found;
  }

  async remove(id: string): Promise<void> {
    this.#closeAll(id);
    await this.#folder.removeEntry(id, { recursive: true });
  }

  async #handle(id: string, name: string): Promise<SyncAccessHandle> {
    const path = `${id}/${name}`;
    const open = this.#open.get(path);
    if (open) return open;
    const handle = await syncHandle(await this.#folder.getDirectoryHandle(id), name);
    this.#open.set(path, handle);
    return handle;
  }

  #closeAll(id: string): void {
    for (const [path, handle] of this.#open) {
      if (!path.startsWith(`${id}/`)) continue;
      handle.close();
      this.#open.delete(path);
    }
  }
}

async function syncHandle(folder: FileSystemDirectoryHandle, name: string): Promise<SyncAccessHandle> {
  const handle = await folder.getFileHandle(name, { create: true });
  return (handle as SyncFileHandle).createSyncAccessHandle();
}

async function writeJson(folder: FileSystemDirectoryHandle, name: string, value: unknown): Promise<void> {
  const handle = await syncHandle(folder, name);
  handle.truncate(0);
  writeAll(handle, new TextEncoder().encode(JSON.stringify(value)), 0);
  handle.flush();
  handle.close();
}

async function readJson(folder: FileSystemDirectoryHandle, name: string): Promise<unknown> {
  return JSON.parse(await (await (await folder.getFileHandle(name)).getFile()).text());
}

/** A full disk may take a part only: then nothing of it stays. */
function writeAll(handle: SyncAccessHandle, data: ArrayBufferView, at: number): void {
  const before = handle.getSize();
  try {
    if (handle.write(data, { at }) === data.byteLength) return;
  } catch (cause) {
    handle.truncate(before);
    throw cause;
  }
  handle.truncate(before);
  throw new DOMException('The disk took a part only.', 'QuotaExceededError');
}

async function readStored(folder: FileSystemDirectoryHandle): Promise<Stored | undefined> {
  try {
    const about = parseAbout(await readJson(folder, 'about.json'));
    const entries = await readIndex(folder);
    const last = entries.at(-1);
    if (!about || about.id !== folder.name || !last) return undefined;
    const names = [...new Set(entries.map(({ segment }) => String(segment)))];
    const sizes = names.map(async name => (await (await folder.getFileHandle(name)).getFile()).size);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    const made = parseMade(await readJson(folder, 'made.json').catch(() => undefined));
    return { about, durationMs: last.untilMs, bytes, ...(made && { made }) };
  } catch {
    // It has only just begun, is being removed, or its process ended before the first slice.
    return undefined;
  }
}

async function readIndex(folder: FileSystemDirectoryHandle): Promise<readonly Entry[]> {
  const file = await (await folder.getFileHandle('index')).getFile();
  const data = new DataView(await file.arrayBuffer());
  return Array.from({ length: Math.floor(data.byteLength / ENTRY_BYTES) }, (_, index) => {
    const at = (field: number) => data.getFloat64(index * ENTRY_BYTES + field * 8, true);
    return { segment: at(0), beginsAtMs: at(1), untilMs: at(2) };
  });
}
