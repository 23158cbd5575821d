// What a call shows of itself, as one value: all screens of <rtc-call> and all companions read it, and call what a
// person clicked. Made by the face of the call.

import type { nothing, TemplateResult } from 'lit';
import type { RtcError } from '../errors.ts';
import type { Texts } from '../i18n/en.ts';
import type { Device } from '../media/device-list.ts';
import type { LocalMediaState, MediaDevice, MediaSource } from '../media/local-media.ts';
import type { CallState, CallStatus, Participant } from '../session/call-state.ts';
import type { ReadableStore } from '../store.ts';
import type { Question } from './device-question.ts';
import type { DeviceIds } from './remembered.ts';
import type { TileLayout } from './tile-plan.ts';
import type { TileView } from './tile-stage.ts';

/** What a person can do. */
export interface ViewActions {
  join(): void;
  /** Joins with these turned off. */
  joinWithout(devices: readonly MediaDevice[]): void;
  /** Asks for the microphone and camera that are wanted and not there, for the first time or again. */
  askDevices(): void;
  leave(): void;
  toggle(source: MediaSource): void;
  toggleChat(): void;
  /** Whether the text was sent. */
  send(text: string): boolean;
  rename(name: string): void;
  /** Changes to another microphone, camera or loudspeaker, and remembers it. */
  setDevice(kind: MediaDeviceKind, id: string): void;
  /** The page's address, for another browser. */
  copyLink(): void;
  /** Forgets the room in the page's address for a new one. */
  newRoom(): void;
  /** Says it to those who cannot see, after what is being said. */
  say(text: string): void;
  /** The chat is before somebody's eyes. */
  read(): void;
  dismiss(error: RtcError): void;
  /** Opens the dialog in which two people compare their safety code. */
  showSafety(participantId: string): void;
  setLayout(layout: TileLayout): void;
  /** Tries to play what the browser would not before a click: from a click. */
  hear(): void;
  // Invitation
  /** Whether the link is in the clipboard now. */
  copyInvite(): Promise<boolean>;
  /** Hands the link to the system's share sheet; undefined where there is none. */
  readonly shareInvite: (() => void) | undefined;
  /** Makes `qrCode`, or forgets it. */
  showQrCode(shown: boolean): void;
  // Settings
  setLanguage(language: string): void;
  setLowData(lowData: boolean): void;
  setShortcuts(on: boolean): void;
  // Windows
  toggleFullScreen(): void;
  togglePictureInPicture(): void;
}

/** All that the screens show. */
export interface View extends ViewActions, TileView {
  readonly texts: Texts;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly status: CallStatus;
  readonly state: CallState | undefined;
  readonly media: LocalMediaState;
  /** What the browser reports of the connections, by participant. */
  readonly reports: ReadableStore<ReadonlyMap<string, RTCStatsReport>> | undefined;
  /** The microphones, cameras and loudspeakers that there are, by kind the preferred first. */
  readonly devices: readonly Device[];
  /** The ones that a person chose, also before; they need not be there. */
  readonly chosen: DeviceIds;
  /** The loudspeaker to play on, by its id; empty: the system's own. */
  readonly speaker: string;
  /** The browser's question for microphone and camera, while it is open or still to come. */
  readonly question: Question | undefined;
  readonly error: RtcError | undefined;
  readonly dismissed: ReadonlySet<RtcError>;
  readonly name: string;
  /** Oneself, before there is a call to be in. */
  readonly self: Participant;
  /** What can be turned on and off here. */
  readonly offered: Readonly<Record<MediaSource | 'chat' | 'settings' | 'shortcuts' | 'stats', boolean>>;
  readonly chatOpen: boolean;
  readonly unread: number;
  /** The id of the first message that nobody has looked at. */
  readonly firstUnread: string | undefined;
  /** Joining takes long. */
  readonly slow: boolean;
  /** How long one was in the room, where that is over. */
  readonly lastedMs: number;
  /** The link to this room, where it stands in the page's address. */
  readonly invite: string | undefined;
  readonly copied: boolean;
  /** The lines that say who wants to compare the safety code, and who records or wants to. */
  readonly requests: TemplateResult | typeof nothing;
  /** What the menu says of recording the call. */
  readonly recording: RecordingControl | undefined;
  readonly layout: TileLayout;
  /** The browser wants a click before anything is heard. */
  readonly silenced: boolean;
  /** The invite as a QR code, once it was asked for. */
  readonly qrCode: QrCode | undefined;
  /** One speaks, and the microphone is off. */
  readonly mutedSpeaking: boolean;
  readonly lowData: boolean;
  /** Keys of the keyboard do what buttons do. */
  readonly shortcuts: boolean;
  /** Undefined where that cannot be; so the next one. */
  readonly fullScreen: boolean | undefined;
  readonly pictureInPicture: boolean | undefined;
}

/** The entry by which a call is recorded. */
export interface RecordingControl {
  /** It is being recorded by this side, or about to be. */
  readonly on: boolean;
  /** There is a recording to look at. */
  readonly done: boolean;
  toggle(): void;
}

/** Draws a QR code. */
export type QrCode = (texts: Texts) => TemplateResult;
