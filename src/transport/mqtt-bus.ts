// The bus over MQTT brokers: which broker is tried when, and how one connection takes over from another. How one
// is opened is Connector's, what goes over it Traffic's, what a person is told of failures Outage's.

import { RtcError } from '../errors.ts';
import { backoff, wait } from '../retry.ts';
import { type ReadableStore, Store, until } from '../store.ts';
import { type BrokerAddress, brokerAddress, isBroker } from './brokers.ts';
import type { Bus, BusState, Will } from './bus.ts';
import { Connector, type TryFailed } from './connector.ts';
import type { CredentialsSource } from './credentials.ts';
import { busClosed } from './deferred.ts';
import type { MqttLink } from './mqtt-link.ts';
import { Outage } from './outage.ts';
import type { Heard } from './subscriptions.ts';
import { Traffic } from './traffic.ts';
import { onWake } from './wake.ts';

export { preload } from './connector.ts';

export interface MqttBusOptions {
  /** ws:// and wss:// URLs. The first that answers serves, the others are fail-over. */
  readonly brokers: readonly string[];
  readonly credentials: CredentialsSource;
  /**
   * Makes the message that the broker sends when it loses us; asked anew for every connection, which waits for it:
   * it may publish, but must not wait for that.
   */
  readonly will?: () => Promise<Will>;
  /** Whether there is no time to lose, as in the midst of a call: pauses don't grow beyond 4 s then. */
  readonly hurried?: () => boolean;
  /** How long a connection may be silent before it is checked; 15 if absent. */
  readonly keepAliveSeconds?: number;
}

const ONE_BROKER_TIMEOUT_MS = 8000;
const NEXT_BROKER_TIMEOUT_MS = 4000;
/** A connection that ends sooner was refused rather than lost. */
const LASTING_MS = 2000;
const HURRIED_ROUND = 2;
/**
 * How long tries last at most, and at which pace they follow each other, in the midst of a call: short ones first, as a
 * socket that was begun without a network asks again after 1, 3 and 7 s only, with time for a slow network in between.
 */
const HURRIED_TRIES_MS = [1500, 1500, 1500, 4000, 1500, 1500, 1500, 4000, 1500, 1500, 1500, 4000];
/** The pace after those: browsers hold back sockets of a page where many have failed. */
const STEADY_MS = 3500;
const LONGEST_TIMER_MS = 0x7fffffff;

/**
 * A Bus over MQTT 3.1.1. What is published before there is a connection, or not acknowledged by one, goes out with
 * the next, so it may arrive twice. In Node before 22 set `globalThis.WebSocket` (package ws) first.
 */
