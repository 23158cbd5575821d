// A thing that can be done in a call, and how it looks as a round button. Which there are is in call-controls.ts and,
// for the menu, in more-controls.ts.

import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, icon } from './icons.ts';

/** What a button shows and does. */
export interface Control {
  /** Its part, for a page's style; unique in a bar. */
  readonly part: string;
  readonly icon: Icon;
  readonly label: string;
  /** What a click would do, where the label doesn't say it. */
  readonly tip?: string;
  /** The key that does the same. */
  readonly key?: string | undefined;
  /** On or off, for what can be so. */
  readonly pressed?: boolean;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  readonly busy?: boolean;
  readonly badge?: number;
  /** What is chosen now, for a menu. */
  readonly value?: string;
  act(): void;
}

/** A round button. */
export function control(it: Control): TemplateResult {
  const { part, icon: path, label, tip = label, key, pressed, expanded, busy, badge, act } = it;
  return html`<button
    type="button"
    class="round ${part}"
    part="button ${part}"
    title=${key ? `${tip} (${key.toUpperCase()})` : tip}
    aria-label=${label}
    aria-pressed=${pressed ?? nothing}
    aria-expanded=${expanded ?? nothing}
    aria-busy=${busy ?? nothing}
    aria-keyshortcuts=${key ?? nothing}
    @click=${act}
  >${icon(path)}${badge ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing}</button>`;
}
