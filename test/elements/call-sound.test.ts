// What is heard in a call, whatever is on the screen.

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { CallSound } from '../../src/elements/call-sound.ts';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcTile } from '../../src/elements/rtc-tile.ts';
import { lastCall, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';
const me = person('me', { self: true });

/** The audio elements that were made since the test began. */
let made: HTMLAudioElement[] = [];
let clicked = true;
const RealAudio = globalThis.Audio;
const { play } = HTMLMediaElement.prototype;

/** The streams that are heard now. */
const heard = () =>
  made.flatMap(({ srcObject }) => (srcObject instanceof MediaStream ? [srcObject.id] : [])).sort();
const ids = (...streams: MediaStream[]) => streams.map(({ id }) => id).sort();

async function settled(element: RtcCall): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

async function call(bare = false): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call id="call" broker=${BROKER} room="r" audio="off" video="off" autojoin ?bare=${bare}></rtc-call>`,
  );
  await settled(element);
  return element;
}

async function together(element: RtcCall, ...others: ReturnType<typeof person>[]): Promise<void> {
  lastCall().change({ status: 'connected', participants: [me, ...others] });
  await settled(element);
}

describe('the sound of a call', () => {
  beforeEach(() => {
    reset();
    made = [];
    clicked = true;
    globalThis.Audio = class extends RealAudio {
      constructor() {
        super();
        made.push(this);
      }
    };
    HTMLMediaElement.prototype.play = async function () {
      if (!clicked && !this.muted) throw new DOMException('test', 'NotAllowedError');
    };
  });

  afterEach(() => {
    globalThis.Audio = RealAudio;
    HTMLMediaElement.prototype.play = play;
  });

  for (const bare of [false, true]) {
    it(`is everybody else and every shared screen${bare ? ', also where the call draws nothing' : ''}`, async () => {
      const ada = person('ada');
      const bob = person('bob', { screen: true });
      const element = await call(bare);
      await together(element, ada, bob);
      expect(heard()).to.deep.equal(ids(ada.stream, bob.stream, bob.screenStream));
      expect(made.every(audio => !audio.muted && !audio.isConnected)).to.be.true;
      await together(element, ada);
      expect(heard()).to.deep.equal(ids(ada.stream));
      await together(element, person('ada', { stream: ada.stream, audio: false }));
      expect(made.filter(({ srcObject }) => srcObject)).to.have.length(1);
      expect(made).to.have.length(3);
    });
  }

  it('plays', async () => {
    HTMLMediaElement.prototype.play = play;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const element = await call();
    await together(element, person('ada', { stream }));
    const [audio] = made;
    if (!audio) throw new Error('nothing is played');
    if (audio.readyState < 2) await new Promise(resolve => audio.addEventListener('canplay', resolve));
    expect(audio.paused).to.be.false;
    for (const track of stream.getTracks()) track.stop();
  });

  it('ends with the call, and with its element', async () => {
    const element = await call();
    await together(element, person('ada'));
    await element.leave();
    await settled(element);
    expect(heard()).to.deep.equal([]);
    await element.join();
    await settled(element);
    await together(element, person('ada'));
    expect(heard()).to.have.length(1);
    element.remove();
    await settled(element);
    expect(heard()).to.deep.equal([]);
  });

  it('goes on while the element is moved within the page', async () => {
    const element = await call();
    const ada = person('ada');
    await together(element, ada);
    const place = await fixture(html`<main></main>`);
    place.append(element);
    await settled(element);
    expect(heard()).to.deep.equal(ids(ada.stream));
    expect(made).to.have.length(1);
  });

  it('waits for a click where the browser wants one, says so once, and offers it', async () => {
    clicked = false;
    const element = await call();
    await together(element, person('ada'), person('bob'));
    const buttons = () => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.silenced') ?? [])];
    expect(buttons().map(button => button.textContent)).to.deep.equal(['Tap to hear']);
    const said = () => element.shadowRoot?.querySelector('.frame > .heard')?.textContent ?? '';
    await waitUntil(() => said().includes('plays no sound'));
    await expect(element).to.be.accessible();
    clicked = true;
    buttons()[0]?.click();
    await settled(element);
    expect(buttons()).to.have.length(0);
  });

  it('comes after any click or key in the page', async () => {
    for (const gesture of [
      new MouseEvent('click', { bubbles: true }),
      new KeyboardEvent('keydown', { bubbles: true }),
    ]) {
      clicked = false;
      const element = await call();
      await together(element, person('ada'));
      expect(element.view.value?.silenced).to.be.true;
      clicked = true;
      document.body.dispatchEvent(gesture);
      await settled(element);
      expect(element.view.value?.silenced).to.be.false;
      element.remove();
    }
  });

  it('is offered by one of the tiles where the call draws nothing', async () => {
    clicked = false;
    const element = await call(true);
    const page = await fixture<HTMLElement>(
      html`<div>${['ada', 'bob'].map(id => html`<rtc-tile for="call" participant=${id}></rtc-tile>`)}</div>`,
    );
    await together(element, person('ada'), person('bob'));
    const tiles = [...page.querySelectorAll<RtcTile>('rtc-tile')];
    for (const tile of tiles) await tile.updateComplete;
    const buttons = tiles.flatMap(tile => [
      ...(tile.shadowRoot?.querySelectorAll<HTMLElement>('.hear') ?? []),
    ]);
    expect(buttons.map(button => button.textContent)).to.deep.equal(['Tap to hear']);
    clicked = true;
    buttons[0]?.click();
    await settled(element);
    for (const tile of tiles) await tile.updateComplete;
    expect(tiles.some(tile => tile.shadowRoot?.querySelector('.hear'))).to.be.false;
  });
});

describe('the loudspeaker', () => {
  it('is the one that was chosen, for all there are and all to come, and the usual one again', () => {
    const routed: string[] = [];
    const { setSinkId } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.setSinkId = async id => {
      routed.push(id);
      // One that was pulled out: nothing may come of it.
      throw new DOMException('test', 'NotFoundError');
    };
    const host = { addController() {}, requestUpdate() {}, isConnected: true };
    const sound = new CallSound(
      { ...host, removeController() {}, updateComplete: Promise.resolve(true) },
      () => {},
    );
    const ada = person('ada');
    sound.play([me, ada], '');
    expect(routed).to.deep.equal([]);
    sound.play([me, ada], 'headset');
    sound.play([me, ada, person('bob')], 'headset');
    expect(routed).to.deep.equal(['headset', 'headset']);
    sound.play([me, ada], '');
    expect(routed).to.deep.equal(['headset', 'headset', '']);
    sound.play([], '');
    HTMLMediaElement.prototype.setSinkId = setSinkId;
  });
});
