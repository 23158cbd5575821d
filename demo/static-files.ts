// Answers GET and HEAD for files below a few folders. It knows nothing of what the files are for.

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A folder and the path under which its files are served; `/` at both ends of `path`. */
export interface ServedFolder {
  readonly path: string;
  readonly folder: string;
  /** Pages of other origins may import from it. */
  readonly anyOrigin?: boolean;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Answers with a short text. */
export function answer(response: ServerResponse, status: number, text: string, type = '.txt'): void {
  const contentType = CONTENT_TYPES[type] ?? 'application/octet-stream';
  response.writeHead(status, { 'Content-Type': contentType, ...COMMON_HEADERS }).end(text);
}

// 'no-store' would turn caching off as well, but it also keeps a page out of the back/forward cache.
const COMMON_HEADERS = { 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' };

/** A handler of requests that serves `folders`; the longest matching path wins. */
export function staticFiles(folders: readonly ServedFolder[]) {
  const byLength = [...folders].sort((one, other) => other.path.length - one.path.length);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return answer(response, 405, 'Only GET and HEAD are answered here.\n');
    }
    const path = requestPath(request);
    const served = path === undefined ? undefined : byLength.find(each => path.startsWith(each.path));
    const file =
      path === undefined || served === undefined
        ? undefined
        : await find(served, path.slice(served.path.length));
    if (file === undefined || served === undefined) return answer(response, 404, 'There is no such file.\n');
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'Content-Type': CONTENT_TYPES[extname(file.path)] ?? 'application/octet-stream',
      'Content-Length': file.bytes,
      ...(served.anyOrigin ? { 'Access-Control-Allow-Origin': '*' } : {}),
    });
    if (request.method === 'HEAD') return void response.end();
    // A browser that goes away in the middle is no error of ours.
    await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
  };
}

/** The decoded path of a request; undefined where it is malformed. */
function requestPath(request: IncomingMessage): string | undefined {
  try {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** The file behind a path, unless it lies outside its folder (by `..`, encoded or not, or by a link). */
async function find(
  served: ServedFolder,
  rest: string,
): Promise<{ path: string; bytes: number } | undefined> {
  try {
    const root = await realpath(served.folder);
    let path = await realpath(join(root, rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest));
    if (!path.startsWith(root + sep)) return undefined;
    let found = await stat(path);
    if (found.isDirectory()) {
      path = join(path, 'index.html');
      found = await stat(path);
    }
    // The sources of the demo's own server are not part of its site.
    if (!found.isFile() || extname(path) === '.ts') return undefined;
    return { path, bytes: found.size };
  } catch {
    return undefined;
  }
}
