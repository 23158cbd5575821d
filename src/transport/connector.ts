// Opens connections: the socket, the MQTT library, the credentials and the will side by side. Which broker, when,
// and what for is the bus's.

import { RtcError } from '../errors.ts';
import { wait } from '../retry.ts';
import type { BrokerAddress } from './brokers.ts';
import type { Will } from './bus.ts';
import type { Credentials, CredentialsSource } from './credentials.ts';
import { type MqttLibrary, MqttLink } from './mqtt-link.ts';
import type { Heard } from './subscriptions.ts';

let library: Promise<MqttLibrary> | undefined;

function load(): Promise<MqttLibrary> {
  library ??= import('mqtt').then(
    module => module.default,
    (error: unknown) => {
      library = undefined;
      throw unreachable('The MQTT library could not be loaded.', error);
    },
  );
  return library;
}

/** Begins to load the MQTT library, because a connection is likely to be wanted soon. */
export function preload(): void {
  load().catch(() => {});
}

/** Told of a try that failed; `hungUp`: the broker closed the socket without a word. */
export type TryFailed = (error: RtcError, hungUp: boolean) => void;

export interface ConnectorOptions {
  readonly credentials: CredentialsSource;
  readonly will: (() => Promise<Will>) | undefined;
  readonly keepAliveSeconds: number;
  /** How long the socket may take to open, and then the broker to answer. */
  readonly timeoutMs: number;
  readonly heard: Heard;
}

/** Opens connections and knows which have not ended. */
export class Connector {
  readonly #options: ConnectorOptions;
  readonly #links = new Set<MqttLink>();
  readonly #lifetime = new AbortController();
  #asking = 0;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /** Connections that have not ended, whether they serve or not. */
  get links(): readonly MqttLink[] {
    return [...this.#links];
  }

  /** Whether a try waits for credentials at this moment. */
  get asking(): boolean {
    return this.#asking > 0;
  }

  /**
   * Resolves with a connection right after its CONNACK. Rejects with an RtcError when there is none or `signal`
   * aborts, once its socket is closed; `failed` is told, unless it was aborted. `timeoutMs` for another limit than
   * the usual one.
   */
  async open(
    broker: BrokerAddress,
    signal: AbortSignal,
    failed?: TryFailed,
    timeoutMs = this.#options.timeoutMs,
  ): Promise<MqttLink> {
    const { will, keepAliveSeconds } = this.#options;
    let link: MqttLink | undefined;
    const abort = () => link?.cut(unreachable(`${broker.name}: given up.`, signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      link = this.#dial(broker, timeoutMs);
      const parts = Promise.all([load(), this.#askCredentials(), will?.()]);
      const ready = await Promise.race([parts, link.connected]);
      if (!ready) throw unreachable(`${broker.name} answered before it was asked.`);
      const [mqtt, credentials, lastWill] = ready;
      const { username, password } = broker.username === undefined ? credentials : broker;
      link.begin(mqtt, { username, password, will: lastWill, keepAliveSeconds });
      await link.connected;
      return link;
    } catch (cause) {
      const error =
        cause instanceof RtcError
          ? cause
          : unreachable(`${broker.name}: a connection could not be begun.`, cause);
      link?.cut(error);
      await link?.closed;
      const hungUp = link?.closedEarly === true;
      if (hungUp || error.code === 'broker-refused') this.#options.credentials.forget();
      if (!signal.aborted) failed?.(error, hungUp);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Ends every connection in order; resolves when their sockets are closed. Nothing can be opened after. */
  async close(): Promise<void> {
    this.#lifetime.abort();
    await Promise.all(this.links.map(link => link.end()));
    // mqtt.js tidies up in a few turns of the event loop, each a timer of 0 ms.
    for (let turn = 0; turn < 3; turn++) await wait(0);
  }

  /** Ends every connection at once. Resolves when mqtt.js knows. */
  async cut(): Promise<void> {
    this.#lifetime.abort();
    for (const link of this.links) link.cut(unreachable(`${link.broker.name}: given up.`));
    await Promise.all(this.links.map(link => link.closed));
  }

  #dial(broker: BrokerAddress, timeoutMs: number): MqttLink {
    this.#lifetime.signal.throwIfAborted();
    const link = new MqttLink(broker, timeoutMs, this.#options.heard);
    this.#links.add(link);
    void link.closed.then(() => this.#links.delete(link));
    return link;
  }

  /** Not bound to the try: the answer serves the next one as well, however long it took. */
  async #askCredentials(): Promise<Credentials> {
    this.#asking++;
    try {
      return await this.#options.credentials.get(this.#lifetime.signal);
    } finally {
      this.#asking--;
    }
  }
}

const unreachable = (message: string, cause?: unknown) => new RtcError('broker-unreachable', message, cause);
