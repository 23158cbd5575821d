// Counts what a page holds: tracks, peer connections, sockets and timers. `watch` runs in the page, ahead of its
// own scripts; it rests on nothing outside itself.

/** What is open in a page, with enough about each one to find who left it so. */
export interface Held {
  readonly tracks: readonly string[];
  readonly connections: readonly string[];
  readonly sockets: readonly string[];
  readonly timers: readonly string[];
}

declare global {
  var testHeld: (() => Held) | undefined;
  /** Every peer connection that the page made. */
  var testConnections: RTCPeerConnection[];
}

/** Wraps the constructors and functions of the page that acquire something, and defines `testHeld`. */
export function watch(): void {
  const connections: RTCPeerConnection[] = [];
  const sockets: WebSocket[] = [];
  const tracks: MediaStreamTrack[] = [];
  const timers = new Map<unknown, string>();
  const where = () => (new Error().stack ?? '').split('\n').slice(2, 6).join(' < ');

  const Connection = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const Socket = globalThis.WebSocket;
  globalThis.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.push(this);
    }
  };
  // A page on plain http has no devices.
  const devices = globalThis.MediaDevices?.prototype;
  for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
    const original = devices?.[name];
    if (devices === undefined || original === undefined) continue;
    devices[name] = async function (this: MediaDevices, constraints) {
      const stream = await original.call(this, constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  }
  const { clone } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
    const cloned = clone.call(this);
    tracks.push(cloned);
    return cloned;
  };

  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  Object.assign(globalThis, {
    setTimeout(work: unknown, milliseconds?: number, ...rest: unknown[]) {
      const run = () => {
        timers.delete(id);
        if (typeof work === 'function') work(...rest);
      };
      const id: unknown = setTimeout(run, milliseconds);
      timers.set(id, `timeout of ${milliseconds} ms: ${where()}`);
      return id;
    },
    setInterval(work: (...rest: unknown[]) => void, milliseconds?: number, ...rest: unknown[]) {
      const id: unknown = setInterval(work, milliseconds, ...rest);
      timers.set(id, `interval of ${milliseconds} ms: ${where()}`);
      return id;
    },
    clearTimeout(id?: number) {
      timers.delete(id);
      clearTimeout(id);
    },
    clearInterval(id?: number) {
      timers.delete(id);
      clearInterval(id);
    },
  });

  globalThis.testConnections = connections;
  globalThis.testHeld = () => ({
    tracks: tracks.filter(each => each.readyState === 'live').map(each => `${each.kind} ${each.label}`),
    connections: connections
      .filter(each => each.signalingState !== 'closed')
      .map(each => each.connectionState),
    sockets: sockets.filter(each => each.readyState < 2).map(each => each.url),
    timers: [...timers.values()],
  });
}
