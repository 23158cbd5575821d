// The chat of a call.

import type { RtcCall } from '../../src/elements/rtc-call.ts';
import { lastCall, message } from '../../test/elements/fake-call.ts';
import {
  CALL_HEIGHT,
  conversation,
  during,
  find,
  guests,
  MORNING,
  me,
  type Scene,
  type Stage,
} from './stage.ts';

/** Opens the chat, in which everything has been read: else it would begin with what is new. */
async function open(stage: Stage, call: RtcCall): Promise<void> {
  call.view.value?.read();
  call.toggleChat(true);
  await stage.settled();
}

/** Types this into the field of the chat. */
function type(stage: Stage, text: string): void {
  const field = find<HTMLTextAreaElement>(stage.body, 'textarea');
  if (!field) throw new Error('There is no field to type in.');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
}

export const chats: Record<string, Scene> = {
  unread: {
    title: 'Messages that were not read',
    height: CALL_HEIGHT,
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(1)] });
      lastCall().change({ messages: conversation() });
    },
  },
  chat: {
    title: 'Chat',
    height: [640, 520],
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(2)], messages: conversation() });
      await open(stage, element);
    },
  },
  'chat-empty': {
    title: 'Chat, empty',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(1)] });
      await open(stage, element);
    },
  },
  'chat-new': {
    title: 'Chat, opened with messages that were not read',
    height: [640, 520],
    show: async stage => {
      const messages = conversation();
      const state = { participants: [me(), ...guests(2)], joinedAmong: 2, messages };
      const element = await during(stage, state);
      element.view.value?.read();
      const more = ['Are you there?', 'We begin.'].map(text =>
        message(text, { name: 'Ada Lovelace', at: MORNING + 900_000 }),
      );
      lastCall().change({ messages: [...messages, ...more] });
      await stage.settled();
      element.toggleChat(true);
    },
  },
  'chat-kinds': {
    title: 'Chat: emoji, links, sent and not yet delivered, a text that is too long',
    height: [720, 560],
    show: async stage => {
      const own = { self: true, name: 'Grace Hopper', at: MORNING + 60_000 };
      const messages = [
        message('Look: https://example.org@login.example.net/?a=1#b', { name: '', from: 'x', at: MORNING }),
        message('🎉👩‍👩‍👧', { name: '', from: 'x', at: MORNING }),
        message('On my way.', own),
        message('👍', { ...own, delivered: false }),
        message('And now?\n\nA second paragraph, which nobody has yet.', { ...own, delivered: false }),
      ];
      const element = await during(stage, { participants: [me(), ...guests(2)], messages });
      await open(stage, element);
      type(stage, 'Much too long. '.repeat(280));
    },
  },
  'chat-above': {
    title: 'Chat, new messages below what is seen',
    height: CALL_HEIGHT,
    show: async stage => {
      const all = Array.from({ length: 30 }, (_, index) =>
        message(`Line ${index + 1}`, { name: 'Mary', from: 'mary', at: MORNING + index * 100_000 }),
      );
      const element = await during(stage, { participants: [me(), ...guests(1)], messages: all });
      await open(stage, element);
      const log = find(stage.body, '[part~=log]');
      log?.scrollTo(0, 0);
      await new Promise(resolve => log?.addEventListener('scroll', resolve, { once: true }));
      lastCall().change({ messages: [...all, message('The last one', { at: MORNING + 9_000_000 })] });
    },
  },
};
