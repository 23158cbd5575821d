// Who does not look gets no pictures, but hears on.

import { expect, waitUntil } from '@open-wc/testing';
import { Call, until } from '../../../src/session/index.ts';
import { LocalBus } from '../../../src/transport/local-bus.ts';

const Native = globalThis.RTCPeerConnection;
const connections: RTCPeerConnection[] = [];
class WatchedConnection extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
}

describe('somebody who does not look', () => {
  const calls: Call[] = [];
  let busName = '';

  function makeCall(video: 'on' | 'off'): Call {
    const call = new Call({
      ...{ brokers: ['ws://unused.invalid'], topic: 'rtc', room: 'away', audio: 'off', video },
      createBus: () => new LocalBus(busName),
    });
    calls.push(call);
    return call;
  }

  /** Whether cameras and screens are sent, by each line of any connection that has such a track. */
  const sent = () =>
    connections
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap(connection => connection.getSenders())
      .filter(({ track }) => track?.kind === 'video')
      .map(sender => sender.getParameters().encodings[0]?.active);

  beforeEach(() => {
    busName = crypto.randomUUID();
    globalThis.RTCPeerConnection = WatchedConnection;
  });
  afterEach(async () => {
    globalThis.RTCPeerConnection = Native;
    await Promise.all(calls.splice(0).map(call => call.leave()));
    connections.length = 0;
  });

  it('gets no picture, from then on or from the beginning, until there is a look again', async () => {
    const [one, other] = [makeCall('on'), makeCall('off')];
    one.setAway(false);
    other.setAway(true);
    await Promise.all([one.join(), other.join()]);
    const together = (call: Call) =>
      until(call.state, ({ participants }) =>
        participants.some(({ self, link }) => !self && link === 'connected'),
      );
    await Promise.all([together(one), together(other)]);
    for (const away of [true, false, true, false]) {
      other.setAway(away);
      await waitUntil(() => sent().length > 0 && sent().every(active => active === !away), `away: ${away}`, {
        timeout: 10_000,
      });
    }
    expect(one.state.value.participants.every(({ link }) => link === 'connected')).to.equal(true);
  });
});
