// How an agent asks another one into a call: to stay in it, or to leave it to that one; and how that stands.

import { html, nothing, type TemplateResult } from 'lit';
import type { AgentTexts } from '../i18n/desk-texts.ts';
import type { TicketAround } from './ticket-around.ts';

export function handoverForm(texts: AgentTexts, around: TicketAround): TemplateResult | typeof nothing {
  const { agents, handover } = around;
  if (handover) {
    const name = agents.find(({ id }) => id === handover.to)?.name ?? '';
    const asking = handover.leaves ? texts.askingToLeave(name) : texts.asking(name);
    const refused = handover.status === 'refused';
    return html`<div class="handover">
      <p role="status"><bdi>${refused ? texts.refused(name) : asking}</bdi></p>
      <button part="button" @click=${() => around.keep()}>${refused ? texts.understood : texts.takeBack}</button>
    </div>`;
  }
  if (agents.length === 0) return nothing;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const to = new FormData(form).get('to');
    const leaves = event.submitter?.getAttribute('value') === 'leave';
    if (typeof to === 'string' && to) around.handOver(to, leaves);
  };
  return html`<details class="handover">
    <summary>${texts.handOver}</summary>
    <form @submit=${submit}>
      <label
        >${texts.colleague}
        <select name="to">
          ${agents.map(
            ({ id, name, status }) =>
              html`<option value=${id}>${status === 'away' ? texts.awayName(name || id) : name || id}</option>`,
          )}
        </select>
      </label>
      <div class="bar">
        <button part="button" value="stay">${texts.bringIn}</button>
        <button part="button" value="leave">${texts.handOverNow}</button>
      </div>
    </form>
  </details>`;
}
