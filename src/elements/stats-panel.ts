// The figures of the connections in the dialog of a bar: their element comes when they are first opened.

import { html, type TemplateResult } from 'lit';
import type { CallElement } from './call-link.ts';

/** The element over the call; empty until it has come, and while it can't be fetched. */
export function stats(call: CallElement | undefined): TemplateResult {
  void define();
  return html`<rtc-stats exportparts="button, copy" .of=${call}></rtc-stats>`;
}

/** Unless the page has. */
async function define(): Promise<void> {
  if (customElements.get('rtc-stats')) return;
  try {
    const { RtcStats } = await import('./rtc-stats.ts');
    if (!customElements.get('rtc-stats')) customElements.define('rtc-stats', RtcStats);
  } catch {
    // Offline, say. The next time that the dialog is drawn tries again.
  }
}
