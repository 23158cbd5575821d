// Recordings in IndexedDB, for browsers and pages that have no file system to write to from a worker. A finished file
// is put together in memory here.

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
import { DATABASE } from './kept-place.ts';

interface Row extends Slice {
  readonly id: string;
}

/** The database of the origin. Every slice is a row, written in a transaction of its own. */
export class IndexedDisk implements Disk {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** Rejects where the browser has none, or gives none. */
  static open(): Promise<IndexedDisk> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('about', { keyPath: 'id' });
        request.result.createObjectStore('slices', { autoIncrement: true }).createIndex('id', 'id');
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(new IndexedDisk(request.result));
    });
  }

  async create(about: About): Promise<void> {
    await this.#write(transaction => transaction.objectStore('about').put(about));
  }

  async append(id: string, slice: Slice): Promise<void> {
    const row: Row = { id, ...slice };
    await this.#write(transaction => transaction.objectStore('slices').add(row));
  }

  async segments(id: string): Promise<readonly Segment[]> {
    const segments = new Map<number, { beginsAtMs: number; parts: Blob[] }>();
    for (const { segment, beginsAtMs, part } of await this.#rows(id)) {
      const found = segments.get(segment) ?? { beginsAtMs, parts: [] };
      found.parts.push(part);
      segments.set(segment, found);
    }
    return [...segments.values()].map(({ beginsAtMs, parts }) => ({ beginsAtMs, blob: new Blob(parts) }));
  }

  async openFile(): Promise<FileSink> {
    return memorySink();
  }

  async keepMade(id: string, made: Made, file: Blob): Promise<void> {
    await this.#write(async transaction => {
      const abouts = transaction.objectStore('about');
      const about: object | undefined = await answer(abouts.get(id));
      if (about) abouts.put({ ...about, made, file });
    });
  }

  async madeFile(id: string): Promise<Blob> {
    const row: { file?: unknown } | undefined = await answer(
      this.#database.transaction('about').objectStore('about').get(id),
    );
    if (row?.file instanceof Blob) return row.file;
    throw new DOMException('There is no such file.', 'NotFoundError');
  }

  async list(): Promise<readonly Stored[]> {
    const transaction = this.#database.transaction('about');
    const all: readonly unknown[] = await answer(transaction.objectStore('about').getAll());
    const found = all.map(async (value): Promise<Stored | undefined> => {
      const about = parseAbout(value);
      const rows = about ? await this.#rows(about.id) : [];
      const bytes = rows.reduce((sum, { part }) => sum + part.size, 0);
      if (!about || !rows.length) return undefined;
      const made = parseMade((value as { made?: unknown }).made);
      return { about, bytes, durationMs: rows.at(-1)?.untilMs ?? 0, ...(made && { made }) };
    });
    return (await Promise.all(found)).filter(each => each !== undefined);
  }

  async remove(id: string): Promise<void> {
    await this.#write(async transaction => {
      transaction.objectStore('about').delete(id);
      const slices = transaction.objectStore('slices');
      for (const key of await answer(slices.index('id').getAllKeys(id))) slices.delete(key);
    });
  }

  #rows(id: string): Promise<readonly Row[]> {
    return answer(this.#database.transaction('slices').objectStore('slices').index('id').getAll(id));
  }

  #write(change: (transaction: IDBTransaction) => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(['about', 'slices'], 'readwrite', {
        durability: 'strict',
      });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      void change(transaction);
    });
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Keeps what is written in memory. */
export function memorySink(): FileSink {
  let bytes = new Uint8Array(1 << 20);
  let size = 0;
  return {
    write(position, data) {
      const end = position + data.byteLength;
      if (end > bytes.length) {
        const larger = new Uint8Array(Math.max(end, bytes.length * 2));
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(data, position);
      size = Math.max(size, end);
    },
    close: async () => new Blob([bytes.subarray(0, size)]),
    abort: async () => {
      bytes = new Uint8Array(0);
    },
  };
}
