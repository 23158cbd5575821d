// What the cost bench and its pages agree on.

export interface CostOptions {
  readonly broker: string;
  readonly room: string;
  readonly secret: string;
  /** How many take part, all in this one page. */
  readonly count: number;
}

export interface CostBench {
  /** Joins with all, beside those who are in the room already; resolves when everybody here has all pictures. */
  begin(options: CostOptions): Promise<void>;
  /** Frames decoded so far, of all. */
  frames(): Promise<number>;
  /** The longest task since the last time, in milliseconds; 0: none of 50 and more. */
  longestTask(): number;
  end(): Promise<void>;
}

declare global {
  var cost: CostBench;
}

const FRAME_RATE = 10;

/** Cameras of 640×360, whatever is asked for, so that the pages send the same. */
export function smallCameras(): void {
  const devices = MediaDevices.prototype;
  const { getUserMedia } = devices;
  devices.getUserMedia = function (this: MediaDevices, constraints) {
    const video = { width: 640, height: 360, frameRate: FRAME_RATE };
    return getUserMedia.call(this, { ...constraints, ...(constraints?.video && { video }) });
  };
}

/** Resolves once `test` holds, asking at every frame. */
export async function reached(test: () => boolean): Promise<void> {
  while (!test()) await new Promise(resolve => requestAnimationFrame(resolve));
}

/** The sum of the frames that these reports tell of. */
export function framesDecoded(reports: Iterable<RTCStatsReport>): number {
  let frames = 0;
  for (const report of reports) {
    report.forEach(entry => {
      frames += Number(entry.framesDecoded ?? 0);
    });
  }
  return frames;
}

/** Begins to watch for tasks of 50 ms and more (Long Tasks API); the answer tells the longest since the last time. */
export function watchTasks(): () => number {
  const tasks: number[] = [];
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(each => each.duration))).observe({
    type: 'longtask',
  });
  return () => Math.max(0, ...tasks.splice(0));
}
