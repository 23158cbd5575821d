// A call in a room, from outside: join, leave, speak. It puts the parts together, turns what they report into
// events, and the events into one immutable state. Everything else is theirs.

import { RtcError } from '../errors.ts';
import { LocalMedia } from '../media/local-media.ts';
import { cleanName } from '../protocol/display-name.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import { type ReadableStore, Store } from '../store.ts';
import { MqttBus } from '../transport/mqtt-bus.ts';
import { type CallOptions, type CompleteCallOptions, checkTopic } from './call-options.ts';
import {
  type CallEvent,
  type CallState,
  type ChatMessage,
  IDLE,
  isInCall,
  type RecordingNote,
  reduce,
} from './call-state.ts';
import { MAX_TEXT_LENGTH } from './chat.ts';
import { ChatLog } from './chat-log.ts';
import type { About } from './mesh.ts';
import { PageLife } from './page-life.ts';
import type { Peer } from './peer.ts';
import { Qualities } from './qualities.ts';
import type { Wanted } from './resume-note.ts';
import { Speech } from './speech.ts';
import { checkWebRtc, Stay } from './stay.ts';
import { isVerified, setVerified } from './verified.ts';

/** When somebody who hears nobody is told so, in milliseconds. */
const NOBODY_HERE_MS = 10_000;
/** Somebody who has not said anything yet. */
const UNKNOWN = { kind: 'about', name: '', audio: false, video: false, screen: false } as const;

