// <rtc-call>: its attributes, methods and events, and which screen is shown. The call is the controller's, the
// screens are functions in files of their own.

import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import type { SafetyCode } from '../protocol/safety-code.ts';
import { Call } from '../session/call.ts';
import type { CallOptions } from '../session/call-options.ts';
import type { CallStatus, ChatMessage, Participant } from '../session/call-state.ts';
import { AttributeReport } from './attribute-report.ts';
import type { CallAttributes } from './call-attributes.ts';
import { CallController, type CallLike } from './call-controller.ts';
import { CallFace } from './call-face.ts';
import { CallRegistration } from './call-link.ts';
import { callStyle } from './call-style.ts';
import { CustomStates } from './controllers.ts';
import { inviteStyle } from './invite-view.ts';
import { rememberedName } from './remembered.ts';
import { chooseRoom, forgetRoom } from './room.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/** Changed in a call, these wait for the next join; anywhere else they make another call. */
const AT_JOIN = [
  ...(['broker', 'topic', 'username', 'password', 'credentialsUrl', 'credentials', 'relayOnly'] as const),
  ...(['maxParticipants', 'room', 'secret'] as const),
];

/** These take effect at once, or are only to be checked. */
const FOLLOWED = [
  'audio',
  'video',
  'lowData',
  'iceServers',
  'displayName',
  'lang',
  'theme',
  'layout',
] as const;

/**
 * A call in a room, with lobby, tiles, controls and chat.
 *
 * @element rtc-call
 * @attr {string} broker - One or more ws:// or wss:// URLs of MQTT brokers, space separated, or a path on the page's host. The first that answers serves.
 * @attr {string} topic - Topic prefix below which every message lives.
 * @attr {string} username - Broker user name, where it may stand in the page.
 * @attr {string} password - Broker password, where it may stand in the page.
 * @attr {string} credentials-url - URL that is asked for credentials, with `?id=`.
 * @attr {string} ice-servers - Space-separated `stun:`, `turn:user:pass@host:port?transport=tcp` and `turns:` URLs, or the JSON of RTCIceServer[].
 * @attr {boolean} relay-only - Only TURN candidates: the others never learn this side's address.
 * @attr {string} display-name - The name that the others see. Absent: the one that was typed in the lobby last time.
 * @attr {on|off|none} audio - Microphone: start live, start off, or not offered.
 * @attr {on|off|none} video - Camera: start live, start off, or not offered.
 * @attr {boolean} low-data - Small picture.
 * @attr {string} lang - Language of the texts; falls back to the page's, the browser's, then English.
 * @attr {auto|light|dark} theme - Colours.
 * @attr {auto|grid|speaker} layout - How the tiles lie: all alike, or who speaks large; `auto` chooses.
 * @attr {string} room - Name of the room. Absent: from the page's fragment, or a new one that is written there.
 * @attr {string} secret - Shared by those who may take part.
 * @attr {boolean} autojoin - Joins at once, without the lobby.
 * @attr {number} max-participants - How many the room takes.
 * @attr {boolean} bare - Draws nothing itself: the page has `<rtc-tile>`, `<rtc-controls>`, `<rtc-chat>` and `<rtc-lobby>` where it wants them.
 * @attr {boolean} recordable - Offers to record the call. Everybody is asked or told before.
 * @attr {ask|notify} recording-consent - Whether all have to agree to a recording, or are told of it.
 * @attr {boolean} no-chat - Hides the chat.
 * @attr {boolean} no-screen-share - Hides the button that shares the screen.
 * @attr {boolean} no-settings - Hides the settings.
 * @attr {boolean} no-stats - Hides the figures of the connections.
 * @attr {boolean} no-pip - Hides the button for the small window on top.
 * @attr {boolean} no-shortcuts - No single key does anything.
 * @attr {idle|lobby|joining|waiting|connected|reconnecting|left|failed} state - Reflected, read only.
 * @fires {RtcStateChangedEvent} rtc-state-changed - `state` changed.
 * @fires {RtcParticipantJoinedEvent} rtc-participant-joined - Somebody came.
 * @fires {RtcParticipantLeftEvent} rtc-participant-left - Somebody is gone.
 * @fires {RtcParticipantChangedEvent} rtc-participant-changed - Name, media or connection of somebody changed.
 * @fires {RtcMessageReceivedEvent} rtc-message-received - A message from somebody else.
 * @fires {RtcQualityChangedEvent} rtc-quality-changed - How good the own connections are changed.
 * @fires {RtcRecordingChangedEvent} rtc-recording-changed - The call is recorded by somebody, or somebody asks whether it may be, or that is over.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @slot lobby - Words of the page's own above the form of the lobby.
 * @slot waiting - More words, and whatever else a page wants, while nobody else is there; in the place of those on a link that may be wrong.
 * @slot left - In the place of the words after leaving. The title and the button to join again stay.
 * @slot failed - In the place of the words on why it failed. The title and the button for the way on stay.
 * @slot controls - Buttons of the page's own, in the bar.
 * @csspart frame - Everything.
 * @csspart lobby - The lobby.
 * @csspart notice - The text in the middle: joining, waiting, left, failed.
 * @csspart tiles - The grid of tiles.
 * @csspart tile - A tile, with `video`, `card`, `name`, `link`, `menu` and `menu-button` inside.
 * @csspart controls - The bar of buttons.
 * @csspart preview - The own picture in the lobby, with `level`, the meter of the microphone.
 * @csspart question - What the browser will ask for, or asks for now; `ask` is the button that lets it.
 * @csspart devices - The choice of camera, microphone and loudspeaker, with `select` and `test-sound`.
 * @csspart join-without - The button that joins without camera or microphone.
 * @csspart button - Every button; also `microphone`, `camera`, `screen`, `chat-button`, `more`, `leave`, `join`, `send`, `hear`, `stop-sharing`, `copy`, `share`, `close`.
 * @csspart menu - What 'More' opens, with every `entry`: `invite`, `layout`, `full-screen`, `picture-in-picture`, `stats`, `settings`.
 * @csspart dialog - Settings, invitation and figures of the connections.
 * @csspart qr - The QR code of the invitation.
 * @csspart hint - What stands over the microphone's button while one speaks muted.
 * @csspart sharing - The line while one shares the screen.
 * @csspart input - Every field.
 * @csspart chat - The chat, with `log` and `message` inside.
 * @csspart alert - A line on a device that does not work.
 * @csspart banner - The line on top while the connection is lost, or when somebody wants to compare the safety code.
 * @csspart safety - The dialog with the safety code.
 * @cssprop [--rtc-background] - Colour behind everything.
 * @cssprop [--rtc-surface] - Colour of cards, fields and buttons.
 * @cssprop [--rtc-text] - Colour of text; `--rtc-text-dim` of less important text.
 * @cssprop [--rtc-border] - Colour of lines.
 * @cssprop [--rtc-accent] - Colour of what is on; what stands on it is white or black, whichever is easier to read, or `--rtc-on-accent`.
 * @cssprop [--rtc-danger] - Colour of leaving and of errors.
 * @cssprop [--rtc-radius=12px] - Radius of the corners.
 * @cssprop [--rtc-font] - Font family.
 * @cssprop [--rtc-font-size=medium] - Font size, from which lengths follow; a page's own does not reach in here.
 * @cssstate muted - The own microphone is off.
 * @cssstate sharing - The own screen is shared.
 */
