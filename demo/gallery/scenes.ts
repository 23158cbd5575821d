// Every element in every state that a person can see, over a call without a network. One scene is one page.

import { calls } from './call-scenes.ts';
import { chats } from './chat-scenes.ts';
import { checks } from './checkup-scenes.ts';
import { companions } from './companion-scenes.ts';
import { dialogs } from './dialog-scenes.ts';
import { lobbies } from './lobby-scenes.ts';
import { recorders } from './recorder-scenes.ts';
import type { Scene } from './stage.ts';
import { figures } from './stats-scenes.ts';
import { ways } from './way-scenes.ts';

/** All scenes by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...lobbies,
  ...ways,
  ...calls,
  ...chats,
  ...dialogs,
  ...companions,
  ...recorders,
  ...figures,
  ...checks,
};
