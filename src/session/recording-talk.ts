// What people in a call tell each other about recordings: that somebody wants to record, or does, and what each
// answers. Loaded when one of them is first to be told. Who may be kept is decided in recording-consent.ts.

import type { Call } from './call.ts';
import type { Participant, RecordingNote } from './call-state.ts';

type Recording = NonNullable<RecordingNote['recording']>;
type Consent = NonNullable<RecordingNote['consent']>;

export class RecordingTalk {
  readonly #call: Pick<Call, 'state' | 'setRecordingNote'>;
  readonly #answers = new Map<string, Consent>();
  readonly #stop: () => void;
  #own: Recording | undefined;

  constructor(call: Pick<Call, 'state' | 'setRecordingNote'>) {
    this.#call = call;
    this.#stop = call.state.subscribe(() => this.#look());
    this.#look();
  }

  /** The others who record. */
  get recorders(): readonly Participant[] {
    return this.#others.filter(({ recording }) => recording && recording !== 'asking');
  }

  /** Those who wait for an answer from here. */
  get asking(): readonly Participant[] {
    return this.#others.filter(({ id, recording }) => {
      const answer = this.#answers.get(id);
      return recording && recording !== 'notify' && (!answer || answer === 'told');
    });
  }

  /** Answers somebody who asked; also otherwise than before. */
  answer(id: string, consent: Consent): void {
    this.#answers.set(id, consent);
    this.#tell();
  }

  /** Tells everybody, and who comes later, of a recording by this side; undefined: that it is over. */
  setOwn(recording: Recording | undefined): void {
    this.#own = recording;
    this.#tell();
  }

  /** Hears and tells nothing any more. */
  close(): void {
    this.#stop();
    this.#answers.clear();
    this.setOwn(undefined);
  }

  get #others(): readonly Participant[] {
    return this.#call.state.value.participants.filter(({ self }) => !self);
  }

  /** Who is only told need not be asked; an answer is for one recording. */
  #look(): void {
    const before = JSON.stringify([...this.#answers]);
    const recording = new Map(this.#others.map(each => [each.id, each.recording]));
    for (const id of this.#answers.keys()) if (!recording.get(id)) this.#answers.delete(id);
    for (const [id, mode] of recording)
      if (mode === 'notify' && !this.#answers.has(id)) this.#answers.set(id, 'told');
    if (JSON.stringify([...this.#answers]) !== before) this.#tell();
  }

  #tell(): void {
    const recording = this.#own;
    const answers = new Map(this.#answers);
    this.#call.setRecordingNote(id => {
      const consent = answers.get(id);
      return { ...(recording && { recording }), ...(consent && { consent }) };
    });
  }
}
