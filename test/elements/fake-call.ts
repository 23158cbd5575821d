// A call without a network, at the seam where elements meet the engine: the tests say what happens in it. The
// devices are the browser's own fake ones.

import type { CallLike } from '../../src/elements/call-controller.ts';
import { RtcCall } from '../../src/elements/rtc-call.ts';
import { RtcChat } from '../../src/elements/rtc-chat.ts';
import { RtcControls } from '../../src/elements/rtc-controls.ts';
import { RtcLobby } from '../../src/elements/rtc-lobby.ts';
import { RtcStats } from '../../src/elements/rtc-stats.ts';
import { RtcTile } from '../../src/elements/rtc-tile.ts';
import { RtcError } from '../../src/errors.ts';
import { LocalMedia } from '../../src/media/local-media.ts';
import type { SafetyCode } from '../../src/protocol/safety-code.ts';
import type { CallOptions } from '../../src/session/call-options.ts';
import type { CallState, ChatMessage, Participant, RecordingNote } from '../../src/session/call-state.ts';
import { Store } from '../../src/store.ts';

export const SAFETY_CODE: SafetyCode = { digits: '204816', emoji: [...'🐶🐱🐴🐷🐮🐰🦁'] };

export class FakeCall implements CallLike {
  /** The calls that elements have made, in order. */
  static made: FakeCall[] = [];
  /** What `join` does, beside setting the status. */
  static onJoin: (call: FakeCall) => void | Promise<void> = call => call.change({ status: 'waiting' });

  /** What asking for a safety code comes to. */
  static onSafety: (call: FakeCall, id: string) => Promise<SafetyCode> = async (call, id) => {
    call.changePerson(id, { safetyCode: SAFETY_CODE });
    return SAFETY_CODE;
  };

  readonly options: CallOptions;
  readonly media: LocalMedia;
  readonly state = new Store<CallState>({
    status: 'idle',
    participants: [],
    messages: [],
    joinedAmong: 0,
    nobodyHere: false,
    lost: [],
    mutedSpeaking: false,
  });
  readonly reports = new Store<ReadonlyMap<string, RTCStatsReport>>(new Map());
  readonly said: string[] = [];
  /** What each of the others is told of recordings. */
  note: (participantId: string) => RecordingNote = () => ({});
  prepared = 0;
  left = 0;
  name: string | undefined;
  iceServers: readonly RTCIceServer[] | undefined;

  constructor(options: CallOptions) {
    this.options = options;
    const { audio = 'on', video = 'on', lowData = false } = options;
    this.media = new LocalMedia({ audio, video, lowData });
    FakeCall.made.push(this);
  }

  change(change: Partial<CallState>): void {
    this.state.set({ ...this.state.value, ...change });
  }

  prepare(): void {
    this.prepared++;
    this.change({ status: 'lobby' });
  }

  async join(): Promise<void> {
    this.change({ status: 'joining', participants: [person('me', { self: true, name: this.name ?? '' })] });
    await FakeCall.onJoin(this);
  }

  async leave(): Promise<void> {
    this.left++;
    this.media.stop();
    this.change({ status: 'left', participants: [] });
  }

  setName(name: string): void {
    this.name = name;
  }

  setIceServers(servers: readonly RTCIceServer[]): void {
    this.iceServers = servers;
  }

  sendMessage(text: string): ChatMessage {
    if (text.length > 4000) throw new RtcError('message-too-long', 'Too long.');
    const sent = message(text, { self: true });
    this.change({ messages: [...this.state.value.messages, sent] });
    return sent;
  }

  requestSafetyCode(participantId: string): Promise<SafetyCode> {
    return FakeCall.onSafety(this, participantId);
  }

  setRecordingNote(note: (participantId: string) => RecordingNote): void {
    this.note = note;
  }

  setSeen(): void {}

  setVerified(participantId: string, verified: boolean): void {
    this.changePerson(participantId, { verified });
  }

  /** Something of a participant is different now. */
  changePerson(id: string, change: Partial<Participant>): void {
    const participants = this.state.value.participants.map(each =>
      each.id === id ? Object.freeze({ ...each, ...change }) : each,
    );
    this.change({ participants });
  }

  async getStats(): Promise<ReadonlyMap<string, RTCStatsReport>> {
    return new Map();
  }
}

let messages = 0;

export function message(text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  return Object.freeze({
    id: `message-${++messages}`,
    from: 'ada',
    name: 'Ada',
    text,
    at: Date.UTC(2026, 0, 1, 12),
    self: false,
    delivered: true,
    ...more,
  });
}

export function person(id: string, more: Partial<Participant> = {}): Participant {
  return Object.freeze({
    id,
    name: id,
    self: false,
    audio: true,
    video: false,
    screen: false,
    link: 'connected' as const,
    stream: new MediaStream(),
    screenStream: new MediaStream(),
    speaking: false,
    verified: false,
    ...more,
  });
}

/** The element over the fake. */
export class TestCall extends RtcCall {
  protected override createCall(options: CallOptions): CallLike {
    return new FakeCall(options);
  }
}

customElements.define('rtc-call', TestCall);
customElements.define('rtc-chat', RtcChat);
customElements.define('rtc-controls', RtcControls);
customElements.define('rtc-lobby', RtcLobby);
customElements.define('rtc-stats', RtcStats);
customElements.define('rtc-tile', RtcTile);

/** The call that was made last. */
export function lastCall(): FakeCall {
  const call = FakeCall.made.at(-1);
  if (!call) throw new Error('no element has made a call');
  return call;
}

const { onSafety } = FakeCall;

/** Between two tests: no call from before, no fragment, joining works, and all are visitors who were here before. */
export function reset(): void {
  localStorage.clear();
  localStorage.setItem('rtc-elements.devices', '{}');
  FakeCall.made = [];
  FakeCall.onJoin = call => call.change({ status: 'waiting' });
  FakeCall.onSafety = onSafety;
  history.replaceState(null, '', location.pathname + location.search);
}
