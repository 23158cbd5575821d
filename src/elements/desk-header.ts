// The top of a desk: its name, whether this agent is to be called, and how it is called elsewhere.

import { html, nothing, type TemplateResult } from 'lit';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { DutyStatus } from './agent-duty.ts';
import { notifications } from './desk-ring.ts';

export interface DeskHeader {
  readonly title: string;
  readonly status: DutyStatus;
  readonly colleagues: number;
  setStatus(status: string): void;
  /** It is to be drawn again. */
  changed(): void;
}

export function deskHeader(texts: AgentTexts, header: DeskHeader): TemplateResult {
  const { title, status, colleagues } = header;
  const choices = [
    ['available', texts.available],
    ['away', texts.away],
    ['wrap-up', texts.wrapUp],
  ] as const;
  return html`<header>
    <h2>${title}</h2>
    <p class="dim">${texts.colleagues(colleagues)}</p>
    <label class="status"
      >${texts.status}
      <select
        part="input"
        .value=${status}
        @change=${(event: Event) => header.setStatus((event.currentTarget as HTMLSelectElement).value)}
      >
        ${choices.map(([value, label]) =>
          // Nobody chooses it: a call leads to it.
          value === 'wrap-up' && status !== value
            ? nothing
            : html`<option value=${value} ?selected=${value === status}>${label}</option>`,
        )}
      </select>
    </label>
    ${notify(texts, header)}
  </header>`;
}

/** Asked only when the agent wants it. */
function notify(texts: AgentTexts, { changed }: DeskHeader): TemplateResult | typeof nothing {
  const permission = notifications();
  if (permission === 'denied') return html`<p class="dim">${texts.notifyBlocked}</p>`;
  if (permission !== 'default') return nothing;
  return html`<button part="button" @click=${() => void Notification.requestPermission().then(changed)}>
    ${texts.notifyMe}
  </button>`;
}
