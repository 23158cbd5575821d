// Tries one broker: whether it takes the connection, and hands on what is published in a room.

import { RtcError } from '../errors.ts';
import { base64url, random } from '../protocol/bytes.ts';
import { roomTopic } from '../protocol/topics.ts';
import { brokerAddress } from '../transport/brokers.ts';
import { Connector } from '../transport/connector.ts';
import type { CredentialsSource } from '../transport/credentials.ts';

const CONNECT_LIMIT_MS = 8000;
const ECHO_LIMIT_MS = 5000;
const KEEP_ALIVE_S = 15;
const TAG_BYTES = 16;

export interface BrokerTrial {
  readonly broker: string;
  readonly topic: string;
  readonly credentials: CredentialsSource;
}

/** What a broker does that takes connections and nothing else. */
export class BrokerClosed extends Error {}

/**
 * Resolves with the milliseconds that a message takes there and back. Rejects with an RtcError where there is no
 * connection, with a BrokerClosed where nothing can be said over it.
 */
export async function tryBroker(trial: BrokerTrial, signal: AbortSignal): Promise<number> {
  const { broker, topic, credentials } = trial;
  let echo = () => {};
  const connector = new Connector({
    credentials,
    will: undefined,
    keepAliveSeconds: KEEP_ALIVE_S,
    timeoutMs: CONNECT_LIMIT_MS,
    heard: () => echo(),
  });
  try {
    const address = brokerAddress(broker);
    const link = await connector.open(address, signal);
    const room = roomTopic(topic, base64url(random(TAG_BYTES)));
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string) => reject(new BrokerClosed(`${address.name} ${why}`));
      const timer = setTimeout(() => fail('did not hand on what was published.'), ECHO_LIMIT_MS);
      signal.addEventListener('abort', () => fail('was given up.'), { once: true });
      void link.closed.then(({ message }) => fail(`ended: ${message}`));
      link.subscribe([room], (_, granted) => {
        if (!granted) return fail(`does not let this login listen below ${topic}.`);
        const sent = performance.now();
        echo = () => {
          clearTimeout(timer);
          resolve(performance.now() - sent);
        };
        link.publish(room, random(TAG_BYTES), false, () => {});
      });
    });
  } catch (cause) {
    if (cause instanceof RtcError || cause instanceof BrokerClosed) throw cause;
    throw new RtcError('broker-unreachable', String(cause), cause);
  } finally {
    await connector.close();
  }
}
