// Reads the attributes of an element and tells of what is wrong: each value once, on the console and as an event.

import { RtcError } from '../errors.ts';
import {
  type AttributeProblem,
  type AttributesReading,
  type CallAttributes,
  readAttributes,
} from './call-attributes.ts';
import { RtcErrorEvent } from './events.ts';

let toldOfNoServers = false;

/** Remembers what its element was told. */
export class AttributeReport {
  readonly #element: HTMLElement & Partial<CallAttributes>;
  readonly #told = new Set<string>();

  constructor(element: HTMLElement & Partial<CallAttributes>) {
    this.#element = element;
  }

  /** What the attributes say now; `error` is for the first that is wrong, told before or not. */
  read(): AttributesReading & { readonly error: RtcError | undefined } {
    const reading = readAttributes(this.#element, document.baseURI);
    const { problems } = reading;
    const news = problems.filter(problem => {
      const key = `${problem.attribute} ${problem.value} ${JSON.stringify(problem.server)}`;
      return !this.#told.has(key) && this.#told.add(key);
    });
    void this.#tell(news);
    const { iceServers, credentials } = reading.options;
    // Credentials may bring servers of their own.
    if (!toldOfNoServers && !iceServers?.length && !credentials?.url && !credentials?.ask) {
      toldOfNoServers = true;
      console.info(this.#tag, 'has no ice-servers: it works within one network only.');
    }
    return { ...reading, error: problems[0] && errorOf(problems[0]) };
  }

  get #tag(): string {
    return `<${this.#element.localName}>`;
  }

  async #tell(problems: readonly AttributeProblem[]): Promise<void> {
    if (!problems.length) return;
    // Offline, say: then only the name is told.
    const words = await import('./attribute-words.ts').catch(() => undefined);
    for (const problem of problems) {
      const error = errorOf(problem, words?.attributeText(problem));
      console.error(this.#tag, error.message);
      this.#element.dispatchEvent(new RtcErrorEvent(error));
    }
  }
}

function errorOf({ attribute }: AttributeProblem, text = attribute): RtcError {
  return new RtcError(attribute === 'ice-servers' ? 'ice-servers-invalid' : 'attribute-invalid', text);
}