export class RtcCall extends LitElement implements CallAttributes {
  static override styles = [theme, viewStyle, inviteStyle, callStyle];

  static override properties = {
    broker: { useDefault: true },
    topic: { useDefault: true },
    username: { useDefault: true },
    password: { useDefault: true },
    credentialsUrl: { attribute: 'credentials-url', useDefault: true },
    credentials: { attribute: false },
    iceServers: { attribute: 'ice-servers' },
    relayOnly: { type: Boolean, attribute: 'relay-only' },
    displayName: { attribute: 'display-name', useDefault: true },
    audio: { useDefault: true },
    video: { useDefault: true },
    lowData: { type: Boolean, attribute: 'low-data' },
    lang: { reflect: true, useDefault: true },
    theme: { reflect: true, useDefault: true },
    layout: { useDefault: true },
    room: { useDefault: true },
    secret: { useDefault: true },
    autojoin: { type: Boolean },
    maxParticipants: { attribute: 'max-participants', useDefault: true },
    bare: { type: Boolean },
    recordable: { type: Boolean },
    recordingConsent: { attribute: 'recording-consent' },
    noChat: { type: Boolean, attribute: 'no-chat' },
    noScreenShare: { type: Boolean, attribute: 'no-screen-share' },
    noSettings: { type: Boolean, attribute: 'no-settings' },
    noStats: { type: Boolean, attribute: 'no-stats' },
    noPip: { type: Boolean, attribute: 'no-pip' },
    noShortcuts: { type: Boolean, attribute: 'no-shortcuts' },
  };

