// Who may be kept in a recording of a call, and when it may begin.

import { expect, waitUntil } from '@open-wc/testing';
import type { RtcError } from '../../../src/errors.ts';
import {
  type CallState,
  IDLE,
  type Participant,
  type RecordingNote,
} from '../../../src/session/call-state.ts';
import { RecordingConsent } from '../../../src/session/recording-consent.ts';
import { RecordingTalk } from '../../../src/session/recording-talk.ts';
import { Store } from '../../../src/store.ts';

const STREAM = new MediaStream();

/** What is seen of a call, with others who say what the test wants. */
class Room {
  readonly state = new Store<CallState>({ ...IDLE, status: 'connected' });
  note: (id: string) => RecordingNote = () => ({});

  constructor(...names: string[]) {
    this.says('me', {});
    for (const name of names) this.says(name, {});
  }

  setRecordingNote(note: (id: string) => RecordingNote): void {
    this.note = note;
  }

  /** Somebody comes, or says something else of recordings. */
  says(name: string, note: RecordingNote): void {
    const fresh: Participant = {
      ...{ id: name, name, self: name === 'me', audio: true, video: true, screen: false, link: 'connected' },
      ...{ stream: STREAM, screenStream: STREAM, speaking: false, verified: false, ...note },
    };
    const others = this.state.value.participants.filter(({ id }) => id !== name);
    this.state.set({ ...this.state.value, participants: [...others, fresh] });
  }

  leaves(name: string): void {
    const participants = this.state.value.participants.filter(({ id }) => id !== name);
    this.state.set({ ...this.state.value, participants });
  }
}

const tick = () => new Promise(resolve => setTimeout(resolve));

function recordingIn(room: Room, mode: 'ask' | 'notify') {
  const consent = new RecordingConsent(room, new RecordingTalk(room), mode);
  const asked = consent.ask(new AbortController().signal);
  asked.catch(() => {});
  const kept = () => consent.kept.value.map(({ id }) => id).sort();
  const history = () => consent.record.entries.map(({ name, what }) => `${name} ${what}`);
  return { consent, asked, kept, history };
}

