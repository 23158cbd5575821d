// Two and more calls in one page, with real peer connections and fake devices, over a bus without a broker.

import { expect } from '@open-wc/testing';
import { Call, type CallOptions, createInvite, RtcError, until } from '../../../src/session/index.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';

const calls: Call[] = [];
let busName = '';

function makeCall(options: Partial<CallOptions> = {}): Call {
  const call = new Call({
    brokers: ['ws://unused.invalid'],
    topic: 'rtc',
    room: 'kitchen',
    displayName: `P${calls.length + 1}`,
    createBus: () => new LocalBus(busName),
    ...options,
  });
  calls.push(call);
  return call;
}

const status = (call: Call, wanted: string) => until(call.state, state => state.status === wanted);
const others = (call: Call) => call.state.value.participants.filter(({ self }) => !self);

/** Browsers decode nothing that nobody plays. */
function play(stream: MediaStream | undefined): void {
  const video = document.createElement('video');
  video.autoplay = true;
  video.srcObject = stream ?? null;
  document.body.append(video);
}

/** Sums a figure of all received lines, as often as the browser has a new report, until it passes `test`. */
async function inbound(call: Call, field: string, test: (value: number) => boolean): Promise<number> {
  for (;;) {
    let sum = 0;
    for (const report of (await call.getStats()).values()) {
      report.forEach(entry => {
        if (entry.type === 'inbound-rtp') sum += entry[field] ?? 0;
      });
    }
    if (test(sum)) return sum;
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
}

const FIREFOX = navigator.userAgent.includes('Firefox');
const { getUserMedia } = MediaDevices.prototype;

/** Chromium's made-up microphone only clicks once a second; Firefox's hums, and it has no AudioContext here. */
function speakUp(): void {
  if (FIREFOX) return;
  const context = new AudioContext();
  const voice = new OscillatorNode(context, { frequency: 200 });
  MediaDevices.prototype.getUserMedia = async () => {
    const way = context.createMediaStreamDestination();
    voice.connect(way);
    return way.stream;
  };
  voice.start();
  ends.push(() => void context.close());
}

const ends: (() => void)[] = [];

describe('a call', () => {
  beforeEach(() => {
    busName = crypto.randomUUID();
  });

  afterEach(async () => {
    MediaDevices.prototype.getUserMedia = getUserMedia;
    for (const end of ends.splice(0)) end();
    await Promise.all(calls.splice(0).map(call => call.leave()));
  });

  for (const secret of [createInvite().secret, undefined]) {
    describe(secret ? 'with a secret' : 'without a secret', () => {
      const options = secret ? { secret } : {};

      it('connects two and carries picture and sound both ways', async () => {
        const a = makeCall(options);
        const b = makeCall(options);
        await a.join();
        expect(a.state.value.status).to.equal('waiting');
        await b.join();
        await Promise.all([status(a, 'connected'), status(b, 'connected')]);
        expect(others(a).map(({ name }) => name)).to.deep.equal(['P2']);
        expect(others(b).map(({ name }) => name)).to.deep.equal(['P1']);
        for (const call of [a, b]) {
          play(others(call)[0]?.stream);
          await inbound(call, 'framesDecoded', value => value > 5);
          await inbound(call, 'totalAudioEnergy', value => value > 0);
        }
      });

      it('connects two who join at the same moment', async () => {
        const a = makeCall(options);
        const b = makeCall(options);
        await Promise.all([a.join(), b.join()]);
        await Promise.all([status(a, 'connected'), status(b, 'connected')]);
      });

      it('connects four, everybody with everybody', async () => {
        const four = [1, 2, 3, 4].map(() => makeCall({ ...options, video: 'off', audio: 'off' }));
        await Promise.all(four.map(call => call.join()));
        await Promise.all(
          four.map(call =>
            until(call.state, ({ participants }) => {
              return participants.filter(({ self, link }) => !self && link === 'connected').length === 3;
            }),
          ),
        );
      });
    });
  }

  it('carries lines of text both ways, in order', async () => {
    const [a, b] = [makeCall({ audio: 'off', video: 'off' }), makeCall({ audio: 'off', video: 'off' })];
    await Promise.all([a.join(), b.join()]);
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    for (const text of ['one', 'two', 'three']) a.sendMessage(text);
    const { messages } = await until(b.state, state => state.messages.length === 3);
    expect(messages.map(({ text, name, self }) => [text, name, self])).to.deep.equal([
      ['one', 'P1', false],
      ['two', 'P1', false],
      ['three', 'P1', false],
    ]);
  });

  it('says when everybody has a message', async () => {
    const quiet = { audio: 'off', video: 'off' } as const;
    const [a, b] = [makeCall(quiet), makeCall(quiet)];
    await a.join();
    expect(a.sendMessage('to nobody').delivered).to.equal(true);
    await b.join();
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    expect(a.sendMessage('to somebody').delivered).to.equal(false);
    const { messages } = await until(a.state, state => state.messages.every(({ delivered }) => delivered));
    expect(messages.map(({ text }) => text)).to.deep.equal(['to nobody', 'to somebody']);
    expect(b.state.value.messages.map(({ text, delivered }) => [text, delivered])).to.deep.equal([
      ['to somebody', true],
    ]);
  });

  it('waits for nobody who has gone', async () => {
    const quiet = { audio: 'off', video: 'off' } as const;
    const [a, b] = [makeCall(quiet), makeCall(quiet)];
    await Promise.all([a.join(), b.join()]);
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    a.sendMessage('too late');
    await b.leave();
    await until(a.state, state => state.messages.every(({ delivered }) => delivered));
  });

  it('counts those who were in the room before', async () => {
    const quiet = { audio: 'off', video: 'off' } as const;
    const [a, b, c] = [makeCall(quiet), makeCall(quiet), makeCall(quiet)];
    await a.join();
    await b.join();
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    await c.join();
    await until(c.state, state => state.joinedAmong === 2);
    expect(b.state.value.joinedAmong).to.equal(1);
    expect(a.state.value.joinedAmong).to.equal(0);
  });

  it('shows names that break nothing, one’s own too', async () => {
    const quiet = { audio: 'off', video: 'off' } as const;
    const [a, b] = [makeCall({ ...quiet, displayName: ' \u202eevil\n\u2067name ' }), makeCall(quiet)];
    await Promise.all([a.join(), b.join()]);
    await until(b.state, () => others(b)[0]?.name === 'evil name');
    expect(a.state.value.participants[0]?.name).to.equal('evil name');
    a.setName(`${'👩‍👩‍👧‍👦'.repeat(100)}`);
    await until(b.state, () => others(b)[0]?.name.startsWith('👩') === true);
  });

  for (const secret of [createInvite().secret, undefined]) {
    it(`shows one safety code on both sides, ${secret ? 'with' : 'without'} a secret`, async () => {
      const quiet = { audio: 'off', video: 'off', ...(secret && { secret }) } as const;
      const [a, b] = [makeCall(quiet), makeCall(quiet)];
      await Promise.all([a.join(), b.join()]);
      await Promise.all([status(a, 'connected'), status(b, 'connected')]);
      const code = await a.requestSafetyCode(others(a)[0]?.id ?? '');
      await until(b.state, () => others(b)[0]?.safetyCode !== undefined);
      expect(others(b)[0]?.safetyCode).to.deep.equal(code);
      expect(others(a)[0]?.safetyCode).to.deep.equal(code);
      const id = others(a)[0]?.id ?? '';
      a.setVerified(id, true);
      expect(others(a)[0]?.verified).to.equal(true);
      expect(others(b)[0]?.verified).to.equal(false);
    });
  }

  it('shows two who have somebody between them different safety codes', async () => {
    const quiet = { audio: 'off', video: 'off' } as const;
    const [a, toA] = [makeCall(quiet), makeCall(quiet)];
    const there = crypto.randomUUID();
    const elsewhere = { ...quiet, createBus: () => new LocalBus(there) };
    const [toB, b] = [makeCall(elsewhere), makeCall(elsewhere)];
    await Promise.all([a, toA, toB, b].map(call => call.join()));
    await Promise.all([a, toA, toB, b].map(call => status(call, 'connected')));
    const code = await a.requestSafetyCode(others(a)[0]?.id ?? '');
    const other = await toB.requestSafetyCode(others(toB)[0]?.id ?? '');
    await until(b.state, () => others(b)[0]?.safetyCode !== undefined);
    expect(others(b)[0]?.safetyCode).to.deep.equal(other);
    expect(other.digits).not.to.equal(code.digits);
    expect(other.emoji).not.to.deep.equal(code.emoji);
  });

  it('has no safety code with who is not there', async () => {
    const a = makeCall({ audio: 'off', video: 'off' });
    await a.join();
    const error = await a.requestSafetyCode('nobody').catch((error: unknown) => error);
    expect((error as { code: string }).code).to.equal('not-in-call');
  });

  it('tells the others at once when somebody leaves', async () => {
    const [a, b] = [makeCall(), makeCall()];
    await Promise.all([a.join(), b.join()]);
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    await a.leave();
    expect(a.state.value.status).to.equal('left');
    await status(b, 'waiting');
    expect(others(b)).to.deep.equal([]);
    expect(b.state.value.lost, 'said goodbye').to.deep.equal([]);
  });

  it('is not made with a topic that can be the prefix of none', () => {
    for (const topic of ['', 'a b', '#', '/rtc', undefined]) {
      expect(() => makeCall({ topic: topic as string }), String(topic))
        .to.throw(RtcError)
        .with.property('code', 'attribute-invalid');
    }
  });

  it('refuses one more than the room may hold, and says so', async () => {
    const two = { audio: 'off', video: 'off', maxParticipants: 2 } as const;
    const [a, b, c] = [makeCall(two), makeCall(two), makeCall(two)];
    await Promise.all([a.join(), b.join()]);
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    c.join();
    const { error } = await status(c, 'failed');
    expect(error?.code).to.equal('room-full');
    expect(others(a)).to.have.length(1);
  });

  it('leaves those in an empty room who have another secret', async () => {
    const [a, b] = [makeCall({ secret: 'one password' }), makeCall({ secret: 'another password' })];
    await Promise.all([a.join(), b.join()]);
    const { nobodyHere } = await until(b.state, state => state.nobodyHere);
    expect(nobodyHere).to.equal(true);
    expect(others(a)).to.deep.equal([]);
  });

  it('tells who speaks, and how good the connection is', async () => {
    speakUp();
    const [a, b] = [makeCall({ video: 'off' }), makeCall({ video: 'off' })];
    await Promise.all([a.join(), b.join()]);
    await status(a, 'connected');
    play(others(a)[0]?.stream);
    const heard = await until(a.state, ({ participants }) => participants[1]?.speaking === true);
    expect(heard.participants[1]?.audio).to.equal(true);
    await until(a.state, ({ participants }) => participants.every(({ quality }) => quality !== undefined));
    await b.media.setMicrophone(false);
    await until(a.state, ({ participants }) => participants[1]?.speaking === false);
  });

  // Headless Firefox has no sound to read from a microphone.
  const inChromium = FIREFOX ? () => {} : it;
  inChromium('notices who speaks into a microphone that is off', async () => {
    speakUp();
    const a = makeCall({ video: 'off' });
    await a.join();
    await until(a.state, ({ participants }) => participants[0]?.speaking === true);
    expect(a.state.value.mutedSpeaking).to.equal(false);
    await a.media.setMicrophone(false);
    const reminded = await until(a.state, ({ mutedSpeaking }) => mutedSpeaking);
    expect(reminded.participants[0]?.speaking).to.equal(false);
    await a.media.setMicrophone(true);
    await until(a.state, ({ mutedSpeaking }) => !mutedSpeaking);
  });

  it('shows what the others have turned off', async () => {
    const [a, b] = [makeCall(), makeCall()];
    await Promise.all([a.join(), b.join()]);
    await Promise.all([status(a, 'connected'), status(b, 'connected')]);
    await until(b.state, () => others(b)[0]?.video === true);
    await a.media.setCamera(false);
    await until(b.state, () => others(b)[0]?.video === false);
    await a.media.setMicrophone(false);
    await until(b.state, () => others(b)[0]?.audio === false);
    await a.media.setCamera(true);
    await until(b.state, () => others(b)[0]?.video === true);
  });
});
