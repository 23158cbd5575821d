// <rtc-lobby> over a fake engine and the browsers' own fake devices.

import { expect, fixture, html } from '@open-wc/testing';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcLobby } from '../../src/elements/rtc-lobby.ts';
import { until } from '../../src/store.ts';
import { FakeCall, lastCall, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';
const REMEMBERED = 'rtc-elements.devices';

const { mediaDevices } = navigator;

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
    removeEventListener('error', keep);
    removeEventListener('unhandledrejection', keep);
    for (const call of FakeCall.made) call.media.stop();
    expect(uncaught.splice(0)).to.be.empty;
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
