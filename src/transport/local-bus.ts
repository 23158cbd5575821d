// A bus without a broker, over BroadcastChannel: for tests, and for demos within one browser. Retained messages
// and wills are left to real brokers.

import { Store } from '../store.ts';
import type { Bus, BusState } from './bus.ts';
import { busClosed, Deferred } from './deferred.ts';
import { type Heard, Subscriptions } from './subscriptions.ts';

export { matches } from './subscriptions.ts';

interface Packet {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/** Buses of the same name, in all pages and workers of one origin, hear each other. */
export class LocalBus implements Bus {
  readonly state = new Store<BusState>({ status: 'idle' });
  readonly #name: string;
  readonly #subscriptions = new Subscriptions();
  readonly #connected = new Deferred();
  #channel: BroadcastChannel | undefined;

  constructor(name = 'rtc') {
    this.#name = name;
  }

  connect(): void {
    if (this.state.value.status !== 'idle') return;
    this.#channel = new BroadcastChannel(`rtc-bus:${this.#name}`);
    this.#channel.onmessage = ({ data }: MessageEvent<Packet>) =>
      this.#subscriptions.deliver(data.topic, data.payload);
    this.state.set({ status: 'connected', broker: `local:${this.#name}` });
    this.#connected.resolve();
  }

  /** Rejects with an AbortError when the bus is closed before; never as an unhandled rejection. */
  publish(topic: string, payload: Uint8Array): Promise<void> {
    const packet: Packet = { topic, payload: new Uint8Array(payload) };
    return this.#whenConnected(() => {
      this.#channel?.postMessage(packet);
      // The channel does not come back to its own end; a broker does, and later than the call.
      queueMicrotask(() => this.#subscriptions.deliver(topic, packet.payload));
    });
  }

  /** Rejects with an AbortError when the bus is closed before; never as an unhandled rejection. */
  subscribe(filter: string, heard: Heard): Promise<() => void> {
    if (this.state.value.status === 'closed') return this.#whenConnected(() => () => {});
    const stop = this.#subscriptions.add(filter, heard);
    return this.#whenConnected(() => () => void stop());
  }

  async renew(): Promise<void> {}

  async close(): Promise<void> {
    this.#connected.reject(busClosed());
    this.#channel?.close();
    this.#channel = undefined;
    this.#subscriptions.clear();
    this.state.set({ status: 'closed' });
  }

  abandon(): void {
    void this.close();
  }

  #whenConnected<T>(act: () => T): Promise<T> {
    const done = this.#connected.promise.then(() => {
      if (this.state.value.status === 'closed') throw busClosed();
      return act();
    });
    done.catch(() => {});
    return done;
  }
}
