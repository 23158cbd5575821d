// The engine, as the setup bench drives it: the same steps as in floor.ts, by `Call`.

import mqtt from 'mqtt';
import type { CallStatus } from '../../../src/session/call-state.ts';
import { Call } from '../../../src/session/index.ts';
import { until } from '../../../src/store.ts';
import type { BenchPage, PageOptions } from './contract.ts';

// The engine loads it when a call is likely; here all code is there before the clock starts.
void mqtt;

let call: Call | undefined;

function newCall(options: PageOptions): Call {
  const { broker, room, secret } = options;
  return new Call({ brokers: [broker], topic: 'bench', room, ...(secret === undefined ? {} : { secret }) });
}

async function reached(watched: Call, ...wanted: readonly CallStatus[]): Promise<void> {
  const state = await until(watched.state, ({ status }) => status === 'failed' || wanted.includes(status));
  if (state.status === 'failed') throw state.error ?? new Error('The call failed.');
}

const page: BenchPage = {
  async wait(options) {
    const opened = newCall(options);
    call = opened;
    await opened.join();
    await reached(opened, 'waiting', 'connected');
  },

  async prepare(options) {
    const spoke = brokerSpoke();
    call = newCall(options);
    call.prepare();
    // As a lobby does that shows oneself; the floor has its camera by then, too.
    await Promise.all([spoke, call.media.start()]);
  },

  async join(options) {
    const start = performance.now();
    const joined = call ?? newCall(options);
    call = joined;
    joined.join().catch(() => {});
    await reached(joined, 'connected');
    return performance.now() - start;
  },

  async end() {
    await call?.leave();
  },
};

/** Resolves when the next WebSocket has brought its first packet, which is CONNACK. */
function brokerSpoke(): Promise<void> {
  const Original = globalThis.WebSocket;
  return new Promise(resolve => {
    globalThis.WebSocket = class extends Original {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        globalThis.WebSocket = Original;
        this.addEventListener('message', () => resolve(), { once: true });
      }
    };
  });
}

globalThis.bench = page;
