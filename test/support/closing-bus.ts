// A program of its own: takes a bus so far, closes it, and prints what the process still holds. It ends by itself
// when that is nothing. `node --import tsx closing-bus.ts URL connected|opening|retrying|asking`

import { WebSocket } from 'ws';
import { until } from '../../src/store.ts';
import { CredentialsSource } from '../../src/transport/credentials.ts';
import { MqttBus } from '../../src/transport/mqtt-bus.ts';

Object.assign(globalThis, { WebSocket });
const [, , url = '', stage = ''] = process.argv;
const never = () => new Promise(() => {});
const ask = stage === 'asking' ? never : async () => ({ ttl: 1000 });
const bus = new MqttBus({ brokers: [url], credentials: new CredentialsSource({ ask }, 'peer-1') });
bus.connect();
const promises = [bus.subscribe('t/#', () => {})];
if (stage === 'connected') await promises[0];
if (stage === 'retrying') await until(bus.state, ({ error }) => error !== undefined);
const waiting = [
  bus.publish('t/bye', new TextEncoder().encode('bye')),
  bus.renew(),
  bus.subscribe('t/late', () => {}),
];
await bus.close();
const held = process.getActiveResourcesInfo().filter(kind => /Timeout|TCP|Immediate|Request/.test(kind));
const settled = await Promise.allSettled(waiting);
const reasons = settled.map(result => (result.status === 'rejected' ? result.reason.name : result.status));
console.log(JSON.stringify({ held, reasons, status: bus.state.value.status }));
