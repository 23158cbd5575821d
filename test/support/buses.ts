// Buses over real brokers for Node tests, and their end with the test.

import { afterEach } from 'node:test';
import { until } from '../../src/store.ts';
import type { BusState } from '../../src/transport/bus.ts';
import { type CredentialsOptions, CredentialsSource } from '../../src/transport/credentials.ts';
import { MqttBus, type MqttBusOptions } from '../../src/transport/mqtt-bus.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (payload: Uint8Array): string => new TextDecoder().decode(payload);

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Closes it after the test, the last one first. */
export function ending<T extends { close(): Promise<unknown> }>(closable: T): T {
  ends.push(() => closable.close());
  return closable;
}

type Settings = Omit<Partial<MqttBusOptions>, 'credentials'> & { readonly credentials?: CredentialsOptions };

/** A bus of a peer 'peer-1' that ends with the test. */
export function makeBus(
  brokers: string | readonly string[],
  { credentials = {}, ...options }: Settings = {},
): MqttBus {
  const source = new CredentialsSource(credentials, 'peer-1');
  return ending(new MqttBus({ brokers: [brokers].flat(), credentials: source, ...options }));
}

/** Connects; resolves when it is. */
export function connected(bus: MqttBus): Promise<BusState> {
  bus.connect();
  return until(bus.state, ({ status }) => status === 'connected');
}

/** Every state from now on. */
export function record(bus: MqttBus): BusState[] {
  const states: BusState[] = [];
  bus.state.subscribe(state => states.push(state));
  return states;
}
