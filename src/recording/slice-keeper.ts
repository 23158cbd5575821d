// Brings the slices of one recording to the disk, one after the other, and looks how much room is left there.

import { RtcError } from '../errors.ts';
import type { Archive } from './archive.ts';
import type { Slice } from './disk.ts';
import { type FreeSpace, freeSpace } from './free-space.ts';

const LOOK_EVERY_MS = 5000;

/** What its owner hears. */
export interface KeeperEvents {
  kept(bytes: number, untilMs: number): void;
  space(space: FreeSpace): void;
  /** No more can be kept; all before is safe. */
  refused(error: RtcError): void;
}

export class SliceKeeper {
  readonly #archive: Archive;
  readonly #id: string;
  readonly #events: KeeperEvents;
  #written: Promise<void> = Promise.resolve();
  #lookedAt = 0;
  #refused = false;

  constructor(archive: Archive, id: string, events: KeeperEvents) {
    this.#archive = archive;
    this.#id = id;
    this.#events = events;
  }

  /** Resolves when all that was given is on disk, or was refused. */
  get written(): Promise<void> {
    return this.#written;
  }

  keep(slice: Slice): void {
    this.#written = this.#written.then(() => this.#write(slice));
    void this.#look();
  }

  /** The first slice that finds no room is the last: behind a gap nothing could be read. */
  async #write(slice: Slice): Promise<void> {
    if (this.#refused) return;
    try {
      const { bytes } = await this.#archive.append(this.#id, slice);
      this.#events.kept(bytes, slice.untilMs);
    } catch (cause) {
      const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
      this.#refuse(full ? 'storage-full' : 'recording-failed', cause);
    }
  }

  async #look(): Promise<void> {
    if (performance.now() - this.#lookedAt < LOOK_EVERY_MS) return;
    this.#lookedAt = performance.now();
    const space = await freeSpace();
    this.#events.space(space);
    // Not refused by the disk yet: what is on its way may still come.
    if (space === 'none') this.#events.refused(new RtcError('storage-full', 'No room is left.'));
  }

  #refuse(code: 'storage-full' | 'recording-failed', cause: unknown): void {
    this.#refused = true;
    this.#events.refused(new RtcError(code, 'A slice could not be kept.', cause));
  }
}
