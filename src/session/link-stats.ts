// What the browser's statistics (W3C Identifiers for WebRTC's Statistics API) say of one connection, from one reading
// to the next: its path, and each stream of pictures or sound on it. Loaded when somebody looks at them.

/** The media lines, in their order (media-lines.ts). */
const SOURCES = ['microphone', 'camera', 'screen', 'screen-sound'] as const;

/** Where a stream comes from, at the side that sends it. */
export type StreamSource = (typeof SOURCES)[number];

/** One stream of pictures or sound. What the browser does not tell is absent. */
export interface StreamStats {
  readonly direction: 'in' | 'out';
  readonly source: StreamSource;
  /** Such as `VP8` or `opus`. */
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  /** Bits per second. */
  readonly bitrate: number;
  /** Share of packets that were lost, 0 to 1. */
  readonly loss: number;
  /** Seconds. */
  readonly jitter?: number;
}

/** How packets get to the other side: directly, by a relay of this side, or by one of the other side only. */
export interface Path {
  readonly kind: 'direct' | 'relay' | 'other-relay';
  /** What this side speaks with the other, or with its relay. */
  readonly protocol?: 'udp' | 'tcp' | 'tls';
}

/** One connection at a time. Rates are those since the reading before. */
export interface LinkStats {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly path?: Path;
  /** There and back, in seconds. */
  readonly roundTrip?: number;
  /** Bits per second. */
  readonly bitrateIn: number;
  readonly bitrateOut: number;
  /** The worst of all streams, 0 to 1, and in seconds. */
  readonly loss: number;
  readonly jitter: number;
  readonly streams: readonly StreamStats[];
}

/** An entry of a report, of which only what is asked for is known. */
type Entry = Readonly<Record<string, unknown>>;
type Entries = ReadonlyMap<string, Entry>;

interface Counted {
  readonly at: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
}

/** Reads one connection again and again. */
export class LinkReader {
  #before: ReadonlyMap<string, Counted> = new Map();
  #wasAt = 0;

  /** Undefined at the first reading, and where nothing was counted since the one before. */
  read(report: RTCStatsReport): LinkStats | undefined {
    const entries = new Map<string, Entry>();
    report.forEach((entry: Entry, id: string) => void entries.set(id, entry));
    const streams: StreamStats[] = [];
    const counted = new Map<string, Counted>();
    // Without any stream there is still a path.
    let at = numberOf(pairOf(entries)?.timestamp) ?? 0;
    for (const [id, entry] of entries) {
      if (entry.type !== 'inbound-rtp' && entry.type !== 'outbound-rtp') continue;
      const now = countsOf(entry);
      counted.set(id, now);
      at = Math.max(at, now.at);
      const before = this.#before.get(id);
      if (before && now.at > before.at && now.packets > 0)
        streams.push(streamOf(entry, now, before, entries));
    }
    if (at <= this.#wasAt) return undefined;
    const first = this.#wasAt === 0;
    this.#before = counted;
    this.#wasAt = at;
    return first ? undefined : linkOf(at, streams, entries);
  }
}

function linkOf(at: number, streams: readonly StreamStats[], entries: Entries): LinkStats {
  const pair = pairOf(entries);
  const sum = (wanted: StreamStats['direction']) =>
    streams.reduce((total, { direction, bitrate }) => total + (direction === wanted ? bitrate : 0), 0);
  const path = pair && pathOf(pair, entries);
  return Object.freeze({
    at,
    ...(path && { path }),
    ...given({ roundTrip: numberOf(pair?.currentRoundTripTime) }),
    bitrateIn: sum('in'),
    bitrateOut: sum('out'),
    loss: Math.max(0, ...streams.map(({ loss }) => loss)),
    jitter: Math.max(0, ...streams.map(({ jitter = 0 }) => jitter)),
    streams: Object.freeze([...streams].sort((one, other) => rank(one) - rank(other))),
  });
}

/** What comes before what goes, each in the order of the lines. */
const rank = ({ direction, source }: StreamStats): number =>
  SOURCES.indexOf(source) + (direction === 'in' ? 0 : SOURCES.length);

function streamOf(entry: Entry, now: Counted, before: Counted, entries: Entries): StreamStats {
  const direction = entry.type === 'inbound-rtp' ? 'in' : 'out';
  const codec = entries.get(String(entry.codecId))?.mimeType;
  const told = direction === 'in' ? entry : toldBack(entry, entries);
  const [lost, packets] = [now.lost - before.lost, now.packets - before.packets];
  const ownLoss = lost > 0 ? lost / (lost + Math.max(0, packets)) : 0;
  return Object.freeze({
    direction,
    source: SOURCES[Number(entry.mid ?? Number.NaN)] ?? (entry.kind === 'audio' ? 'microphone' : 'camera'),
    ...(typeof codec === 'string' && { codec: codec.replace(/^\w+\//, '') }),
    ...given({
      width: numberOf(entry.frameWidth),
      height: numberOf(entry.frameHeight),
      framesPerSecond: numberOf(entry.framesPerSecond),
      jitter: numberOf(told?.jitter),
    }),
    bitrate: Math.max(0, (8000 * (now.bytes - before.bytes)) / (now.at - before.at)),
    loss: direction === 'in' ? ownLoss : (numberOf(told?.fractionLost) ?? 0),
  });
}

/** What the other side tells of a stream that goes out. */
function toldBack({ remoteId, ssrc }: Entry, entries: Entries): Entry | undefined {
  const named = entries.get(String(remoteId));
  return (
    named ?? [...entries.values()].find(each => each.type === 'remote-inbound-rtp' && each.ssrc === ssrc)
  );
}

function countsOf(entry: Entry): Counted {
  const way = entry.type === 'inbound-rtp' ? 'Received' : 'Sent';
  const count = (name: string) => numberOf(entry[name]) ?? 0;
  return {
    at: count('timestamp'),
    bytes: count(`bytes${way}`) + count(`headerBytes${way}`),
    packets: count(`packets${way}`),
    lost: Math.max(0, count('packetsLost')),
  };
}

/** The pair of addresses in use. */
function pairOf(entries: Entries): Entry | undefined {
  const all = [...entries.values()];
  const transport = all.find(
    ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
  );
  const named = entries.get(String(transport?.selectedCandidatePairId));
  const pairs = all.filter(({ type, state }) => type === 'candidate-pair' && state === 'succeeded');
  return named ?? pairs.find(({ selected }) => selected) ?? pairs.find(({ nominated }) => nominated);
}

function pathOf({ localCandidateId, remoteCandidateId }: Entry, entries: Entries): Path {
  const own = entries.get(String(localCandidateId)) ?? {};
  const other = entries.get(String(remoteCandidateId)) ?? {};
  const relayed = own.candidateType === 'relay';
  const kind = relayed ? 'relay' : other.candidateType === 'relay' ? 'other-relay' : 'direct';
  const protocol = (['udp', 'tcp', 'tls'] as const).find(
    each => each === (relayed ? own.relayProtocol : own.protocol),
  );
  return { kind, ...(protocol && { protocol }) };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Without what is not known. */
function given<K extends string>(values: Record<K, number | undefined>): { [key in K]?: number } {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [key in K]?: number };
}
