// What can be done in a call, as controls: functions of its view, which has all that happens. Where they stand, and
// as what, is for others.

import { LAYOUTS, type View } from './call-view.ts';
import type { Control } from './control-button.ts';

/** The panels that a control can open. */
export type Panel = 'settings' | 'invite';

/** Undefined where there is no such thing in this call. */
type Made = Control | undefined;

/** The microphone, and its key. */
export function microphoneControl({ texts, media, offered, toggle, shortcuts }: View): Made {
  if (!offered.audio) return undefined;
  return {
    part: 'microphone',
    icon: media.audio ? 'microphone' : 'microphoneOff',
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
    icon: media.video ? 'camera' : 'cameraOff',
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
    icon: 'screen',
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
    icon: 'chat',
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
  return { part: 'leave', icon: 'leave', label: texts.leave, act: leave };
}

/** What stands behind 'More', in its order; `open` opens a panel. */
export function moreControls(view: View, open: (panel: Panel) => void): readonly Control[] {
  const { texts, layout, setLayout, fullScreen, pictureInPicture, invite, offered, shortcuts } = view;
  const next = LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length] ?? layout;
  const controls: (Control | false)[] = [
    invite !== undefined && {
      part: 'invite',
      icon: 'invite',
      label: texts.invite,
      key: shortcuts ? 'i' : undefined,
      act: () => open('invite'),
    },
    {
      part: 'layout',
      icon: 'layout',
      label: texts.layout,
      key: shortcuts ? 'l' : undefined,
      value: texts.layoutName(layout),
      act: () => {
        setLayout(next);
        view.say(texts.layoutName(next));
      },
    },
    fullScreen !== undefined && {
      part: 'full-screen',
      icon: 'fullScreen',
      label: texts.fullScreen,
      key: shortcuts ? 'f' : undefined,
      pressed: fullScreen,
      act: view.toggleFullScreen,
    },
    pictureInPicture !== undefined && {
      part: 'picture-in-picture',
      icon: 'window',
      label: texts.pictureInPicture,
      pressed: pictureInPicture,
      act: view.togglePictureInPicture,
    },
    offered.settings && {
      part: 'settings',
      icon: 'settings',
      label: texts.settings,
      key: shortcuts ? '?' : undefined,
      act: () => open('settings'),
    },
  ];
  return controls.filter(each => each !== false);
}
