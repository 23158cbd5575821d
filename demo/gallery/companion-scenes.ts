// Elements that a page has placed and styled itself, and the small window.

import { openWindow } from '../../src/elements/small-window.ts';
import { silence } from './call-scenes.ts';
import { add, CALL_HEIGHT, call, conversation, during, guests, me, type Scene } from './stage.ts';
import { desktop } from './stills.ts';

export const companions: Record<string, Scene> = {
  companions: {
    title: 'Tiles, controls and chat placed by the page',
    height: [760, 640],
    show: async stage => {
      const element = await during(
        stage,
        { participants: [me(), ...guests(2)], messages: conversation() },
        { id: 'c', bare: '' },
      );
      // What nobody has read yet would be gone to as soon as the chat is seen.
      element.view.value?.read();
      for (const id of ['ada', 'wolf', 'self']) {
        add(stage, 'rtc-tile', { for: 'c', participant: id }).style.setProperty('block-size', '120px');
      }
      add(stage, 'rtc-controls', { for: 'c' });
      add(stage, 'rtc-chat', { for: 'c' }).style.setProperty('block-size', '300px');
    },
  },
  'companion-lobby': {
    title: 'A lobby placed by the page',
    height: [860, 640],
    show: async stage => {
      call(stage, { id: 'c', bare: '' });
      add(stage, 'rtc-lobby', { for: 'c' });
    },
  },
  'companion-silenced': {
    title: 'A tile placed by the page, before a click, and a chat after the call',
    height: [640, 560],
    show: async stage => {
      silence();
      await during(stage, { participants: [me(), ...guests(1)] }, { id: 'c', bare: '' });
      add(stage, 'rtc-tile', { for: 'c', participant: 'ada' }).style.setProperty(
        'inline-size',
        'min(320px, 100% - 16px)',
      );
      await stage.settled();
      call(stage, { id: 'over', bare: '' });
      add(stage, 'rtc-chat', { for: 'over' }).style.setProperty('block-size', '280px');
    },
  },
  'page-buttons': {
    title: 'Buttons of the page in the bar',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(1)] });
      element.innerHTML =
        '<button slot="controls" type="button">Notes</button><button slot="controls" type="button">Next patient</button>';
    },
  },
  themed: {
    title: 'Colours, corners and letters of the page',
    height: [640, 520],
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(3)], messages: conversation() });
      const look = {
        '--rtc-accent': '#ffd400',
        '--rtc-background': 'light-dark(#fff7e0, #2a2112)',
        '--rtc-radius': '2px',
        '--rtc-font': '"DejaVu Serif", "Noto Color Emoji", serif',
        '--rtc-font-size': '1.15em',
      };
      for (const [name, value] of Object.entries(look)) element.style.setProperty(name, value);
      element.view.value?.read();
      element.toggleChat(true);
    },
  },
  'small-window': {
    title: 'The small window on top',
    height: [320, 320],
    show: async stage => {
      const [ada, ...rest] = guests(4);
      const sharing = ada ? [{ ...ada, screen: true, screenStream: desktop() }] : [];
      const element = await during(stage, { participants: [me(), ...sharing, ...rest] }, { bare: '' });
      const frame = add<HTMLIFrameElement>(stage, 'iframe', { class: 'small', title: 'Small window' });
      const { contentWindow } = frame;
      const windows = { requestWindow: async () => contentWindow as Window & typeof globalThis };
      await openWindow(windows, { host: element, view: element.view, closed: () => {} });
    },
  },
};
