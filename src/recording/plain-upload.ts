// A file in one request: PUT as to a presigned URL, POST as a form does.

import { RtcError } from '../errors.ts';
import { refusal, type UploadTry } from './upload-try.ts';

/** One try to this URL. */
export function plainUpload(url: string, method: 'put' | 'post'): UploadTry {
  return (file, signal, progress) =>
    new Promise((resolve, reject) => {
      // `fetch` tells nothing of how much has been sent.
      const request = new XMLHttpRequest();
      const abort = () => request.abort();
      signal.addEventListener('abort', abort, { once: true });
      request.upload.addEventListener('progress', ({ loaded }) => progress(Math.min(loaded, file.size)));
      request.addEventListener('loadend', () => {
        signal.removeEventListener('abort', abort);
        const { status } = request;
        if (signal.aborted) reject(signal.reason);
        else if (status < 200 || status > 299) reject(refusal(status, `${method} of the recording`));
        else if (/^text\/html/.test(request.getResponseHeader('Content-Type') ?? ''))
          // A page that is there for every address has not kept anything.
          reject(new RtcError('upload-refused', 'A web page answered, no server for uploads.'));
        else resolve(placeOf(request, url));
      });
      request.open(method, url);
      if (method === 'put') request.setRequestHeader('Content-Type', file.type);
      request.send(method === 'put' ? file : formWith(file));
    });
}

function formWith(file: File): FormData {
  const form = new FormData();
  form.append('file', file);
  return form;
}

/** Where it is now: as the server says, else where it was sent to. */
function placeOf(request: XMLHttpRequest, url: string): string {
  const base = request.responseURL || new URL(url, document.baseURI).href;
  const location = request.getResponseHeader('Location');
  if (location) return new URL(location, base).href;
  const told = readUrl(request.responseText);
  const { origin, pathname } = new URL(base);
  return told ? new URL(told, base).href : origin + pathname;
}

function readUrl(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const url = answer && typeof answer === 'object' && 'url' in answer ? answer.url : undefined;
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
