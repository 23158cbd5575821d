// Before a call.

import { call, others, press, type Scene } from './stage.ts';

export const lobbies: Record<string, Scene> = {
  lobby: {
    title: 'Lobby',
    height: [860, 640],
    show: async stage => void call(stage, { 'display-name': 'Grace Hopper' }),
  },
  'lobby-first': {
    title: 'Lobby, before the browser asks for camera and microphone',
    height: [980, 720],
    show: async stage => void call(stage, {}, { permission: 'prompt' }),
  },
  'lobby-asking': {
    title: 'Lobby, the browser asks',
    height: [980, 720],
    show: async stage => {
      call(stage, {}, { permission: 'prompt', silent: true });
      await stage.settled();
      await press(stage, '[part~=ask]');
    },
  },
  'lobby-devices': {
    title: 'Lobby, devices that do not work',
    height: [1000, 780],
    show: async stage => void call(stage, {}, { camera: 'NotAllowedError', microphone: 'NotReadableError' }),
  },
  'lobby-missing': {
    title: 'Lobby, without any device',
    height: [900, 680],
    show: async stage => void call(stage, {}, { camera: 'NotFoundError', microphone: 'NotFoundError' }),
  },
  'lobby-words': {
    title: 'Lobby, with words of the page and a long name',
    height: [980, 720],
    show: async stage => {
      const element = call(stage, { 'display-name': others[1]?.name ?? '' });
      element.innerHTML =
        '<p slot="lobby">Your appointment with <b>Dr. Adams</b> begins at 9:30. Please have your insurance card ready.</p>';
    },
  },
  'lobby-off': {
    title: 'Lobby, without a camera, microphone off',
    height: [780, 640],
    show: async stage => void call(stage, { video: 'none', audio: 'off' }),
  },
};
