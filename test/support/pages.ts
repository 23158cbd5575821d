// A server of test pages on a free port of this machine: html and scripts given as strings, beside the build
// below /dist/. `localhost` is a secure context, so the pages get cameras.

import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer, type ServedFolder, staticFiles } from '../../demo/static-files.ts';
import type { Certificate } from './certificate.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface Pages {
  /** `http://localhost:port/`, or https. */
  readonly url: string;
  readonly server: Server;
  readonly port: number;
  /** Adds or replaces a page or a script; the name is its path without the first `/`. */
  set(name: string, text: string): void;
  close(): Promise<void>;
}

/**
 * Serves `files` (name → text; `index.html` is the one at `/`), `/dist/` and `folders`; by https with a certificate.
 */
export async function startPages(
  files: Readonly<Record<string, string>> = {},
  folders: readonly ServedFolder[] = [],
  certificate?: Certificate,
): Promise<Pages> {
  const texts = new Map(Object.entries(files));
  const serve = staticFiles([{ path: '/dist/', folder: DIST, anyOrigin: true }, ...folders]);
  const serveTexts: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const text = texts.get(path);
    if (text !== undefined) return answer(response, 200, text, extname(path) || '.html');
    // Browsers ask for it by themselves; a 404 would stand on the console as an error.
    if (path === 'favicon.ico') return void response.writeHead(204).end();
    void serve(request, response);
  };
  const server = certificate ? createSecureServer(certificate, serveTexts) : createServer(serveTexts);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://localhost:${port}/`,
    server,
    port,
    set: (name, text) => void texts.set(name, text),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page around `body`, with `script` as a module. */
export function htmlPage(body: string, script = ''): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><body>${body}
<script type="module">${script}</script></body></html>`;
}
