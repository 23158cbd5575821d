// Perfect negotiation over ways that reorder and repeat: both sides renegotiate at once, again and again.

import { expect } from '@open-wc/testing';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import { openRoom } from '../../../src/protocol/room-keys.ts';
import { Channels } from '../../../src/session/channels.ts';
import { Mesh } from '../../../src/session/mesh.ts';
import { OwnWill } from '../../../src/session/own-will.ts';
import type { Peer } from '../../../src/session/peer.ts';
import { type Jitter, JitterBus } from '../../support/jitter-bus.ts';
import { rounds } from '../../support/rounds.ts';

/** One side of a pair: its mesh, and the peer once there is a connection. */
class Side {
  readonly #mesh: Mesh;
  readonly #bus: JitterBus;
  readonly left: string[] = [];
  readonly links = new Set<string>();
  readonly connections = new Set<RTCPeerConnection>();
  #peer: Peer | undefined;
  #changed: () => void = () => {};

  constructor(identity: Identity, bus: JitterBus, room: Awaited<ReturnType<typeof openRoom>>) {
    this.#bus = bus;
    this.#mesh = new Mesh({
      identity,
      bus,
      prefix: 'rtc',
      room,
      will: new OwnWill('rtc', identity.id),
      maxParticipants: 2,
      settings: () => ({
        configuration: {},
        tracks: { audio: null, video: null, screen: null, screenAudio: null },
      }),
      about: () => ({ name: '', audio: false, video: false, screen: false }),
      events: {
        changed: peer => {
          this.#peer = peer;
          if (peer.connection) this.connections.add(peer.connection);
          this.#changed();
        },
        left: (_, reason) => this.left.push(reason),
        chat: () => true,
        safety: () => {},
        full: () => {},
        newer: () => {},
      },
    });
  }

  /** Makes another connection beside the one in use, and resolves when it is the only one. */
  async exchange(offering: boolean): Promise<void> {
    const before = this.pc;
    const exchanged = new Promise<void>(resolve => {
      this.#changed = () => {
        this.links.add(this.#peer?.link ?? 'none');
        if (this.pc !== before) resolve();
      };
    });
    if (offering) this.#peer?.connect();
    await exchanged;
    // No event tells that one's own side has closed it.
    while (before.connectionState !== 'closed') await new Promise(resolve => setTimeout(resolve, 20));
  }

  get pc(): RTCPeerConnection {
    const pc = this.#peer?.connection;
    if (!pc) throw new Error('no connection');
    return pc;
  }

  async join(): Promise<void> {
    this.#bus.connect();
    const connected = new Promise<void>(resolve => {
      this.#changed = () => this.#peer?.link === 'connected' && resolve();
    });
    await this.#mesh.join();
    await connected;
  }

  /** Turns the direction of one line round, and resolves when both sides have agreed on it. */
  async turn(line: number): Promise<void> {
    const { pc } = this;
    const transceiver = pc.getTransceivers()[line];
    if (!transceiver) throw new Error('no such line');
    const direction = transceiver.direction === 'sendrecv' ? 'sendonly' : 'sendrecv';
    transceiver.direction = direction;
    while (pc.signalingState !== 'stable' || transceiver.currentDirection !== direction) {
      await new Promise(resolve => pc.addEventListener('signalingstatechange', resolve, { once: true }));
    }
  }

  async leave(): Promise<void> {
    await this.#mesh.leave();
    this.#mesh.close();
    await this.#bus.close();
  }
}

async function pair(jitter: Jitter): Promise<[Side, Side]> {
  const room = await openRoom('room', crypto.randomUUID());
  const name = crypto.randomUUID();
  const makeSide = async () => new Side(await createIdentity(), new JitterBus(name, jitter), room);
  return Promise.all([makeSide(), makeSide()]);
}

describe('colliding renegotiation', () => {
  const { send } = Channels.prototype;
  const rejections: unknown[] = [];
  const note = (event: PromiseRejectionEvent) => rejections.push(event.reason);

  before(() => {
    // Channel 0 is a good way; here everything has to take the bad one.
    Channels.prototype.send = function (id, data) {
      return id !== 0 && send.call(this, id, data);
    };
    window.addEventListener('unhandledrejection', note);
  });

  after(() => {
    Channels.prototype.send = send;
    window.removeEventListener('unhandledrejection', note);
  });

  for (const milliseconds of [0, 60, 200]) {
    it(`settles every time with up to ${milliseconds} ms of jitter and 20 % repeated messages`, async () => {
      const sides = await pair({ milliseconds, repeated: 0.2 });
      await Promise.all(sides.map(side => side.join()));
      for (let round = 0; round < rounds(100); round++) {
        await Promise.all(sides.map((side, line) => side.turn(line)));
      }
      for (const side of sides) {
        expect(side.pc.connectionState).to.equal('connected');
        expect(side.connections.size, 'connections used').to.equal(1);
        expect(side.left).to.deep.equal([]);
      }
      expect(rejections).to.deep.equal([]);
      await Promise.all(sides.map(side => side.leave()));
    }).timeout(rounds(100) * 4000);
  }
});

describe('a connection beside another', () => {
  for (const [who, offering] of [
    ['one side', [true, false]],
    ['the other side', [false, true]],
    ['both sides at once', [true, true]],
  ] as const) {
    it(`takes over without a gap when ${who} wants it`, async () => {
      const sides = await pair({ milliseconds: 0, repeated: 0 });
      await Promise.all(sides.map(side => side.join()));
      // Once a round has gone over it, both know that the first connection is the one in use.
      await Promise.all(sides.map((side, line) => side.turn(line)));
      await Promise.all(sides.map((side, i) => side.exchange(offering[i] ?? false)));
      for (const side of sides) {
        expect(side.pc.connectionState).to.equal('connected');
        expect([...side.links]).to.deep.equal(['connected']);
        expect(side.left).to.deep.equal([]);
      }
      // What is said now goes over the new connection.
      await Promise.all(sides.map((side, line) => side.turn(line)));
      await Promise.all(sides.map(side => side.leave()));
    });
  }
});
