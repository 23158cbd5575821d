// What the browser is asked to record, and in which kind of file that fits without being encoded again.

import type { Container } from './disk.ts';

/** What a page asks for; `auto`: as the browser does best. */
export type FileFormat = 'auto' | Container;

/** What MediaRecorder gets, and the kind of file that comes out. */
export interface MediaType {
  readonly mimeType: string;
  readonly container: Container;
}

/** Matroska can be read up to where it was cut off; MP4 is for those who record nothing else. */
const VIDEO: readonly MediaType[] = [
  { mimeType: 'video/webm;codecs=h264,opus', container: 'mp4' },
  { mimeType: 'video/mp4;codecs=avc1.640028,mp4a.40.2', container: 'mp4' },
  { mimeType: 'video/mp4', container: 'mp4' },
  { mimeType: 'video/webm;codecs=vp8,opus', container: 'webm' },
  { mimeType: 'video/webm', container: 'webm' },
];
/** The same sound fits in both. */
const AUDIO: readonly MediaType[] = [
  { mimeType: 'audio/webm;codecs=opus', container: 'mp4' },
  { mimeType: 'audio/webm;codecs=opus', container: 'webm' },
  { mimeType: 'audio/mp4', container: 'mp4' },
];

/**
 * The first that the browser can record of what fits the format; where none fits, of the others. Undefined where it
 * records nothing at all.
 */
export function chooseMediaType(
  format: FileFormat,
  video: boolean,
  supported: (mimeType: string) => boolean,
): MediaType | undefined {
  const all = (video ? VIDEO : AUDIO).filter(({ mimeType }) => supported(mimeType));
  return all.find(({ container }) => format === 'auto' || container === format) ?? all[0];
}

const SOUND_CODECS = /^(opus|mp4a)/;

/** The type for a stream that has one kind of tracks only: Firefox waits for ever for the other that it names. */
export function typeFor(mimeType: string, stream: MediaStream): string {
  const [type = '', codecs = ''] = mimeType.split(';codecs=');
  const sound = stream.getAudioTracks().length > 0;
  const picture = stream.getVideoTracks().length > 0;
  if (sound === picture) return mimeType;
  const named = codecs.split(',').filter(codec => SOUND_CODECS.test(codec) === sound);
  const kind = picture ? type : type.replace('video/', 'audio/');
  return named.length && codecs ? `${kind};codecs=${named.join()}` : kind;
}

/** The type of the finished file. */
export function fileType(container: Container, video: boolean): string {
  return `${video ? 'video' : 'audio'}/${container}`;
}
