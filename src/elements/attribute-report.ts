// Reads the attributes of an element and tells of what is wrong: each value once, on the console and as an event.

import { RtcError } from '../errors.ts';
import { type AttributesReading, type CallAttributes, readAttributes } from './call-attributes.ts';
import { RtcErrorEvent } from './events.ts';

let toldOfNoServers = false;

/** Remembers what its element was told. */
export class AttributeReport {
  readonly #element: HTMLElement & CallAttributes;
  readonly #told = new Set<string>();

  constructor(element: HTMLElement & CallAttributes) {
    this.#element = element;
  }

  /** What the attributes say now; `error` is the first that is wrong, told before or not. */
  read(): AttributesReading & { readonly error: RtcError | undefined } {
    const tag = `<${this.#element.localName}>`;
    const reading = readAttributes(this.#element, document.baseURI);
    const errors = reading.problems.map(({ attribute, message }) => {
      const code = attribute === 'ice-servers' ? 'ice-servers-invalid' : 'attribute-invalid';
      return new RtcError(code, `${attribute}: ${message}`);
    });
    for (const error of errors) {
      if (this.#told.has(error.message)) continue;
      this.#told.add(error.message);
      console.error(tag, error.message);
      this.#element.dispatchEvent(new RtcErrorEvent(error));
    }
    const { iceServers, credentials } = reading.options;
    // Credentials may bring servers of their own.
    if (!toldOfNoServers && !iceServers?.length && !credentials?.url && !credentials?.ask) {
      toldOfNoServers = true;
      console.info(tag, 'has no ice-servers: only direct connections in one network work.');
    }
    return { ...reading, error: errors[0] };
  }
}
