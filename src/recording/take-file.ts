// The file of a recording: the whole of it or what was cut out, under its name. What is done with it is the recorder's
// business.

import { Queue } from '../queue.ts';
import type { Archive, Finished } from './archive.ts';
import type { About, Made } from './disk.ts';
import { fileType } from './media-type.ts';
import type { ConsentRecord } from './recorded-call.ts';
import type { Result } from './recorder-state.ts';
import type { Range } from './seekable.ts';

export class TakeFile {
  readonly #archive: Archive;
  readonly #about: About;
  readonly #whole: Finished;
  readonly #notes = new Queue();
  readonly #consent: ConsentRecord | undefined;
  #shown: Finished;
  #fileName: string;
  #result: Result;

  private constructor(
    archive: Archive,
    about: About,
    whole: Finished,
    fileName: string,
    consent?: ConsentRecord,
  ) {
    this.#consent = consent;
    this.#archive = archive;
    this.#about = about;
    this.#whole = this.#shown = whole;
    this.#fileName = fileName;
    this.#result = this.#show();
  }

  /** Makes it of what lies on disk; one that was on its way to a server is as it was. */
  static async make(archive: Archive, about: About, made?: Made, consent = about.consent): Promise<TakeFile> {
    const before = made && (await archive.reopen(about.id, made).catch(() => undefined));
    const whole = before ?? (await archive.finish(about.id, about.container));
    return new TakeFile(archive, about, whole, made?.fileName ?? about.fileName, consent);
  }

  get result(): Result {
    return this.#result;
  }

  /** Cuts the beginning and the end off, in seconds of the whole one; it begins at the key frame before. */
  async trim(range: Range): Promise<void> {
    const { id, container } = this.#about;
    this.#shown = await this.#archive.trim(id, this.#whole.blob, container, range);
    this.#result = this.#show();
  }

  /** Gives the whole one back. */
  untrim(): void {
    this.#shown = this.#whole;
    this.#result = this.#show();
  }

  /** Gives it another name, without its ending; empty: day and time. */
  rename(fileName: string): void {
    this.#fileName = fileName;
    this.#result = this.#show();
  }

  /** Keeps on disk where it goes, so that it can be sent on after a reload; empty: nowhere by itself. */
  note(to: string): Promise<void> {
    const { blob, durationMs, name } = this.#shown;
    const { id, container } = this.#about;
    const made: Made = { name, container, durationMs, fileName: this.#fileName, to };
    // Made in memory it is gone with the page: then it has to be made again.
    return this.#notes.run(() => this.#archive.note(id, made, blob)).catch(() => {});
  }

  /** Resolves when nothing is being written about it. */
  noted(): Promise<void> {
    return this.#notes.run(() => {});
  }

  #show(): Result {
    const { mimeType, startedAt, container } = this.#about;
    const { blob, durationMs } = this.#shown;
    const type = fileType(container, mimeType.startsWith('video'));
    const name = `${this.#fileName || dateOf(startedAt)}.${container}`;
    const file = new File([blob], name, { type, lastModified: startedAt });
    const consent = this.#consent && consentFile(file, this.#consent);
    const trimmed = this.#shown !== this.#whole;
    return { file, durationMs, container, trimmed, ...(consent && { consent }) };
  }
}

function consentFile({ name, lastModified }: File, consent: ConsentRecord): File {
  const text = JSON.stringify({ recording: name, ...consent }, undefined, 2);
  const type = 'application/json';
  return new File([text], name.replace(/\.\w+$/, ' consent.json'), { type, lastModified });
}

/** `2026-11-22 17.05`, as the reader's clock says. */
function dateOf(startedAt: number): string {
  const at = new Date(startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
}
