// One connection to one broker, from its opening to its end: mqtt.js on top of a socket. It never comes back;
// what follows on its end, and what is sent again, is the bus's.

import type { IClientOptions, MqttClient } from 'mqtt';
import { RtcError } from '../errors.ts';
import type { BrokerAddress } from './brokers.ts';
import type { Will } from './bus.ts';
import { Deferred } from './deferred.ts';
import { SocketStream } from './socket-stream.ts';
import type { Heard } from './subscriptions.ts';

/** The part of mqtt.js that is used. */
export type MqttLibrary = Pick<typeof import('mqtt'), 'MqttClient'>;

/** What a connection begins with. */
export interface LinkOpening {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly will?: Will | undefined;
  readonly keepAliveSeconds: number;
}

/** What a broker has said to a filter. */
export type FilterStatus = 'asked' | 'granted' | 'refused';

const DISCONNECT = Uint8Array.of(0xe0, 0);
/** CONNACK return codes that are about who we are (MQTT 3.1.1 §3.2.2.3). */
const REFUSALS = new Map([
  [4, 'bad user name or password'],
  [5, 'not authorised'],
]);
const FAILURES = new Map([
  [1, 'it does not speak MQTT 3.1.1'],
  [2, 'it does not take our client id'],
  [3, 'its MQTT service is unavailable'],
]);

/** A connection, alive once: from the opening of its socket to the end. */
export class MqttLink {
  readonly broker: BrokerAddress;
  /** Resolves with the CONNACK; rejects with an RtcError when there is none. */
  readonly connected: Promise<void>;
  /** Resolves when the connection has ended, with why. Never rejects. */
  readonly closed: Promise<RtcError>;
  /** When the CONNACK came, in milliseconds since the page's start. */
  connectedAt = Number.POSITIVE_INFINITY;
  /** Whether it ended before the CONNACK although the socket was open: brokers refuse so, and strangers hang up. */
  closedEarly = false;
  readonly #heard: Heard;
  readonly #stream: SocketStream;
  readonly #connected = new Deferred();
  readonly #filters = new Map<string, FilterStatus>();
  readonly #timeoutMs: number;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #client: MqttClient | undefined;
  #failure: RtcError | undefined;
  #answered = false;
  #live = false;
  #ending = false;

