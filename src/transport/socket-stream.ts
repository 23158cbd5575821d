// The stream between mqtt.js and a WebSocket. mqtt.js brings one of its own, but in browsers that one hands every
// write to a timer (its `process.nextTick` is `setTimeout`), and the timers of a hidden tab run once a second, after
// five minutes once a minute. Here bytes leave in the microtask in which they were written, the socket can open
// before mqtt.js has been loaded, and how it ended is known. What the bytes mean is left to mqtt.js.

import { concat } from '../protocol/bytes.ts';

/** What mqtt.js calls on its stream; it knows it as a Node Duplex. */
interface Sink {
  write(bytes: Uint8Array): unknown;
}
type Listener = (...values: unknown[]) => void;

/** How a socket ended. */
export interface SocketEnd {
  /** Whether it had been open. */
  readonly opened: boolean;
  /** What the platform or a library said; often nothing, as browsers keep it from the page. */
  readonly reason: string;
}

/** How long the other end may take to close after an orderly end, each for MQTT and for the WebSocket. */
const LINGER_MS = 1000;
const encoder = new TextEncoder();

/** A WebSocket in the form in which mqtt.js wants its stream. */
export class SocketStream {
  /** Resolves when the socket is closed, or was given up. Never rejects. */
  readonly closed: Promise<SocketEnd>;
  readonly #socket: WebSocket;
  readonly #listeners = new Map<string, Set<Listener>>();
  #sink: Sink | undefined;
  #parts: Uint8Array[] = [];
  #frames: Uint8Array[] = [];
  #flushing = false;
  #ended = false;
  #opened = false;
  #reason = '';
  #linger: ReturnType<typeof setTimeout> | undefined;
  #finish: (end: SocketEnd) => void = () => {};

  /** Opens at once. Throws what the WebSocket's constructor throws (a page on https and a ws:// URL). */
  constructor(url: string) {
    this.closed = new Promise(resolve => {
      this.#finish = resolve;
    });
    this.#socket = new WebSocket(url, ['mqtt']);
    this.#socket.binaryType = 'arraybuffer';
    // Never taken off: in Node the error of a socket that was given up would end the process if nobody heard it.
    const on = <K extends keyof WebSocketEventMap>(type: K, heard: (event: WebSocketEventMap[K]) => void) =>
      this.#socket.addEventListener(type, event => this.#ended || heard(event));
    on('open', () => {
      this.#opened = true;
      this.#flush();
    });
    on('message', ({ data }) => this.#receive(data));
    on('error', event => {
      // Browsers say nothing here; Node's sockets tell what happened.
      const { message } = event as Partial<ErrorEvent>;
      if (message) this.#reason ||= message;
    });
    on('close', ({ code, reason }) => this.#end(reason || (this.#opened ? `WebSocket code ${code}` : '')));
  }

  get opened(): boolean {
    return this.#opened;
  }

  get ended(): boolean {
    return this.#ended;
  }

  // ---- what mqtt.js calls ----

  pipe(sink: Sink): Sink {
    this.#sink = sink;
    return sink;
  }

  /** Always has room: signals are small. It has no `cork`, or mqtt.js would uncork it by a timer. */
  write(chunk: Uint8Array | string): boolean {
    this.#parts.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
    if (!this.#flushing) {
      this.#flushing = true;
      queueMicrotask(() => this.#flush());
    }
    return true;
  }

  on(type: string, listener: Listener): this {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return this;
  }

  once(type: string, listener: Listener): this {
    const once: Listener = (...values) => {
      this.removeListener(type, once);
      listener(...values);
    };
    return this.on(type, once);
  }

  removeListener(type: string, listener: Listener): this {
    this.#listeners.get(type)?.delete(listener);
    return this;
  }

  setMaxListeners(): this {
    return this;
  }

  /** Ends at once and tells mqtt.js so, whatever the network does. */
  destroy(error?: Error): this {
    if (error) {
      this.#reason ||= error.message;
      this.#emit('error', error);
    }
    this.#socket.close();
    this.#end('');
    return this;
  }

  end(): this {
    this.finish();
    return this;
  }

  // ---- what the link calls ----

  /**
   * Everything written so far is a frame of its own. Mosquitto 2.0 hands frames over 4 KB to its MQTT part in
   * steps of 100 ms, so small packets must not be packed into a large frame.
   */
  packetEnd(): void {
    if (this.#parts.length === 0) return;
    this.#frames.push(concat(...this.#parts));
    this.#parts = [];
  }

  /**
   * Sends what was written and waits for the other end to close, as MQTT brokers do after a DISCONNECT: until
   * then messages still come in. Helps after a second, and gives up after another.
   */
  finish(): Promise<SocketEnd> {
    this.#flush();
    if (!this.#opened) this.destroy();
    else {
      this.#linger ??= setTimeout(() => {
        this.#socket.close();
        this.#linger = setTimeout(() => this.destroy(), LINGER_MS);
      }, LINGER_MS);
    }
    return this.closed;
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#socket.readyState !== 1) return;
    this.packetEnd();
    for (const frame of this.#frames.splice(0)) this.#socket.send(frame as Uint8Array<ArrayBuffer>);
  }

  #receive(data: unknown): void {
    // A broker keeps silent until it is spoken to (MQTT 3.1.1 §3.1), and then speaks binary (§6).
    if (data instanceof ArrayBuffer && this.#sink) this.#sink.write(new Uint8Array(data));
    else this.destroy(new Error('what came is not MQTT'));
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#linger);
    this.#reason ||= reason;
    this.#finish({ opened: this.#opened, reason: this.#reason });
    this.#emit('close');
  }

  #emit(type: string, ...values: unknown[]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(...values);
  }
}
