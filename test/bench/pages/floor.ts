// The least that a call over MQTT can be: one RTCPeerConnection, mqtt.js, two fixed topics, an offer at once.
// No room, no seal, no recovery. It is the measure of the set-up bench, so nothing here may be slower than need be.

import mqtt, { type MqttClient } from 'mqtt';
import { type BenchPage, MEDIA, type PageOptions } from './contract.ts';

interface Signal {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
}

let client: MqttClient | undefined;
let connection: RTCPeerConnection | undefined;
let stream: MediaStream | undefined;

function connect(options: PageOptions): MqttClient {
  // Native timers: starting the worker that mqtt.js takes by default would cost the floor time.
  // As mqtt.js comes, but where `lean` leaves out the numbers that it makes at the first packet.
  const writeCache = !options.lean;
  return mqtt.connect(options.broker, { reconnectPeriod: 0, timerVariant: 'native', writeCache });
}

/** Hears `own`, and answers with the way to publish to `other`. Signals are worked off one after the other. */
function signalling(bus: MqttClient, own: string, other: string, work: (signal: Signal) => Promise<void>) {
  let queue = Promise.resolve();
  bus.on('message', (topic, payload) => {
    if (topic !== own) return;
    const signal = JSON.parse(new TextDecoder().decode(payload)) as Signal;
    queue = queue.then(() => work(signal));
  });
  bus.subscribe(own);
  return (signal: Signal) => void bus.publish(other, JSON.stringify(signal));
}

function newConnection(send: (signal: Signal) => void): RTCPeerConnection {
  const created = new RTCPeerConnection();
  created.onicecandidate = event => {
    if (event.candidate) send({ candidate: event.candidate.toJSON() });
  };
  created.createDataChannel('data', { negotiated: true, id: 0 });
  connection = created;
  return created;
}

const page: BenchPage = {
  async wait(options) {
    const tracks = await navigator.mediaDevices.getUserMedia(MEDIA);
    stream = tracks;
    const bus = connect(options);
    client = bus;
    const own = `floor/${options.room}/a`;
    const send = signalling(bus, own, `floor/${options.room}/b`, async signal => {
      if (signal.description) {
        const answerer = newConnection(send);
        await answerer.setRemoteDescription(signal.description);
        for (const track of tracks.getTracks()) answerer.addTrack(track, tracks);
        await answerer.setLocalDescription();
        if (answerer.localDescription) send({ description: answerer.localDescription });
      } else if (signal.candidate) await connection?.addIceCandidate(signal.candidate);
    });
    // Subscribing once more answers when the broker knows of the first one.
    await bus.subscribeAsync(own);
  },

  async prepare(options) {
    client = connect(options);
    await new Promise<void>(resolve => client?.once('connect', () => resolve()));
    stream = await navigator.mediaDevices.getUserMedia(MEDIA);
  },

  async join(options) {
    const start = performance.now();
    const bus = client ?? connect(options);
    client = bus;
    let offerer: RTCPeerConnection | undefined;
    const send = signalling(bus, `floor/${options.room}/b`, `floor/${options.room}/a`, async signal => {
      if (signal.description) await offerer?.setRemoteDescription(signal.description);
      else if (signal.candidate) await offerer?.addIceCandidate(signal.candidate);
    });
    const created = newConnection(send);
    offerer = created;
    const connected = new Promise<number>(resolve => {
      created.onconnectionstatechange = () => {
        if (created.connectionState === 'connected') resolve(performance.now() - start);
      };
    });
    await (options.tracksFirst ? offerWithTracks(created) : offerAtOnce(created));
    if (created.localDescription) send({ description: created.localDescription });
    return connected;
  },

  async end() {
    connection?.close();
    for (const track of stream?.getTracks() ?? []) track.stop();
    await client?.endAsync(true);
  },
};

/** The camera opens while the offer is under way. */
async function offerAtOnce(created: RTCPeerConnection): Promise<void> {
  const senders = ['audio', 'video'].map(
    kind => created.addTransceiver(kind, { direction: 'sendrecv' }).sender,
  );
  const opened = stream ? Promise.resolve(stream) : navigator.mediaDevices.getUserMedia(MEDIA);
  void opened.then(async tracks => {
    stream = tracks;
    await senders[0]?.replaceTrack(tracks.getAudioTracks()[0] ?? null);
    await senders[1]?.replaceTrack(tracks.getVideoTracks()[0] ?? null);
  });
  await created.setLocalDescription();
}

/** The offer waits for the camera. */
async function offerWithTracks(created: RTCPeerConnection): Promise<void> {
  const tracks = stream ?? (await navigator.mediaDevices.getUserMedia(MEDIA));
  stream = tracks;
  for (const track of tracks.getTracks()) created.addTrack(track, tracks);
  await created.setLocalDescription();
}

globalThis.bench = page;
