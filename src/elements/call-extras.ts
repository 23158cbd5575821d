// What only some calls have, and are fetched for: safety codes that are compared, and recordings.

import { html, type nothing, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import type { CallController } from './call-controller.ts';
import { CallRecording, type RecordingHost } from './call-recording.ts';
import type { View } from './call-view.ts';
import { SafetyDialog } from './safety-dialog.ts';

export class CallExtras {
  readonly safety: SafetyDialog;
  readonly recording: CallRecording;

  constructor(host: RecordingHost, calls: CallController, say: (text: string) => void) {
    this.safety = new SafetyDialog(host, calls);
    this.recording = new CallRecording(host, calls, say);
  }

  /** The dialogs. */
  render(view: View): TemplateResult {
    return html`${this.safety.render(view)}${this.recording.render(view)}`;
  }

  /** The lines above the tiles. */
  requests(texts: Texts): TemplateResult | typeof nothing {
    return html`${this.safety.wish(texts)}${this.recording.lines(texts)}`;
  }
}
