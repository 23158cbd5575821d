// What stands in the bar of a call, as controls: functions of its view, which has all that happens. Where they stand,
// and as what, is for others.

import type { Texts } from '../i18n/en.ts';
import type { MediaSource } from '../media/local-media.ts';
import type { View } from './call-view.ts';
import type { Control } from './control-button.ts';
import { ICON } from './icons.ts';

/** What is turned on and off by controls, and what they are called. */
export interface Switches extends Pick<View, 'toggle' | 'shortcuts'> {
  readonly texts: Pick<Texts, Noun | `${Noun}Tip`>;
  readonly media: Pick<View['media'], MediaSource | 'asking'>;
  readonly offered: Pick<View['offered'], MediaSource>;
}

type Noun = (typeof SOURCES)[MediaSource]['noun'];

/** Undefined where there is no such thing in this call. */
type Made = Control | undefined;

const SOURCES = {
  audio: { noun: 'microphone', key: 'm', on: ICON.microphone, off: ICON.microphoneOff },
  video: { noun: 'camera', key: 'v', on: ICON.camera, off: ICON.cameraOff },
  screen: { noun: 'screen', key: 's', on: ICON.screen, off: ICON.screen },
} as const;

/** Microphone, camera or screen. */
export function mediaControl(
  { texts, media, offered, toggle, shortcuts }: Switches,
  source: MediaSource,
): Made {
  if (!offered[source]) return undefined;
  const { noun, key, on, off } = SOURCES[source];
  const pressed = media[source];
  return {
    part: noun,
    icon: pressed ? on : off,
    label: texts[noun],
    tip: texts[`${noun}Tip`](pressed),
    key: shortcuts ? key : undefined,
    pressed,
    busy: media.asking[source],
    act: () => toggle(source),
  };
}

export function chatControl({ texts, offered, chatOpen, unread, toggleChat, shortcuts }: View): Made {
  if (!offered.chat) return undefined;
  return {
    part: 'chat-button',
    icon: ICON.chat,
    label: unread ? texts.chatUnread(unread) : texts.chat,
    tip: texts.chat,
    key: shortcuts ? 'c' : undefined,
    expanded: chatOpen,
    badge: unread,
    act: toggleChat,
  };
}

/** It asks nothing: who left by mistake joins again with one click. */
export function leaveControl({
  texts,
  leave,
}: Pick<View, 'leave'> & { texts: Pick<Texts, 'leave'> }): Control {
  return { part: 'leave', icon: ICON.leave, label: texts.leave, act: leave };
}
