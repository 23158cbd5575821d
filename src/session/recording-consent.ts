// One recording of a call by this side, as far as the others are concerned: everybody is asked or told before anything
// is kept, so is who comes later, and what they answer is written down.

import { RtcError } from '../errors.ts';
import type { ConsentEntry, ConsentMode, ConsentRecord } from '../recording/recorded-call.ts';
import { Store, until } from '../store.ts';
import type { Call } from './call.ts';
import type { CallState, Participant } from './call-state.ts';
import { isInCall } from './call-state.ts';
import type { RecordingTalk } from './recording-talk.ts';

/** For people to answer; who is only told needs no time to think. In milliseconds. */
const ANSWERED_MS: Readonly<Record<ConsentMode, number>> = { ask: 60_000, notify: 5000 };
const WANTED = { ask: 'agreed', notify: 'told' } as const;
/** For the answers to the recording before to be taken back. */
const FORGOTTEN_MS = 3000;

export class RecordingConsent {
  readonly mode: ConsentMode;
  /** Those who may be kept; empty before everybody has been asked or told. */
  readonly kept = new Store<readonly Participant[]>([]);
  readonly #call: Pick<Call, 'state'>;
  readonly #talk: RecordingTalk;
  readonly #ending = new AbortController();
  readonly #entries: ConsentEntry[] = [];
  /** Who was last seen, and what they had answered. */
  #seen = new Map<string, Participant>();
  #begun = false;
  #stop: (() => void) | undefined;

  constructor(call: Pick<Call, 'state'>, talk: RecordingTalk, mode: ConsentMode) {
    this.#call = call;
    this.#talk = talk;
    this.mode = mode;
  }

  /** Aborts when the recording has to end; the reason is an error's code, or nothing where the call is over. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** Everybody has been asked or told. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Those who have not answered yet. */
  get waitedFor(): readonly Participant[] {
    return this.#others.filter(({ consent }) => !consent);
  }

  get record(): ConsentRecord {
    return { mode: this.mode, entries: [...this.#entries] };
  }

  /** Resolves when the first picture may be kept. Rejects with an RtcError where somebody does not agree. */
  async ask(signal: AbortSignal): Promise<void> {
    const { mode } = this;
    const { state } = this.#call;
    if (!isInCall(state.value)) throw new RtcError('not-in-call', 'There is no call to record.');
    try {
      await this.#waitFor(() => this.#others.every(({ consent }) => !consent), FORGOTTEN_MS, signal);
      this.#talk.setOwn(mode === 'ask' ? 'asking' : mode);
      this.#stop = state.subscribe(() => this.#look());
      this.#look();
      const answered = await this.#waitFor(
        () => this.#others.every(({ consent }) => consent === WANTED[mode]),
        ANSWERED_MS[mode],
        AbortSignal.any([signal, this.ended]),
      );
      if (!answered && mode === 'ask') throw unanswered();
    } catch (cause) {
      const { aborted, reason } = this.ended;
      this.close();
      if (reason === 'recording-refused')
        throw new RtcError(reason, 'Somebody does not want to be recorded.');
      throw aborted ? unanswered() : cause;
    }
    this.#talk.setOwn(mode);
    this.#begun = true;
    this.#note(this.#self, 'began');
    this.#look();
  }

  /** Has the recording end, and so be closed. */
  end(): void {
    this.#ending.abort('');
  }

  /** Tells everybody that it is over. */
  close(): void {
    this.end();
    this.#stop?.();
    if (this.#begun) this.#note(this.#self, 'ended');
    this.#begun = false;
    this.#talk.setOwn(undefined);
  }

  get #others(): readonly Participant[] {
    return this.#call.state.value.participants.filter(({ self }) => !self);
  }

  get #self(): Participant | undefined {
    return this.#call.state.value.participants.find(({ self }) => self);
  }

  /** Resolves with false where it takes too long. */
  async #waitFor(
    test: (state: CallState) => boolean,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const limit = AbortSignal.timeout(limitMs);
    try {
      await until(this.#call.state, test, AbortSignal.any([limit, signal]));
      return true;
    } catch (cause) {
      if (signal.aborted || !limit.aborted) throw cause;
      return false;
    }
  }

  #look(): void {
    if (!isInCall(this.#call.state.value)) this.end();
    const others = new Map(this.#others.map(each => [each.id, each]));
    for (const [id, before] of this.#seen) if (!others.has(id)) this.#note(before, 'left');
    for (const [id, now] of others) {
      const before = this.#seen.get(id);
      if (!before) this.#note(now, 'asked');
      if (now.consent && now.consent !== before?.consent) this.#note(now, now.consent);
    }
    this.#seen = others;
    const refused = this.mode === 'ask' && this.#others.some(({ consent }) => consent === 'refused');
    if (refused) this.#ending.abort('recording-refused');
    const keepable = ({ self, consent }: Participant) => self || consent === WANTED[this.mode];
    if (this.#begun && !refused) this.kept.set(this.#call.state.value.participants.filter(keepable));
  }

  #note(who: Participant | undefined, what: ConsentEntry['what']): void {
    if (who) this.#entries.push({ at: new Date().toISOString(), id: who.id, name: who.name, what });
  }
}

function unanswered(): RtcError {
  return new RtcError('recording-unanswered', 'Not everybody has answered.');
}
