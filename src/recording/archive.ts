// Recordings on disk: begun, written slice by slice, made into files, listed and removed. Runs in a worker, or in the
// page where there is none. It knows nothing of who records.

import type { About, Container, Disk, FileSink, Made, Segment, Slice, Stored } from './disk.ts';
import { IndexedDisk, memorySink } from './indexed-disk.ts';
import { hasDatabase } from './kept-place.ts';
import { OpfsDisk } from './opfs-disk.ts';
import type { Range } from './seekable.ts';

/** What a slice cost, and what there is of the recording now. */
export interface Written {
  readonly bytes: number;
  /** How long writing took, in milliseconds. */
  readonly tookMs: number;
}

/** A finished file. */
export interface Finished {
  readonly blob: Blob;
  readonly durationMs: number;
  /** On disk, where it is there. */
  readonly name: string;
}

/** What can be asked of an archive, by messages too. */
export interface Archive {
  begin(about: About): Promise<void>;
  append(id: string, slice: Slice): Promise<Written>;
  /** The whole recording as a seekable file. */
  finish(id: string, container: Container): Promise<Finished>;
  /** A part of a file, from the key frame before its beginning; `id` names the recording beside which it is kept. */
  trim(id: string, file: Blob, container: Container, range: Range): Promise<Finished>;
  /** Notes a file that goes to a server, to be the same after a reload. Rejects where it cannot be kept. */
  note(id: string, made: Made, file: Blob): Promise<void>;
  /** The file that was noted. */
  reopen(id: string, made: Made): Promise<Finished>;
  list(): Promise<readonly Stored[]>;
  remove(id: string): Promise<void>;
}

/** Whatever this context can write to, the best first; IndexedDB where there is nothing better, or something in it. */
export async function openDisks(): Promise<readonly Disk[]> {
  const disks: Disk[] = await OpfsDisk.open().then(
    disk => [disk],
    () => [],
  );
  if (!disks.length || (await hasDatabase())) disks.push(await IndexedDisk.open());
  return disks;
}

/** An archive on disks of this context: new recordings go to the first of them. */
export class DiskArchive implements Archive {
  readonly #disks: Promise<readonly Disk[]>;
  readonly #homes = new Map<string, Disk>();
  readonly #bytes = new Map<string, number>();

  constructor(disks: Promise<readonly Disk[]>) {
    this.#disks = disks;
  }

  async begin(about: About): Promise<void> {
    let cause: unknown;
    for (const disk of await this.#disks) {
      try {
        await disk.create(about);
        this.#homes.set(about.id, disk);
        return;
      } catch (error) {
        cause = error;
      }
    }
    throw cause;
  }

  async append(id: string, slice: Slice): Promise<Written> {
    const began = performance.now();
    await this.#home(id).append(id, slice);
    const bytes = (this.#bytes.get(id) ?? 0) + slice.part.size;
    this.#bytes.set(id, bytes);
    return { bytes, tookMs: performance.now() - began };
  }

  async finish(id: string, container: Container): Promise<Finished> {
    const disk = this.#home(id);
    const segments = await disk.segments(id);
    return this.#copy(disk, id, segments, { name: 'file', container });
  }

  async trim(id: string, file: Blob, container: Container, range: Range): Promise<Finished> {
    const segments = [{ blob: file, beginsAtMs: 0 }];
    return this.#copy(this.#home(id), id, segments, { name: 'trimmed', container, range });
  }

  note(id: string, made: Made, file: Blob): Promise<void> {
    return this.#home(id).keepMade(id, made, file);
  }

  async reopen(id: string, made: Made): Promise<Finished> {
    const blob = await this.#home(id).madeFile(id, made);
    return { blob, durationMs: made.durationMs, name: made.name };
  }

  async list(): Promise<readonly Stored[]> {
    const lists = (await this.#disks).map(async disk => {
      const found = await disk.list();
      for (const { about } of found) this.#homes.set(about.id, disk);
      return found;
    });
    const all = (await Promise.all(lists)).flat();
    return all.sort((one, other) => one.about.startedAt - other.about.startedAt);
  }

  async remove(id: string): Promise<void> {
    await this.#home(id).remove(id);
    this.#homes.delete(id);
    this.#bytes.delete(id);
  }

  #home(id: string): Disk {
    const disk = this.#homes.get(id);
    if (!disk) throw new DOMException('There is no such recording.', 'NotFoundError');
    return disk;
  }

  /** Where the disk has no room for the file beside what it is made of, it is made in memory. */
  async #copy(
    disk: Disk,
    id: string,
    segments: readonly Segment[],
    { name: stem, container, range }: { name: string; container: Container; range?: Range },
  ): Promise<Finished> {
    const name = `${stem}.${container}`;
    const { copySeekable } = await import('./seekable.ts');
    const copy = async (sink: FileSink): Promise<Finished> => {
      try {
        const { duration } = await copySeekable(segments, container, sink, range);
        return { blob: await sink.close(), durationMs: duration * 1000, name };
      } catch (cause) {
        await sink.abort();
        throw cause;
      }
    };
    try {
      return await copy(await disk.openFile(id, name));
    } catch (cause) {
      if (cause instanceof RangeError) throw cause;
      return copy(memorySink());
    }
  }
}
