// Single keys that do what buttons do, as WCAG 2.1.4 wants them: only where a person is at the call and not writing,
// and they can be switched off. What a key does is the control's business.

import type { ReactiveController } from 'lit';
import type { CallLink, Companion } from './call-link.ts';
import type { Control } from './control-button.ts';

/** All keys that a control may have. */
const KEYS = 'mvscilf?';

/** The key of an event that may be a shortcut; undefined for what belongs to others. */
export function shortcutKey(event: KeyboardEvent): string | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, isComposing, defaultPrevented } = event;
  if (altKey || ctrlKey || metaKey || repeat || isComposing || defaultPrevented) return undefined;
  const [target] = event.composedPath();
  if (target instanceof HTMLElement && isField(target)) return undefined;
  // A letter typed with shift is another one; a question mark needs it on most keyboards.
  if (key.length !== 1 || (shiftKey && /[a-z]/i.test(key))) return undefined;
  return key.toLowerCase();
}

function isField(element: HTMLElement): boolean {
  return element.isContentEditable || element.matches('input, textarea, select, [role=textbox]');
}

/** Listens while its host, a companion of the call, stands in a page. */
export class Shortcuts implements ReactiveController {
  readonly #host: Companion;
  readonly #link: CallLink;
  readonly #controls: () => readonly Control[];
  readonly #load: () => Promise<unknown>;

  /** `controls` are those that are known; `load` makes all of them known. */
  constructor(
    host: Companion,
    link: CallLink,
    controls: () => readonly Control[],
    load: () => Promise<unknown>,
  ) {
    this.#host = host;
    this.#link = link;
    this.#controls = controls;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#pressed);
  }

  readonly #pressed = async (event: KeyboardEvent): Promise<void> => {
    const key = this.#link.view?.shortcuts ? shortcutKey(event) : undefined;
    if (!key || !KEYS.includes(key) || !this.#isHere(event)) return;
    // Also keeps other bars of the same call from doing it again.
    event.preventDefault();
    const find = () => this.#controls().find(each => each.key === key);
    if (!find()) await this.#load();
    find()?.act();
  };

  /** Inside the call or its companions; or nowhere, where there is no other call that could be meant. */
  #isHere(event: KeyboardEvent): boolean {
    const { call, alone } = this.#link;
    const [target] = event.composedPath();
    if (target === document.body || target === document.documentElement) return alone;
    return event
      .composedPath()
      .some(
        node =>
          node === call ||
          node === this.#host ||
          (node instanceof HTMLElement && call?.id && node.getAttribute('for') === call.id),
      );
  }
}
