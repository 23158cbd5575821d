// A bus that can be taken away: while it is cut it hears nothing, and what is published waits, as with a broker
// that is gone.

import { Store } from '../../src/store.ts';
import type { Bus, BusState } from '../../src/transport/bus.ts';
import { LocalBus } from '../../src/transport/local-bus.ts';

export class CutBus implements Bus {
  readonly state = new Store<BusState>({ status: 'idle' });
  /** How often a second way was asked for. */
  renewals = 0;
  readonly #bus: LocalBus;
  #cut = false;
  #waiting: (() => void)[] = [];

  constructor(name: string) {
    this.#bus = new LocalBus(name);
  }

  connect(): void {
    this.#bus.connect();
    this.state.set({ status: 'connected' });
  }

  cut(): void {
    this.#cut = true;
    this.state.set({ status: 'offline' });
  }

  mend(): void {
    this.#cut = false;
    this.state.set({ status: 'connected' });
    for (const publish of this.#waiting.splice(0)) publish();
  }

  async publish(topic: string, payload: Uint8Array): Promise<void> {
    if (this.#cut) await new Promise<void>(resolve => this.#waiting.push(resolve));
    await this.#bus.publish(topic, payload);
  }

  subscribe(filter: string, heard: (topic: string, payload: Uint8Array) => void): Promise<() => void> {
    return this.#bus.subscribe(filter, (topic, payload) => {
      if (!this.#cut) heard(topic, payload);
    });
  }

  async renew(): Promise<void> {
    this.renewals++;
  }

  async close(): Promise<void> {
    await this.#bus.close();
    this.state.set({ status: 'closed' });
  }

  abandon(): void {
    void this.close();
  }
}
