// Every element in every state that a person can see, over a call without a network. One scene is one page.

import type { RtcCall } from '../../src/elements/rtc-call.ts';
import { RtcError, type RtcErrorCode } from '../../src/errors.ts';
import type { CallState, Participant } from '../../src/session/call-state.ts';
import { FakeCall, lastCall, message, person } from '../../test/elements/fake-call.ts';
import { desktop, type FakeDevices, fakeDevices, portrait } from './stills.ts';

/** What a scene needs of the page. */
export interface Stage {
  readonly body: HTMLElement;
  /** Every element has drawn what it was told. */
  settled(): Promise<void>;
}

export interface Scene {
  readonly title: string;
  /** The height of the page, in pixels: of a narrow one, and of one from 700 pixels on. */
  readonly height: readonly [number, number];
  show(stage: Stage): Promise<void>;
}

type Attributes = Readonly<Record<string, string>>;

const CALL_HEIGHT = [560, 480] as const;
const MORNING = Date.UTC(2026, 0, 1, 9, 5);

const SAFETY_CODE = { digits: '048213', emoji: ['🐧', '🎈', '🌳', '🍕', '🔑', '🚲', '⚓'] };

const others = [
  { id: 'ada', name: 'Ada Lovelace', hue: 20 },
  { id: 'wolf', name: 'Wolfgang Amadeus Theophilus Mozart-Hohenzollern von und zu Salzburg', hue: 280 },
  { id: 'sara', name: 'سارة الخوارزمي', hue: 120 },
  { id: 'noname', name: '', hue: 60 },
  { id: 'gus', name: 'Gus 🎈', hue: 330 },
  { id: 'mary', name: 'Mary', hue: 180 },
  { id: 'olga', name: 'Ольга', hue: 0 },
  { id: 'kim', name: 'Kim', hue: 240 },
];

const me = (more: Partial<Participant> = {}) =>
  person('me', { self: true, name: 'Grace Hopper', video: true, stream: portrait(210), ...more });

/** The first `count` of the others; every third without a picture, every fourth without sound. */
function guests(count: number, more: Partial<Participant> = {}): Participant[] {
  return others.slice(0, count).map(({ id, name, hue }, index) => {
    const video = index % 3 !== 1;
    const stream = video ? portrait(hue) : new MediaStream();
    return person(id, { name, video, audio: index % 4 !== 2, stream, ...more });
  });
}

function add<E extends HTMLElement>({ body }: Stage, tag: string, attributes: Attributes = {}): E {
  const element = document.createElement(tag) as E;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  body.append(element);
  return element;
}

function call(stage: Stage, attributes: Attributes = {}, devices: FakeDevices = {}): RtcCall {
  fakeDevices(devices);
  return add(stage, 'rtc-call', { broker: '/mqtt', room: 'gallery', ...attributes });
}

/** A call whose engine is in this state. */
async function during(
  stage: Stage,
  state: Partial<CallState>,
  attributes: Attributes = {},
  devices: FakeDevices = {},
): Promise<RtcCall> {
  FakeCall.onJoin = fake => fake.change({ status: 'connected', ...state });
  const element = call(stage, { 'display-name': 'Grace Hopper', ...attributes }, devices);
  await stage.settled();
  await element.join();
  await stage.settled();
  return element;
}

/** The same invitation every time. */
function invited(): void {
  history.replaceState(null, '', '#room=gallery&secret=AAAAAAAAAAAAAAAAAAAAAA');
}

const failure = (code: RtcErrorCode) => new RtcError(code, code);

/** A button of the call or of one of its companions, by the name of its part. */
export function button(
  root: ParentNode & { shadowRoot?: ShadowRoot | null },
  part: string,
): HTMLElement | undefined {
  const within = root.shadowRoot ?? root;
  const found = within.querySelector<HTMLElement>(`button[part~='${part}']`);
  if (found) return found;
  for (const each of within.querySelectorAll<HTMLElement>('*')) {
    const deeper = each.shadowRoot && button(each, part);
    if (deeper) return deeper;
  }
  return undefined;
}

const conversation = () => [
  message(
    'Good morning! Has everybody seen the plan? https://example.org/a/rather/long/address/of/a/plan-for-2026',
    {
      name: 'Ada Lovelace',
      at: MORNING,
    },
  ),
  message('Yes.', { self: true, name: 'Grace Hopper', at: MORNING + 60_000 }),
  message('صباح الخير، نعم رأيتها', { name: 'سارة الخوارزمي', from: 'sara', at: MORNING + 90_000 }),
  message('Lines\nand a word without end: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk', {
    name: others[1]?.name ?? '',
    from: 'wolf',
    at: MORNING + 120_000,
  }),
];

const lobbies: Record<string, Scene> = {
  lobby: {
    title: 'Lobby',
    height: [860, 640],
    show: async stage => void call(stage, { 'display-name': 'Grace Hopper' }),
  },
  'lobby-first': {
    title: 'Lobby, before the browser asks for camera and microphone',
    height: [980, 640],
    show: async stage => void call(stage, {}, { permission: 'prompt' }),
  },
  'lobby-devices': {
    title: 'Lobby, devices that do not work',
    height: [1000, 640],
    show: async stage => void call(stage, {}, { camera: 'NotAllowedError', microphone: 'NotReadableError' }),
  },
  'lobby-off': {
    title: 'Lobby, without a camera, microphone off',
    height: [780, 640],
    show: async stage => void call(stage, { video: 'none', audio: 'off' }),
  },
};

const ways: Record<string, Scene> = {
  joining: {
    title: 'Joining',
    height: [400, 400],
    show: async stage => void (await during(stage, { status: 'joining' })),
  },
  'joining-trouble': {
    title: 'Joining, no answer from the call server',
    height: [400, 400],
    show: async stage =>
      void (await during(stage, { status: 'joining', error: failure('broker-unreachable') })),
  },
  waiting: {
    title: 'Waiting for others',
    height: [640, 520],
    show: async stage => {
      invited();
      await during(stage, { status: 'waiting', participants: [me()] }, { room: '' });
    },
  },
  'nobody-here': {
    title: 'Waiting, nobody has been heard',
    height: [560, 480],
    show: async stage =>
      void (await during(stage, {
        status: 'waiting',
        participants: [me({ video: false })],
        nobodyHere: true,
      })),
  },
  left: {
    title: 'Left',
    height: [400, 400],
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(1)] });
      await element.leave();
    },
  },
  failed: {
    title: 'Failed: the room is full',
    height: [400, 400],
    show: async stage => {
      await during(stage, {});
      lastCall().change({ status: 'failed', error: failure('room-full'), participants: [] });
    },
  },
  'not-set-up': {
    title: 'Failed: an attribute is wrong',
    height: [400, 400],
    show: async stage => void add(stage, 'rtc-call', { room: 'gallery' }),
  },
};

const calls: Record<string, Scene> = {
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
      element.toggleChat(true);
    },
  },
  'chat-empty': {
    title: 'Chat, empty',
    height: CALL_HEIGHT,
    show: async stage => {
      const element = await during(stage, { participants: [me(), ...guests(1)] });
      element.toggleChat(true);
    },
  },
};

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
};

const companions: Record<string, Scene> = {
  companions: {
    title: 'Tiles, controls and chat placed by the page',
    height: [760, 640],
    show: async stage => {
      await during(
        stage,
        { participants: [me(), ...guests(2)], messages: conversation() },
        { id: 'c', bare: '' },
      );
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
};

/** All scenes by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...lobbies,
  ...ways,
  ...calls,
  ...safety,
  ...companions,
};
