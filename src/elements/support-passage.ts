// How a visit comes along from a page to the next one of its tab: the note that a page leaves when it goes away, and
// until when the next one shows what stood in it. Asking again, and the call, are the visit's.

import { PageLife } from '../session/page-life.ts';
import type { GoingOn, VisitState } from '../support/visit.ts';
import { type PanelNote, readSupportNote, type SupportNote } from './support-note.ts';
import type { SupportHost, SupportState } from './support-state.ts';

/** How long the agent of the page before may take, in milliseconds. */
const GOING_MS = 10_000;
/** Who comes back by the browser's button may be there before what the page after has left, by so many milliseconds. */
const BACK_MS = 1000;

export class SupportPassage {
  readonly #host: SupportHost;
  readonly #life: PageLife;
  /** What the page before has left, until it goes on here. */
  #came: SupportNote | undefined;

  /** `hidden` ends with `leave`; what it returns is called when the page is back. */
  constructor(host: SupportHost, hidden: () => () => void) {
    this.#host = host;
    this.#life = new PageLife(hidden);
  }

  watch(): void {
    this.#life.watch();
  }

  unwatch(): void {
    this.#life.unwatch();
  }

  /** Resolves when the page after this one has left something, or will not. */
  back(): Promise<void> {
    return new Promise(resolve => {
      const signal = AbortSignal.timeout(BACK_MS);
      const look = () => this.#host.note !== undefined && resolve();
      signal.addEventListener('abort', () => resolve());
      window.addEventListener('storage', look, { signal });
      look();
    });
  }

  /** Takes what the page before has left; nobody else is to have it. */
  take(): SupportNote | undefined {
    const note = readSupportNote(this.#host.note, this.#key);
    if (note) this.#host.note = undefined;
    this.#came = this.#host.hasAttribute('no-resume') ? undefined : note;
    return this.#came;
  }

  /** Leaves it to the next page: how the visit stands, or where it has not come here yet, what the page before left. */
  leave(next: GoingOn | undefined, panel: PanelNote): void {
    if (this.#host.hasAttribute('no-resume')) return;
    const key = this.#key;
    const { agent = this.#came?.agent, ...rest } = panel;
    const note = next && { ...next, ...rest, key, at: Date.now(), ...(agent !== undefined && { agent }) };
    if (note ?? this.#came) this.#host.note = JSON.stringify(note ?? { ...this.#came, ...rest });
    this.#came = undefined;
  }

  /** Whether something is still to go on here. */
  get goes(): boolean {
    return this.#came !== undefined;
  }

  /** With whom the call was on the page before, while it is to go on. */
  get agent(): string | undefined {
    return this.#came?.agent;
  }

  /** An agent that does not come again within some time has gone. */
  wait(gone: () => void): void {
    const came = this.#came;
    setTimeout(() => {
      if (came && came === this.#came) gone();
    }, GOING_MS);
  }

  end(): void {
    this.#came = undefined;
  }

  /** What to show as if the page had not changed, if anything. */
  shows({ status }: VisitState): SupportState | undefined {
    if (!this.#came) return undefined;
    const { agent } = this.#came;
    if (status === 'none' || (status === 'waiting' && agent !== undefined))
      return agent === undefined ? 'queued' : 'in-call';
    return undefined;
  }

  get #key(): string {
    return this.#host.getAttribute('desk-key') ?? '';
  }
}
