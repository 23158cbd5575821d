// When a visitor says whose its ticket is: at some moment within a time, and once, however often it is to be said until
// it can be. What it says is the visitor's.

export class Telling {
  readonly #say: (told: () => void) => Promise<void>;
  #next: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #saying: Promise<void> | undefined;

  /** `say` calls back when it is being said: what happens after that has to be said again. */
  constructor(say: (told: () => void) => Promise<void>) {
    this.#say = say;
  }

  /** At some random moment within these milliseconds. */
  within(time: number): void {
    const at = performance.now() + time * Math.random();
    if (this.#next && this.#next.at <= at) return;
    this.stop();
    if (time === 0) void this.now();
    else this.#next = { at, timer: setTimeout(() => this.#due(), at - performance.now()) };
  }

  /** Resolves when it is on its way. */
  now(): Promise<void> {
    this.#saying ??= this.#say(() => {
      this.#saying = undefined;
    });
    return this.#saying;
  }

  stop(): void {
    clearTimeout(this.#next?.timer);
    this.#next = undefined;
  }

  #due(): void {
    this.#next = undefined;
    void this.now();
  }
}
