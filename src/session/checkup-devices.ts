// Tries a microphone and a camera: whether they are opened, and whether anything is heard and seen.

import { watchLevel } from '../media/audio-level.ts';

/** So long the browser's question for the devices may stay without an answer. */
const QUESTION_LIMIT_MS = 60_000;
/** So long somebody has to say something. */
const LISTEN_MS = 6000;
/** Louder than a quiet room. */
const HEARD_LEVEL = 0.15;
const PICTURE_LIMIT_MS = 5000;
/** Cameras begin in the dark. */
const EXPOSURE_MS = 800;
/** The brightest point of what a covered camera sees, of 255. */
const DARK = 24;
const SAMPLE = { width: 32, height: 18 };

/** Resolves once the devices are there, or cannot be had, or nobody has answered the browser's question for long. */
export function answered(opening: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, QUESTION_LIMIT_MS);
    signal.addEventListener('abort', end, { once: true });
    void opening.then(end);
  });
}

/** Whether the microphone hears something. Undefined where the browser lets no sound be read. */
export function hears(track: MediaStreamTrack, signal: AbortSignal): Promise<boolean | undefined> {
  return new Promise(resolve => {
    let heard: boolean | undefined;
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve(heard);
    };
    const timer = setTimeout(end, LISTEN_MS);
    signal.addEventListener('abort', end, { once: true });
    const stop = watchLevel(track, level => {
      heard = level > HEARD_LEVEL;
      if (heard) end();
    });
  });
}

/** What a camera shows. */
export interface Seen {
  readonly width: number;
  readonly height: number;
  /** Nothing in it is bright. */
  readonly dark: boolean;
}

/** Undefined where no picture comes. */
export async function sees(track: MediaStreamTrack, signal: AbortSignal): Promise<Seen | undefined> {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: new MediaStream([track]) });
  const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));
  try {
    const loaded = new Promise(resolve => {
      video.addEventListener('loadeddata', resolve, { once: true });
      signal.addEventListener('abort', resolve, { once: true });
    });
    video.play().catch(() => {});
    await Promise.race([loaded, pause(PICTURE_LIMIT_MS)]);
    const { videoWidth: width, videoHeight: height } = video;
    if (!width) return undefined;
    await pause(EXPOSURE_MS);
    return { width, height, dark: brightest(video) < DARK };
  } finally {
    video.srcObject = null;
  }
}

/** 255 where the browser does not let one look. */
function brightest(video: HTMLVideoElement): number {
  const canvas = Object.assign(document.createElement('canvas'), SAMPLE);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return 255;
  context.drawImage(video, 0, 0, SAMPLE.width, SAMPLE.height);
  const { data } = context.getImageData(0, 0, SAMPLE.width, SAMPLE.height);
  return data.reduce((most, value, index) => (index % 4 === 3 ? most : Math.max(most, value)), 0);
}
