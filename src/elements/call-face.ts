// The face of <rtc-call>: which screen is shown, and what only concerns the screen, such as whether the chat is
// open. It asks its host for everything that reaches the call.

import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import { Lazy } from '../lazy.ts';
import type { LocalMediaState, MediaSource } from '../media/local-media.ts';
import type { CallState, Participant } from '../session/call-state.ts';
import { Store } from '../store.ts';
import { Announcer } from './announcer.ts';
import { CallClock } from './call-clock.ts';
import type { CallController } from './call-controller.ts';
import type { CallExtras } from './call-extras.ts';
import { CallNews } from './call-news.ts';
import { CallSettings, type SettingsHost } from './call-settings.ts';
import { CallSound } from './call-sound.ts';
import type { View } from './call-view.ts';
import { ChatReading } from './chat-reading.ts';
import { LanguageController } from './controllers.ts';
import { FullScreen } from './full-screen.ts';
import { Invitation } from './invitation.ts';
import { defineChat } from './lazy-chat.ts';
import { joining, over, waitedFor } from './notice-view.ts';
import { PictureInPicture } from './picture-in-picture.ts';
import { rememberName } from './remembered.ts';
import { stage } from './stage-view.ts';
import { TILE_LAYOUTS, type TileLayout } from './tile-plan.ts';
import { TileStage } from './tile-stage.ts';

/** What the face needs of the element that it draws. */
export interface FaceHost extends SettingsHost, HTMLElement {
  readonly renderRoot: ParentNode & { readonly activeElement?: Element | null };
  displayName: string;
  layout: string;
  readonly audio: string;
  readonly video: string;
  readonly noChat: boolean;
  readonly noScreenShare: boolean;
  readonly noSettings: boolean;
  readonly noStats: boolean;
  readonly noPip: boolean;
  readonly bare: boolean;
  readonly recordable: boolean;
  readonly recordingConsent: string | undefined;
  join(): Promise<void>;
  leave(): Promise<void>;
  toggleMicrophone(force?: boolean): Promise<void>;
  toggleCamera(force?: boolean): Promise<void>;
  toggleScreenShare(): Promise<void>;
  sendMessage(text: string): unknown;
  newRoom(): void;
  setDevice(kind: MediaDeviceKind, deviceId: string): Promise<void>;
}

const NO_MEDIA: LocalMediaState = {
  tracks: { audio: null, video: null, screen: null, screenAudio: null },
  audio: false,
  video: false,
  screen: false,
  asking: { audio: false, video: false, screen: false },
  deviceIds: { audio: undefined, video: undefined },
  errors: {},
};

/** Draws a call, and keeps what the drawing needs. */
export class CallFace implements ReactiveController {
  /** What there is to draw, for companions too. */
  readonly view = new Store<View | undefined>(undefined);
  /** Safety codes and recordings: for the calls in which there is one. */
  readonly extras: Lazy<CallExtras>;
  readonly #host: FaceHost;
  readonly #calls: CallController;
  readonly #language: LanguageController;
  readonly #tiles: TileStage;
  readonly #sound: CallSound;
  readonly #announcer: Announcer;
  readonly #clock: CallClock;
  readonly #reading = new ChatReading();
  readonly #dismissed = new Set<RtcError>();
  #preview: MediaStream | undefined;
  #chatOpen = false;
  readonly #settings: CallSettings;
  readonly #invitation: Invitation;
  readonly #fullScreen: FullScreen;
  readonly #pictureInPicture: PictureInPicture;
  #focused = false;

