// A check that tries nothing, at the seam where the element meets the engine: who uses it says what is found.

import { type CheckupLike, RtcCheckup } from '../../src/elements/rtc-checkup.ts';
import type { CheckupState } from '../../src/session/checkup.ts';
import { type CheckupLine, type CheckupReport, verdictOf } from '../../src/session/checkup-report.ts';
import { Store } from '../../src/store.ts';

/** A line, of which the rest follows. */
export type Found = Partial<CheckupLine> & Pick<CheckupLine, 'part' | 'status'>;

export class SaidCheckup implements CheckupLike {
  readonly state = new Store<CheckupState>({ lines: [], microphone: null, camera: null });
  played = 0;
  #done: (report: CheckupReport) => void = () => {};

  run(): Promise<CheckupReport> {
    return new Promise(resolve => {
      this.#done = resolve;
    });
  }

  /** These are the lines now. */
  find(...lines: readonly Found[]): void {
    const whole = lines.map(line => ({ id: `${line.part} ${line.subject}`, subject: '', ...line }));
    this.state.set({ ...this.state.value, lines: whole });
  }

  /** That was all. */
  finish(): void {
    this.#done(this.report());
  }

  report(): CheckupReport {
    const { lines } = this.state.value;
    return {
      ...{ at: '2026-01-01T12:00:00.000Z', lastedMs: 20_400, browser: 'B', page: 'https://p' },
      ...{ verdict: verdictOf(lines), lines },
    };
  }

  playTone(): void {
    this.played++;
  }

  answer(heard: boolean): void {
    const others = this.state.value.lines.filter(({ part }) => part !== 'speaker');
    const finding = { finding: 'speaker-unheard' } as const;
    this.find(...others, { part: 'speaker', status: heard ? 'good' : 'bad', ...(!heard && finding) });
  }

  /** There is nothing open. */
  close(): void {}
}

/** The element over it. */
export class SaidElement extends RtcCheckup {
  readonly said = new SaidCheckup();

  protected override createCheckup(): CheckupLike {
    return this.said;
  }
}
