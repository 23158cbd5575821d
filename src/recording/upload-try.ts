// What one try to send a file is, and what its failing means.

import { RtcError } from '../errors.ts';

/** A try that another one may mend: no connection, a server that is busy or broken. */
export class UploadInterrupted extends Error {}

/** One try. Rejects with `UploadInterrupted`, or an RtcError where the server has said no. */
export type UploadTry = (
  file: File,
  signal: AbortSignal,
  progress: (sent: number) => void,
) => Promise<string>;

/** What an answer other than yes means. */
export function refusal(status: number, what: string): Error {
  const message = `${what}: ${status}`;
  if (status === 413) return new RtcError('upload-too-large', message);
  // Too early, too many, busy, locked: ask again.
  const again = status >= 500 || [0, 408, 409, 423, 425, 429].includes(status);
  return again ? new UploadInterrupted(message) : new RtcError('upload-refused', message);
}
