// Waiting before another try: pure delays and an abortable wait. What is tried is the caller's.

/** Upper bounds of the waits between two tries, in milliseconds; the last one repeats. */
export const BACKOFF_MS: readonly number[] = [0, 500, 1000, 2000, 4000, 8000];

/**
 * The wait before try number `attempt` (0 = the first), in milliseconds: 'full jitter', a random share of the
 * bound, so that clients that lost the same server do not come back in step.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const bound = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0;
  return bound * random();
}

/** Resolves after `milliseconds`; rejects with the signal's reason, and holds no timer, once it aborts. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
