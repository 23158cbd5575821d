// Who we are: a key pair and a certificate, made afresh or those of the page before in this tab. During a call they
// are kept in the browser's database, from which private keys can be used and not read.

import { createIdentity, type Identity, resumeIdentity } from '../protocol/identity.ts';

/** What nobody has used for so long is forgotten, in milliseconds. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** How long the page before may take to let go. A tab that this one was duplicated from does not. */
const LOCK_MS = 2000;
const STORE = 'identities';

interface Kept extends Omit<Identity, 'session'> {
  readonly certificate: RTCCertificate;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

type Release = () => void;

export class OwnIdentity {
  readonly identity: Identity;
  readonly certificate: Promise<RTCCertificate>;
  /** It is that of the page before. */
  readonly resumed: boolean;
  readonly #claim: Promise<Release | undefined>;
  #keeping = Promise.resolve();

  /** For one that was made elsewhere; `release` lets somebody else have it. */
  constructor(identity: Identity, certificate: Promise<RTCCertificate>, release?: Release) {
    this.identity = identity;
    this.certificate = certificate;
    this.resumed = release !== undefined;
    this.#claim = release ? Promise.resolve(release) : claim(identity.id);
  }

  /** The identity of this id, where it is kept and no other tab has it; else a fresh one. */
  static async open(id?: string): Promise<OwnIdentity> {
    const release = id ? await claim(id) : undefined;
    const kept = release && (await find(id));
    const identity = kept && (await resumeIdentity(kept));
    if (identity) {
      const valid = kept.certificate.expires > Date.now();
      return new OwnIdentity(
        identity,
        valid ? Promise.resolve(kept.certificate) : makeCertificate(),
        release,
      );
    }
    release?.();
    const certificate = makeCertificate();
    return new OwnIdentity(await createIdentity(), certificate);
  }

  /** Keeps it for the next page; resolves when it is. Where the browser can't, that will be somebody new. */
  keep(): Promise<void> {
    this.#keeping = this.#keep();
    return this.#keeping;
  }

  /** Lets the next page have it. */
  release(): void {
    void this.#claim.then(release => release?.());
  }

  /** Nobody will need it any more. */
  forget(): void {
    this.release();
    this.#keeping.then(() => remove(this.identity.id)).catch(() => {});
  }

  async #keep(): Promise<void> {
    const { id, publicKey, keys } = this.identity;
    const certificate = await this.certificate;
    const usedAt = Date.now();
    try {
      const all: Kept[] = await inStore('readonly', store => store.getAll());
      for (const old of all) if (old.usedAt < usedAt - KEPT_MS) await remove(old.id);
      await inStore('readwrite', store => store.put({ id, publicKey, keys, certificate, usedAt }));
    } catch {
      // The database is blocked or full.
    }
  }
}

/** ECDSA P-256, as every browser makes it by default; made once, so that all connections show one fingerprint. */
export function makeCertificate(): Promise<RTCCertificate> {
  return RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams);
}

/** Resolves, once the id is ours alone in this browser, with the way to give it back; undefined where it isn't. */
function claim(id: string): Promise<Release | undefined> {
  return new Promise(resolve => {
    const held = () => new Promise<void>(release => resolve(release));
    const options = { signal: AbortSignal.timeout(LOCK_MS) };
    navigator.locks.request(`rtc-elements ${id}`, options, held).catch(() => resolve(undefined));
  });
}

async function find(id = ''): Promise<Kept | undefined> {
  try {
    return await inStore<Kept | undefined>('readonly', store => store.get(id));
  } catch {
    return undefined;
  }
}

function remove(id: string): Promise<unknown> {
  return inStore('readwrite', store => store.delete(id));
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open('rtc-elements', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
  const database = await answer(opening);
  try {
    return await answer(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    // An open one would keep the page out of the back/forward cache.
    database.close();
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
