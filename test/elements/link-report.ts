// Reports as a browser gives them of a connection through a relay, at one time after another.

type Entry = Readonly<Record<string, unknown>>;

const PACKETS = 100;

const BEGUN_MS = 1_767_258_000_000;

/**
 * After so many seconds at a steady rate: 800 kbit/s and a tenth lost on the way here, 100 kbit/s there; or after
 * `received` bytes instead.
 */
export function relayed(seconds: number, received = 100_000 * seconds): RTCStatsReport {
  const timestamp = BEGUN_MS + 1000 * seconds;
  const entries: Record<string, Entry> = {
    transport: { type: 'transport', selectedCandidatePairId: 'pair', timestamp },
    pair: {
      ...{ type: 'candidate-pair', state: 'succeeded', timestamp, currentRoundTripTime: 0.08 },
      ...{ localCandidateId: 'local', remoteCandidateId: 'remote' },
    },
    local: { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
    remote: { type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' },
    vp9: { type: 'codec', mimeType: 'video/VP9' },
    opus: { type: 'codec', mimeType: 'audio/opus' },
    picture: {
      ...{ type: 'inbound-rtp', kind: 'video', mid: '1', codecId: 'vp9', timestamp },
      ...{ frameWidth: 1280, frameHeight: 720, framesPerSecond: 24, jitter: 0.02 },
      bytesReceived: received,
      packetsReceived: 9 * PACKETS * seconds,
      packetsLost: PACKETS * seconds,
    },
    sound: {
      ...{ type: 'outbound-rtp', kind: 'audio', mid: '0', codecId: 'opus', timestamp, ssrc: 7 },
      bytesSent: 12_500 * seconds,
      packetsSent: PACKETS * seconds,
    },
    told: { type: 'remote-inbound-rtp', ssrc: 7, fractionLost: 0, jitter: 0.005 },
  };
  return new Map(Object.entries(entries)) as unknown as RTCStatsReport;
}

/** As `relayed`, but straight from one to the other, with nothing lost. */
export function direct(seconds: number, received?: number): RTCStatsReport {
  const report = relayed(seconds, received) as unknown as Map<string, Entry>;
  report.set('local', { type: 'local-candidate', candidateType: 'host', protocol: 'udp' });
  report.set('picture', { ...report.get('picture'), packetsLost: 0, jitter: 0.004 });
  report.set('pair', { ...report.get('pair'), currentRoundTripTime: 0.012 });
  return report as unknown as RTCStatsReport;
}
