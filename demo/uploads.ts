// Takes recordings: by tus on /uploads, by PUT and by a form's POST below it. They lie in a temporary folder until the
// server ends.

import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const PATH = '/uploads';
/** Larger ones are refused. */
const MAX_BYTES = 2 ** 31;

export class Uploads {
  /** Where they are. */
  readonly folder = mkdtempSync(join(tmpdir(), 'rtc-elements-uploads-'));
  readonly #tus: Server;

  constructor(maxBytes = MAX_BYTES) {
    this.#tus = new Server({
      path: PATH,
      datastore: new FileStore({ directory: this.folder }),
      relativeLocation: true,
      maxSize: maxBytes,
    });
  }

  /** Answers a request for this path or one below it. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const isForm = /^multipart\/form-data/.test(request.headers['content-type'] ?? '');
      if (request.method === 'PUT') await this.#put(request, response);
      else if (request.method === 'POST' && isForm) await this.#post(request, response);
      else await this.#tus.handle(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(400).end(String(error));
      else response.destroy();
    }
  }

  /** Removes everything. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #put(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = basename(new URL(request.url ?? '', 'http://localhost').pathname);
    await pipeline(request, createWriteStream(join(this.folder, name)));
    response.writeHead(201, { Location: `${PATH}/${name}` }).end();
  }

  async #post(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = { 'Content-Type': request.headers['content-type'] ?? '' };
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    const file = (await new Response(body, { headers }).formData()).get('file');
    if (!(file instanceof File)) return void response.writeHead(400).end('There is no file in it.');
    const name = randomUUID();
    await writeFile(join(this.folder, name), Buffer.from(await file.arrayBuffer()));
    response
      .writeHead(201, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ url: `${PATH}/${name}` }));
  }
}
