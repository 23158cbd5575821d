// What the attributes of <rtc-recorder> mean: their text, checked, becomes the recorder's options; what is wrong
// becomes a sentence and the default.

import type { RecorderOptions } from '../recording/recorder-state.ts';
import { type Uploader, uploaderTo } from '../recording/upload.ts';
import { SOURCES } from './recorder-begin.ts';

/** The attributes as they stand, or as a script has set them. */
export interface RecorderAttributes {
  source: string;
  format: string;
  countdown: number | string;
  minDuration: number | string;
  maxDuration: number | string;
  width: number | string;
  height: number | string;
  frameRate: number | string;
  videoBitrate: number | string;
  audioBitrate: number | string;
  fileName: string;
  uploadUrl: string;
  uploadMethod: string;
  uploader: Uploader | undefined;
}

const FORMATS = ['auto', 'mp4', 'webm'] as const;
const METHODS = ['tus', 'put', 'post'] as const;
const MAX_FILE_NAME = 120;

/** What they say; `upload` is undefined where nothing takes the file. */
export interface RecorderReading {
  readonly options: RecorderOptions;
  readonly upload: Uploader | undefined;
  /** Names the place that the file goes to, over reloads; empty for one that a function knows. */
  readonly to: string;
  readonly problems: readonly string[];
}

/** Reads all attributes; `problems` are sentences that begin with the attribute's name. */
export function readRecorder(from: RecorderAttributes): RecorderReading {
  const problems: string[] = [];
  const oneOf = <T extends string>(name: string, value: unknown, allowed: readonly [T, ...T[]]): T => {
    const found = allowed.find(each => each === (text(value) || allowed[0]));
    if (!found) problems.push(`${name}: “${text(value)}”; expected one of ${allowed.join(', ')}`);
    return found ?? allowed[0];
  };
  const number = (name: string, value: unknown): number => {
    const read = Number(text(value));
    if (read >= 0 && read < Number.POSITIVE_INFINITY) return read;
    problems.push(`${name}: “${text(value)}”; expected a number`);
    return 0;
  };
  const minDuration = number('min-duration', from.minDuration);
  const maxDuration = number('max-duration', from.maxDuration);
  const crossed = maxDuration > 0 && minDuration > maxDuration;
  if (crossed) problems.push(`min-duration: ${minDuration} is more than max-duration, ${maxDuration}`);
  const optional = {
    width: number('width', from.width),
    height: number('height', from.height),
    frameRate: number('frame-rate', from.frameRate),
    videoBitrate: number('video-bitrate', from.videoBitrate),
    audioBitrate: number('audio-bitrate', from.audioBitrate),
  };
  const options: RecorderOptions = {
    source: oneOf('source', from.source, SOURCES),
    format: oneOf('format', from.format, FORMATS),
    countdown: Math.ceil(number('countdown', from.countdown)),
    minDuration: crossed ? 0 : minDuration,
    maxDuration,
    fileName: fileName(text(from.fileName)),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value > 0)),
  };
  const url = uploadUrl(text(from.uploadUrl), problems);
  const method = oneOf('upload-method', from.uploadMethod, METHODS);
  const own = typeof from.uploader === 'function' ? from.uploader : undefined;
  if (own || url === undefined) return { options, problems, upload: own, to: '' };
  return { options, problems, upload: uploaderTo(url, method), to: `${method} ${url}` };
}

function uploadUrl(value: string, problems: string[]): string | undefined {
  if (!value) return undefined;
  try {
    const { href, protocol } = new URL(value, document.baseURI);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // Told below.
  }
  problems.push('upload-url: is no URL to send to; expected an http(s) URL or a path');
  return undefined;
}

/** Without what file systems take for something else. */
export function fileName(name: string): string {
  return name
    .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, MAX_FILE_NAME);
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).trim();
}