  declare broker: string;
  declare topic: string;
  declare username: string;
  declare password: string;
  declare credentialsUrl: string;
  /** Asked for credentials, instead of `credentialsUrl`. */
  declare credentials: ((request: { id: string }) => Promise<unknown>) | undefined;
  declare iceServers: string | readonly RTCIceServer[] | undefined;
  declare relayOnly: boolean;
  declare displayName: string;
  declare audio: string;
  declare video: string;
  declare lowData: boolean;
  declare lang: string;
  declare theme: string;
  declare layout: string;
  declare room: string;
  declare secret: string;
  declare autojoin: boolean;
  declare maxParticipants: number | string;
  declare bare: boolean;
  declare recordable: boolean;
  declare recordingConsent: string | undefined;
  declare noChat: boolean;
  declare noScreenShare: boolean;
  declare noSettings: boolean;
  declare noStats: boolean;
  declare noPip: boolean;
  declare noShortcuts: boolean;

  readonly #calls = new CallController(this);
  readonly #face = new CallFace(this, this.#calls);
  readonly #states = new CustomStates(this);
  readonly #attributes = new AttributeReport(this);
  #begun = false;

  /** What companions draw. */
  readonly view = this.#face.view;

  /** Where a recorder asks. */
  readonly extras = this.#face.extras;

  constructor() {
    super();
    new CallRegistration(this);
    this.broker = this.username = this.password = this.credentialsUrl = '';
    this.displayName = this.lang = this.room = this.secret = '';
    this.topic = 'rtc';
    this.audio = this.video = 'on';
    this.theme = this.layout = 'auto';
    this.maxParticipants = 9;
    this.relayOnly =
      this.lowData =
      this.autojoin =
      this.bare =
      this.recordable =
      this.noChat =
      this.noScreenShare =
        false;
    this.noSettings = this.noStats = this.noPip = this.noShortcuts = false;
  }

  /** How the call stands; also the attribute. */
  get state(): CallStatus {
    return this.#calls.status;
  }

  /** Oneself first, then the others in the order in which they came; empty before the first join. */
  get participants(): readonly Participant[] {
    return this.#calls.state?.participants ?? [];
  }

