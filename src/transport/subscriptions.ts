// Who hears what: topic filters as MQTT has them, and the table from filter to listeners. No socket here.

/** Called with what was published. Untrusted bytes, the caller's to keep. */
export type Heard = (topic: string, payload: Uint8Array) => void;

/** Whether a topic passes a filter; `+` is one level, a last `#` any number (MQTT 3.1.1 §4.7). */
export function matches(filter: string, topic: string): boolean {
  if (filter === topic) return true;
  // Topics that begin with $ belong to the broker; a wildcard in the first place does not reach them (§4.7.2).
  if (topic.startsWith('$') && (filter.startsWith('+') || filter.startsWith('#'))) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, want] of wanted.entries()) {
    if (want === '#') return true;
    const level = levels[index];
    if (level === undefined || (want !== '+' && want !== level)) return false;
  }
  return wanted.length === levels.length;
}

/** The listeners of a bus, by filter. */
export class Subscriptions {
  #listeners = new Map<string, Set<Heard>>();

  /** Every filter that somebody listens to. */
  get filters(): string[] {
    return [...this.#listeners.keys()];
  }

  has(filter: string): boolean {
    return this.#listeners.has(filter);
  }

  /** Adds a listener. Returns the way to take it out, which answers whether it was the filter's last. */
  add(filter: string, heard: Heard): () => boolean {
    // Wrapped, so that the same function given twice is two listeners, each with an end of its own.
    const listener: Heard = (topic, payload) => heard(topic, payload);
    const listeners = this.#listeners.get(filter) ?? new Set();
    this.#listeners.set(filter, listeners.add(listener));
    return () => {
      if (!listeners.delete(listener) || listeners.size > 0) return false;
      if (this.#listeners.get(filter) === listeners) this.#listeners.delete(filter);
      return true;
    };
  }

  /** Hands a message to every listener whose filter matches, each with bytes of its own. */
  deliver(topic: string, payload: Uint8Array): void {
    for (const [filter, listeners] of [...this.#listeners]) {
      if (!matches(filter, topic)) continue;
      for (const heard of [...listeners]) {
        try {
          heard(topic, new Uint8Array(payload));
        } catch (error) {
          // A mistake in one listener keeps nobody else from hearing.
          console.error('rtc-elements: a listener of', filter, 'failed:', error);
        }
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
