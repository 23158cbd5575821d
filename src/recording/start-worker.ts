// Starts workers whose files lie beside the script, also where that came from another origin.

/** What a worker says first. */
export const READY = 'ready';

/** Rejects where the page's policy forbids workers, or its file is not there. `at` is where that lies. */
export function startWorker(make: () => Worker, at: () => URL): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = made(make, at);
    worker.addEventListener('error', reject, { once: true });
    worker.addEventListener(
      'message',
      () => {
        worker.removeEventListener('error', reject);
        resolve(worker);
      },
      { once: true },
    );
  });
}

function made(make: () => Worker, at: () => URL): Worker {
  try {
    return make();
  } catch (cause) {
    // A worker's file must come from the page's own origin; one that only imports it may be made here.
    const { href } = at();
    if (
      !(cause instanceof DOMException) ||
      cause.name !== 'SecurityError' ||
      href.startsWith(location.origin)
    )
      throw cause;
    const text = new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' });
    return new Worker(URL.createObjectURL(text), { type: 'module' });
  }
}
