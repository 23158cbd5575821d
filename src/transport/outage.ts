// What a person is told of a broker connection that does not come about, and when. Trying again is the bus's.

import { RtcError } from '../errors.ts';

/** At the latest then somebody is told, even if no try has failed yet. */
const TELL_AFTER_MS = 10_000;
/** A broker that hangs up so often on us, and says nothing, refuses us. */
const HANG_UPS = 3;

/** Collects failures of the brokers until there is a connection. */
export class Outage {
  readonly #brokers: number;
  readonly #tell: (error: RtcError) => void;
  readonly #errors = new Map<string, RtcError>();
  readonly #hangUps = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = false;

  /** `tell` is called once every one of the brokers was tried, or after 10 s, and at each failure from then on. */
  constructor(brokers: number, tell: (error: RtcError) => void) {
    this.#brokers = brokers;
    this.#tell = tell;
  }

  /** There is no connection (any more). `late` says what takes so long, should no try have failed after 10 s. */
  begin(late: () => RtcError): void {
    this.#timer ??= setTimeout(() => {
      this.#say(this.#worst() ?? late());
    }, TELL_AFTER_MS);
  }

  /** A try failed. `hungUp`: the broker closed the socket without a word. */
  failed(broker: string, error: RtcError, hungUp: boolean): void {
    const times = hungUp ? (this.#hangUps.get(broker) ?? 0) + 1 : 0;
    this.#hangUps.set(broker, times);
    this.#errors.set(broker, times < HANG_UPS ? error : refusal(broker, times));
    const worst = this.#worst();
    if (worst && (this.#told || this.#errors.size >= this.#brokers || error.code === 'credentials-failed')) {
      this.#say(worst);
    }
  }

  /** The broker has served for a while: it does not refuse us. */
  served(broker: string): void {
    this.#hangUps.delete(broker);
  }

  /** There is a connection, or nobody wants one any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = false;
    this.#errors.clear();
  }

  #say(error: RtcError): void {
    this.#told = true;
    this.#tell(error);
  }

  /** What can be acted on first: a refusal, then credentials; else one error with every broker's sentence. */
  #worst(): RtcError | undefined {
    const errors = [...this.#errors.values()];
    const [first] = errors;
    const code = (wanted: string) => errors.find(error => error.code === wanted);
    const worst = code('broker-refused') ?? code('credentials-failed');
    if (worst || errors.length < 2) return worst ?? first;
    return new RtcError('broker-unreachable', errors.map(({ message }) => message).join(' '), first?.cause);
  }
}

const refusal = (broker: string, times: number) =>
  new RtcError(
    'broker-refused',
    `${broker} closed the connection ${times} times without an answer: check the credentials and what they allow.`,
  );