export class Call {
  /** Frozen; replaced at every change. */
  readonly state: ReadableStore<CallState>;
  /** This side's microphone, camera and screen. */
  readonly media: LocalMedia;
  /** The browser's latest reports on the connections, by participant, read every two seconds in a call. */
  readonly reports: ReadableStore<ReadonlyMap<string, RTCStatsReport>>;
  readonly #options: CompleteCallOptions;
  readonly #store = new Store<CallState>(IDLE);
  readonly #reports = new Store<ReadonlyMap<string, RTCStatsReport>>(new Map());
  readonly #ownStream = new MediaStream();
  readonly #ownScreen = new MediaStream();
  readonly #page = new PageLife(() => this.#pageHidden());
  #stay: Stay | undefined;
  #leaving: Promise<void> = Promise.resolve();
  #resuming: Promise<void> | undefined;
  #nobodyTimer: ReturnType<typeof setTimeout> | undefined;
  #observers: readonly { close(): void }[] = [];
  #stopMedia: (() => void) | undefined;
  #name: string;
  #iceServers: readonly RTCIceServer[];
  #recordingNote: (id: string) => RecordingNote = () => ({});
  #id = '';
  readonly #log = new ChatLog({
    messages: messages => this.#dispatch({ type: 'messages', messages }),
    delivered: ids => this.#dispatch({ type: 'delivered', ids }),
  });

  /** Throws an RtcError where the topic can't be the prefix of any. */
  constructor(options: CallOptions) {
    checkTopic(options.topic);
    this.#options = { createBus: busOptions => new MqttBus(busOptions), ...options };
    this.#name = options.displayName ?? '';
    this.#iceServers = options.iceServers ?? [];
    this.media = new LocalMedia({
      audio: options.audio ?? 'on',
      video: options.video ?? 'on',
      lowData: options.lowData ?? false,
    });
    this.state = this.#store;
    this.reports = this.#reports;
  }

  /**
   * Warms what a join needs: keys, the broker connection, an offer. Asks for no device and tells nobody anything.
   * What goes wrong shows in the state, or when `join()` is called. In the midst of a call before the page was loaded
   * again, it joins: as the same participant.
   */
  prepare(): void {
    try {
      checkWebRtc(this.#iceServers);
    } catch {
      return;
    }
    this.#stay ??= this.#begin();
    const { goesOn } = this.#stay;
    this.#dispatch({ type: goesOn ? 'joining' : 'lobby' });
    // What goes wrong is in the state.
    const done = () => {
      this.#resuming = undefined;
    };
    this.#resuming = goesOn && this.#resume(this.#stay, goesOn).then(done, done);
  }

  /**
   * Goes into the room. Resolves when the broker has told the room; while no broker answers it waits, and the
   * state says why. Rejects with an RtcError where it can never come to a call.
   */
  async join(): Promise<void> {
    if (this.#resuming) await this.#resuming;
    if (isInCall(this.state.value)) return;
    try {
      checkWebRtc(this.#iceServers);
    } catch (error) {
      this.#dispatch({ type: 'failed', error: error as RtcError });
      throw error;
    }
    this.#dispatch({ type: 'joining' });
    this.#stay ??= this.#begin();
    await this.#enter(this.#stay);
  }

  /** Goes on with the call of the page before, or to the lobby where another tab does so. */
  async #resume(stay: Stay, wanted: Wanted): Promise<void> {
    const resumes = await stay.resumes();
    if (this.#stay !== stay) return;
    if (!resumes) return this.#dispatch({ type: 'lobby' });
    for (const device of ['audio', 'video'] as const) {
      if (this.media.wanted[device] !== 'none') void this.media.setMode(device, wanted[device]);
    }
    await this.#enter(stay);
  }

  async #enter(stay: Stay): Promise<void> {
    void this.media.start();
    try {
      await stay.join(id => this.#named(id));
    } catch (cause) {
      // Left in the meantime.
      if (this.#stay !== stay) return;
      const error = new RtcError('webrtc-unavailable', 'The browser gives no keys.', cause);
      this.#fail(error);
      throw error;
    }
    if (this.#stay !== stay) return;
    this.#dispatch({ type: 'joined' });
    this.#observe();
    this.#nobodyTimer = setTimeout(() => this.#dispatch({ type: 'nobody-here' }), NOBODY_HERE_MS);
  }

  /** Ends the call or its preparation. Resolves when no track, connection, socket or timer of it is left. */
  leave(): Promise<void> {
    if (this.#stay) this.#dispatch({ type: 'left' });
    return this.#end();
  }

  /** Changes the name that the others see. */
  setName(name: string): void {
    this.#name = name;
    this.#stay?.mesh?.tellAbout();
    this.#showSelf();
  }

  /** What each of the others is told of recordings, by id: of one's own, and what is answered to theirs. */
  setRecordingNote(note: (participantId: string) => RecordingNote): void {
    this.#recordingNote = note;
    this.#stay?.mesh?.tellAbout();
    this.#showSelf();
  }

  /** STUN and TURN servers for connections from now on. Throws an RtcError where the browser takes them not. */
  setIceServers(servers: readonly RTCIceServer[]): void {
    checkWebRtc(servers);
    this.#iceServers = servers;
    this.#stay?.mesh?.setIceServers(this.#stay.iceServers);
  }

  /** Sends a line of text to everybody in the call. Throws an RtcError when too long, or outside a call. */
  sendMessage(text: string): ChatMessage {
    const mesh = this.#stay?.mesh;
    if (!mesh || !isInCall(this.state.value)) throw new RtcError('not-in-call', 'Not in a call.');
    if (text.length > MAX_TEXT_LENGTH) {
      throw new RtcError('message-too-long', `A message has at most ${MAX_TEXT_LENGTH} characters.`);
    }
    return this.#log.say(mesh, this.#id, cleanName(this.#name), text);
  }

  /**
   * The code by which two people tell that nobody sits between them: both see the same one, unless somebody does. It
   * stands in the participant's state from then on, on both sides. Rejects with an RtcError where the other side
   * does not answer, or is not there.
   */
  async requestSafetyCode(participantId: string): Promise<SafetyCode> {
    const peer = this.#peersOf(participantId).at(-1);
    if (!peer || !this.#stay) throw new RtcError('not-in-call', 'Nobody of this id is there.');
    return this.#stay.requestSafetyCode(peer);
  }

  /** Remembers for the visit that a person has compared the codes and found them equal, or takes it back. */
  setVerified(participantId: string, verified: boolean): void {
    setVerified(participantId, verified);
    for (const peer of this.#peersOf(participantId)) this.#showPeer(peer);
  }

  /**
   * Whether somebody looks at a participant's pictures here: while nobody does, none are sent. To be said again when
   * the participant's page has loaded again; until then somebody does.
   */
  setSeen(participantId: string, seen: boolean): void {
    for (const { life } of this.#peersOf(participantId)) life.beat(0, seen);
  }

  /** The browser's own report on the connection with each participant, by id. */
  async getStats(): Promise<ReadonlyMap<string, RTCStatsReport>> {
    const reports = (this.#stay?.mesh?.peers ?? []).map(async ({ remote, connection }) => {
      const report = await connection?.getStats();
      return report ? ([[remote.id, report]] as const) : [];
    });
    return new Map((await Promise.all(reports)).flat());
  }

  #begin(): Stay {
    this.#page.watch();
    this.#stopMedia ??= this.media.state.subscribe(() => this.#showSelf());
    return new Stay({
      call: this.#options,
      media: this.media,
      iceServers: () => this.#iceServers,
      about: id => this.#about(id),
      events: {
        changed: peer => this.#showPeer(peer),
        left: (peer, reason) => {
          this.#dispatch({ type: 'participant-left', id: peer.remote.id, reason });
          this.#settleChat();
        },
        chat: (peer, text) => this.#log.heard(peer, text),
        full: () => this.#fail(new RtcError('room-full', 'The room is full.')),
        newer: () =>
          this.#dispatch({
            type: 'trouble',
            error: new RtcError('peer-newer', 'The other side is newer: reload the page.'),
          }),
        trouble: error => this.#dispatch({ type: 'trouble', error }),
      },
    });
  }

  /** Listens and measures, for as long as one is in the room. */
  #observe(): void {
    const peers = () => this.#stay?.mesh?.peers ?? [];
    const who = { id: this.#id, peers };
    this.#observers = [
      new Speech({
        ...who,
        media: this.media,
        changed: ({ ids, muted }) => this.#dispatch({ type: 'speaking', ids, muted }),
      }),
      new Qualities({
        ...who,
        changed: of => this.#dispatch({ type: 'quality', of }),
        reported: reports => this.#reports.set(reports),
        spared: () => this.#stay?.mesh?.tellAbout(),
      }),
    ];
  }

  #fail(error: RtcError): void {
    this.#dispatch({ type: 'failed', error });
    void this.#end();
  }

  #end(): Promise<void> {
    this.#page.unwatch();
    const stay = this.#release();
    if (stay) this.#leaving = Promise.all([this.#leaving, stay.leave()]).then(() => {});
    return this.#leaving;
  }

  #release(): Stay | undefined {
    clearTimeout(this.#nobodyTimer);
    const stay = this.#stay;
    this.#stay = undefined;
    for (const observer of this.#observers) observer.close();
    this.#observers = [];
    this.#log.close();
    this.#stopMedia?.();
    this.#stopMedia = undefined;
    this.media.stop();
    return stay;
  }

  /** A page that is left may be kept for coming back (back/forward cache), if it holds nothing. */
  #pageHidden(): () => void {
    const wasInCall = isInCall(this.state.value);
    const wasLive = Object.values(this.media.state.value.tracks).some(Boolean);
    this.#release()?.abandon(wasInCall ? this.media.wanted : undefined);
    return () => {
      if (!wasInCall) {
        this.prepare();
        if (wasLive) void this.media.start();
        return;
      }
      this.#dispatch({ type: 'left' });
      // What goes wrong is in the state.
      this.join().catch(() => {});
    };
  }

  #dispatch(event: CallEvent): void {
    this.#store.set(reduce(this.#store.value, event));
  }

  #named(id: string): void {
    this.#id = id;
    this.#showSelf();
  }

  #about(id = ''): About {
    const { audio, video, screen } = this.media.state.value;
    return { name: cleanName(this.#name), audio, video, screen, ...this.#recordingNote(id) };
  }

  #showSelf(): void {
    const { tracks } = this.media.state.value;
    fill(this.#ownStream, [tracks.audio, tracks.video]);
    fill(this.#ownScreen, [tracks.screen]);
    this.#dispatch({
      type: 'participant',
      participant: Object.freeze({
        ...this.#about(),
        id: this.#id,
        self: true,
        link: 'connected',
        stream: this.#ownStream,
        screenStream: this.#ownScreen,
        verified: false,
      }),
    });
  }

  #showPeer(peer: Peer): void {
    const { kind: _, ...about } = peer.about ?? UNKNOWN;
    const { link, media, remote } = peer;
    const safetyCode = this.#stay?.safetyCodeWith(peer);
    this.#dispatch({
      type: 'participant',
      wasHere: this.#stay?.mesh?.wasHere(peer) ?? false,
      participant: Object.freeze({
        ...about,
        id: remote.id,
        self: false,
        link,
        stream: media.stream,
        screenStream: media.screenStream,
        verified: isVerified(remote.id),
        ...(safetyCode && { safetyCode }),
      }),
    });
    this.#settleChat();
  }

  /** A person has two page loads for a moment. */
  #peersOf(id: string): readonly Peer[] {
    return this.#stay?.mesh?.peers.filter(({ remote }) => remote.id === id) ?? [];
  }

  #settleChat(): void {
    this.#log.settle(this.#stay?.mesh?.peers ?? []);
  }
}

/** Makes a stream hold these tracks and no others. */
function fill(stream: MediaStream, tracks: readonly (MediaStreamTrack | null)[]): void {
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) if (track) stream.addTrack(track);
}
