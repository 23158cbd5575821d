// What is read of a connection: of a real one, and of reports such as real ones give on other paths.

import { expect } from '@open-wc/testing';
import { KEPT_MS, LinkHistory } from '../../../src/session/link-history.ts';
import { LinkReader, type LinkStats } from '../../../src/session/link-stats.ts';
import { canvasStream } from '../../elements/canvas-stream.ts';

type Entry = Readonly<Record<string, unknown>>;

const report = (entries: Readonly<Record<string, Entry>>): RTCStatsReport =>
  new Map(Object.entries(entries)) as unknown as RTCStatsReport;

/** The two ends of a connection in this page. */
async function connect(stream: MediaStream): Promise<[RTCPeerConnection, RTCPeerConnection]> {
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  one.addEventListener('icecandidate', ({ candidate }) => void other.addIceCandidate(candidate ?? undefined));
  other.addEventListener('icecandidate', ({ candidate }) => void one.addIceCandidate(candidate ?? undefined));
  // As in a call: sound first.
  one.addTransceiver('audio');
  for (const track of stream.getTracks()) one.addTransceiver(track, { streams: [stream] });
  await one.setLocalDescription();
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  await other.setLocalDescription();
  await one.setRemoteDescription(other.localDescription ?? { type: 'answer' });
  return [one, other];
}

/** Reads until what is read is enough. */
async function readUntil(pc: RTCPeerConnection, enough: (stats: LinkStats) => boolean): Promise<LinkStats> {
  const reader = new LinkReader();
  for (;;) {
    const stats = reader.read(await pc.getStats());
    if (stats && enough(stats)) return stats;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** A report of a connection over these two candidates, at a time, after so many bytes and packets. */
function over(
  local: Entry,
  remote: Entry,
  at = 0,
  { bytes = 0, packets = 0, lost = 0 } = {},
): RTCStatsReport {
  return report({
    transport: { type: 'transport', selectedCandidatePairId: 'pair', timestamp: at },
    idle: { type: 'candidate-pair', state: 'succeeded', nominated: true, timestamp: at },
    pair: {
      type: 'candidate-pair',
      state: 'succeeded',
      localCandidateId: 'local',
      remoteCandidateId: 'remote',
      currentRoundTripTime: 0.08,
      timestamp: at,
    },
    local: { type: 'local-candidate', ...local },
    remote: { type: 'remote-candidate', ...remote },
    in: {
      type: 'inbound-rtp',
      kind: 'video',
      mid: '2',
      timestamp: at,
      bytesReceived: bytes,
      packetsReceived: packets,
      packetsLost: lost,
      jitter: 0.02,
    },
    out: {
      type: 'outbound-rtp',
      kind: 'audio',
      mid: '0',
      timestamp: at,
      bytesSent: bytes,
      packetsSent: packets,
      ssrc: 7,
    },
    told: { type: 'remote-inbound-rtp', ssrc: 7, fractionLost: 0.25, jitter: 0.5 },
  });
}

const HOST = { candidateType: 'host', protocol: 'udp' };

describe('the figures of a connection', () => {
  it('are those of a real one: path, codec, size and rates of what comes and what goes', async () => {
    const stream = canvasStream(320, 180);
    const [one, other] = await connect(stream);
    const sends = await readUntil(
      one,
      ({ bitrateOut, streams }) => bitrateOut > 0 && (streams[0]?.width ?? 0) > 0,
    );
    expect(sends.path).to.deep.equal({ kind: 'direct', protocol: 'udp' });
    expect(sends.roundTrip).to.be.within(0, 1);
    expect(sends.streams).to.have.length(1);
    expect(sends.streams[0]).to.include({ direction: 'out', source: 'camera', codec: 'VP8' });
    const comes = await readUntil(
      other,
      ({ bitrateIn, streams }) => bitrateIn > 0 && (streams[0]?.width ?? 0) > 0,
    );
    expect(comes.streams[0]).to.include({ direction: 'in', source: 'camera', codec: 'VP8', loss: 0 });
    expect(comes.bitrateOut).to.equal(0);
    for (const track of stream.getTracks()) track.stop();
    one.close();
    other.close();
  });

  for (const [local, remote, path] of [
    [HOST, HOST, { kind: 'direct', protocol: 'udp' }],
    [{ candidateType: 'srflx', protocol: 'tcp' }, HOST, { kind: 'direct', protocol: 'tcp' }],
    [
      { candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
      { candidateType: 'relay', protocol: 'udp' },
      { kind: 'relay', protocol: 'tls' },
    ],
    [{ candidateType: 'relay', protocol: 'udp' }, HOST, { kind: 'relay' }],
    [HOST, { candidateType: 'relay', protocol: 'udp' }, { kind: 'other-relay', protocol: 'udp' }],
  ] as const) {
    it(`name the path ${JSON.stringify(path)}`, () => {
      const reader = new LinkReader();
      expect(reader.read(over(local, remote, 1000))).to.equal(undefined);
      expect(reader.read(over(local, remote, 2000))?.path).to.deep.equal(path);
    });
  }

  it('count from one reading to the next, with what the other side tells of what goes there', () => {
    const reader = new LinkReader();
    reader.read(over(HOST, HOST, 1000, { bytes: 500, packets: 100, lost: 50 }));
    const stats = reader.read(over(HOST, HOST, 3000, { bytes: 25_500, packets: 190, lost: 60 }));
    expect(stats).to.include({ at: 3000, roundTrip: 0.08, bitrateIn: 100_000, bitrateOut: 100_000 });
    const [sound, screen] = [...(stats?.streams ?? [])]
      .sort((a, b) => a.direction.localeCompare(b.direction))
      .reverse();
    expect(screen).to.include({ direction: 'in', source: 'screen', loss: 0.1, jitter: 0.02 });
    expect(sound).to.include({ direction: 'out', source: 'microphone', loss: 0.25, jitter: 0.5 });
    expect(stats).to.include({ loss: 0.25, jitter: 0.5 });
  });

  it('say nothing of a report that is not newer, and nothing below zero after a new connection', () => {
    const reader = new LinkReader();
    reader.read(over(HOST, HOST, 1000, { bytes: 9000, packets: 90 }));
    expect(reader.read(over(HOST, HOST, 1000, { bytes: 9000, packets: 90 }))).to.equal(undefined);
    expect(reader.read(over(HOST, HOST, 2000, { bytes: 10, packets: 1 }))).to.include({
      bitrateIn: 0,
      loss: 0.25,
    });
  });
});

describe('the history of the connections', () => {
  const reading = (seconds: number) =>
    new Map([['ada', over(HOST, HOST, 1000 * seconds, { packets: seconds })]]);

  it('keeps the last minutes', () => {
    const history = new LinkHistory();
    for (let seconds = 1; seconds <= 300; seconds += 2) history.add(reading(seconds));
    const kept = history.of('ada');
    expect(kept.at(-1)?.at).to.equal(299_000);
    expect(kept[0]?.at).to.equal(299_000 - KEPT_MS + 2000);
  });

  it('takes a reading once, and forgets who has gone', () => {
    const history = new LinkHistory();
    history.add(reading(1));
    const second = reading(3);
    history.add(second);
    history.add(second);
    expect(history.of('ada')).to.have.length(1);
    history.add(new Map());
    expect(history.of('ada')).to.deep.equal([]);
  });
});