  /** What both screens show alike: that of the first participant of whom there is one. */
  get safetyCode(): SafetyCode | undefined {
    return this.participants.find(({ safetyCode }) => safetyCode)?.safetyCode;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#fragmentChanged);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#fragmentChanged);
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#begun = false;
      this.#calls.close();
    });
  }

  /**
   * Goes into the room, from the lobby or again; while no broker answers: begins anew instead of waiting for the
   * next try. Resolves, also where that fails: see `state` and `rtc-error`.
   */
  async join(): Promise<void> {
    if (!this.isConnected) return;
    await this.updateComplete;
    const stuck = this.state === 'joining' && this.#calls.error;
    if (!stuck && !this.#calls.apart) return;
    if (stuck || this.state === 'left' || this.state === 'failed') this.#begin();
    await this.#calls.join();
  }

  /** Leaves the room. Resolves when everything is closed. */
  leave(): Promise<void> {
    return this.#calls.leave();
  }

  /** Forgets the room in the page's fragment and goes to the lobby of a new one; nothing in a call. */
  newRoom(): void {
    if (this.room || !this.#calls.apart) return;
    forgetRoom();
    this.#begin();
  }

  /** Turns the microphone on or off, or the other way round. */
  async toggleMicrophone(force?: boolean): Promise<void> {
    await this.#calls.devices?.setMicrophone(force ?? !this.#on('audio'));
  }

  /** Turns the camera, and its light, on or off, or the other way round. */
  async toggleCamera(force?: boolean): Promise<void> {
    await this.#calls.devices?.setCamera(force ?? !this.#on('video'));
  }

  /** Shares the screen or stops; browsers want a click before. */
  async toggleScreenShare(force?: boolean): Promise<void> {
    if (this.#calls.apart && force !== false) return;
    await this.#calls.call?.media.setScreen(force ?? !this.#on('screen'));
  }

  /** Shows the chat or hides it. */
  toggleChat(force?: boolean): void {
    this.#face.toggleChat(force);
  }

  /** Sends a line of text to all in the call. Undefined, and an `rtc-error`, where that cannot be. */
  sendMessage(text: string): ChatMessage | undefined {
    try {
      const { call } = this.#calls;
      if (!call) throw new RtcError('not-in-call', 'There is no call to send a message in.');
      return call.sendMessage(String(text));
    } catch (error) {
      if (error instanceof RtcError) this.#calls.report(error);
      return undefined;
    }
  }

  /** Changes to another microphone, camera or loudspeaker, and remembers it for the next visit. */
  setDevice(kind: MediaDeviceKind, deviceId: string): Promise<void> {
    return this.#calls.setDevice(kind, deviceId);
  }

  /**
   * Makes a code with a participant, or the first other one, that both sides see; different codes mean that
   * somebody sits between. Undefined, and an `rtc-error`, where that cannot be.
   */
  async requestSafetyCode(participantId?: string): Promise<SafetyCode | undefined> {
    const id = participantId ?? this.participants.find(({ self }) => !self)?.id ?? '';
    return (await this.extras.load())?.safety.request(id).catch(() => undefined);
  }

  /** Remembers for the visit that a person has compared the code with a participant's, or takes it back. */
  setVerified(participantId: string, verified: boolean): void {
    this.#calls.call?.setVerified(participantId, verified);
  }

  /**
   * A still picture of a participant, `self` for oneself, as a PNG file; of who or what matters most where nobody is
   * named. The name card where there is no picture. Rejects where there is no such participant.
   */
  snapshot(participantId?: string): Promise<Blob> {
    return this.#face.snapshot(participantId);
  }

  /** Records the call, once everybody has been asked or told. Resolves when that has begun, or failed: see `rtc-error`. */
  async startRecording(): Promise<void> {
    await (await this.extras.load())?.recording.start();
  }

  /** Ends the recording. Resolves with the file, or undefined where there is none. */
  async stopRecording(): Promise<File | undefined> {
    return this.extras.value?.recording.stop();
  }

  /** The browser's statistics of each connection, by participant; empty outside a call. */
  async getStats(): Promise<ReadonlyMap<string, RTCStatsReport>> {
    return (await this.#calls.call?.getStats().catch(() => undefined)) ?? new Map();
  }

  /** Makes the engine's call. */
  protected createCall(options: CallOptions): CallLike {
    return new Call(options);
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated && !this.hasAttribute('display-name')) this.displayName ||= rememberedName();
    const { media } = this.#calls;
    this.#states.set({ muted: !media?.audio, sharing: media?.screen ?? false });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    const exchange = AT_JOIN.some(name => changed.has(name)) && this.#calls.apart && this.state !== 'left';
    const first = !this.#begun;
    this.#begun = true;
    if (first || exchange) this.#begin();
    else this.#follow(changed);
    const asked = first || exchange || changed.has('autojoin');
    if (asked && this.autojoin && ['lobby', 'joining'].includes(this.state)) void this.#calls.join();
  }

  /** Makes the next call of what the attributes say now. */
  #begin(): void {
    const { options, error } = this.#attributes.read();
    const room = options.brokers.length ? chooseRoom(this.room, this.secret) : error;
    if (room instanceof RtcError) {
      if (room !== error) this.#calls.report(room);
      this.#calls.fail(room);
    } else if (room) {
      const { invite, ...named } = room;
      this.#calls.begin({ ...options, ...named }, invite, all => this.createCall(all));
    }
  }

  /** What takes effect in a call. */
  #follow(changed: PropertyValues<this>): void {
    if (!FOLLOWED.some(name => changed.has(name))) return;
    const { audio = 'on', video = 'on', iceServers = [], displayName = '' } = this.#attributes.read().options;
    if (changed.has('audio')) this.#calls.setMode('audio', audio);
    if (changed.has('video')) this.#calls.setMode('video', video);
    if (changed.has('lowData')) void this.#calls.devices?.setLowData(this.lowData);
    if (changed.has('iceServers')) this.#calls.setIceServers(iceServers);
    if (changed.has('displayName')) this.#calls.call?.setName(displayName);
  }

  /** Another invite was pasted into the address: the page does not load again for it. */
  readonly #fragmentChanged = (): void => {
    if (this.room || !this.#begun || !this.#calls.apart || this.#calls.invite === location.href) return;
    this.#begin();
    if (this.autojoin) void this.#calls.join();
  };

  #on(source: 'audio' | 'video' | 'screen'): boolean {
    const { media } = this.#calls;
    return Boolean(media?.[source] || media?.asking[source]);
  }

  protected override render(): TemplateResult {
    return this.#face.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
}
