// A slow network in one process: a TCP proxy that hands every chunk on a fixed time later, in order.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  readonly port: number;
  /** Bytes that clients have sent so far. */
  readonly bytesUp: number;
  /** From now on nothing passes, in either direction, and nobody is told: a network that went away. */
  freeze(): void;
  /** New connections pass again; those that were frozen stay dead. */
  thaw(): void;
  /** Ends for good; connections are destroyed. */
  close(): Promise<void>;
}

/**
 * Listens on a free loopback port in front of `targetPort`, `milliseconds` away in each direction.
 *
 * Every chunk is due at its arrival plus the delay; timers aim at that moment, so their lateness (about a
 * millisecond) does not add up over chunks. Loopback accepts a TCP connection at once, where a real network takes a
 * round trip; so what the client sends is treated as sent no earlier than a round trip after the connection was
 * accepted: its first bytes arrive after three delays, as they would.
 */
export async function startDelayProxy(targetPort: number, milliseconds: number): Promise<DelayProxy> {
  const pairs = new Set<{ ends: readonly Socket[]; frozen: boolean }>();
  let frozen = false;
  let bytesUp = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, client => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const pair = { ends: [client, target], frozen };
    pairs.add(pair);
    const established = performance.now() + 2 * milliseconds;
    client.on('data', chunk => {
      bytesUp += chunk.length;
    });
    carry(client, target, pair, () => Math.max(performance.now(), established) + milliseconds);
    carry(target, client, pair, () => performance.now() + milliseconds);
    for (const end of pair.ends)
      end.on('close', () => pair.ends.every(({ closed }) => closed) && pairs.delete(pair));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get bytesUp() {
      return bytesUp;
    },
    freeze() {
      frozen = true;
      for (const pair of pairs) pair.frozen = true;
    },
    thaw() {
      frozen = false;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const { ends } of pairs) for (const end of ends) end.destroy();
      await closed;
    },
  };
}

/** Hands on what `from` says, and its end, to `to`, each when it is due. */
function carry(from: Socket, to: Socket, pair: { frozen: boolean }, due: () => number): void {
  const queue: { at: number; act: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    timer = undefined;
    for (let [head] = queue; head && head.at <= performance.now(); [head] = queue) {
      queue.shift();
      head.act();
    }
    const [next] = queue;
    if (next) timer = setTimeout(run, Math.ceil(next.at - performance.now()));
  };
  const later = (act: () => void) => {
    if (pair.frozen || to.destroyed) return;
    queue.push({ at: due(), act: () => pair.frozen || act() });
    if (queue.length === 1) run();
  };
  from.on('data', chunk => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => {}); // A reset is told by 'close'.
  from.on('close', hadError => hadError && later(() => to.destroy()));
  to.on('close', () => {
    clearTimeout(timer);
    queue.length = 0;
  });
}
