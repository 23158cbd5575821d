// Real connections that die without a word: what is shown of it, when, and what comes back.

import { expect } from '@open-wc/testing';
import { Call, type CallOptions, createInvite, until } from '../../../src/session/index.ts';
import { CutBus } from '../../support/cut-bus.ts';

const QUIET = { audio: 'off', video: 'off' } as const;

const calls: Call[] = [];
const buses: CutBus[] = [];
const connections: RTCPeerConnection[] = [];
/** When they were made. */
const madeAt: number[] = [];
let busName = '';

const Native = globalThis.RTCPeerConnection;
class WatchedConnection extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
    madeAt.push(performance.now());
  }
}

/** Ends every connection without telling those who use it: as if the network between all were gone for a moment. */
function killConnections(): void {
  madeAt.length = 0;
  for (const connection of connections.splice(0)) connection.close();
}

function makeCall(options: Partial<CallOptions> = {}): Call {
  const call = new Call({
    brokers: ['ws://unused.invalid'],
    topic: 'rtc',
    room: 'lift',
    createBus: () => {
      const bus = new CutBus(busName);
      buses.push(bus);
      return bus;
    },
    ...options,
  });
  calls.push(call);
  return call;
}

const other = (call: Call) => call.state.value.participants.find(({ self }) => !self);
const links = (call: Call, wanted: string) => until(call.state, () => other(call)?.link === wanted);

async function pair(options: Partial<CallOptions> = {}): Promise<[Call, Call]> {
  const two: [Call, Call] = [makeCall(options), makeCall(options)];
  await Promise.all(two.map(call => call.join()));
  await Promise.all(two.map(call => links(call, 'connected')));
  return two;
}

/** Every link with the other from now on, with when it began, in milliseconds from now. */
function record(call: Call): { link: string | undefined; at: number }[] {
  const start = performance.now();
  const story: { link: string | undefined; at: number }[] = [];
  call.state.subscribe(() => {
    const link = other(call)?.link;
    if (link !== (story.at(-1)?.link ?? 'connected')) story.push({ link, at: performance.now() - start });
  });
  return story;
}

/** When each came. Who hears of the other's new connection first is never 'reconnecting': then that of the other. */
function withPlaces(story: ReturnType<typeof record>, _: number, all: ReturnType<typeof record>[]): number[] {
  const at = (link: string) =>
    [story, ...all].map(each => each.find(entry => entry.link === link)?.at).find(Boolean) ?? Number.NaN;
  return ['unstable', 'reconnecting', 'connected'].map(at);
}

describe('a connection that dies without a word', () => {
  beforeEach(() => {
    busName = crypto.randomUUID();
    globalThis.RTCPeerConnection = WatchedConnection;
  });

  afterEach(async () => {
    globalThis.RTCPeerConnection = Native;
    await Promise.all(calls.splice(0).map(call => call.leave()));
    connections.length = 0;
    buses.length = 0;
  });

  for (const secret of [undefined, createInvite().secret]) {
    it(`is told of in time, and replaced, ${secret ? 'with' : 'without'} a secret`, async () => {
      const two = await pair({ ...QUIET, ...(secret && { secret }) });
      const stories = two.map(record);
      killConnections();
      await Promise.all(two.map(call => links(call, 'unstable')));
      await Promise.all(two.map(call => links(call, 'connected')));
      for (const [unstable, reconnecting, again] of stories.map(withPlaces)) {
        expect(unstable).to.be.within(800, 1700);
        expect(reconnecting).to.be.within(2800, 3700);
        expect(again).to.be.below(5000);
      }
      expect(buses.map(({ renewals }) => renewals)).to.deep.equal([1, 1]);
      expect(two.map(call => call.state.value.status)).to.deep.equal(['connected', 'connected']);
    });
  }

  it('is replaced within a second when the network changes', async () => {
    const [a] = await pair({ ...QUIET });
    const start = performance.now();
    killConnections();
    window.dispatchEvent(new Event('online'));
    a.sendMessage('first over the new one');
    await until(a.state, ({ messages }) => messages.every(({ delivered }) => delivered));
    expect((madeAt.at(0) ?? Number.NaN) - start).to.be.below(1500);
  });

  it('is replaced as soon as the broker is back, where both had gone', async () => {
    const two = await pair({ ...QUIET });
    for (const bus of buses) bus.cut();
    killConnections();
    await Promise.all(two.map(call => links(call, 'reconnecting')));
    expect(connections, 'offers that nobody can hear of').to.have.length(0);
    const start = performance.now();
    for (const bus of buses) bus.mend();
    await Promise.all(two.map(call => links(call, 'connected')));
    expect(performance.now() - start).to.be.below(2500);
  });

  it('loses no line of text, and repeats none', async () => {
    const [a, b] = await pair({ ...QUIET });
    a.sendMessage('before');
    killConnections();
    a.sendMessage('meanwhile');
    await links(b, 'unstable');
    b.sendMessage('hello?');
    a.sendMessage('are you there?');
    const texts = (call: Call) =>
      call.state.value.messages.filter(({ self }) => !self).map(({ text }) => text);
    await until(b.state, () => texts(b).length >= 3);
    await until(a.state, () => texts(a).length >= 1);
    await until(a.state, ({ messages }) => messages.every(({ delivered }) => delivered));
    expect(texts(b)).to.deep.equal(['before', 'meanwhile', 'are you there?']);
    expect(texts(a)).to.deep.equal(['hello?']);
  });

  it('is never thought of while everybody is muted and shows nothing', async () => {
    const two = await pair({ ...QUIET });
    const stories = two.map(record);
    await new Promise(resolve => setTimeout(resolve, 6000));
    expect(stories).to.deep.equal([[], []]);
    expect(buses.map(({ renewals }) => renewals)).to.deep.equal([0, 0]);
  });

  it('does not end a call whose broker has gone', async () => {
    const two = await pair({ ...QUIET });
    const stories = two.map(record);
    for (const bus of buses) bus.cut();
    const before = connections.length;
    await new Promise(resolve => setTimeout(resolve, 2000));
    for (const bus of buses) bus.mend();
    two[0].sendMessage('still here');
    await until(two[1].state, ({ messages }) => messages.length === 1);
    await new Promise(resolve => setTimeout(resolve, 1500));
    expect(stories).to.deep.equal([[], []]);
    expect(connections.length - before, 'new connections').to.equal(0);
  });
});
