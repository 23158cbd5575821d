// The processor time of a process and all that it started.

import { processTree } from './process-tree.ts';

/** Linux counts in hundredths of a second (`getconf CLK_TCK`). */
const TICK_SECONDS = 0.01;
/** Where user's and system's time stand, utime and stime of proc(5). */
const TIMES = [11, 12];

/** Seconds of processor time, user's and system's, that `pid` and its living descendants have used. */
export function processorTime(pid: number): number {
  const ticks = processTree(pid).flatMap(({ fields }) => TIMES.map(at => Number(fields[at])));
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_SECONDS;
}
