// Keeps the end of a log in view, as long as nobody scrolls up to read: then nothing moves under their eyes.

/** Nearer to the end than this, in pixels, is at the end. */
const NEAR_PX = 40;

/** Follows the end of one scrolling element. */
export class ChatScroll {
  readonly #changed: () => void;
  /** In the next frame: scrolling shows lines, and changes sizes again. */
  readonly #sizes = new ResizeObserver(() => requestAnimationFrame(() => this.follow()));
  #log: HTMLElement | undefined;
  #top = 0;
  #height = 0;
  #following = true;

  /** `changed`: somebody scrolled away from the end, or back to it. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether the end is kept in view. */
  get following(): boolean {
    return this.#following;
  }

  /** The element, whose first child grows with what is in it; again and again is fine. */
  watch(log: HTMLElement | null): void {
    if (log === (this.#log ?? null)) return;
    this.#log?.removeEventListener('scroll', this.#scrolled);
    this.#sizes.disconnect();
    this.#log = log ?? undefined;
    this.#following = true;
    if (!log) return;
    log.addEventListener('scroll', this.#scrolled, { passive: true });
    // Lines far away are estimated: their heights change when they are come near. So does the log's own.
    for (const each of [log, log.firstElementChild]) if (each) this.#sizes.observe(each);
  }

  /** Stays at the end, if it was there. */
  follow(): void {
    const log = this.#log;
    if (!log?.clientHeight || !this.#following) return;
    log.scrollTop = log.scrollHeight;
    this.#remember(log);
  }

  /** Goes to the end, and stays there. */
  toEnd(): void {
    this.#set(true);
    this.follow();
  }

  /** Shows this line, and what follows, where the end does not show it. */
  toLine(line: HTMLElement | null | undefined): void {
    const log = this.#log;
    if (!log || !line || line.offsetTop >= log.scrollTop) return;
    this.#set(false);
    log.scrollTop = line.offsetTop;
    this.#remember(log);
  }

  /** Puts this back to where its top was before lines came above it. */
  hold(held: Element, top: number): void {
    const log = this.#log;
    if (!log) return;
    this.#set(false);
    log.scrollTop += held.getBoundingClientRect().top - top;
    this.#remember(log);
  }

  readonly #scrolled = (): void => {
    const log = this.#log;
    if (!log?.clientHeight) return;
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    // Lines whose height becomes known move the end away, too; where nothing grew, it was a person.
    if (near || (log.scrollTop < this.#top && log.scrollHeight === this.#height)) this.#set(near);
    this.#remember(log);
  };

  #remember({ scrollTop, scrollHeight }: HTMLElement): void {
    this.#top = scrollTop;
    this.#height = scrollHeight;
  }

  #set(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#changed();
  }
}
