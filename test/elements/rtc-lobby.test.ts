// <rtc-lobby> over a fake engine and the browsers' own fake devices.

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcLobby } from '../../src/elements/rtc-lobby.ts';
import { loadTexts } from '../../src/i18n/texts.ts';
import { until } from '../../src/store.ts';
import { FakeCall, lastCall, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';
const REMEMBERED = 'rtc-elements.devices';

const { mediaDevices, permissions } = navigator;

/** What the browser says of its permissions, which a person may change. */
class Answers {
  readonly #given = new Map<string, PermissionState>();
  readonly #asked: { readonly name: string; readonly status: EventTarget }[] = [];

  constructor(state: PermissionState) {
    permissions.query = async ({ name }) => {
      const status = new EventTarget();
      Object.defineProperty(status, 'state', { get: () => this.#given.get(name) ?? state });
      this.#asked.push({ name, status });
      return status as PermissionStatus;
    };
  }

  give(name: 'camera' | 'microphone', state: PermissionState): void {
    this.#given.set(name, state);
    for (const each of this.#asked) if (each.name === name) each.status.dispatchEvent(new Event('change'));
  }
}

/** Every question to the browser fails by this name, or waits for ever. */
function refuse(name?: string, device?: 'audio' | 'video'): void {
  const real = MediaDevices.prototype.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = constraints => {
    if (device && !constraints?.[device]) return real(constraints);
    return name ? Promise.reject(new DOMException('test', name)) : new Promise(() => {});
  };
}

/** Nothing remembered: nobody was here before. */
const asFirstTimeVisitor = () => localStorage.clear();

/** A device as the browser lists it. */
function listed(kind: MediaDeviceKind, deviceId: string, label = deviceId): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: '', toJSON: () => ({}) };
}

/** What the browser lists from now on, instead of its own. */
function plugIn(...devices: MediaDeviceInfo[]): void {
  mediaDevices.enumerateDevices = async () => devices;
  mediaDevices.dispatchEvent(new Event('devicechange'));
}

const lobbyOf = (element: Element): RtcLobby => {
  const lobby = element.shadowRoot?.querySelector('rtc-lobby');
  if (!lobby) throw new Error('no lobby');
  return lobby;
};

const all = <E extends HTMLElement>(lobby: RtcLobby, selector: string) => [
  ...lobby.renderRoot.querySelectorAll<E>(selector),
];

function find<E extends HTMLElement = HTMLElement>(lobby: RtcLobby, selector: string): E {
  const [found] = all<E>(lobby, selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const part = (lobby: RtcLobby, name: string) => find<HTMLButtonElement>(lobby, `[part~='${name}']`);

/** Resolves when `test` holds after one of the element's or the lobby's next updates. */
async function drawn(lobby: RtcLobby, test: () => boolean): Promise<void> {
  while (!test()) {
    await new Promise<void>(resolve => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(lobby.renderRoot, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
  }
}

async function settled(element: RtcCall): Promise<void> {
  await Promise.resolve();
  await element.updateComplete;
  await Promise.resolve();
  await element.shadowRoot?.querySelector('rtc-lobby')?.updateComplete;
}

async function inLobby(audio = 'off', video = 'off'): Promise<[RtcLobby, RtcCall]> {
  const element = await fixture<RtcCall>(
    html`<rtc-call broker=${BROKER} room="r" audio=${audio} video=${video} lang="en"></rtc-call>`,
  );
  await settled(element);
  return [lobbyOf(element), element];
}

/** The choice of one kind, by its visible label. */
function choice(lobby: RtcLobby, label: string): HTMLSelectElement | undefined {
  return all<HTMLSelectElement>(lobby, 'select').find(({ labels }) =>
    labels[0]?.textContent?.trim().startsWith(label),
  );
}

const names = (select: HTMLSelectElement | undefined) => [...(select?.options ?? [])].map(({ text }) => text);
const shows = (select: HTMLSelectElement | undefined) => select?.selectedOptions[0]?.text;

function choose(select: HTMLSelectElement | undefined, name: string): void {
  const option = [...(select?.options ?? [])].find(({ text }) => text === name);
  if (!select || !option) throw new Error(`no ${name}`);
  select.value = option.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('<rtc-lobby>', () => {
  const uncaught: unknown[] = [];
  const keep = (event: ErrorEvent | PromiseRejectionEvent) => uncaught.push(event);

  beforeEach(() => {
    reset();
    addEventListener('error', keep);
    addEventListener('unhandledrejection', keep);
  });
  afterEach(() => {
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
    Reflect.deleteProperty(mediaDevices, 'enumerateDevices');
    Reflect.deleteProperty(permissions, 'query');
    removeEventListener('error', keep);
    removeEventListener('unhandledrejection', keep);
    for (const call of FakeCall.made) call.media.stop();
    expect(uncaught.splice(0)).to.be.empty;
  });

  describe('joining', () => {
    it('takes the name that is typed, by Enter, and remembers it', async () => {
      const [lobby, element] = await inLobby();
      const input = find<HTMLInputElement>(lobby, 'input');
      input.focus();
      await sendKeys({ type: 'Ada' });
      const joined = oneEvent(element, 'rtc-state-changed');
      await sendKeys({ press: 'Enter' });
      await joined;
      expect(lastCall().name).to.equal('Ada');
      expect(element.state).to.equal('waiting');
      element.remove();
      const [, next] = await inLobby();
      expect(next.displayName).to.equal('Ada');
      expect(lastCall().options.displayName).to.equal('Ada');
    });

    it('takes the name of the attribute rather than the remembered one, and remembers no other', async () => {
      localStorage.setItem('rtc-elements.name', 'Ada');
      const element = await fixture<RtcCall>(
        html`<rtc-call broker=${BROKER} room="r" audio="off" video="off" display-name="Grace"></rtc-call>`,
      );
      await settled(element);
      const input = find<HTMLInputElement>(lobbyOf(element), 'input');
      expect(input.value).to.equal('Grace');
      input.value = 'Hedy';
      input.dispatchEvent(new InputEvent('input'));
      expect(element.displayName).to.equal('Hedy');
      expect(localStorage.getItem('rtc-elements.name')).to.equal('Ada');
    });

    it('works where the storage is blocked', async () => {
      const real = Object.getOwnPropertyDescriptor(window, 'localStorage');
      Object.defineProperty(window, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
      try {
        const [lobby, element] = await inLobby();
        find<HTMLInputElement>(lobby, 'input').value = 'Ada';
        find(lobby, 'input').dispatchEvent(new InputEvent('input'));
        await element.setDevice('audiooutput', 'x');
        part(lobby, 'join').click();
        await until(lastCall().state, ({ status }) => status === 'waiting');
        expect(element.displayName).to.equal('Ada');
      } finally {
        if (real) Object.defineProperty(window, 'localStorage', real);
      }
    });

    for (const place of ['outside a bare call', 'inside one'] as const) {
      it(`works the same ${place}`, async () => {
        const lobby = html`<rtc-lobby for="bare"><p slot="lobby">Words of the page</p></rtc-lobby>`;
        const call = html`<rtc-call id="bare" bare broker=${BROKER} room="r" audio="off" video="off" lang="en"
          >${place === 'inside one' ? lobby : ''}</rtc-call>`;
        const page = await fixture(html`<div>${place === 'inside one' ? '' : lobby}${call}</div>`);
        const [element] = page.querySelectorAll<RtcCall>('rtc-call');
        const [own] = page.querySelectorAll<RtcLobby>('rtc-lobby');
        if (!element || !own) throw new Error('nothing there');
        await drawn(own, () => all(own, '[part~=join]').length > 0);
        await expect(own).to.be.accessible();
        part(own, 'join').click();
        await until(lastCall().state, ({ status }) => status === 'waiting');
        await drawn(own, () => all(own, '*').length === 0);
        expect(element.state).to.equal('waiting');
      });
    }

    it('shows the words of the page above the form', async () => {
      const element = await fixture<RtcCall>(
        html`<rtc-call broker=${BROKER} room="r" audio="off" video="off"><p slot="lobby">Room of Dr. Lovelace</p></rtc-call>`,
      );
      await settled(element);
      const [words] = find<HTMLSlotElement>(lobbyOf(element), 'slot').assignedElements({ flatten: true });
      expect(words?.textContent).to.equal('Room of Dr. Lovelace');
      const title = find(lobbyOf(element), 'h2').getBoundingClientRect();
      expect(words?.getBoundingClientRect().bottom).to.be.at.most(title.top);
    });
  });

  describe('the question for the devices', () => {
    it('is told to a first-time visitor before it comes, and asked by a click', async () => {
      asFirstTimeVisitor();
      new Answers('prompt');
      let asked = 0;
      const real = MediaDevices.prototype.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = constraints => {
        asked++;
        return real(constraints);
      };
      const [lobby] = await inLobby('on', 'on');
      await drawn(lobby, () => all(lobby, '[part~=ask]').length > 0);
      expect(part(lobby, 'question').textContent).to.contain('will ask for your camera and microphone');
      expect(asked).to.equal(0);
      await expect(lobby).to.be.accessible();
      part(lobby, 'ask').focus();
      part(lobby, 'ask').click();
      await until(lastCall().media.state, ({ audio, video }) => audio && video);
      await drawn(lobby, () => part(lobby, 'question').textContent === '');
      expect(all(lobby, '[part~=ask]')).to.be.empty;
      expect(asked).to.equal(1);
      await lobby.updateComplete;
      expect(lobby.shadowRoot?.activeElement?.part.contains('join')).to.be.true;
      expect(localStorage.getItem(REMEMBERED)).to.equal('{}');
    });

    it('names only what will be asked for', async () => {
      asFirstTimeVisitor();
      new Answers('prompt');
      const [lobby] = await inLobby('on', 'off');
      await drawn(lobby, () => all(lobby, '[part~=ask]').length > 0);
      expect(part(lobby, 'ask').textContent).to.equal('Turn on microphone');
      expect(part(lobby, 'join-without').textContent?.trim()).to.equal('Join without microphone');
    });

    it('comes at once where the browser does not turn to the person', async () => {
      asFirstTimeVisitor();
      new Answers('granted');
      await inLobby('on', 'on');
      await until(lastCall().media.state, ({ audio, video }) => audio && video);
    });

    it('comes at once to who was here before, and can be left unanswered', async () => {
      new Answers('prompt');
      refuse();
      const [lobby, element] = await inLobby('on', 'on');
      await drawn(lobby, () => part(lobby, 'question').textContent !== '');
      expect(part(lobby, 'question').textContent).to.contain('is asking for your camera and microphone');
      expect(part(lobby, 'microphone').getAttribute('aria-busy')).to.equal('true');
      await expect(lobby).to.be.accessible();
      part(lobby, 'join-without').click();
      await until(lastCall().state, ({ status }) => status === 'waiting');
      expect(element.view.value?.media.asking).to.deep.include({ audio: false, video: false });
      expect(lastCall().media.wanted).to.deep.equal({ audio: 'off', video: 'off' });
    });

    it('comes at once in a bare call without a lobby', async () => {
      asFirstTimeVisitor();
      new Answers('prompt');
      await fixture(html`<rtc-call bare broker=${BROKER} room="r" video="none"></rtc-call>`);
      await until(lastCall().media.state, ({ audio }) => audio);
    });

    it('turns no device on for who has left before the browser said whether it would ask', async () => {
      asFirstTimeVisitor();
      const element = document.createElement('rtc-call');
      Object.assign(element, { broker: BROKER, room: 'r', video: 'none' });
      document.body.append(element);
      await element.updateComplete;
      element.remove();
      await permissions.query({ name: 'microphone' as PermissionName }).catch(() => {});
      expect(lastCall().media.state.value.asking.audio).to.be.false;
    });
  });

  describe('a device that cannot be had', () => {
    for (const [name, answer, words] of [
      ['NotAllowedError', 'denied', 'Allow them in the address bar'],
      ['NotAllowedError', 'prompt', 'choose “Allow” when it asks'],
      ['NotFoundError', 'prompt', 'No camera and no microphone'],
      ['NotReadableError', 'granted', 'Close other programs'],
    ] as const) {
      it(`is told in plain words, with ways on: both ${name}, permission ${answer}`, async () => {
        new Answers(answer);
        refuse(name);
        const [lobby] = await inLobby('on', 'on');
        await drawn(lobby, () => part(lobby, 'join').textContent === 'Join without camera and microphone');
        await drawn(lobby, () => find(lobby, '[role=alert]').textContent?.includes(words) ?? false);
        expect(all(lobby, '[part~=alert]')).to.have.length(1);
        expect(all(lobby, '[part~=ask]')).to.have.length(1);
        await expect(lobby).to.be.accessible();
        Reflect.deleteProperty(mediaDevices, 'getUserMedia');
        part(lobby, 'ask').click();
        await until(lastCall().media.state, ({ audio, video }) => audio && video);
        await drawn(lobby, () => part(lobby, 'join').textContent === 'Join');
        expect(all(lobby, '[part~=alert]')).to.be.empty;
      });
    }

    it('is left out by joining without it', async () => {
      refuse('NotFoundError', 'video');
      const [lobby] = await inLobby('on', 'on');
      await drawn(lobby, () => part(lobby, 'join').textContent === 'Join without camera');
      await drawn(
        lobby,
        () => find(lobby, '[role=alert]').textContent?.includes('No camera was found') ?? false,
      );
      part(lobby, 'join').click();
      await until(lastCall().state, ({ status }) => status === 'waiting');
      expect(lastCall().media.wanted).to.deep.equal({ audio: 'on', video: 'off' });
      expect(lastCall().media.state.value.errors).to.deep.equal({});
    });

    it('comes by itself when it is allowed in the address bar', async () => {
      const answers = new Answers('denied');
      refuse('NotAllowedError');
      const [lobby] = await inLobby('none', 'on');
      await drawn(lobby, () => all(lobby, '[part~=alert]').length === 1);
      Reflect.deleteProperty(mediaDevices, 'getUserMedia');
      answers.give('camera', 'granted');
      await until(lastCall().media.state, ({ video }) => video);
    });

    it('has no second try where the page has no devices at all', async () => {
      Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
      try {
        const [lobby] = await inLobby('on', 'on');
        await drawn(lobby, () => all(lobby, '[part~=alert]').length === 1);
        expect(find(lobby, '[role=alert]').textContent).to.contain('https');
        expect(all(lobby, '[part~=ask]')).to.be.empty;
      } finally {
        Reflect.deleteProperty(navigator, 'mediaDevices');
      }
    });
  });

  describe('the meter', () => {
    it('is there while the microphone is on, and moves without a rendering', async () => {
      const [lobby] = await inLobby('on', 'none');
      await drawn(lobby, () => all(lobby, '[role=meter]').length > 0);
      const meter = find(lobby, '[role=meter]');
      expect(meter.ariaLabel).to.equal('Microphone level');
      await expect(lobby).to.be.accessible();
      // Firefox without a sound device reads nothing.
      if (navigator.userAgent.includes('Chrome')) {
        const level = () => Number(meter.style.getPropertyValue('--_level'));
        await drawn(lobby, () => level() > 0.1);
        expect(Number(meter.ariaValueNow)).to.be.greaterThan(0);
        const render = Reflect.get(lobby, 'render');
        let renderings = 0;
        Reflect.set(lobby, 'render', () => {
          renderings++;
          return render.call(lobby);
        });
        const before = level();
        await drawn(lobby, () => level() !== before);
        expect(renderings).to.equal(0);
      }
      part(lobby, 'microphone').click();
      await drawn(lobby, () => all(lobby, '[role=meter]').length === 0);
    });
  });

  describe('the look', () => {
    for (const width of [280, 400, 700, 1100]) {
      it(`fits into ${width} pixels, in German and with long names of devices`, async () => {
        await loadTexts('de');
        const label = 'A very long name of a device that no field can hold '.repeat(4);
        plugIn(
          listed('videoinput', 'a', label),
          listed('audioinput', 'b', label),
          listed('audiooutput', 'c', label),
        );
        refuse('NotFoundError');
        const box = await fixture<HTMLElement>(
          html`<div><rtc-call broker=${BROKER} room="r" lang="de" display-name=${'W'.repeat(60)}></rtc-call></div>`,
        );
        box.style.setProperty('inline-size', `${width}px`);
        const lobby = lobbyOf(box.firstElementChild as RtcCall);
        await drawn(
          lobby,
          () => all(lobby, '[part~=alert]').length === 1 && all(lobby, 'select').length === 3,
        );
        const edge = lobby.getBoundingClientRect();
        const drawnAtAll = all(lobby, '*').filter(each => each.getClientRects().length > 0);
        for (const each of drawnAtAll) {
          const { left, right } = each.getBoundingClientRect();
          expect(left, each.outerHTML).to.be.at.least(edge.left - 0.5);
          expect(right, each.outerHTML).to.be.at.most(edge.right + 0.5);
        }
        const [preview, entry] = [find(lobby, '.preview'), find(lobby, '.entry')].map(each =>
          each.getBoundingClientRect(),
        );
        expect((preview?.right ?? 0) <= (entry?.left ?? 0)).to.equal(width > 800);
      });
    }

    it('runs from right to left', async () => {
      const [lobby] = await inLobby();
      find(lobby, 'form').dir = 'rtl';
      const box = find(lobby, '.entry');
      expect(getComputedStyle(box).direction).to.equal('rtl');
      await expect(lobby).to.be.accessible();
    });

    it('has nothing of what is not offered', async () => {
      plugIn(listed('videoinput', 'a'), listed('audioinput', 'b'));
      const [lobby] = await inLobby('none', 'none');
      await mediaDevices.enumerateDevices();
      await lobby.updateComplete;
      expect(all(lobby, 'select, [role=meter], [part~=microphone], [part~=camera]')).to.be.empty;
      await expect(lobby).to.be.accessible();
    });
  });

  describe('the choice of devices', () => {
    const three = [
      listed('videoinput', 'front', 'Front camera'),
      listed('videoinput', 'back', 'Back camera'),
      listed('audioinput', 'headset', 'Headset'),
      listed('audiooutput', 'desk', 'Desk speakers'),
      listed('audiooutput', 'phones', 'Headphones'),
    ];

    it('lists what there is, by kind, with names', async () => {
      plugIn(...three);
      const [lobby] = await inLobby();
      await drawn(lobby, () => all(lobby, 'select').length === 3);
      expect(names(choice(lobby, 'Camera'))).to.deep.equal(['Front camera', 'Back camera']);
      expect(names(choice(lobby, 'Microphone'))).to.deep.equal(['Headset']);
      expect(names(choice(lobby, 'Speaker'))).to.deep.equal(['Desk speakers', 'Headphones']);
      await expect(lobby).to.be.accessible();
    });

    it('is not there before the browser tells the devices apart', async () => {
      plugIn(listed('videoinput', '', ''), listed('audioinput', '', ''));
      const [lobby] = await inLobby();
      await mediaDevices.enumerateDevices();
      await lobby.updateComplete;
      expect(all(lobby, 'select')).to.be.empty;
      expect(part(lobby, 'test-sound').textContent).to.contain('Play a test sound');
    });

    it('has nothing of a device that is not offered', async () => {
      plugIn(...three);
      const [lobby] = await inLobby('off', 'none');
      await drawn(lobby, () => all(lobby, 'select').length > 0);
      expect(choice(lobby, 'Camera')).to.be.undefined;
      expect(all(lobby, '[part~=camera]')).to.be.empty;
    });

    it('asks for the chosen one, and for no other, the next time too', async () => {
      plugIn(...three);
      const asked: unknown[] = [];
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async constraints => {
        const { video } = constraints as { video: MediaTrackConstraints };
        asked.push(video.deviceId);
        return real({ video: true });
      };
      const [lobby, element] = await inLobby('none', 'on');
      await until(lastCall().media.state, ({ video }) => video);
      await drawn(lobby, () => all(lobby, 'select').length > 1);
      choose(choice(lobby, 'Camera'), 'Back camera');
      await until(lastCall().media.state, ({ asking }) => !asking.video);
      element.remove();
      await inLobby('none', 'on');
      await until(lastCall().media.state, ({ video }) => video);
      expect(asked).to.deep.equal([undefined, { exact: 'back' }, { ideal: 'back' }]);
    });

    it('shows the one that is being changed to, and the old one again where that fails', async () => {
      plugIn(...three);
      const [lobby, element] = await inLobby('none', 'on');
      await until(lastCall().media.state, ({ video }) => video);
      await drawn(lobby, () => all(lobby, 'select').length > 1);
      mediaDevices.getUserMedia = async () => {
        await new Promise(resolve => setTimeout(resolve));
        throw new DOMException('test', 'OverconstrainedError');
      };
      choose(choice(lobby, 'Camera'), 'Back camera');
      await settled(element);
      expect(shows(choice(lobby, 'Camera'))).to.equal('Back camera');
      await until(lastCall().media.state, ({ asking }) => !asking.video);
      await until(element.view, view => view?.chosen.videoinput === '');
      await settled(element);
      expect(shows(choice(lobby, 'Camera'))).to.equal('Front camera');
      expect(JSON.parse(localStorage.getItem(REMEMBERED) ?? '')).to.deep.equal({ videoinput: '' });
    });

    it('follows a device that goes and one that comes', async () => {
      plugIn(...three);
      const [lobby, element] = await inLobby();
      await drawn(lobby, () => all(lobby, 'select').length === 3);
      choose(choice(lobby, 'Speaker'), 'Headphones');
      await settled(element);
      expect(element.view.value?.speaker).to.equal('phones');
      plugIn(...three.slice(0, 4));
      await drawn(lobby, () => names(choice(lobby, 'Speaker')).length === 1);
      expect(shows(choice(lobby, 'Speaker'))).to.equal('Desk speakers');
      expect(element.view.value?.speaker).to.equal('');
      plugIn(...three);
      await drawn(lobby, () => names(choice(lobby, 'Speaker')).length === 2);
      expect(shows(choice(lobby, 'Speaker'))).to.equal('Headphones');
      plugIn();
      await drawn(lobby, () => all(lobby, 'select').length === 0);
    });

    it('plays a test sound', async () => {
      plugIn(...three);
      const [lobby, element] = await inLobby();
      await drawn(lobby, () => all(lobby, 'select').length === 3);
      await element.setDevice('audiooutput', 'gone');
      part(lobby, 'test-sound').click();
      part(lobby, 'test-sound').click();
      expect(part(lobby, 'test-sound').getAttribute('aria-label')).to.equal('Play a test sound');
    });

    for (const rubbish of [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '{"videoinput":{"exact":1},"evil":"x","audioinput":7}',
    ]) {
      it(`is not troubled by what stands in the storage: ${rubbish}`, async () => {
        localStorage.setItem(REMEMBERED, rubbish);
        plugIn(...three);
        const [lobby, element] = await inLobby();
        await drawn(lobby, () => all(lobby, 'select').length === 3);
        expect(element.view.value?.chosen).to.deep.equal({});
      });
    }
  });
});
