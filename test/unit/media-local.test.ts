// The own microphone, camera and screen, on the browser's fake devices. Only what those cannot do, to be missing
// or slow, is put between.

import { expect } from '@open-wc/testing';
import { deviceInUse } from '../../src/media/device-list.ts';
import { LocalMedia, type LocalMediaState } from '../../src/media/local-media.ts';
import { until } from '../../src/store.ts';

type GetUserMedia = MediaDevices['getUserMedia'];

/** A picture that ends by itself, with the browser's own event: no fake device can be unplugged. */
function endingStream(): { stream: MediaStream; end: () => void } {
  const transceiver = new RTCPeerConnection().addTransceiver('video');
  return { stream: new MediaStream([transceiver.receiver.track]), end: () => transceiver.stop() };
}

describe('local media', () => {
  const opened: LocalMedia[] = [];
  const given: MediaStreamTrack[] = [];
  let asked: MediaStreamConstraints[] = [];
  const real: GetUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

  const put = (getUserMedia: GetUserMedia) => {
    navigator.mediaDevices.getUserMedia = async constraints => {
      asked.push(constraints ?? {});
      const stream = await getUserMedia(constraints);
      given.push(...stream.getTracks());
      return stream;
    };
  };
  const make = (audio: 'on' | 'off' | 'none', video: 'on' | 'off' | 'none', lowData = false) => {
    const media = new LocalMedia({ audio, video, lowData });
    opened.push(media);
    return media;
  };
  // Kinds, not tracks: a failed comparison of the browser's objects ends the test run.
  const live = () => given.filter(track => track.readyState === 'live').map(({ kind }) => kind);
  const now = (media: LocalMedia): LocalMediaState => media.state.value;

  beforeEach(() => {
    asked = [];
    put(real);
  });
  afterEach(() => {
    for (const media of opened.splice(0)) media.stop();
    expect(live(), 'tracks left live').to.be.empty;
    given.splice(0);
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  });

  it('starts what is on with one question', async () => {
    const media = make('on', 'on');
    const started = media.start();
    expect(now(media).asking).to.deep.equal({ audio: true, video: true, screen: false });
    await started;
    expect(asked).to.have.length(1);
    expect(now(media)).to.include({ audio: true, video: true, screen: false });
    expect(now(media).asking).to.deep.equal({ audio: false, video: false, screen: false });
    expect(now(media).tracks.video?.getSettings().width).to.be.greaterThan(320);
  });

  it('asks for nothing that is off or not offered', async () => {
    const media = make('off', 'none');
    await media.start();
    expect(asked).to.be.empty;
    await media.setCamera(true);
    expect(asked).to.be.empty;
    await media.setMicrophone(true);
    expect(asked.map(Object.keys)).to.deep.equal([['audio']]);
    expect(now(media)).to.include({ audio: true, video: false });
  });

  it('starts once, however often it is told', async () => {
    const media = make('on', 'on');
    await Promise.all([media.start(), media.start(), media.setCamera(true)]);
    await media.start();
    expect(asked).to.have.length(1);
    expect(live()).to.have.length(2);
  });

  it('keeps a muted microphone, silent', async () => {
    const media = make('on', 'none');
    await media.start();
    const { audio } = now(media).tracks;
    await media.setMicrophone(false);
    expect(now(media).audio).to.be.false;
    expect([audio?.enabled, audio?.readyState]).to.deep.equal([false, 'live']);
    await media.setMicrophone(true);
    expect(now(media).tracks.audio?.id).to.equal(audio?.id);
    expect(audio?.enabled).to.be.true;
    expect(asked).to.have.length(1);
  });

  it('stops a camera that is turned off, and asks again', async () => {
    const media = make('none', 'on');
    await media.start();
    const first = now(media).tracks.video;
    await media.setCamera(false);
    expect(first?.readyState).to.equal('ended');
    expect(now(media).tracks.video === null).to.be.true;
    expect(now(media).errors).to.deep.equal({});
    await media.setCamera(true);
    expect(now(media).tracks.video?.readyState).to.equal('live');
    expect(asked).to.have.length(2);
  });

  it('stops at once a track that comes after it was turned off', async () => {
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    put(async constraints => {
      await answered;
      return real(constraints);
    });
    const media = make('on', 'on');
    const started = media.start();
    await media.setCamera(false);
    expect(now(media).asking).to.include({ audio: true, video: false });
    answer();
    await started;
    expect(now(media)).to.include({ audio: true, video: false });
    expect(live()).to.deep.equal(['audio']);
  });

  it('stops everything that comes after stop(), and starts again as it was', async () => {
    const media = make('on', 'on');
    const started = media.start();
    media.stop();
    await started;
    expect(live()).to.be.empty;
    await media.start();
    await media.setCamera(false);
    media.stop();
    expect(live()).to.be.empty;
    await media.start();
    expect(now(media)).to.include({ audio: true, video: false });
  });

  it('takes the small picture for low data, also later', async () => {
    const media = make('none', 'on', true);
    await media.start();
    expect(asked[0]?.video).to.deep.include({ width: { ideal: 320 }, frameRate: { ideal: 15 } });
    await media.setLowData(false);
    expect(JSON.stringify(now(media).tracks.video?.getConstraints())).to.contain('1280');
  });

  it('follows a changed mode', async () => {
    const media = make('none', 'on');
    await media.start();
    await media.setMode('audio', 'on');
    await media.setMode('video', 'none');
    expect(now(media)).to.include({ audio: true, video: false });
    await media.setCamera(true);
    expect(now(media).video).to.be.false;
    expect(media.wanted).to.deep.equal({ audio: 'on', video: 'none' });
  });

  for (const [name, reason] of [
    ['NotAllowedError', 'blocked'],
    ['SecurityError', 'blocked'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
  ] as const) {
    it(`says '${reason}' for ${name}, and gets the microphone without the camera`, async () => {
      put(async constraints => {
        if (constraints?.video) throw new DOMException('test', name);
        return real(constraints);
      });
      const media = make('on', 'on');
      // As where the permissions are settled: nobody closed a prompt.
      navigator.permissions.query = async () => ({ state: 'granted' }) as PermissionStatus;
      await media.start();
      Reflect.deleteProperty(navigator.permissions, 'query');
      expect(now(media).audio).to.be.true;
      expect(now(media).errors.audio).to.be.undefined;
      expect(now(media).errors.video?.code).to.equal(`camera-${reason}`);
      expect(now(media).asking.video).to.be.false;
      put(real);
      await media.setCamera(true);
      expect(now(media).video).to.be.true;
      expect(now(media).errors).to.deep.equal({});
    });
  }

  it('asks no further when the common prompt was closed', async () => {
    put(async () => {
      throw new DOMException('test', 'NotAllowedError');
    });
    navigator.permissions.query = async () => ({ state: 'prompt' }) as PermissionStatus;
    const media = make('on', 'on');
    await media.start();
    Reflect.deleteProperty(navigator.permissions, 'query');
    expect(asked).to.have.length(1);
    expect(now(media).errors.audio?.code).to.equal('microphone-dismissed');
    expect(now(media).errors.video?.code).to.equal('camera-dismissed');
  });

  it('says so where the page has no devices', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    const media = make('on', 'none');
    await media.start();
    await media.setScreen(true);
    Reflect.deleteProperty(navigator, 'mediaDevices');
    expect(now(media).errors.audio?.code).to.equal('devices-unavailable');
    expect(now(media).errors.screen?.code).to.equal('devices-unavailable');
  });

  describe('when a device goes away while it is in use', () => {
    const list = (...entries: Partial<MediaDeviceInfo>[]) => {
      navigator.mediaDevices.enumerateDevices = async () => entries as MediaDeviceInfo[];
    };
    const permit = (state: PermissionState) => {
      navigator.permissions.query = async () => ({ state }) as PermissionStatus;
    };
    const start = async () => {
      const { stream, end } = endingStream();
      put(async () => stream);
      const media = make('none', 'on');
      await media.start();
      expect(now(media).video).to.be.true;
      asked = [];
      return { media, end, lost: stream.getVideoTracks()[0] };
    };
    afterEach(() => {
      Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
      Reflect.deleteProperty(navigator.permissions, 'query');
    });

    it('takes another one of its kind', async () => {
      const { media, end, lost } = await start();
      list({ kind: 'videoinput', deviceId: 'another' }, { kind: 'audioinput', deviceId: 'm' });
      put(real);
      end();
      const { tracks } = await until(media.state, state => state.video && state.tracks.video !== lost);
      expect(tracks.video?.readyState).to.equal('live');
      expect(now(media).errors).to.deep.equal({});
      expect(asked).to.have.length(1);
    });

    it('no longer asks for the one that was chosen', async () => {
      const { media } = await start();
      const { stream, end } = endingStream();
      put(async () => stream);
      await media.setDevice('videoinput', 'chosen');
      list({ kind: 'videoinput', deviceId: 'another' });
      put(real);
      asked = [];
      end();
      const [chosen] = stream.getVideoTracks();
      await until(media.state, state => state.video && state.tracks.video !== chosen);
      expect(asked).to.have.length(1);
      expect(JSON.stringify(asked)).not.to.contain('chosen');
    });

    it('says so where there is none', async () => {
      const { media, end } = await start();
      list({ kind: 'audioinput', deviceId: 'm' });
      end();
      const { errors, tracks } = await until(media.state, state => state.errors.video !== undefined);
      expect(tracks.video === null).to.be.true;
      expect(errors.video?.code).to.equal('camera-missing');
      expect(asked).to.be.empty;
    });

    it('asks nobody again who has taken the permission back', async () => {
      const { media, end } = await start();
      list({ kind: 'videoinput', deviceId: '' });
      permit('prompt');
      end();
      const { errors } = await until(media.state, state => state.errors.video !== undefined);
      expect(errors.video?.code).to.equal('camera-blocked');
      expect(asked).to.be.empty;
    });

    it('leaves it at that where it was turned off meanwhile', async () => {
      const { media, end } = await start();
      let answer = () => {};
      navigator.mediaDevices.enumerateDevices = () =>
        new Promise(resolve => {
          answer = () => resolve([{ kind: 'videoinput', deviceId: 'another' } as MediaDeviceInfo]);
        });
      put(real);
      end();
      await until(media.state, ({ asking }) => asking.video);
      await media.setCamera(false);
      answer();
      await new Promise(resolve => setTimeout(resolve));
      expect(asked).to.be.empty;
      expect(now(media)).to.deep.include({ video: false, errors: {} });
    });

    it('keeps a muted microphone muted', async () => {
      const pc = new RTCPeerConnection();
      const transceiver = pc.addTransceiver('audio');
      const lost = transceiver.receiver.track;
      put(async () => new MediaStream([lost]));
      const media = make('on', 'none');
      await media.start();
      await media.setMicrophone(false);
      list({ kind: 'audioinput', deviceId: 'another' });
      put(real);
      transceiver.stop();
      await until(media.state, ({ tracks }) => tracks.audio !== null && tracks.audio !== lost);
      expect(now(media).audio).to.be.false;
      expect(now(media).tracks.audio?.enabled).to.be.false;
      pc.close();
    });
  });

  it('says which devices are in use', async () => {
    const media = make('on', 'on');
    expect(now(media).deviceIds).to.deep.equal({ audio: undefined, video: undefined });
    await media.start();
    const stop = media.devices.subscribe(() => {});
    const devices = await until(media.devices, ({ length }) => length > 0);
    const { audio, video } = now(media).deviceIds;
    expect(deviceInUse(devices, 'audioinput', audio)?.label).to.equal(now(media).tracks.audio?.label);
    expect(deviceInUse(devices, 'videoinput', video)?.label).to.equal(now(media).tracks.video?.label);
    await media.setCamera(false);
    expect(now(media).deviceIds).to.deep.equal({ audio, video: undefined });
    stop();
  });

  it('changes a device: the new track first, then the old one stopped', async () => {
    const media = make('on', 'none');
    await media.start();
    await media.setMicrophone(false);
    const old = now(media).tracks.audio;
    const deviceId = old?.getSettings().deviceId ?? '';
    let whileAsking: string | undefined;
    put(async constraints => {
      const stream = await real(constraints);
      whileAsking = old?.readyState;
      return stream;
    });
    await media.setDevice('audioinput', deviceId);
    expect(whileAsking).to.equal('live');
    expect(old?.readyState).to.equal('ended');
    const { audio } = now(media).tracks;
    expect([audio?.readyState, audio?.enabled]).to.deep.equal(['live', false]);
    expect(audio?.id).not.to.equal(old?.id);
  });

  it('keeps the old device where the new one is not there', async () => {
    const media = make('none', 'on');
    await media.start();
    const old = now(media).tracks.video;
    await media.setDevice('videoinput', 'no-such-device');
    expect(now(media).tracks.video?.id).to.equal(old?.id);
    expect(now(media).errors.video?.code).to.equal('camera-missing');
    await media.setCamera(false);
    await media.setCamera(true);
    expect(now(media).video).to.be.true;
  });

  it('gives up the old camera where two do not open at once', async () => {
    const media = make('none', 'on');
    await media.start();
    const old = now(media).tracks.video;
    put(async constraints => {
      if (old?.readyState === 'live') throw new DOMException('test', 'NotReadableError');
      return real(constraints);
    });
    await media.setDevice('videoinput', old?.getSettings().deviceId ?? '');
    expect(now(media).video).to.be.true;
    expect(now(media).errors).to.deep.equal({});
  });

  it('shares a screen, and says so when the browser ends it', async () => {
    const { stream, end } = endingStream();
    navigator.mediaDevices.getDisplayMedia = async () => stream;
    const media = make('none', 'none');
    await media.setScreen(true);
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
    expect(now(media).screen).to.be.true;
    expect(now(media).tracks.screen?.contentHint).to.equal('detail');
    end();
    await until(media.state, ({ screen }) => !screen);
    expect(Object.values(now(media).tracks).every(track => track === null)).to.be.true;
    expect(now(media).errors).to.deep.equal({});
  });

  // Headless Firefox has no screen to choose.
  const itHasScreens = navigator.userAgent.includes('Firefox') ? () => {} : it;
  itHasScreens('shares a real screen and stops', async () => {
    const media = make('none', 'none');
    await media.setScreen(true);
    expect(now(media).errors).to.deep.equal({});
    const { screen } = now(media).tracks;
    expect([screen?.readyState, screen?.contentHint]).to.deep.equal(['live', 'detail']);
    await media.setScreen(false);
    expect(now(media).screen).to.be.false;
    expect(screen?.readyState).to.equal('ended');
  });

  it('says so when the screen is refused', async () => {
    navigator.mediaDevices.getDisplayMedia = async () => {
      throw new DOMException('test', 'NotAllowedError');
    };
    const media = make('none', 'none');
    await media.setScreen(true);
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
    expect(now(media).errors.screen?.code).to.equal('screen-blocked');
    expect(now(media).asking.screen).to.be.false;
  });
});