  constructor(host: FaceHost, calls: CallController) {
    this.#host = host;
    this.#calls = calls;
    this.#language = new LanguageController(host);
    this.extras = new Lazy(async () => {
      const { CallExtras } = await import('./call-extras.ts');
      return new CallExtras(host, calls, text => this.#say(text));
    });
    this.#announcer = new Announcer(host);
    this.#clock = new CallClock(host, () => {
      host.requestUpdate();
      if (!calls.error) this.#say(waitedFor({ texts: this.#language.texts, media: calls.media ?? NO_MEDIA }));
    });
    this.#settings = new CallSettings(host);
    this.#invitation = new Invitation(host);
    this.#fullScreen = new FullScreen(host);
    this.#pictureInPicture = new PictureInPicture(host, this.view);
    host.addController(this);
    this.#tiles = new TileStage(host);
    this.#sound = new CallSound(host, () => this.#say(this.#language.texts.silenced));
    new CallNews(host, {
      calls,
      announcer: this.#announcer,
      texts: () => this.#language.texts,
      isUnread: message => this.#reading.unread.includes(message),
    });
  }

  /** Shows the chat or hides it. */
  toggleChat(force = !this.#chatOpen): void {
    const within = this.#host.renderRoot.activeElement?.localName === 'rtc-chat';
    this.#chatOpen = force;
    this.#host.requestUpdate();
    const focus = () => this.#find<HTMLElement>('rtc-chat')?.focus();
    // Where it cannot be fetched there is none, until the next click.
    if (force) void Promise.all([defineChat(), this.#host.updateComplete]).then(focus, () => {});
    else if (within) void this.#host.updateComplete.then(() => this.#focusChatButton());
  }

  /** A picture of a participant, or of what matters most. */
  async snapshot(id?: string): Promise<Blob> {
    const participants = this.#calls.state?.participants ?? [];
    const cell = this.#tiles.pick(participants, id);
    if (!cell) throw new RtcError('not-in-call', 'There is nobody in the call to make a picture of.');
    const { subjectOf, takeSnapshot } = await import('./snapshot.ts');
    return takeSnapshot(subjectOf(cell.participant, cell.screen, this.#language.texts.guest));
  }

  hostUpdate(): void {
    const { media, state } = this.#calls;
    this.#reading.look(state?.messages);
    this.#preview ??= new MediaStream();
    const video = media?.tracks.video;
    for (const track of this.#preview.getTracks()) if (track !== video) this.#preview.removeTrack(track);
    if (video) this.#preview.addTrack(video);
    const participants = state?.participants ?? [];
    this.#sound.play(participants, this.#calls.speaker);
    const { recordable } = this.#host;
    if (!this.extras.value && (recordable || participants.some(each => each.safetyCode || each.recording)))
      void this.extras.load().then(extras => extras && this.#host.requestUpdate());
    this.#focused = Boolean(this.#host.renderRoot.activeElement);
    const before = this.view.value?.mutedSpeaking;
    const view = this.#view();
    this.view.set(view);
    if (view.mutedSpeaking && !before) this.#say(view.texts.mutedSpeaking);
  }

  hostUpdated(): void {
    // The screen changed under the focus: the first thing to do on the new one takes it.
    if (this.#focused && !this.#host.renderRoot.activeElement)
      this.#find<HTMLElement>('[data-first]')?.focus();
  }

  render(): TemplateResult {
    const view = this.view.value;
    const said = this.#announcer.region;
    const extras = (view && this.extras.value?.render(view)) ?? nothing;
    if (!view || this.#host.bare) return html`<slot></slot>${said}${extras}`;
    return html`<div class="frame" part="frame" lang=${view.language} dir=${view.direction} role="region" aria-label=${view.texts.call}>
      ${screen(view)}${said}${extras}</div>`;
  }

  #view(): View {
    const host = this.#host;
    const { state, media = NO_MEDIA, status, error, invite } = this.#calls;
    const toggles: Record<MediaSource, () => Promise<void>> = {
      audio: () => host.toggleMicrophone(),
      video: () => host.toggleCamera(),
      screen: () => host.toggleScreenShare(),
    };
    // A phone cannot share its screen, a page without a secure context has no devices at all.
    const devices: Partial<MediaDevices> | undefined = navigator.mediaDevices;
    const layout = layoutOf(host.layout);
    return {
      texts: this.#language.texts,
      language: this.#language.language,
      direction: this.#language.direction,
      status,
      state,
      media,
      reports: this.#calls.call?.reports,
      devices: this.#calls.list,
      chosen: this.#calls.chosen,
      speaker: this.#calls.speaker,
      question: this.#calls.question,
      error,
      dismissed: this.#dismissed,
      name: host.displayName,
      self: this.#self(media, state),
      offered: {
        audio: host.audio !== 'none',
        video: host.video !== 'none',
        screen: !host.noScreenShare && devices?.getDisplayMedia !== undefined,
        chat: !host.noChat,
        settings: !host.noSettings,
        shortcuts: !host.noShortcuts,
        stats: !host.noStats,
      },
      chatOpen: this.#chatOpen,
      layout,
      ...this.#tiles.view(state, layout),
      silenced: this.#sound.silenced,
      requests: this.extras.value?.requests(this.#language.texts) ?? nothing,
      recording: this.extras.value?.recording.control,
      unread: this.#reading.unread.length,
      firstUnread: this.#reading.unread[0]?.id,
      slow: this.#clock.slow,
      lastedMs: this.#clock.lastedMs,
      mutedSpeaking: state?.mutedSpeaking ?? false,
      ...this.#invitation.view(invite, () => this.#say(this.#language.texts.copied)),
      ...this.#settings.view,
      ...this.#fullScreen.view,
      ...this.#pictureInPicture.view,
      join: () => void host.join(),
      joinWithout: devices => {
        // Off now, they are not asked for on the way in.
        if (devices.includes('audio')) void host.toggleMicrophone(false);
        if (devices.includes('video')) void host.toggleCamera(false);
        void host.join();
      },
      askDevices: () => this.#calls.ask(),
      leave: () => void host.leave(),
      toggle: source => void toggles[source](),
      toggleChat: () => this.toggleChat(),
      send: text => host.sendMessage(text) !== undefined,
      rename: name => {
        host.displayName = name;
        if (!host.hasAttribute('display-name')) rememberName(name);
      },
      setDevice: (kind, id) => void host.setDevice(kind, id),
      newRoom: () => host.newRoom(),
      say: text => this.#say(text),
      read: () => {
        this.#reading.read();
        host.requestUpdate();
      },
      dismiss: problem => {
        this.#dismissed.add(problem);
        host.requestUpdate();
      },
      setLayout: wanted => {
        host.layout = wanted;
      },
      hear: this.#sound.unlock,
      showSafety: async id => (await this.extras.load())?.safety.show(id),
    };
  }

  /** Oneself in the lobby, where there is no participant yet. */
  #self({ audio, video }: LocalMediaState, state: CallState | undefined): Participant {
    const stream = this.#preview ?? new MediaStream();
    return {
      id: state?.participants[0]?.id ?? '',
      name: this.#host.displayName,
      self: true,
      audio,
      video,
      screen: false,
      link: 'connected',
      stream,
      screenStream: stream,
      speaking: false,
      verified: false,
    };
  }

  #say(text: string): void {
    this.#announcer.say(() => text);
  }

  /** Back to where it was opened. */
  #focusChatButton(): void {
    const bar = this.#find('rtc-controls')?.shadowRoot?.querySelector('.bar');
    // Or where it is hidden, in a narrow bar: 'More' comes behind it.
    bar?.querySelector<HTMLElement>(':scope > .chat-button, :scope > .more')?.focus();
  }

  #find<E extends Element>(selector: string): E | null {
    return this.#host.renderRoot.querySelector<E>(selector);
  }
}

/** What is wrong is told where the attributes are read. */
function layoutOf(value: string): TileLayout {
  return TILE_LAYOUTS.find(layout => layout === value) ?? TILE_LAYOUTS[0];
}

function screen(view: View): TemplateResult {
  switch (view.status) {
    case 'idle':
    case 'lobby':
      return html`<rtc-lobby data-first
        exportparts="lobby, preview, input, alert, question, level, devices, select, test-sound, video, button,
          microphone, camera, join, join-without, ask"><slot name="lobby" slot="lobby"></slot></rtc-lobby>`;
    case 'joining':
      return joining(view);
    case 'left':
    case 'failed':
      return over(view);
    default:
      return stage(view);
  }
}
