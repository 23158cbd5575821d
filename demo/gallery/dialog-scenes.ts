// What opens over a call: menus, settings, the invitation, safety codes.

import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { FakeCall } from '../../test/elements/fake-call.ts';
import {
  CALL_HEIGHT,
  during,
  failure,
  guests,
  invited,
  me,
  press,
  SAFETY_CODE,
  type Scene,
  type Stage,
} from './stage.ts';

/** A call of two whose safety code is known, or not yet. */
async function comparing(stage: Stage, more: Partial<Participant>): Promise<RtcCall> {
  FakeCall.onSafety = () => new Promise(() => {});
  return during(stage, { participants: [me(), ...guests(1, more)] });
}

const safety: Record<string, Scene> = {
  'safety-asked': {
    title: 'The other side shows the safety code',
    height: CALL_HEIGHT,
    show: async stage => void (await comparing(stage, { safetyCode: SAFETY_CODE })),
  },
  'safety-waiting': {
    title: 'Safety code, asking for it',
    height: CALL_HEIGHT,
    show: async stage => (await comparing(stage, {})).view.value?.showSafety('ada'),
  },
  'safety-code': {
    title: 'Safety code, to compare',
    height: [640, 520],
    show: async stage => (await comparing(stage, { safetyCode: SAFETY_CODE })).view.value?.showSafety('ada'),
  },
  'safety-verified': {
    title: 'Safety code, compared',
    height: [640, 520],
    show: async stage => {
      const element = await comparing(stage, { safetyCode: SAFETY_CODE, verified: true });
      element.view.value?.showSafety('ada');
    },
  },
  'safety-differs': {
    title: 'Safety code, different ones',
    height: CALL_HEIGHT,
    show: async stage => {
      (await comparing(stage, { safetyCode: SAFETY_CODE })).view.value?.showSafety('ada');
      await stage.settled();
      await press(stage, '.safety .choices button:not(.main)');
    },
  },
  'safety-failed': {
    title: 'Safety code, no answer',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await comparing(stage, {});
      FakeCall.onSafety = () => Promise.reject(failure('safety-code-unanswered'));
      element.view.value?.showSafety('ada');
    },
  },
};

const menus: Record<string, Scene> = {
  more: {
    title: 'The menu of the bar',
    height: [560, 520],
    show: async stage => {
      invited();
      await during(stage, { participants: [me(), ...guests(1)] }, { room: '' });
      await press(stage, 'button[part~=more]');
    },
  },
  'tile-menu': {
    title: 'The menu of a tile',
    height: CALL_HEIGHT,
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(3)] });
      await openTile(stage, 1);
    },
  },
  'own-menu': {
    title: 'The menu of the own tile',
    height: CALL_HEIGHT,
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(3)] });
      await openTile(stage, 0);
    },
  },
  invite: {
    title: 'The invitation',
    height: [640, 600],
    show: async stage => {
      invited();
      await during(stage, { participants: [me(), ...guests(1)] }, { room: '' });
      await press(stage, 'button[part~=more]', 'button[part~=invite]');
    },
  },
  settings: {
    title: 'The settings',
    height: [1000, 900],
    show: async stage => {
      await during(stage, { participants: [me(), ...guests(1)] });
      await press(stage, 'button[part~=more]', 'button[part~=settings]');
    },
  },
};

/** Opens the menu of this tile. */
async function openTile({ body, settled }: Stage, index: number): Promise<void> {
  const tile = body.querySelector('rtc-call')?.shadowRoot?.querySelectorAll('rtc-tile')[index];
  tile?.shadowRoot?.querySelector<HTMLElement>('.more')?.click();
  await settled();
}

/** What opens. */
export const dialogs: Record<string, Scene> = { ...menus, ...safety };
