// What scenes are made of: a call without a network in a page, people, messages, and a finger to press with.

import type { RtcCall } from '../../src/elements/rtc-call.ts';
import { RtcError, type RtcErrorCode } from '../../src/errors.ts';
import type { CallState, Participant } from '../../src/session/call-state.ts';
import { FakeCall, message, person } from '../../test/elements/fake-call.ts';
import { type FakeDevices, fakeDevices, portrait } from './stills.ts';

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

export const CALL_HEIGHT = [560, 480] as const;
/** So often one looks for what has not been drawn yet. */
const MOST_ROUNDS = 100;
export const MORNING = Date.UTC(2026, 0, 1, 9, 5);

export const SAFETY_CODE = { digits: '048213', emoji: ['🐧', '🎈', '🌳', '🍕', '🔑', '🚲', '⚓'] };

export const others = [
  { id: 'ada', name: 'Ada Lovelace', hue: 20 },
  { id: 'wolf', name: 'Wolfgang Amadeus Theophilus Mozart-Hohenzollern von und zu Salzburg', hue: 280 },
  { id: 'sara', name: 'سارة الخوارزمي', hue: 120 },
  { id: 'noname', name: '', hue: 60 },
  { id: 'gus', name: 'Gus 🎈', hue: 330 },
  { id: 'mary', name: 'Mary', hue: 180 },
  { id: 'olga', name: 'Ольга', hue: 0 },
  { id: 'kim', name: 'Kim', hue: 240 },
];

export const me = (more: Partial<Participant> = {}) =>
  person('me', { self: true, name: 'Grace Hopper', video: true, stream: portrait(210), ...more });

/** The first `count` of the others; every third without a picture, every fourth without sound. */
export function guests(count: number, more: Partial<Participant> = {}): Participant[] {
  return others.slice(0, count).map(({ id, name, hue }, index) => {
    const video = index % 3 !== 1;
    const stream = video ? portrait(hue) : new MediaStream();
    return person(id, { name, video, audio: index % 4 !== 2, stream, ...more });
  });
}

export function add<E extends HTMLElement>({ body }: Stage, tag: string, attributes: Attributes = {}): E {
  const element = document.createElement(tag) as E;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  body.append(element);
  return element;
}

export function call(stage: Stage, attributes: Attributes = {}, devices: FakeDevices = {}): RtcCall {
  fakeDevices(devices);
  return add(stage, 'rtc-call', { broker: '/mqtt', room: 'gallery', ...attributes });
}

/** A call whose engine is in this state. */
export async function during(
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
export function invited(): void {
  history.replaceState(null, '', '#room=gallery&secret=AAAAAAAAAAAAAAAAAAAAAA');
}

export const failure = (code: RtcErrorCode) => new RtcError(code, code);

/** The first element for this selector in the page, through shadow roots. */
export function find<E extends HTMLElement>(within: ParentNode, selector: string): E | undefined {
  const found = within.querySelector<E>(selector);
  if (found) return found;
  for (const { shadowRoot } of within.querySelectorAll('*')) {
    const deeper = shadowRoot && find<E>(shadowRoot, selector);
    if (deeper) return deeper;
  }
  return undefined;
}

/** Clicks on what there is for each of these selectors, one after the other, as soon as it is there. */
export async function press({ body, settled }: Stage, ...selectors: string[]): Promise<void> {
  for (const selector of selectors) {
    let found: HTMLElement | undefined;
    for (let rounds = 0; !found && rounds < MOST_ROUNDS; rounds++) {
      await settled();
      found = find(body, selector);
    }
    if (!found) throw new Error(`There is no ${selector} to press.`);
    found.click();
    await settled();
  }
}

export const conversation = () => [
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
