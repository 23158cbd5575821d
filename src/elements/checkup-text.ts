// What was found by a check, in words: for the screen, and as a text to send to somebody.

import type { RtcErrorCode } from '../errors.ts';
import type { withCheckup } from '../i18n/en-checkup.ts';
import type { CheckupFinding, CheckupLine, CheckupReport } from '../session/checkup-report.ts';
import { Figures } from './figures.ts';

export type CheckupWords = ReturnType<typeof withCheckup>;

/** What is known besides what calls know as errors has words of its own here. */
type OwnFinding = Exclude<CheckupFinding, RtcErrorCode>;

/** What is wrong and what to do; empty where nothing is. */
export function advice({ finding, status, part }: CheckupLine, texts: CheckupWords): string {
  if (!finding) return '';
  const own: Record<OwnFinding, string> & Partial<Record<CheckupFinding, string>> = texts.checkupFinding;
  const words = own[finding] ?? texts.errors[finding as RtcErrorCode] ?? '';
  const spare = status === 'fair' && (part === 'broker' || part === 'turn' || part === 'stun');
  return spare ? `${words} ${texts.checkupSpare}` : words;
}

/** What was measured, each figure for itself. */
export function measured(
  { figures = {} }: CheckupLine,
  texts: CheckupWords,
  write: Figures,
): readonly string[] {
  const { answerMs, width, height, bitrate, loss, jitter, roundTrip, protocol } = figures;
  const known = [
    width && height && `${width} × ${height}`,
    bitrate === undefined && answerMs !== undefined && texts.checkupAnswered(write.time(answerMs / 1000)),
    bitrate !== undefined && texts.checkupThrough(write.bitrate(bitrate)),
    loss !== undefined && texts.statsLoss(write.share(loss)),
    jitter !== undefined && texts.statsSway(write.time(jitter)),
    roundTrip !== undefined && texts.checkupBack(write.time(roundTrip)),
    protocol && texts.checkupOver(protocol.toUpperCase()),
  ];
  return known.filter(each => typeof each === 'string');
}

/** Everything, for somebody who helps. */
export function reportText(report: CheckupReport, texts: CheckupWords, language: string): string {
  const write = new Figures(language);
  const lines = report.lines.map(line => {
    const { part, subject, status, detail } = line;
    const name = texts.checkupPart[part] + (subject && ` (${subject})`);
    const figures = measured(line, texts, write).join(', ');
    const words = [advice(line, texts), figures && `${figures}.`, detail && `[${detail}]`].filter(Boolean);
    return `${name}: ${texts.checkupStatus[status]}. ${words.join(' ')}`.trim();
  });
  return [
    texts.checkupTitle,
    texts.checkupVerdict[report.verdict],
    '',
    ...lines,
    '',
    `${report.at}, ${report.page}`,
    report.browser,
    texts.checkupLasted(Math.round(report.lastedMs / 1000)),
  ].join('\n');
}