export class MqttBus implements Bus {
  readonly state: ReadableStore<BusState>;
  readonly #state = new Store<BusState>({ status: 'idle' });
  readonly #brokers: readonly BrokerAddress[];
  readonly #credentials: CredentialsSource;
  readonly #hurried: MqttBusOptions['hurried'];
  readonly #connector: Connector;
  readonly #outage: Outage;
  readonly #traffic = new Traffic();
  readonly #lifetime = new AbortController();
  /** The connection that serves. */
  #link: MqttLink | undefined;
  /** Ends the present pause or try. */
  #attempt = new AbortController();
  #pausing = false;
  /** Counts on to the broker whose turn it is. */
  #turn = 0;
  #failures = 0;
  /** When the last try began. */
  #triedAt = 0;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #renewing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor({ brokers, credentials, will, hurried, keepAliveSeconds = 15 }: MqttBusOptions) {
    this.#hurried = hurried;
    this.state = this.#state;
    this.#brokers = [...new Set(brokers)].filter(isBroker).map(brokerAddress);
    this.#credentials = credentials;
    this.#connector = new Connector({
      credentials,
      will,
      keepAliveSeconds,
      timeoutMs: this.#brokers.length > 1 ? NEXT_BROKER_TIMEOUT_MS : ONE_BROKER_TIMEOUT_MS,
      heard: (topic, payload) => this.#traffic.deliver(topic, payload),
    });
    this.#outage = new Outage(this.#brokers.length, error => this.#tell('offline', error));
  }

  connect(): void {
    if (this.#state.value.status !== 'idle') return;
    if (this.#brokers.length === 0) {
      this.#tell('offline', new RtcError('broker-unreachable', 'No ws:// or wss:// URL was given.'));
      return;
    }
    this.#tell('connecting');
    onWake(this.#lifetime.signal, event => this.#wake(event === 'online'));
    void this.#serve();
  }

  /**
   * See Bus. The bytes are copied. Rejects with an AbortError when the bus is closed before the PUBACK, which does
   * not say that nobody heard it; never as an unhandled rejection.
   */
  publish(topic: string, payload: Uint8Array, { retain = false } = {}): Promise<void> {
    if (this.#closing) return rejected();
    return this.#traffic.publish(this.#link, topic, payload, retain);
  }

  /**
   * See Bus. Rejects with an RtcError 'broker-refused' when the broker does not grant the filter (it is asked again
   * with every connection), with an AbortError when the bus is closed; never as an unhandled rejection.
   */
  subscribe(filter: string, heard: Heard): Promise<() => void> {
    if (this.#closing) return rejected();
    const done = this.#traffic.subscribe(this.#link, filter, heard).then(remove => () => {
      if (remove()) for (const link of this.#connector.links) link.unsubscribe(filter);
    });
    return handled(done);
  }

  /**
   * Replaces the connection without a gap: a second one with fresh credentials and a fresh will is opened beside
   * it, subscribed, and takes over; then the first is ended. Messages may come twice meanwhile. Where there is no
   * connection, the next try is made at once. Resolves when the new one serves; rejects with an RtcError when it
   * did not come about (the first then stays), with an AbortError when the bus is closed.
   */
  renew(): Promise<void> {
    if (this.#closing) return rejected();
    this.#wake(false);
    this.#renewing ??= handled(
      this.#replace().finally(() => {
        this.#renewing = undefined;
      }),
    );
    return this.#renewing;
  }

  /** See Bus. Gives up after two seconds on a broker that doesn't close its end. */
  close(): Promise<void> {
    if (!this.#closing) {
      this.#stop();
      this.#closing = this.#connector.close();
    }
    return this.#closing;
  }

  abandon(): void {
    if (!this.#closing) this.#stop();
    this.#closing ??= this.#connector.cut();
  }

  #stop(): void {
    this.#lifetime.abort(busClosed());
    this.#attempt.abort(busClosed());
    clearTimeout(this.#renewal);
    this.#outage.end();
    this.#link = undefined;
    this.#traffic.close();
    this.#tell('closed');
  }

  /** Connection after connection, until closed. */
  async #serve(): Promise<void> {
    while (!this.#lifetime.signal.aborted) {
      this.#outage.begin(() => this.#late());
      await this.#try();
      for (let link = this.#link; link; link = this.#link) {
        const error = await link.closed;
        if (this.#link === link) this.#lost(link, error);
      }
    }
  }

  /** One pause and one try, at the broker whose turn it is. */
  async #try(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    const broker = this.#brokers[this.#turn % this.#brokers.length];
    if (!broker) return;
    try {
      await this.#pause(signal);
      this.#triedAt = performance.now();
      const failed: TryFailed = (error, hungUp) => this.#outage.failed(broker.name, error, hungUp);
      const timeoutMs = this.#hurried?.() ? HURRIED_TRIES_MS[this.#failures] : undefined;
      const link = await this.#connector.open(broker, signal, failed, timeoutMs);
      if (this.#link || signal.aborted) void link.end();
      else this.#adopt(link);
    } catch {
      // Told already. A try that was ended from outside is no failure: the next one follows at once.
      if (signal.aborted) return;
      this.#turn++;
      this.#failures++;
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    // The other brokers are tried at once, the same one again after a pause.
    const round = Math.floor(this.#failures / this.#brokers.length);
    const steady = round > HURRIED_ROUND && this.#hurried?.();
    const pace = steady ? (HURRIED_TRIES_MS[this.#failures - 1] ?? STEADY_MS) : backoff(round);
    const delay = this.#triedAt + pace - performance.now();
    if (delay <= 0) return;
    this.#pausing = true;
    try {
      await wait(delay, signal);
    } finally {
      this.#pausing = false;
    }
  }

  /** Ends a pause; a try too where `always`, as one begun without a network leads nowhere. */
  #wake(always: boolean): void {
    if (this.#link) return;
    this.#failures = 0;
    if (always || this.#pausing) this.#attempt.abort();
  }

  #adopt(link: MqttLink): void {
    this.#link = link;
    this.#traffic.resume(link);
    this.#outage.end();
    this.#tell('connected');
    this.#planRenewal();
  }

  #lost(link: MqttLink, error: RtcError): void {
    this.#link = undefined;
    clearTimeout(this.#renewal);
    this.#tell('offline');
    this.#outage.begin(() => this.#late());
    const { name } = link.broker;
    if (performance.now() - link.connectedAt < LASTING_MS) {
      this.#failures++;
      this.#outage.failed(name, error, true);
    } else {
      this.#failures = 0;
      this.#outage.served(name);
    }
    this.#turn++;
  }

  async #replace(): Promise<void> {
    const present = this.#link;
    if (!present) {
      await until(this.#state, ({ status }) => status === 'connected', this.#lifetime.signal);
      return;
    }
    const link = await this.#openAnother(present.broker);
    try {
      await this.#traffic.prepare(link);
      this.#lifetime.signal.throwIfAborted();
    } catch (error) {
      void link.end();
      this.#lifetime.signal.throwIfAborted();
      throw error;
    }
    const old = this.#link;
    this.#turn = this.#brokers.indexOf(link.broker);
    this.#adopt(link);
    if (old) void old.end();
    else this.#attempt.abort();
  }

  /** At the same broker if it answers, else at the others in turn. */
  async #openAnother(present: BrokerAddress): Promise<MqttLink> {
    let failure: unknown;
    for (const broker of [present, ...this.#brokers.filter(broker => broker !== present)]) {
      try {
        return await this.#connector.open(broker, this.#lifetime.signal);
      } catch (error) {
        this.#lifetime.signal.throwIfAborted();
        failure = error;
      }
    }
    throw failure;
  }

  /** Renews before the credentials end; when that fails, again until it succeeds or the connection is lost. */
  #planRenewal(tries = 0): void {
    clearTimeout(this.#renewal);
    const { renewAt } = this.#credentials;
    if (renewAt === undefined || this.#closing) return;
    const delay = Math.max(renewAt - Date.now(), tries === 0 ? 0 : 1000 + backoff(tries));
    this.#renewal = setTimeout(
      () => {
        if (Date.now() < renewAt) this.#planRenewal();
        else if (this.#link) this.renew().catch(() => this.#planRenewal(tries + 1));
      },
      Math.min(delay, LONGEST_TIMER_MS),
    );
  }

  #tell(status: BusState['status'], error?: RtcError): void {
    const broker = (this.#link?.broker ?? this.#brokers[this.#turn % this.#brokers.length])?.name;
    const { value } = this.#state;
    // A connection that took over from another at the same broker is no news.
    if (value.status === status && value.broker === broker && value.error === error) return;
    this.#state.set({ status, ...(broker && { broker }), ...(error && { error }) });
  }

  #late(): RtcError {
    return this.#connector.asking
      ? new RtcError('credentials-failed', 'No credentials for 10 s.')
      : new RtcError('broker-unreachable', 'No answer for 10 s.');
  }
}

/** The same promise; whoever does not wait for it is not to be told by the page's error handler. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

const rejected = (): Promise<never> => handled(Promise.reject(busClosed()));
