// What comes from a peer, as streams that elements show: the same ones for as long as the peer is there, whichever
// connection brings the tracks.

import type { MediaSlot } from '../media/local-media.ts';
import type { Connection } from './connection.ts';

export class IncomingMedia {
  /** Microphone and camera. */
  readonly stream = new MediaStream();
  /** The shared screen and its sound. */
  readonly screenStream = new MediaStream();

  /** Takes the tracks of this connection in the place of another's. */
  show(connection: Connection): void {
    exchange(this.stream, connection, ['audio', 'video']);
    exchange(this.screenStream, connection, ['screen', 'screenAudio']);
  }

  clear(): void {
    for (const stream of [this.stream, this.screenStream]) {
      for (const track of stream.getTracks()) stream.removeTrack(track);
    }
  }
}

/** The new tracks come first: who plays a stream that is empty for a moment stops for good. */
function exchange(stream: MediaStream, connection: Connection, slots: readonly MediaSlot[]): void {
  const tracks = slots.flatMap(slot => connection.lines.incoming(slot) ?? []);
  for (const track of tracks) stream.addTrack(track);
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
}
