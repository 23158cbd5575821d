// In a call: its tiles, and what is told above and below them.

import { lastCall } from '../../test/elements/fake-call.ts';
import { CALL_HEIGHT, during, failure, find, guests, me, type Scene } from './stage.ts';
import { desktop } from './stills.ts';

export const calls: Record<string, Scene> = {
  two: {
    title: 'Two people',
    height: CALL_HEIGHT,
    show: async stage => void (await during(stage, { participants: [me(), ...guests(1)] })),
  },
  five: {
    title: 'Five people, one with a long name',
    height: CALL_HEIGHT,
    show: async stage => void (await during(stage, { participants: [me(), ...guests(4)] })),
  },
  nine: {
    title: 'Nine people',
    height: CALL_HEIGHT,
    show: async stage => void (await during(stage, { participants: [me(), ...guests(8)] })),
  },
  speaking: {
    title: 'Somebody speaks, and somebody is compared; good and bad connections',
    height: CALL_HEIGHT,
    show: async stage => {
      const [ada, wolf, sara] = guests(3);
      const participants = [
        me({ quality: 'good' }),
        ...(ada ? [{ ...ada, speaking: true, quality: 'fair' as const }] : []),
        ...(wolf ? [{ ...wolf, quality: 'poor' as const }] : []),
        ...(sara ? [{ ...sara, quality: 'good' as const, verified: true }] : []),
      ];
      await during(stage, { participants });
    },
  },
  links: {
    title: 'Connections of every kind',
    height: CALL_HEIGHT,
    show: async stage => {
      const links = ['connecting', 'unstable', 'reconnecting', 'changing-page'] as const;
      const participants = guests(4).map((each, index) => ({ ...each, link: links[index] ?? each.link }));
      await during(stage, { participants: [me(), ...participants] });
    },
  },
  reconnecting: {
    title: 'Connection lost, microphone and camera off',
    height: CALL_HEIGHT,
    show: async stage =>
      void (await during(
        stage,
        {
          status: 'reconnecting',
          participants: [me({ audio: false, video: false }), ...guests(1, { link: 'reconnecting' })],
        },
        { audio: 'off', video: 'off' },
      )),
  },
  trouble: {
    title: 'A camera that does not start, and a newer version on the other side',
    height: CALL_HEIGHT,
    show: async stage =>
      void (await during(
        stage,
        { error: failure('peer-newer'), participants: [me({ video: false }), ...guests(2)] },
        {},
        { camera: 'NotReadableError' },
      )),
  },
  screen: {
    title: 'A shared screen',
    height: CALL_HEIGHT,
    show: async stage => {
      const [ada, ...rest] = guests(3);
      const sharing = ada && { ...ada, screen: true, screenStream: desktop() };
      await during(stage, { participants: [me(), ...(sharing ? [sharing] : []), ...rest] });
    },
  },
  'own-screen': {
    title: 'The own screen is shared',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await during(stage, {
        participants: [me({ screen: true, screenStream: desktop() }), ...guests(1)],
      });
      await element.toggleScreenShare(true);
    },
  },
  'two-screens': {
    title: 'Two shared screens, one of them enlarged',
    height: CALL_HEIGHT,
    show: async stage => {
      const sharing = { screen: true, screenStream: desktop() };
      const [ada, ...rest] = guests(2).map(each => ({ ...each, ...sharing }));
      await during(stage, { participants: [me(), ...(ada ? [ada] : []), ...rest] });
      const surface = find(stage.body, 'rtc-tile[data-role=large]')?.shadowRoot?.querySelector('.surface');
      for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) {
        surface?.dispatchEvent(new KeyboardEvent('keydown', { key }));
      }
    },
  },
  speaker: {
    title: 'Nine people, who speaks is large',
    height: [640, 520],
    show: async stage => {
      const all = guests(8).map((each, index) => ({ ...each, speaking: index === 3 }));
      await during(stage, { participants: [me(), ...all] }, { layout: 'speaker' });
      // Who has only begun to speak is not large yet.
      while (!find(stage.body, `[data-key^=${all[3]?.id}][data-role=large]`)) await stage.settled();
    },
  },
  'own-small': {
    title: 'The own picture is put away',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(3)] });
      element.view.value?.shrinkOwn(true);
    },
  },
  'muted-speaking': {
    title: 'One speaks, and the microphone is off',
    height: CALL_HEIGHT,
    show: async stage => {
      const participants = [me({ audio: false }), ...guests(2)];
      await during(stage, { participants, mutedSpeaking: true }, { audio: 'off' });
    },
  },
  silenced: {
    title: 'The browser plays nothing before a click',
    height: CALL_HEIGHT,
    show: async stage => {
      silence();
      await during(stage, { participants: [me(), ...guests(2)] });
    },
  },
  low: {
    title: 'All at once, with little room',
    height: [420, 340],
    show: async stage => {
      silence();
      const state = { error: failure('peer-newer'), participants: [me({ video: false }), ...guests(2)] };
      await during(stage, state, {}, { camera: 'NotReadableError' });
      await lastCall().media.setScreen(true);
    },
  },
};

/** The browser wants a click before it plays. */
export function silence(): void {
  Audio.prototype.play = () => Promise.reject(new DOMException('as the gallery wants it', 'NotAllowedError'));
}
