// What belongs to one recording while it is under way or in review.

import type { Finished } from './archive.ts';
import type { Capture } from './capture.ts';
import type { About, Container } from './disk.ts';
import { chooseMediaType, fileType } from './media-type.ts';
import type { RecorderOptions } from './recorder-state.ts';
import type { SliceKeeper } from './slice-keeper.ts';
import type { Source } from './source.ts';

/** One recording. */
export interface Take {
  readonly about: About;
  /** As a person has it, without its ending. */
  fileName: string;
  readonly abort: AbortController;
  release: () => void;
  source?: Source;
  capture?: Capture;
  keeper?: SliceKeeper;
  upload?: AbortController;
  whole?: Finished;
  finished?: Promise<File>;
}

/** Nothing is held by it yet. */
export function newTake(about: About): Take {
  return {
    about,
    fileName: about.fileName,
    abort: new AbortController(),
    release: () => {},
  };
}

/** Lets go of the devices and of the claim. */
export function closeTake({ source, release }: Take): void {
  source?.close();
  release();
}

/** The finished file by its name, which is day and time where it has none: `2026-11-22 17.05`, as the reader's clock says. */
export function fileOf({ about, fileName }: Take, blob: Blob, container: Container): File {
  const { mimeType, startedAt } = about;
  const type = fileType(container, mimeType.startsWith('video'));
  return new File([blob], `${fileName || dateOf(startedAt)}.${container}`, { type, lastModified: startedAt });
}

function dateOf(startedAt: number): string {
  const at = new Date(startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
}

/** What a recording with these options is; its `mimeType` is empty where the browser records nothing. */
export function aboutNew({ source, format, fileName }: RecorderOptions): About {
  const supported = (type: string) => globalThis.MediaRecorder?.isTypeSupported(type) ?? false;
  const type = chooseMediaType(format, source !== 'audio', supported);
  const { mimeType, container } = type ?? { mimeType: '', container: 'webm' };
  return { id: crypto.randomUUID(), startedAt: Date.now(), mimeType, container, fileName };
}