describe('a recording of a call that everybody has to agree to', () => {
  it('begins when all have agreed, and not before', async () => {
    const room = new Room('Bob', 'Cleo');
    const { consent, asked, kept, history } = recordingIn(room, 'ask');
    await tick();
    expect(room.note('Bob')).to.deep.equal({ recording: 'asking' });
    room.says('Bob', { consent: 'agreed' });
    await tick();
    expect([consent.begun, kept()]).to.deep.equal([false, []]);
    room.says('Cleo', { consent: 'agreed' });
    await asked;
    expect(room.note('Bob')).to.deep.equal({ recording: 'ask' });
    expect(kept()).to.deep.equal(['Bob', 'Cleo', 'me']);
    consent.close();
    expect(room.note('Bob')).to.deep.equal({});
    const all = ['Bob asked', 'Cleo asked', 'Bob agreed', 'Cleo agreed', 'me began', 'me ended'];
    expect(history()).to.deep.equal(all);
  });

  it('does not begin where one refuses, and the others are told that nobody is asked any more', async () => {
    const room = new Room('Bob', 'Cleo');
    const { asked } = recordingIn(room, 'ask');
    await tick();
    room.says('Bob', { consent: 'refused' });
    const error = (await asked.catch((cause: unknown) => cause)) as RtcError;
    expect(error.code).to.equal('recording-refused');
    expect(room.note('Cleo')).to.deep.equal({});
  });

  it('does not take being told for having agreed', async () => {
    const room = new Room('Bob');
    const { consent } = recordingIn(room, 'ask');
    await tick();
    room.says('Bob', { consent: 'told' });
    await tick();
    expect(consent.begun).to.equal(false);
  });

  it('waits no longer for who has left', async () => {
    const room = new Room('Bob', 'Cleo');
    const { asked } = recordingIn(room, 'ask');
    await tick();
    room.says('Bob', { consent: 'agreed' });
    room.leaves('Cleo');
    await asked;
  });

  it('keeps nothing of who comes later before they agree', async () => {
    const room = new Room();
    const { asked, kept } = recordingIn(room, 'ask');
    await asked;
    room.says('Dora', {});
    await tick();
    expect(kept()).to.deep.equal(['me']);
    room.says('Dora', { consent: 'agreed' });
    await tick();
    expect(kept()).to.deep.equal(['Dora', 'me']);
  });

  it('ends when one takes the consent back', async () => {
    const room = new Room('Bob');
    const { consent, asked, kept } = recordingIn(room, 'ask');
    await tick();
    room.says('Bob', { consent: 'agreed' });
    await asked;
    room.says('Bob', { consent: 'refused' });
    await tick();
    expect(consent.ended.reason).to.equal('recording-refused');
    expect(kept()).to.include('me');
  });

  it('ends with the call', async () => {
    const room = new Room();
    const { consent, asked } = recordingIn(room, 'ask');
    await asked;
    room.state.set({ ...room.state.value, status: 'left' });
    await tick();
    expect(consent.ended.aborted).to.equal(true);
    expect(consent.ended.reason).to.equal('');
  });

  it('does not take an answer to the recording before for one to this', async () => {
    const room = new Room('Bob');
    const first = recordingIn(room, 'ask');
    await tick();
    room.says('Bob', { consent: 'agreed' });
    await first.asked;
    first.consent.close();
    const { consent } = recordingIn(room, 'ask');
    await tick();
    expect([consent.begun, room.note('Bob')]).to.deep.equal([false, {}]);
    room.says('Bob', {});
    await tick();
    await waitUntil(() => room.note('Bob').recording === 'asking');
    expect(consent.begun).to.equal(false);
  });

  it('needs a call', async () => {
    const room = new Room();
    room.state.set(IDLE);
    const error = (await recordingIn(room, 'ask').asked.catch((cause: unknown) => cause)) as RtcError;
    expect(error.code).to.equal('not-in-call');
  });
});

describe('a recording of a call that everybody is told of', () => {
  it('begins when all have heard, and leaves out who comes later until they have', async () => {
    const room = new Room('Bob');
    const { consent, asked, kept } = recordingIn(room, 'notify');
    await tick();
    expect([room.note('Bob').recording, consent.begun]).to.deep.equal(['notify', false]);
    room.says('Bob', { consent: 'told' });
    await asked;
    room.says('Cleo', {});
    await tick();
    expect(kept()).to.deep.equal(['Bob', 'me']);
  });
});

describe('somebody in a call that another records', () => {
  it('answers by itself where it is only told, and is asked where it has to agree', async () => {
    const room = new Room('Bob');
    const talk = new RecordingTalk(room);
    room.says('Bob', { recording: 'notify' });
    await tick();
    expect([room.note('Bob'), talk.asking.length, talk.recorders.length]).to.deep.equal([
      { consent: 'told' },
      0,
      1,
    ]);
    room.says('Bob', { recording: 'ask' });
    await tick();
    expect(talk.asking.map(({ id }) => id)).to.deep.equal(['Bob']);
    talk.answer('Bob', 'agreed');
    expect([room.note('Bob'), talk.asking.length]).to.deep.equal([{ consent: 'agreed' }, 0]);
  });

  it('forgets its answer when that recording is over, and tells nobody else of it', async () => {
    const room = new Room('Bob', 'Cleo');
    const talk = new RecordingTalk(room);
    room.says('Bob', { recording: 'asking' });
    await tick();
    talk.answer('Bob', 'agreed');
    expect(room.note('Cleo')).to.deep.equal({});
    room.says('Bob', {});
    await tick();
    expect(room.note('Bob')).to.deep.equal({});
    room.says('Bob', { recording: 'asking' });
    await tick();
    expect(talk.asking.length).to.equal(1);
  });
});
