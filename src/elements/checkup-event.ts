// The event of <rtc-checkup>, which is loaded with it.

import type { CheckupReport } from '../session/checkup-report.ts';

/** A report, and how a person reads it. */
export interface WrittenReport extends CheckupReport {
  readonly text: string;
}

/** Everything has been tried, or a person has said later whether they heard the tone. */
export class RtcCheckupFinishedEvent extends Event {
  readonly report: WrittenReport;

  constructor(report: WrittenReport) {
    super('rtc-checkup-finished', { bubbles: true, composed: true });
    this.report = report;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-checkup-finished': RtcCheckupFinishedEvent;
  }
}
