// Makes one file with a duration and a table to seek by out of what was recorded, by copying packets: nothing is
// decoded or encoded. Where the bytes come from and go to is the caller's.

import {
  BlobSource,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import type { Container, FileSink, Segment } from './disk.ts';

/** A part of a recording, in seconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What was written. */
export interface Copied {
  /** In seconds. */
  readonly duration: number;
}

/** Writes of this size: many small ones would cost more than the copying. */
const CHUNK_BYTES = 1 << 20;

/**
 * Copies `segments`, one behind the other, into a file of this container. With `range` only what lies within, from the
 * key frame at or before its beginning. What was cut off at its end is copied as far as it is whole. Rejects with a
 * RangeError where there is nothing to copy.
 */
export async function copySeekable(
  segments: readonly Segment[],
  container: Container,
  sink: FileSink,
  range: Range = { from: 0, to: Number.POSITIVE_INFINITY },
): Promise<Copied> {
  const inputs = segments.map(
    ({ blob }) => new Input({ source: new BlobSource(blob), formats: [WEBM, MATROSKA, MP4] }),
  );
  const readings = await Promise.all(inputs.map(open));
  const tracks = readings.filter(each => each !== undefined);
  const video = tracks.find(each => each.video)?.video;
  const audio = tracks.find(each => each.audio)?.audio;
  if (!video && !audio) throw new RangeError('Nothing was recorded.');
  const output = new Output({
    format: container === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
    target: new StreamTarget(
      new WritableStream({ write: ({ position, data }) => sink.write(position, data) }),
      { chunked: true, chunkSize: CHUNK_BYTES },
    ),
  });
  const lanes = {
    video: video?.codec ? new Lane(new EncodedVideoPacketSource(video.codec)) : undefined,
    audio: audio?.codec ? new Lane(new EncodedAudioPacketSource(audio.codec)) : undefined,
  };
  if (lanes.video)
    output.addVideoTrack(lanes.video.source as EncodedVideoPacketSource, { rotation: video?.rotation ?? 0 });
  if (lanes.audio) output.addAudioTrack(lanes.audio.source as EncodedAudioPacketSource);
  await output.start();
  let end = 0;
  let begin: number | undefined;
  for (const [index, reading] of readings.entries()) {
    if (!reading) continue;
    // Two recorders may overlap a little; time only goes on.
    const offset = Math.max((segments[index]?.beginsAtMs ?? 0) / 1000, end);
    for await (const { lane, packet, config } of reading.packets(offset, range)) {
      begin ??= packet.timestamp;
      const moved = packet.clone({ timestamp: Math.max(0, packet.timestamp - begin) });
      await lanes[lane]?.add(moved, config);
      end = Math.max(end, packet.timestamp + packet.duration);
    }
  }
  if (begin === undefined) {
    await output.cancel();
    throw new RangeError('Nothing was recorded.');
  }
  await output.finalize();
  for (const input of inputs) input.dispose();
  return { duration: end - begin };
}

type Config = VideoDecoderConfig | AudioDecoderConfig;

/** One track of the file. The first packet brings what a decoder has to know. */
class Lane {
  readonly source: EncodedVideoPacketSource | EncodedAudioPacketSource;
  #told = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(source: EncodedVideoPacketSource | EncodedAudioPacketSource) {
    this.source = source;
  }

  async add(packet: EncodedPacket, decoderConfig: Config): Promise<void> {
    // Equal times cannot be told apart in a table to seek by.
    if (packet.timestamp <= this.#last) return;
    this.#last = packet.timestamp;
    const meta = this.#told ? undefined : { decoderConfig };
    this.#told = true;
    await (this.source as EncodedVideoPacketSource).add(
      packet,
      meta as EncodedVideoChunkMetadata | undefined,
    );
  }
}

interface Read {
  readonly lane: 'video' | 'audio';
  readonly packet: EncodedPacket;
  readonly config: Config;
}

/** Undefined where a segment was cut off before its first packet. */
async function open(input: Input): Promise<Reading | undefined> {
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const first = await Promise.all(
      [video, audio].map(track => track && new EncodedPacketSink(track).getFirstPacket()),
    );
    const times = first.filter(each => each !== null).map(each => each.timestamp);
    if (!times.length) return undefined;
    return new Reading(first[0] ? video : null, first[1] ? audio : null, Math.min(...times));
  } catch {
    return undefined;
  }
}

/** One segment. */
class Reading {
  readonly video: InputVideoTrack | null;
  readonly audio: InputAudioTrack | null;
  readonly #begin: number;

  constructor(video: InputVideoTrack | null, audio: InputAudioTrack | null, begin: number) {
    this.video = video;
    this.audio = audio;
    this.#begin = begin;
  }

  /** Both tracks in the order of their times, which are those of the whole recording. */
  async *packets(offset: number, { from, to }: Range): AsyncGenerator<Read> {
    const shift = offset - this.#begin;
    const start = await this.#keyFrame(from - shift);
    const lanes = [
      { lane: 'video' as const, track: this.video },
      { lane: 'audio' as const, track: this.audio },
    ];
    const running = [];
    for (const { lane, track } of lanes) {
      const config = await track?.getDecoderConfig();
      if (!track || !config) continue;
      const packets = wholePackets(track, start);
      running.push({ lane, config, packets, next: await packets.next() });
    }
    for (;;) {
      let first: (typeof running)[number] | undefined;
      for (const each of running) {
        if (each.next.done) continue;
        if (!first || first.next.done || each.next.value.timestamp < first.next.value.timestamp) first = each;
      }
      if (!first || first.next.done) return;
      const { lane, config, next } = first;
      const timestamp = next.value.timestamp + shift;
      first.next = timestamp < to ? await first.packets.next() : { done: true, value: undefined };
      if (timestamp < to) yield { lane, config, packet: next.value.clone({ timestamp }) };
    }
  }

  /** Where a picture can begin: the last key frame at or before this time. */
  async #keyFrame(at: number): Promise<number> {
    if (!this.video || at <= this.#begin) return at;
    const packet = await new EncodedPacketSink(this.video).getKeyPacket(at, { verifyKeyPackets: false });
    return packet?.timestamp ?? at;
  }
}

/** The packets of a track from `start` on; the first that cannot be read is the end. */
async function* wholePackets(
  track: InputVideoTrack | InputAudioTrack,
  start: number,
): AsyncGenerator<EncodedPacket> {
  const sink = new EncodedPacketSink(track);
  try {
    let packet = (await sink.getPacket(start)) ?? (await sink.getFirstPacket());
    while (packet) {
      if (packet.byteLength === 0) return;
      yield packet;
      packet = await sink.getNextPacket(packet);
    }
  } catch {
    // Cut off in the middle.
  }
}
