// What a call says to those who cannot see it: one live region, in which everything is heard, one after the other,
// and a crowd is one sentence. What is worth saying is decided in call-news.ts.

import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** What to say, looked up when it is said; empty where it is no longer worth it. */
export type Announcement = () => string;
/** What many of one kind at once are called. */
export type CrowdName = (count: number) => string;

interface Waiting {
  readonly text: Announcement;
  readonly kind: string | undefined;
  readonly many: CrowdName | undefined;
}

/** More of one kind at once are counted, not named. */
const MAX_NAMED = 2;
/** Screen readers get this long for what was said before. */
const APART_MS = 1500;
/** What happens within this time is said together; a chat on the screen has shown its messages by then. */
const GATHER_MS = 50;
/** A line stays until every screen reader has taken it. */
const KEPT_MS = 10_000;

/** The live region of its host. */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #waiting: Waiting[] = [];
  #lines: readonly { readonly text: string; readonly at: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Says it after what is being said. Several of a kind at once are told by `many`. */
  say(text: Announcement, kind?: string, many?: CrowdName): void {
    this.#waiting.push({ text, kind, many });
    this.#plan();
  }

  hostConnected(): void {
    this.#plan();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The live region; it must be there before something is said. */
  render(): TemplateResult {
    return html`<div class="heard" aria-live="polite" aria-relevant="additions">${repeat(
      this.#lines,
      line => line,
      ({ text }) => html`<p>${text}</p>`,
    )}</div>`;
  }

  /** Comes back when something is to be said or forgotten. */
  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const idle = !this.#waiting.length && !this.#lines.length;
    if (idle || !this.#host.isConnected) return;
    const wait = this.#saidAt - performance.now() + (this.#waiting.length ? APART_MS : KEPT_MS);
    this.#timer = setTimeout(this.#speak, Math.max(GATHER_MS, wait));
  }

  readonly #speak = (): void => {
    const at = performance.now();
    const said = sentences(this.#waiting);
    this.#waiting = [];
    if (said.length) this.#saidAt = at;
    const kept = this.#lines.filter(line => at - line.at < KEPT_MS);
    this.#lines = [...kept, ...said.map(text => ({ text, at }))];
    this.#host.requestUpdate();
    this.#plan();
  };
}

/** All that waits, in the order in which it began. */
function sentences(waiting: readonly Waiting[]): string[] {
  const said = waiting.map(({ text, ...rest }) => ({ ...rest, text: text() })).filter(({ text }) => text);
  const crowds = Map.groupBy(said, ({ kind }) => kind);
  return said.flatMap(each => {
    const crowd = crowds.get(each.kind) ?? [];
    if (!each.many || crowd.length <= MAX_NAMED) return [each.text];
    return crowd[0] === each ? [each.many(crowd.length)] : [];
  });
}
