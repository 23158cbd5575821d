// Sends a finished file to a server: tries again until it is there, until ten minutes have brought nothing, or until the
// server says no. How one try is made is in files of their own, loaded when they are needed.

import { RtcError } from '../errors.ts';
import { wait } from '../retry.ts';
import { UploadInterrupted, type UploadTry } from './upload-try.ts';

/** Sends a file and resolves with where it is then. Rejects with an RtcError that says why not. */
export type Uploader = (
  file: File,
  options: { signal: AbortSignal; progress(sent: number): void },
) => Promise<URL | string>;

export type UploadMethod = 'tus' | 'put' | 'post';

/** Waits between two tries; the last one repeats. */
const WAITS_MS = [0, 1000, 3000, 5000, 15_000, 60_000] as const;
const GIVE_UP_MS = 10 * 60_000;

/** An uploader to this URL. */
export function uploaderTo(url: string, method: UploadMethod): Uploader {
  return async (file, { signal, progress }) => {
    const attempt: UploadTry =
      method === 'tus'
        ? (await import('./tus-upload.ts')).tusUpload(url)
        : (await import('./plain-upload.ts')).plainUpload(url, method);
    return persist(attempt, file, signal, progress);
  };
}

/** Tries until it is there. The ten minutes begin anew with every byte that arrives. */
async function persist(
  attempt: UploadTry,
  file: File,
  signal: AbortSignal,
  progress: (sent: number) => void,
): Promise<string> {
  let since = performance.now();
  let most = 0;
  for (let failures = 0; ; failures++) {
    signal.throwIfAborted();
    try {
      return await attempt(file, signal, sent => {
        if (sent > most) {
          since = performance.now();
          failures = 0;
        }
        most = Math.max(most, sent);
        progress(sent);
      });
    } catch (cause) {
      signal.throwIfAborted();
      if (!(cause instanceof UploadInterrupted)) throw cause;
      if (performance.now() - since > GIVE_UP_MS)
        throw new RtcError('upload-failed', 'The server did not take it in ten minutes.', cause);
      await waitOrOnline(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0, signal);
    }
  }
}

/** Waits that long, or until the network is back. */
async function waitOrOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  const online = new AbortController();
  const back = () => online.abort();
  addEventListener('online', back, { once: true });
  await wait(milliseconds, AbortSignal.any([signal, online.signal])).catch(() => {});
  removeEventListener('online', back);
  signal.throwIfAborted();
}
