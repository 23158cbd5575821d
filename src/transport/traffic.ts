// What is to be said and heard over whatever connection there is: the subscriptions, and the messages that no
// broker has taken yet. Connections come and go elsewhere.

import { RtcError } from '../errors.ts';
import { busClosed, Deferred } from './deferred.ts';
import type { MqttLink } from './mqtt-link.ts';
import { type Heard, Subscriptions } from './subscriptions.ts';

interface Pending {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retain: boolean;
  readonly taken: Deferred;
}

/** Subscriptions and messages, over one connection after another. */
export class Traffic {
  readonly #subscriptions = new Subscriptions();
  /** Who waits for the broker's word on a filter. */
  readonly #subscribing = new Map<string, Deferred>();
  readonly #outbox = new Set<Pending>();

  /** Keeps a copy of the message until a broker has taken it, and sends it where there is a connection. */
  publish(link: MqttLink | undefined, topic: string, payload: Uint8Array, retain: boolean): Promise<void> {
    const pending = { topic, payload: new Uint8Array(payload), retain, taken: new Deferred() };
    this.#outbox.add(pending);
    if (link) this.#send(link, pending);
    return pending.taken.promise;
  }

  /** Adds a listener. Resolves once a broker has acknowledged the filter, with whether the listener is the last. */
  subscribe(link: MqttLink | undefined, filter: string, heard: Heard): Promise<() => boolean> {
    const remove = this.#subscriptions.add(filter, heard);
    const status = link?.filter(filter);
    if (status === 'granted') return Promise.resolve(remove);
    const answer = this.#subscribing.get(filter) ?? new Deferred();
    this.#subscribing.set(filter, answer);
    if (link && status !== 'asked') this.#ask(link, [filter]);
    const done = answer.promise.then(() => remove);
    done.catch(() => {}); // Whoever does not wait for it is not to be told by the page's error handler.
    return done;
  }

  /** Hands a message that came in to who listens. */
  deliver(topic: string, payload: Uint8Array): void {
    this.#subscriptions.deliver(topic, payload);
  }

  /** Asks for every filter and then sends every message that no broker has taken, in one flight. */
  resume(link: MqttLink): void {
    const filters = this.#subscriptions.filters.filter(filter => !link.filter(filter));
    this.#ask(link, filters);
    for (const pending of this.#outbox) this.#send(link, pending);
  }

  /** Resolves when this broker has answered for every filter; rejects with why the connection ended before. */
  async prepare(link: MqttLink): Promise<void> {
    for (;;) {
      const missing = this.#subscriptions.filters.filter(filter => !link.filter(filter));
      if (missing.length === 0) return;
      const answered = new Deferred();
      let left = missing.length;
      this.#ask(link, missing, () => --left === 0 && answered.resolve());
      const end = await Promise.race([answered.promise, link.closed]);
      if (end) throw end;
    }
  }

  /** Rejects whatever waits, with an AbortError. Nobody hears anything any more. */
  close(): void {
    const reason = busClosed();
    this.#subscriptions.clear();
    for (const { taken } of this.#outbox) taken.reject(reason);
    this.#outbox.clear();
    for (const answer of this.#subscribing.values()) answer.reject(reason);
    this.#subscribing.clear();
  }

  #send(link: MqttLink, pending: Pending): void {
    link.publish(pending.topic, pending.payload, pending.retain, () => {
      this.#outbox.delete(pending);
      pending.taken.resolve();
    });
  }

  #ask(link: MqttLink, filters: readonly string[], answered?: () => void): void {
    link.subscribe(filters, (filter, granted) => {
      const waiting = this.#subscribing.get(filter);
      this.#subscribing.delete(filter);
      const { name } = link.broker;
      if (granted) waiting?.resolve();
      else waiting?.reject(new RtcError('broker-refused', `${name} does not let us hear ${filter}.`));
      answered?.();
    });
  }
}
