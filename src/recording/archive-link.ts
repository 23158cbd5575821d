// The way from the page to its archive: by messages to a worker, or straight where no worker can be had.

import { type Archive, DiskArchive, openDisks } from './archive.ts';
import { READY, startWorker } from './start-worker.ts';

type Method = keyof Archive;
const METHODS: readonly Method[] = ['begin', 'append', 'finish', 'trim', 'note', 'reopen', 'list', 'remove'];

interface Request {
  readonly call: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

interface Answer {
  readonly call: number;
  readonly result?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

let opened: Promise<Archive> | undefined;

/** The archive of this page, one for all its recorders. */
export function openArchive(): Promise<Archive> {
  opened ??= startWorker(newWorker, () => new URL('./recording-worker.ts', import.meta.url)).then(
    linked,
    () => new DiskArchive(openDisks()),
  );
  return opened;
}

/** Answers the requests that arrive at `port`. */
export function answerMessages(
  port: Pick<Worker, 'postMessage' | 'addEventListener'>,
  archive: Archive,
): void {
  port.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    const { call, method, args } = data;
    const run = archive[method] as (...args: unknown[]) => Promise<unknown>;
    run.call(archive, ...args).then(
      result => port.postMessage({ call, result } satisfies Answer),
      (cause: unknown) => {
        const { name, message } = cause instanceof Error ? cause : { name: 'Error', message: String(cause) };
        port.postMessage({ call, error: { name, message } } satisfies Answer);
      },
    );
  });
  port.postMessage(READY);
}

/** Its URL stands in it as bundlers look for it. */
const newWorker = () => new Worker(new URL('./recording-worker.ts', import.meta.url), { type: 'module' });

/** An archive that is in a worker. */
function linked(worker: Worker): Archive {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(cause: unknown): void }>();
  let calls = 0;
  worker.addEventListener('message', ({ data: { call, result, error } }: MessageEvent<Answer>) => {
    const asked = waiting.get(call);
    waiting.delete(call);
    if (!error) asked?.resolve(result);
    else if (error.name === 'RangeError') asked?.reject(new RangeError(error.message));
    else asked?.reject(new DOMException(error.message, error.name));
  });
  const ask =
    (method: Method) =>
    (...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        waiting.set(++calls, { resolve, reject });
        worker.postMessage({ call: calls, method, args } satisfies Request);
      });
  return Object.fromEntries(METHODS.map(method => [method, ask(method)])) as unknown as Archive;
}
