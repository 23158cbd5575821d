// A file by tus (https://tus.io/protocols/resumable-upload), which goes on where it was cut off, also after a reload: the
// addresses of what was begun are kept in the page's storage by tus-js-client.

import { DetailedError, Upload } from 'tus-js-client';
import { RtcError } from '../errors.ts';
import { refusal, UploadInterrupted, type UploadTry } from './upload-try.ts';

/** A request each: what a reverse proxy takes by default is often not more. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/** One try to this endpoint. */
export function tusUpload(endpoint: string): UploadTry {
  return (file, signal, progress) =>
    new Promise((resolve, reject) => {
      const upload = new Upload(file, {
        endpoint: new URL(endpoint, document.baseURI).href,
        chunkSize: CHUNK_BYTES,
        // Tries are counted where all ways of uploading are.
        retryDelays: null,
        removeFingerprintOnSuccess: true,
        metadata: { filename: file.name, filetype: file.type },
        onProgress: sent => progress(sent),
        onSuccess: () => resolve(upload.url ?? endpoint),
        onError: cause => reject(signal.aborted ? signal.reason : reasonOf(cause)),
      });
      signal.addEventListener('abort', () => {
        void upload.abort();
        reject(signal.reason);
      });
      const begin = async () => {
        const [before] = await upload.findPreviousUploads();
        if (before) upload.resumeFromPreviousUpload(before);
        if (!signal.aborted) upload.start();
      };
      begin().catch(reject);
    });
}

function reasonOf(cause: Error): Error {
  const response = cause instanceof DetailedError ? cause.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status >= 200 && status < 300) {
    // A page that is there for every address, or wants a login, is no server of tus. A wrong `Upload-Offset` is mended by
    // asking for the right one.
    const page = /^text\/html/.test(response?.getHeader('Content-Type') ?? '');
    return !page && /offset/i.test(cause.message)
      ? new UploadInterrupted(cause.message)
      : new RtcError('upload-refused', cause.message, cause);
  }
  return refusal(status, 'tus');
}
