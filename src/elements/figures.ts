// How figures of connections are written: bits per second, shares, milliseconds. Loaded with what shows them.

const KILO = 1000;
const MEGA = 1000 * KILO;

/** Writes figures as a language does. */
export class Figures {
  readonly #number: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;

  constructor(language: string) {
    this.#number = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
    this.#percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** Bits per second. */
  bitrate(bits: number): string {
    if (bits >= 100 * MEGA) return `${Math.round(bits / MEGA)} Mbit/s`;
    return bits >= MEGA
      ? `${this.#number.format(bits / MEGA)} Mbit/s`
      : `${this.#number.format(Math.round(bits / KILO))} kbit/s`;
  }

  /** A share of 0 to 1. */
  share(share: number): string {
    return this.#percent.format(share);
  }

  /** Seconds. */
  time(seconds: number): string {
    return `${Math.round(1000 * seconds)} ms`;
  }

  whole(value: number): string {
    return String(Math.round(value));
  }
}
