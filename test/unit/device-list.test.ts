// The list of devices: of entries by table, and the browser's own.

import { expect } from '@open-wc/testing';
import { type Device, DeviceList, deviceInUse, devicesIn } from '../../src/media/device-list.ts';
import { LocalMedia } from '../../src/media/local-media.ts';
import { until } from '../../src/store.ts';

const entry = (deviceId: string, label: string, groupId = label, kind: MediaDeviceKind = 'audioinput') =>
  ({ kind, deviceId, label, groupId }) as MediaDeviceInfo;

describe('the devices in what a browser lists', () => {
  const names = (devices: readonly Device[]) =>
    devices.map(({ id, preferred }) => (preferred ? `${id}!` : id));

  for (const [claim, entries, expected] of [
    ['nothing', [], []],
    ['before a permission', [entry('', ''), entry('', '', '', 'videoinput')], ['', '']],
    ['no aliases', [entry('a', 'A'), entry('b', 'B')], ['a', 'b']],
    [
      'the preferred one first, and once',
      [
        entry('default', 'Standard - B', 'B'),
        entry('communications', 'Kommunikation - A', 'A'),
        entry('a', 'A'),
        entry('b', 'B'),
      ],
      ['b!', 'a'],
    ],
    [
      'two microphones of one headset',
      [entry('default', 'Default - Y', 'g'), entry('x', 'X', 'g'), entry('y', 'Y', 'g')],
      ['y!', 'x'],
    ],
    [
      'a microphone and a loudspeaker of one headset',
      [
        entry('default', 'Default - H', 'g'),
        entry('in', 'H', 'g'),
        entry('default', 'Default - H', 'g', 'audiooutput'),
        entry('out', 'H', 'g', 'audiooutput'),
      ],
      ['in!', 'out!'],
    ],
    ['a default that is all there is', [entry('default', 'Default', 'g')], ['default!']],
    ['communications that is nothing else', [entry('communications', 'Phone', 'g'), entry('a', 'A')], ['a']],
  ] as const) {
    it(`are right: ${claim}`, () => {
      expect(names(devicesIn(entries))).to.deep.equal(expected);
    });
  }
});

describe('the device in use', () => {
  const device = (id: string, preferred = false, kind: MediaDeviceKind = 'audioinput'): Device => ({
    kind,
    id,
    label: id,
    preferred,
  });
  const list = [device('b', true), device('a'), device('c', true, 'videoinput')];
  for (const [claim, id, expected] of [
    ['the one with its id', 'a', 'a'],
    ['the preferred one where the id stands for it', 'default', 'b'],
    ['none where none is in use', undefined, undefined],
    ['of its own kind', 'c', 'b'],
  ] as const) {
    it(`is ${claim}`, () => expect(deviceInUse(list, 'audioinput', id)?.id).to.equal(expected));
  }
});

describe('the list of devices', () => {
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  let looked = 0;
  let entries: MediaDeviceInfo[] | undefined;

  beforeEach(() => {
    looked = 0;
    entries = undefined;
    navigator.mediaDevices.enumerateDevices = async () => {
      looked++;
      return entries ?? real();
    };
  });
  afterEach(() => Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices'));

  const change = () => navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

  it('has names once a permission was given', async () => {
    const media = new LocalMedia({ audio: 'on', video: 'on' });
    const stop = media.devices.subscribe(() => {});
    await media.start();
    const devices = await until(media.devices, list => list.length > 0 && list.every(each => each.label));
    expect(devices.map(({ kind }) => kind)).to.include.members(['audioinput', 'videoinput']);
    expect(new Set(devices.map(({ kind, id }) => kind + id)).size).to.equal(devices.length);
    media.stop();
    stop();
  });

  it('follows what is plugged in and out', async () => {
    const list = new DeviceList();
    entries = [entry('a', 'A')];
    const stop = list.subscribe(() => {});
    await until(list, ({ length }) => length === 1);
    entries = [entry('a', 'A'), entry('b', 'B')];
    change();
    await until(list, ({ length }) => length === 2);
    entries = [];
    change();
    await until(list, ({ length }) => length === 0);
    stop();
  });

  it('tells nobody where nothing changed', async () => {
    const list = new DeviceList();
    entries = [entry('a', 'A')];
    const stop = list.subscribe(() => {});
    const before = await until(list, ({ length }) => length === 1);
    await list.refresh();
    expect(list.value === before).to.be.true;
    stop();
  });

  it('looks only while somebody watches', async () => {
    const list = new DeviceList();
    await list.refresh();
    expect(looked).to.equal(0);
    const stops = [list.subscribe(() => {}), list.subscribe(() => {})];
    expect(looked).to.equal(1);
    stops[0]?.();
    stops[0]?.();
    change();
    expect(looked).to.equal(2);
    stops[1]?.();
    change();
    expect(looked).to.equal(2);
  });

  it('takes the last answer, whichever comes first', async () => {
    const list = new DeviceList();
    const answers: ((entries: MediaDeviceInfo[]) => void)[] = [];
    navigator.mediaDevices.enumerateDevices = () => new Promise(resolve => answers.push(resolve));
    const stop = list.subscribe(() => {});
    change();
    answers[1]?.([entry('new', 'New')]);
    await until(list, ({ length }) => length === 1);
    answers[0]?.([]);
    // Each answer is taken in within a few microtasks.
    await new Promise(resolve => setTimeout(resolve));
    expect(list.value[0]?.id).to.equal('new');
    stop();
  });

  it('is empty where the page has no devices, or may not know them', async () => {
    const list = new DeviceList();
    navigator.mediaDevices.enumerateDevices = async () => {
      throw new DOMException('test', 'NotAllowedError');
    };
    const stop = list.subscribe(() => {});
    await list.refresh();
    stop();
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    list.subscribe(() => {})();
    await list.refresh();
    Reflect.deleteProperty(navigator, 'mediaDevices');
    expect(list.value).to.be.empty;
  });
});
