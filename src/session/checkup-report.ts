// What a check of devices and servers comes to: one line for each thing that was tried, and what they mean together.
// Pure; how it is said to a person is the elements'.

import type { RtcErrorCode } from '../errors.ts';
import { qualityOf } from './quality.ts';

/** What is tried. */
export type CheckupPart =
  | 'browser'
  | 'microphone'
  | 'camera'
  | 'speaker'
  | 'credentials'
  | 'broker'
  | 'stun'
  | 'turn'
  | 'relay';

/** `asking`: a person has to say; `fair`: a call works, but not as well as it could; `skipped`: it could not be tried. */
export type CheckupStatus = 'waiting' | 'running' | 'asking' | 'good' | 'fair' | 'bad' | 'skipped';

/** What was found beside what calls know as errors. */
export type CheckupFinding =
  | RtcErrorCode
  | 'microphone-silent'
  | 'microphone-unanswered'
  | 'camera-dark'
  | 'camera-unanswered'
  | 'speaker-unheard'
  | 'broker-closed'
  | 'name-unknown'
  | 'login-missing'
  | 'relay-closed'
  | 'relay-slow'
  | 'relay-lossy'
  | 'relay-late';

/** What was measured; absent what was not. */
export interface CheckupFigures {
  /** Until the answer, in milliseconds. */
  readonly answerMs?: number;
  readonly width?: number;
  readonly height?: number;
  /** Bits per second. */
  readonly bitrate?: number;
  /** Share of packets, 0 to 1. */
  readonly loss?: number;
  /** Seconds. */
  readonly jitter?: number;
  /** To the relay and back, in seconds. */
  readonly roundTrip?: number;
  readonly protocol?: 'udp' | 'tcp' | 'tls';
}

/** One thing that was tried. */
export interface CheckupLine {
  readonly id: string;
  readonly part: CheckupPart;
  /** The device's name, or the server's, without any login. */
  readonly subject: string;
  readonly status: CheckupStatus;
  readonly finding?: CheckupFinding;
  /** For developers, in English. */
  readonly detail?: string;
  readonly figures?: CheckupFigures;
}

/** `good`: a call will work; `fair`: with limits; `bad`: it will not. */
export type Verdict = 'good' | 'fair' | 'bad';

export interface CheckupReport {
  /** When it began, by ISO 8601. */
  readonly at: string;
  readonly lastedMs: number;
  readonly verdict: Verdict;
  readonly browser: string;
  readonly page: string;
  readonly lines: readonly CheckupLine[];
}

/** Bits per second: below the first a call is sound at best, below the second its pictures are small. */
const SLOW_BITRATE = [300_000, 1_500_000] as const;
const STATUS_OF = { good: 'good', fair: 'fair', poor: 'bad' } as const;
/** Without these there is no call. */
const NEEDED: readonly CheckupPart[] = ['browser', 'microphone', 'credentials', 'broker'];

/** The lines in the light of each other: where another server of a kind serves, one that fails is only a limit. */
export function weighed(lines: readonly CheckupLine[]): readonly CheckupLine[] {
  return lines.map(line => {
    const spare = lines.some(({ part, status }) => part === line.part && status === 'good');
    const server = line.part === 'broker' || line.part === 'turn' || line.part === 'stun';
    return line.status === 'bad' && server && spare ? Object.freeze({ ...line, status: 'fair' }) : line;
  });
}

/** What all lines together mean. */
export function verdictOf(lines: readonly CheckupLine[]): Verdict {
  if (lines.some(({ part, status }) => status === 'bad' && NEEDED.includes(part))) return 'bad';
  const limited = lines.some(({ status }) => status === 'bad' || status === 'fair' || status === 'skipped');
  return limited ? 'fair' : 'good';
}

type Judgement = Pick<CheckupLine, 'status' | 'finding'>;

/** How good a call over this relay would be, and what would be worst about it. */
export function judged({ bitrate = 0, loss = 0, jitter = 0, roundTrip = 0 }: CheckupFigures): Judgement {
  const rough = { roundTrip: 0, loss, jitter, frozen: 0 };
  const late = { roundTrip, loss: 0, jitter: 0, frozen: 0 };
  const [least, enough] = SLOW_BITRATE;
  const found: readonly [CheckupStatus, CheckupFinding][] = [
    [bitrate < least ? 'bad' : bitrate < enough ? 'fair' : 'good', 'relay-slow'],
    [STATUS_OF[qualityOf(rough)], 'relay-lossy'],
    [STATUS_OF[qualityOf(late)], 'relay-late'],
  ];
  const worst = (['bad', 'fair'] as const).flatMap(each => found.filter(([status]) => status === each))[0];
  return worst ? { status: worst[0], finding: worst[1] } : { status: 'good' };
}
