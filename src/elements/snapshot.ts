// A still picture of what a participant shows, as a PNG file: never mirrored. Who that is, and where the file goes, is
// for others to say. Loaded when one is first asked for.

import type { Participant } from '../session/call-state.ts';
import { hueOf, initialOf, shownName } from './name-card.ts';

/** A picture that has not come by then will not come, in milliseconds. */
const FIRST_PICTURE_MS = 3000;
const CARD = { width: 640, height: 360 };

/** What to draw. */
export interface Subject {
  /** Undefined where there is no picture: the name card is drawn. */
  readonly stream: MediaStream | undefined;
  readonly name: string;
  readonly hue: number;
}

/** A participant's camera, or the screen that one shares. */
export function subjectOf(participant: Participant | undefined, screen: boolean, guest: string): Subject {
  if (!participant) return { stream: undefined, name: '', hue: 0 };
  const { id, name, video, stream, screenStream } = participant;
  const shown = screen ? participant.screen && screenStream : video && stream;
  return { stream: shown || undefined, name: shownName(name, guest), hue: hueOf(id) };
}

/** Draws the subject; `playing` is a video that shows it already. */
export async function takeSnapshot(
  { stream, name, hue }: Subject,
  playing?: HTMLVideoElement | null,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const drawn = stream && playing?.videoWidth ? playing : stream && (await firstPicture(stream));
  Object.assign(canvas, drawn ? { width: drawn.videoWidth, height: drawn.videoHeight } : CARD);
  if (drawn) context?.drawImage(drawn, 0, 0);
  else if (context) drawCard(context, initialOf(name), hue);
  if (drawn !== playing && drawn) drawn.srcObject = null;
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('no picture could be made'))),
      'image/png',
    );
  });
}

/** A video of its own, as soon as it has something to show. */
async function firstPicture(stream: MediaStream): Promise<HTMLVideoElement | undefined> {
  const video = document.createElement('video');
  video.muted = true;
  const come = new Promise<boolean>(resolve => {
    const timer = setTimeout(() => resolve(false), FIRST_PICTURE_MS);
    const seen = () => {
      if (!video.videoWidth) return;
      clearTimeout(timer);
      resolve(true);
    };
    video.addEventListener('loadeddata', seen);
    video.addEventListener('resize', seen);
  });
  video.srcObject = stream;
  video.play().catch(() => {});
  if (await come) return video;
  video.srcObject = null;
  return undefined;
}

function drawCard(context: CanvasRenderingContext2D, initial: string, hue: number): void {
  const { width, height } = CARD;
  context.fillStyle = `oklch(45% 0.09 ${hue})`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff';
  context.font = '600 120px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initial, width / 2, height / 2);
}