  /**
   * Opens the socket at once; MQTT begins with `begin`, whenever that comes. Throws an RtcError where the platform
   * refuses the address. `timeoutMs` is for the socket and for the handshake, each.
   */
  constructor(broker: BrokerAddress, timeoutMs: number, heard: Heard) {
    this.broker = broker;
    this.#heard = heard;
    try {
      this.#stream = new SocketStream(broker.url);
    } catch (error) {
      throw unreachable(`${broker.name}: ${error instanceof Error ? error.message : error}`, error);
    }
    this.#timeoutMs = timeoutMs;
    this.#limit(() => !this.#stream.opened);
    this.connected = this.#connected.promise;
    this.closed = this.#stream.closed.then(({ opened, reason }) => {
      clearTimeout(this.#deadline);
      const failure = this.#failure ?? this.#ended(opened, reason);
      this.#live = false;
      this.#connected.reject(failure);
      return failure;
    });
  }

  /** Whether messages can be sent now. */
  get live(): boolean {
    return this.#live;
  }

  /** Sends CONNECT, as soon as the socket is open. */
  begin(mqtt: MqttLibrary, opening: LinkOpening): void {
    if (this.#stream.ended) return;
    this.#limit(() => !this.#answered);
    const { username, password, will, keepAliveSeconds } = opening;
    const options: IClientOptions = {
      protocolVersion: 4,
      // Fresh for every connection: after a node's death RabbitMQ locks a known id out. 22 characters at most,
      // letters and digits: what every broker must take (§3.1.3.1).
      clientId: `rtc${crypto.randomUUID().replaceAll('-', '').slice(0, 19)}`,
      clean: true,
      keepalive: keepAliveSeconds,
      // mqtt.js must never replay or come back by itself.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      writeCache: false, // 65,536 buffers for numbers: 60 ms and some megabytes at the first packet.
      connectTimeout: 60_000, // Never reached: the link has a limit of its own.
      timerVariant: 'native', // Its worker from a blob: URL dies silently under a content security policy.
    };
    if (username !== undefined) options.username = username;
    if (password !== undefined) options.password = password;
    if (will) options.will = { topic: will.topic, payload: will.payload as Buffer, qos: 1, retain: false };
    const client = new mqtt.MqttClient(() => this.#stream as unknown as MqttClient['stream'], options);
    this.#client = client;
    client.on('error', error => this.#fail(unreachable(`${this.broker.name}: ${error.message}.`, error)));
    client.on('packetsend', () => this.#stream.packetEnd());
    client.on('message', (topic, payload) => this.#heard(topic, payload));
    client.on('packetreceive', packet => {
      if (this.#answered || this.#failure) return;
      if (packet.cmd === 'connack') this.#acknowledged(packet.returnCode ?? 0);
      else this.#fail(unreachable(`${this.broker.name} does not answer as an MQTT broker.`));
    });
    // Ended while mqtt.js was being built, it has set a timer that only this event clears.
    if (this.#stream.ended) client.emit('close');
  }

  /** What the broker has said to this filter on this connection; undefined where it was not asked. */
  filter(filter: string): FilterStatus | undefined {
    return this.#filters.get(filter);
  }

  /** Asks to hear these filters; `answered` tells, per filter, whether the broker granted it. */
  subscribe(filters: readonly string[], answered: (filter: string, granted: boolean) => void): void {
    if (!this.#live || filters.length === 0) return;
    for (const filter of filters) this.#filters.set(filter, 'asked');
    this.#client?.subscribe([...filters], { qos: 1 }, (_error, _subscriptions, packet) => {
      if (!packet) return; // The connection ended before.
      for (const [index, filter] of filters.entries()) {
        const code = Number(packet.granted[index] ?? 0x80);
        if (this.#filters.has(filter)) this.#filters.set(filter, code < 0x80 ? 'granted' : 'refused');
        answered(filter, code < 0x80);
      }
    });
  }

  unsubscribe(filter: string): void {
    this.#filters.delete(filter);
    if (this.#live) this.#client?.unsubscribe(filter, () => {});
  }

  /** Sends with QoS 1; `taken` is called when the PUBACK came, and never if it doesn't. */
  publish(topic: string, payload: Uint8Array, retain: boolean, taken: () => void): void {
    if (!this.#live) return;
    this.#client?.publish(topic, payload as Buffer, { qos: 1, retain }, error => {
      if (!error) taken();
    });
  }

  /**
   * Ends in order: what was written before still arrives, the broker does not send the will, and what it had sent
   * before is still heard. Resolves when the socket is closed.
   */
  end(): Promise<unknown> {
    if (this.#live) {
      // Not client.end(), which either waits for all PUBACKs or leaves out the DISCONNECT.
      this.#stream.packetEnd();
      this.#stream.write(DISCONNECT);
      this.#live = false;
      this.#ending = true;
      void this.#stream.finish();
    } else if (!this.#ending) {
      this.cut(unreachable(`${this.broker.name}: given up.`));
    }
    return this.closed;
  }

  /** Ends at once, without a word to the broker. */
  cut(failure: RtcError): void {
    this.#fail(failure);
  }

  /** (Re)starts the time limit; it counts for nothing where `late` is false by then. */
  #limit(late: () => boolean): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      if (!late()) return;
      const what = this.#stream.opened ? 'did not answer the MQTT handshake' : 'did not answer';
      this.#fail(unreachable(`${this.broker.name} ${what} within ${this.#timeoutMs / 1000} s.`));
    }, this.#timeoutMs);
  }

  #acknowledged(code: number): void {
    const { name } = this.broker;
    const refusal = REFUSALS.get(code);
    if (refusal) {
      this.#fail(
        new RtcError('broker-refused', `${name} refused the connection (${refusal}): check the credentials.`),
      );
    } else if (code !== 0) {
      this.#fail(unreachable(`${name} refused the connection: ${FAILURES.get(code) ?? `CONNACK ${code}`}.`));
    } else {
      clearTimeout(this.#deadline);
      this.#answered = true;
      // mqtt.js takes in the CONNACK after this event, in the same task. Its own 'connect' event comes some turns
      // of the event loop later, for the sake of a store that is empty here.
      queueMicrotask(() => {
        if (this.#failure) return;
        this.#live = true;
        this.connectedAt = performance.now();
        this.#connected.resolve();
      });
    }
  }

  #fail(failure: RtcError): void {
    this.#failure ??= failure;
    this.#live = false;
    this.#stream.destroy();
  }

  #ended(opened: boolean, reason: string): RtcError {
    const { name } = this.broker;
    const why = reason === '' ? '' : ` (${reason})`;
    if (this.#answered) return unreachable(`${name} ended the connection${why}.`);
    this.closedEarly = opened && this.#client !== undefined;
    return opened
      ? unreachable(`${name} ended the connection without an answer to MQTT's CONNECT${why}.`)
      : unreachable(`${name} could not be reached, or does not speak MQTT over WebSockets there${why}.`);
  }
}

const unreachable = (message: string, cause?: unknown) => new RtcError('broker-unreachable', message, cause);
