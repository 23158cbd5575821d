// Who else is at the desk, and that they hear of this agent: its presence, with a nonce that visitors repeat to show
// that they are there now. Who of them is gone is told by the list.

import { base64url, random } from '../protocol/bytes.ts';
import type { AgentSignal, Kind } from '../protocol/desk-signals.ts';

/** How often an agent tells that it is there, and how old its nonce is at least when there is a new one, in milliseconds. */
const PRESENT_MS = 10_000;
/** The nonces of an agent that an answer may name: the present one and those before it. */
const NONCES = 3;

/** `open`: may be called. */
export type AgentStatus = Kind<AgentSignal, 'present'>['status'];

/** Another agent as people see it. The name is untrusted text. */
export interface DeskAgent {
  readonly id: string;
  readonly name: string;
  readonly status: AgentStatus;
}

export interface ColleaguesOptions {
  readonly name: string;
  readonly status: AgentStatus;
  /** The hash of this agent's will. */
  will(): string;
  /** To all other agents. Resolves when it is on its way. */
  send(signals: readonly AgentSignal[]): Promise<void>;
}

export class Colleagues {
  readonly #options: ColleaguesOptions;
  readonly #others = new Map<string, { readonly agent: DeskAgent; readonly nonces: readonly string[] }>();
  #status: AgentStatus;
  #nonces: readonly string[] = [];
  #toldAt = Number.NEGATIVE_INFINITY;
  #nonceAt = Number.NEGATIVE_INFINITY;

  constructor(options: ColleaguesOptions) {
    this.#options = options;
    this.#status = options.status;
  }

  /** The others. */
  get agents(): DeskAgent[] {
    return [...this.#others.values()].map(({ agent }) => agent);
  }

  /** How many can be called, this one included. */
  get open(): number {
    return [this.#status, ...this.agents.map(({ status }) => status)].filter(status => status === 'open')
      .length;
  }

  /** What a ping carries now. */
  get nonce(): string {
    return this.#nonces[0] ?? '';
  }

  set status(status: AgentStatus) {
    this.#status = status;
  }

  find(id: string): DeskAgent | undefined {
    return this.#others.get(id)?.agent;
  }

  /** Whether a nonce was asked of late, by this agent or another. */
  knows(nonce: string): boolean {
    return [this.#nonces, ...[...this.#others.values()].map(({ nonces }) => nonces)].some(each =>
      each.includes(nonce),
    );
  }

  heard(id: string, { name, status, nonce }: Kind<AgentSignal, 'present'>): void {
    const before = this.#others.get(id)?.nonces ?? [];
    const nonces = [nonce, ...before.filter(each => each !== nonce)].slice(0, NONCES);
    this.#others.set(id, { agent: Object.freeze({ id, name, status }), nonces });
  }

  /** Forgets those who are gone. */
  keep(present: (id: string) => boolean): void {
    for (const id of [...this.#others.keys()]) if (!present(id)) this.#others.delete(id);
  }

  /** Tells the others that this agent is there, and asks them what they know. Resolves when it is on its way. */
  tell(...more: 'ask'[]): Promise<void> {
    this.#toldAt = performance.now();
    // Told often in a moment, it must not make visitors' answers to what was asked just now look old.
    if (this.#toldAt - this.#nonceAt >= PRESENT_MS) {
      this.#nonceAt = this.#toldAt;
      this.#nonces = [base64url(random(16)), ...this.#nonces].slice(0, NONCES);
    }
    const { name, will, send } = this.#options;
    const present = { kind: 'present', name, status: this.#status, nonce: this.nonce, will: will() } as const;
    return send([present, ...more.map(kind => ({ kind }))]);
  }

  /** Tells it where that is due. */
  remind(): void {
    if (performance.now() - this.#toldAt >= PRESENT_MS) void this.tell();
  }
}
