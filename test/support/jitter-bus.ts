// A bus that delays every message by a time of its own, so that they overtake each other, and delivers some twice.

import type { Bus } from '../../src/transport/bus.ts';
import { LocalBus } from '../../src/transport/local-bus.ts';

export interface Jitter {
  /** The longest delay, in milliseconds. */
  readonly milliseconds: number;
  /** The share of messages that come twice, 0 to 1. */
  readonly repeated: number;
}

export class JitterBus implements Bus {
  readonly #bus: LocalBus;
  readonly #jitter: Jitter;

  constructor(name: string, jitter: Jitter) {
    this.#bus = new LocalBus(name);
    this.#jitter = jitter;
  }

  get state() {
    return this.#bus.state;
  }

  connect(): void {
    this.#bus.connect();
  }

  publish(topic: string, payload: Uint8Array): Promise<void> {
    return this.#bus.publish(topic, payload);
  }

  subscribe(filter: string, heard: (topic: string, payload: Uint8Array) => void): Promise<() => void> {
    const { milliseconds, repeated } = this.#jitter;
    return this.#bus.subscribe(filter, (topic, payload) => {
      const times = Math.random() < repeated ? 2 : 1;
      for (let time = 0; time < times; time++) {
        setTimeout(() => heard(topic, payload), Math.random() * milliseconds);
      }
    });
  }

  renew(): Promise<void> {
    return this.#bus.renew();
  }

  close(): Promise<void> {
    return this.#bus.close();
  }

  abandon(): void {
    this.#bus.abandon();
  }
}
