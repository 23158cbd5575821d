// What a form, and a page's style, know of the recorder that stands there.

import type { RecorderTexts } from '../i18n/en-recorder.ts';
import type { RecorderStatus } from '../recording/recorder-state.ts';

/** What the form is told. */
export interface RecorderField {
  readonly state: RecorderStatus;
  /** There has to be a file, and there is none. */
  readonly missing: boolean;
  readonly texts: RecorderTexts;
  /** What is pointed to where something is wrong. */
  readonly anchor: HTMLElement | undefined;
}

const AT_REST: readonly RecorderStatus[] = ['idle', 'review', 'done', 'failed'];

/** Nothing is posted while it records, nor without the file that is asked for. */
export function tellForm(
  internals: ElementInternals,
  { state, missing, texts, anchor }: RecorderField,
): void {
  // Absent in browsers from before 2024.
  const states: CustomStateSet | undefined = internals.states;
  if (state === 'recording' || state === 'paused') states?.add('recording');
  else states?.delete('recording');
  if (!AT_REST.includes(state)) internals.setValidity({ customError: true }, texts.recordRunning, anchor);
  else if (missing && state !== 'done')
    internals.setValidity({ valueMissing: true }, texts.recordRequired, anchor);
  else internals.setValidity({});
}
