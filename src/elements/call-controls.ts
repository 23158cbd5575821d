// What stands in the bar of a call, as controls: functions of its view, which has all that happens. Where they stand,
// and as what, is for others.

import type { View } from './call-view.ts';
import type { Control } from './control-button.ts';
import { ICON } from './icons.ts';

/** Undefined where there is no such thing in this call. */
type Made = Control | undefined;

/** The microphone, and its key. */
export function microphoneControl({ texts, media, offered, toggle, shortcuts }: View): Made {
  if (!offered.audio) return undefined;
  return {
    part: 'microphone',
    icon: media.audio ? ICON.microphone : ICON.microphoneOff,
    label: texts.microphone,
    tip: texts.microphoneTip(media.audio),
    key: shortcuts ? 'm' : undefined,
    pressed: media.audio,
    busy: media.asking.audio,
    act: () => toggle('audio'),
  };
}

export function cameraControl({ texts, media, offered, toggle, shortcuts }: View): Made {
  if (!offered.video) return undefined;
  return {
    part: 'camera',
    icon: media.video ? ICON.camera : ICON.cameraOff,
    label: texts.camera,
    tip: texts.cameraTip(media.video),
    key: shortcuts ? 'v' : undefined,
    pressed: media.video,
    busy: media.asking.video,
    act: () => toggle('video'),
  };
}

export function screenControl({ texts, media, offered, toggle, shortcuts }: View): Made {
  if (!offered.screen) return undefined;
  return {
    part: 'screen',
    icon: ICON.screen,
    label: texts.screen,
    tip: texts.screenTip(media.screen),
    key: shortcuts ? 's' : undefined,
    pressed: media.screen,
    busy: media.asking.screen,
    act: () => toggle('screen'),
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
export function leaveControl({ texts, leave }: View): Control {
  return { part: 'leave', icon: ICON.leave, label: texts.leave, act: leave };
}
