// What follows when devices come and go and the system takes one, on the browser's fake devices. Only what those
// cannot do, to be others or to be muted, is put between.

import { expect } from '@open-wc/testing';
import { follow } from '../../src/media/device-changes.ts';
import { LocalMedia } from '../../src/media/local-media.ts';
import { until } from '../../src/store.ts';

type Entry = Partial<MediaDeviceInfo>;

describe('local media when devices change', () => {
  const { mediaDevices } = navigator;
  let media: LocalMedia;
  let asked: MediaStreamConstraints[];

  const list = (...entries: Entry[]) => {
    mediaDevices.enumerateDevices = async () => entries as MediaDeviceInfo[];
  };
  const changed = () => mediaDevices.dispatchEvent(new Event('devicechange'));
  const track = (device: 'audio' | 'video') => media.state.value.tracks[device];
  /** Gives a track other settings than its own. */
  const pretend = (given: MediaStreamTrack | null, settings: MediaTrackSettings) => {
    if (given) given.getSettings = () => settings;
  };
  const another = (device: 'audio' | 'video', old: MediaStreamTrack | null) =>
    until(
      media.state,
      ({ tracks, asking }) => !asking[device] && Boolean(tracks[device]) && tracks[device] !== old,
    );

  beforeEach(() => {
    asked = [];
    const { getUserMedia } = MediaDevices.prototype;
    mediaDevices.getUserMedia = constraints => {
      asked.push(constraints ?? {});
      return getUserMedia.call(mediaDevices, constraints);
    };
  });
  afterEach(() => {
    media.stop();
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
    Reflect.deleteProperty(mediaDevices, 'enumerateDevices');
  });

  it('takes the microphone that the system takes for the usual one from now on', async () => {
    media = new LocalMedia({ audio: 'on', video: 'none' });
    await media.start();
    const old = track('audio');
    pretend(old, { deviceId: 'default', groupId: 'built in' });
    list({ kind: 'audioinput', deviceId: 'default', groupId: 'headset' });
    changed();
    await another('audio', old);
    expect(old?.readyState).to.equal('ended');
    expect(asked).to.have.length(2);
  });

  it('stays with a microphone that is still the usual one, and with one that a person chose', async () => {
    media = new LocalMedia({ audio: 'on', video: 'on' });
    await media.start();
    const [microphone, camera] = [track('audio'), track('video')];
    pretend(microphone, { deviceId: 'default', groupId: 'built in' });
    pretend(camera, { deviceId: 'chosen', groupId: 'one' });
    list(
      { kind: 'audioinput', deviceId: 'default', groupId: 'built in' },
      { kind: 'videoinput', deviceId: 'default', groupId: 'other' },
    );
    await follow({ media, lost: {}, errors: new Map(), publish: () => {} });
    expect(asked).to.have.length(1);
    expect(track('audio') === microphone && track('video') === camera).to.be.true;
  });

  it('goes back to the device that had gone, when it is there again', async () => {
    media = new LocalMedia({ audio: 'none', video: 'on' });
    await media.start();
    const old = track('video');
    list({ kind: 'videoinput', deviceId: 'gone' });
    await follow({ media, lost: { video: 'gone' }, errors: new Map(), publish: () => {} });
    expect(track('video') === old).to.be.false;
    expect(JSON.stringify(asked.at(-1))).to.contain('"ideal":"gone"');
  });

  it('starts the camera that was missed as soon as there is one', async () => {
    const { getUserMedia } = mediaDevices;
    media = new LocalMedia({ audio: 'none', video: 'on' });
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
    await media.start();
    expect(media.state.value.errors.video?.code).to.equal('camera-missing');
    mediaDevices.getUserMedia = getUserMedia;
    list({ kind: 'videoinput', deviceId: '' });
    changed();
    const { errors } = await until(media.state, ({ video }) => video);
    expect(errors).to.deep.equal({});
  });

  describe('and the system keeps one mute', () => {
    const start = async () => {
      media = new LocalMedia({ audio: 'on', video: 'none' });
      await media.start();
      const old = track('audio');
      if (!old) throw new Error('no microphone');
      Object.defineProperty(old, 'muted', { configurable: true, value: true });
      const errors = new Map();
      const changing = { media, lost: {}, errors, publish: () => {} };
      return { old, errors, changing };
    };

    it('takes a fresh track', async () => {
      const { old, errors, changing } = await start();
      await follow(changing, [0]);
      await another('audio', old);
      await new Promise(resolve => setTimeout(resolve));
      expect(errors.size).to.equal(0);
    });

    it('says so while fresh ones are mute, too, and stops asking', async () => {
      const { old, errors, changing } = await start();
      const { getUserMedia } = mediaDevices;
      mediaDevices.getUserMedia = async constraints => {
        const stream = await getUserMedia(constraints);
        for (const each of stream.getTracks())
          Object.defineProperty(each, 'muted', { configurable: true, value: true });
        return stream;
      };
      await follow(changing, [0, 1, 2]);
      await until(media.state, ({ asking }) => asked.length === 4 && !asking.audio);
      expect(errors.get('audio')?.code).to.equal('microphone-in-use');
      const last = track('audio');
      expect(last === old).to.be.false;
      Object.defineProperty(last, 'muted', { value: false });
      // Told no longer, once it speaks.
      while (errors.size > 0) {
        last?.dispatchEvent(new Event('unmute'));
        await new Promise(resolve => setTimeout(resolve));
      }
    });

    it('does nothing where it speaks again by itself', async () => {
      const { old, errors, changing } = await start();
      await follow(changing, [60_000]);
      Object.defineProperty(old, 'muted', { value: false });
      old.dispatchEvent(new Event('unmute'));
      await new Promise(resolve => setTimeout(resolve));
      expect(asked).to.have.length(1);
      expect(errors.size).to.equal(0);
    });
  });
});
