// <rtc-tile>: what it shows of a participant, and what its menu offers.

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcTile } from '../../src/elements/rtc-tile.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { canvasStream } from './canvas-stream.ts';
import { lastCall, person, reset } from './fake-call.ts';

const show = (participant: ReturnType<typeof person>, screen = false) =>
  fixture<RtcTile>(html`<rtc-tile lang="en" .person=${participant} ?screen=${screen}></rtc-tile>`);

const shown = (id: string, more: Partial<Participant>): Participant =>
  Object.freeze({ ...person(id), ...more });
const find = (tile: RtcTile, selector: string) => tile.shadowRoot?.querySelector<HTMLElement>(selector);
const text = (tile: RtcTile, part: string) =>
  find(tile, `[part~=${part}]`)?.textContent?.replace(/\s+/g, ' ').trim();
const video = (tile: RtcTile) => tile.shadowRoot?.querySelector('video');
const entries = (tile: RtcTile) => [
  ...(tile.shadowRoot?.querySelectorAll<HTMLElement>('.menu button') ?? []),
];
const labels = (tile: RtcTile) => entries(tile).map(entry => entry.textContent?.trim());

/** Opens the tile's menu by its button. */
async function openMenu(tile: RtcTile): Promise<HTMLElement> {
  find(tile, '.more')?.click();
  while (!find(tile, '.menu')?.matches(':popover-open') || !tile.matches(':state(menu)'))
    await new Promise(resolve => requestAnimationFrame(resolve));
  const menu = find(tile, '.menu');
  if (!menu) throw new Error('no menu');
  return menu;
}

/** What the video element does, in words: a failed comparison of the browser's objects ends the test run. */
function playing(tile: RtcTile) {
  const { srcObject, muted, className } = video(tile) ?? {};
  return { id: srcObject instanceof MediaStream ? srcObject.id : undefined, muted, className };
}

/** Resolves when the tile's video has a picture. */
async function hasPicture(tile: RtcTile): Promise<void> {
  const playing = video(tile);
  if (!playing) throw new Error('no video');
  while (!playing.videoWidth) await oneEvent(playing, 'resize');
}

/** A call without a face of its own, with these participants, and tiles in the page. */
async function bareCall(participants: readonly ReturnType<typeof person>[]): Promise<HTMLElement> {
  const page = await fixture<HTMLElement>(html`<div>
    <rtc-call id="here" bare broker="wss://broker.example/mqtt" room="r" audio="off" video="off" autojoin>
      <rtc-tile participant="ada" id="inside"></rtc-tile></rtc-call>
    <rtc-tile for="here" participant="ada" id="outside"></rtc-tile>
    <rtc-tile for="here" participant="self" id="own"></rtc-tile>
    <rtc-tile for="here" participant="ada" screen id="screen"></rtc-tile>
  </div>`);
  await drawn(page);
  lastCall().change({ status: 'connected', participants });
  await drawn(page);
  return page;
}

async function drawn(page: HTMLElement): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await Promise.resolve();
    for (const each of page.querySelectorAll<RtcCall | RtcTile>('rtc-call, rtc-tile'))
      await each.updateComplete;
  }
}

const tile = (page: HTMLElement, id: string) => {
  const found = page.querySelector<RtcTile>(`#${id}`);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('<rtc-tile>', () => {
  beforeEach(reset);

  it('keeps its picture in its place in a page that resets everything', async () => {
    const page = await fixture<HTMLElement>(html`<div class="resets" style="inline-size: 320px">
      <style>.resets * { all: unset !important }</style>
      <rtc-tile lang="en" .person=${person('ada', { video: true })}></rtc-tile>
      <rtc-tile lang="en" .person=${person('grace')}></rtc-tile>
    </div>`);
    await drawn(page);
    const within = page.getBoundingClientRect();
    const places = [...page.querySelectorAll<RtcTile>('rtc-tile')].map(
      each => video(each)?.getBoundingClientRect() ?? new DOMRect(),
    );
    expect(places.map(({ x, width, height }) => [x, width, height])).to.deep.equal(
      places.map(() => [within.x, 320, 180]),
    );
    expect(places[0]?.top).to.be.at.least(within.top);
    expect(places[1]?.top).to.be.at.least(places[0]?.bottom ?? Infinity);
  });

  it('draws a frame while somebody speaks', async () => {
    const tile = await show(shown('ada', { speaking: true }));
    const ring = () => getComputedStyle(find(tile, '.frame') ?? tile, '::after').borderTopWidth;
    expect(ring()).to.equal('3px');
    tile.person = shown('ada', { speaking: false });
    await tile.updateComplete;
    expect(ring()).to.equal('0px');
  });

  it('plays the stream without sound, mirrored for oneself only', async () => {
    const other = person('ada', { video: true });
    expect(playing(await show(other))).to.deep.equal({ id: other.stream.id, muted: true, className: '' });
    const self = await show(person('me', { self: true, video: true }));
    expect(playing(self)).to.include({ muted: true, className: 'mirrored' });
    expect(self.matches(':state(self):state(video)')).to.be.true;
  });

  it('shows the name and its first character while the camera is off', async () => {
    const tile = await show(person('ada', { name: 'ölga' }));
    expect(text(tile, 'name')).to.equal('ölga');
    expect(text(tile, 'card')).to.equal('Ö');
    tile.person = person('ada', { name: '👩‍🚀 Ada', video: true });
    await tile.updateComplete;
    expect(text(tile, 'card')).to.be.undefined;
    tile.person = person('ada', { name: '👩‍🚀 Ada' });
    await tile.updateComplete;
    expect(text(tile, 'card')).to.equal('👩‍🚀');
  });

  it('calls who has no name a guest, and oneself you', async () => {
    for (const name of ['', '   ']) expect(text(await show(person('x', { name })), 'name')).to.equal('Guest');
    expect(text(await show(person('x', { name: '', self: true })), 'name')).to.equal('You');
    expect(text(await show(person('x', { name: 'Ada', self: true })), 'name')).to.equal('Ada (You)');
  });

  it('says who is muted', async () => {
    const tile = await show(person('ada', { audio: false }));
    expect(text(tile, 'name')).to.equal('Microphone off ada');
    expect(tile.matches(':state(muted)')).to.be.true;
  });

  it('marks who speaks, whose connection is poor and whose safety code was compared', async () => {
    const tile = await show(shown('ada', { speaking: true, quality: 'poor', verified: true }));
    expect(text(tile, 'name')).to.equal('Speaking Poor connection Verified ada');
    expect(tile.matches(':state(speaking)')).to.be.true;
    tile.person = shown('ada', { speaking: false, quality: 'good', verified: false });
    await tile.updateComplete;
    expect(text(tile, 'name')).to.equal('ada');
    expect(tile.matches(':state(speaking)')).to.be.false;
  });

  for (const [link, words] of [
    ['connecting', 'Connecting…'],
    ['connected', undefined],
    ['unstable', 'Unstable connection'],
    ['reconnecting', 'Reconnecting…'],
    ['changing-page', 'Changing page…'],
  ] as const) {
    it(`has words for a connection that is ${link}: ${words ?? 'none'}`, async () => {
      const tile = await show(person('ada', { link, video: true }));
      expect(text(tile, 'link')).to.equal(words);
      expect(playing(tile).className).to.equal(words ? 'dimmed' : '');
    });
  }

  it('shows a shared screen whole, with a name of its own, and never mirrored', async () => {
    const other = person('ada', { name: 'Ada', screen: true });
    const tile = await show(other, true);
    expect(playing(tile)).to.include({ id: other.screenStream.id, className: 'whole' });
    expect(text(tile, 'name')).to.equal('Screen of Ada');
    expect(text(tile, 'card')).to.be.undefined;
    const own = await show(person('me', { self: true, screen: true }), true);
    expect(playing(own).className).to.equal('whole');
  });

  for (const name of [
    '<img src=x onerror=alert(1)>',
    'x'.repeat(10_000),
    'مريم العباسي'.repeat(40),
    '\u202eevil\u202c Ada',
    '🎉'.repeat(200),
  ]) {
    it(`shows ${name.slice(0, 28)} as text, inside its tile`, async () => {
      const tile = await show(person('ada', { name, audio: false }));
      tile.style.inlineSize = '160px';
      expect(find(tile, 'bdi')?.textContent).to.equal(name);
      expect(tile.shadowRoot?.querySelectorAll('img')).to.have.length(0);
      const outer = tile.getBoundingClientRect();
      const inner = find(tile, '.name')?.getBoundingClientRect();
      expect(inner?.right).to.be.at.most(outer.right);
      expect(inner?.left).to.be.at.least(outer.left);
      expect(inner?.height).to.be.below(40);
    });
  }

  it('fills itself with a camera, but shows one whole of which too much would be cut away', async () => {
    const tile = await show(person('ada', { video: true, stream: canvasStream(90, 160) }));
    tile.style.cssText = 'inline-size: 320px; block-size: 180px';
    await hasPicture(tile);
    await expectFit(tile, 'contain');
    tile.style.cssText = 'inline-size: 180px; block-size: 300px';
    await expectFit(tile, 'cover');
  });

  async function expectFit(tile: RtcTile, fit: string): Promise<void> {
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const element = video(tile);
    expect(element && getComputedStyle(element).objectFit).to.equal(fit);
  }

  it('is accessible', async () => {
    const marked = shown('ada', { audio: false, link: 'unstable', quality: 'fair', speaking: true });
    await expect(await show(marked)).to.be.accessible();
    await expect(await show(person('ada', { screen: true }), true)).to.be.accessible();
  });

  describe('somewhere in the page', () => {
    it('shows its participant, beside the call and inside it, as long as there is one', async () => {
      const ada = person('ada', { name: 'Ada', video: true, screen: true });
      const page = await bareCall([person('me', { self: true, name: 'Me' }), ada]);
      for (const id of ['inside', 'outside']) {
        expect(text(tile(page, id), 'name')).to.equal('Ada');
        expect(playing(tile(page, id)).id).to.equal(ada.stream.id);
      }
      expect(text(tile(page, 'own'), 'name')).to.equal('Me (You)');
      expect(playing(tile(page, 'screen')).id).to.equal(ada.screenStream.id);
      lastCall().change({ participants: [person('me', { self: true, name: 'Me' })] });
      await drawn(page);
      for (const id of ['inside', 'outside', 'screen']) {
        expect(text(tile(page, id), 'name')).to.be.undefined;
        expect(text(tile(page, id), 'card')).to.equal('');
        expect(playing(tile(page, id)).id).to.be.undefined;
        expect(find(tile(page, id), 'button') === null).to.be.true;
      }
      lastCall().change({ participants: [person('me', { self: true }), ada] });
      await drawn(page);
      expect(text(tile(page, 'outside'), 'name')).to.equal('Ada');
    });

    it('draws nothing anew when something else in the call changes', async () => {
      const me = person('me', { self: true });
      const ada = person('ada');
      const page = await bareCall([me, ada, person('bob')]);
      let draws = 0;
      Object.assign(tile(page, 'outside'), { updated: () => draws++ });
      lastCall().change({ participants: [me, ada, person('bob', { audio: false })] });
      await drawn(page);
      expect(draws).to.equal(0);
      lastCall().change({ participants: [me, person('ada', { audio: false })] });
      await drawn(page);
      expect(draws).to.equal(1);
    });
  });

  describe('its menu', () => {
    it('offers what makes sense there', async () => {
      const ada = person('ada', { name: 'Ada' });
      const page = await bareCall([person('me', { self: true }), ada]);
      await openMenu(tile(page, 'outside'));
      expect(labels(tile(page, 'outside'))).to.deep.equal(['Full screen', 'Compare safety code']);
      lastCall().change({ participants: [person('me', { self: true }), person('ada', { video: true })] });
      await drawn(page);
      expect(labels(tile(page, 'outside'))).to.deep.equal([
        'Full screen',
        'Save as a picture',
        'Compare safety code',
      ]);
    });

    it('opens and closes by keys, takes the focus and gives it back, and stays in the window', async () => {
      const page = await bareCall([person('me', { self: true }), person('ada', { video: true })]);
      const outside = tile(page, 'outside');
      outside.style.cssText = 'position: fixed; inset: auto 0 0 auto; inline-size: 100px; block-size: 90px';
      const button = find(outside, '.more');
      button?.focus();
      const menu = await openMenu(outside);
      expect(outside.shadowRoot?.activeElement === entries(outside)[0]).to.be.true;
      const press = (key: string) =>
        outside.shadowRoot?.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true }),
        );
      press('ArrowUp');
      expect(outside.shadowRoot?.activeElement === entries(outside).at(-1)).to.be.true;
      press('ArrowDown');
      expect(outside.shadowRoot?.activeElement === entries(outside)[0]).to.be.true;
      const box = menu.getBoundingClientRect();
      expect(box.left).to.be.at.least(0);
      expect(box.top).to.be.at.least(0);
      expect(box.right).to.be.at.most(innerWidth);
      expect(box.bottom).to.be.at.most(innerHeight);
      await expect(outside).to.be.accessible();
      const closed = oneEvent(menu, 'toggle');
      menu.hidePopover();
      await closed;
      expect(outside.shadowRoot?.activeElement === button).to.be.true;
      expect(outside.matches(':state(menu)')).to.be.false;
      await openMenu(outside);
      menu.hidePopover();
    });
  });

  describe('a picture of it', () => {
    /** Size and the colours at the left and the right edge. */
    async function read(file: Blob) {
      expect(file.type).to.equal('image/png');
      const image = await createImageBitmap(file);
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: image.width, height: image.height });
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const isRed = (x: number) => {
        const [red = 0, , blue = 0] = context?.getImageData(x, 5, 1, 1).data ?? [];
        return red > blue;
      };
      return { size: [image.width, image.height], left: isRed(2), right: isRed(image.width - 3) };
    }

    it('has the size of the picture and is not mirrored, also for oneself', async () => {
      const tile = await show(person('me', { self: true, video: true, stream: canvasStream(160, 90) }));
      await hasPicture(tile);
      expect(await read(await tile.snapshot())).to.deep.equal({ size: [160, 90], left: true, right: false });
    });

    it('is the name card while the camera is off', async () => {
      expect((await read(await (await show(person('ada'))).snapshot())).size).to.deep.equal([640, 360]);
    });

    it('can be asked of a call that draws nothing, of anybody in it', async () => {
      const page = await bareCall([
        person('me', { self: true }),
        person('ada', { video: true, stream: canvasStream(160, 90) }),
        person('bob', { screen: true, screenStream: canvasStream(200, 100) }),
      ]);
      const call = page.querySelector<RtcCall>('rtc-call');
      if (!call) throw new Error('no call');
      expect((await read(await call.snapshot('ada'))).size).to.deep.equal([160, 90]);
      expect((await read(await call.snapshot('self'))).size).to.deep.equal([640, 360]);
      expect((await read(await call.snapshot())).size).to.deep.equal([200, 100]);
      const refused = await call.snapshot('eve').catch((error: { code?: string }) => error.code);
      expect(refused).to.equal('not-in-call');
    });
  });

  describe('a shared screen', () => {
    const scale = (tile: RtcTile) => Number(video(tile)?.style.getPropertyValue('--_scale') || 1);
    /** A tile whose screen can be enlarged. */
    async function showScreen(): Promise<RtcTile> {
      const tile = await show(person('ada', { screen: true }), true);
      while (!find(tile, '.zoom')) await new Promise(resolve => requestAnimationFrame(resolve));
      return tile;
    }
    const press = (tile: RtcTile, key: string) =>
      find(tile, '.surface')?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );

    it('is enlarged by keys, moved, and whole again', async () => {
      const tile = await showScreen();
      expect(find(tile, '.surface')?.tabIndex).to.equal(0);
      expect(press(tile, 'ArrowLeft'), 'left to the page').to.be.true;
      press(tile, '+');
      expect(scale(tile)).to.equal(1.5);
      expect(press(tile, 'ArrowLeft')).to.be.false;
      expect(video(tile)?.style.getPropertyValue('--_right')).to.equal('10%');
      press(tile, '-');
      expect(scale(tile)).to.equal(1);
      press(tile, '+');
      press(tile, '0');
      expect(scale(tile)).to.equal(1);
      expect(video(tile)?.style.getPropertyValue('--_right')).to.equal('0%');
    });

    it('is enlarged by wheel, double click, buttons and two fingers', async () => {
      const tile = await showScreen();
      const surface = find(tile, '.surface');
      const { left = 0, top = 0 } = surface?.getBoundingClientRect() ?? {};
      const wheel = (deltaY: number) =>
        surface?.dispatchEvent(
          new WheelEvent('wheel', { deltaY, cancelable: true, clientX: left, clientY: top }),
        );
      expect(wheel(100), 'the page scrolls on').to.be.true;
      expect(wheel(-100)).to.be.false;
      expect(scale(tile)).to.be.above(1);
      surface?.dispatchEvent(new MouseEvent('dblclick'));
      expect(scale(tile)).to.equal(1);
      surface?.dispatchEvent(new MouseEvent('dblclick'));
      expect(scale(tile)).to.equal(2);
      await tile.updateComplete;
      const buttons = [...(tile.shadowRoot?.querySelectorAll<HTMLElement>('.zoom button') ?? [])];
      expect(buttons.map(button => button.ariaLabel)).to.deep.equal([
        'Make smaller',
        'Enlarge',
        'Show all of it',
      ]);
      buttons[1]?.click();
      expect(scale(tile)).to.equal(3);
      buttons[2]?.click();
      expect(scale(tile)).to.equal(1);
      const finger = (type: string, pointerId: number, x: number) =>
        surface?.dispatchEvent(new PointerEvent(type, { pointerId, clientX: left + x, clientY: top + 20 }));
      finger('pointerdown', 5, 100);
      finger('pointerdown', 6, 140);
      finger('pointermove', 6, 180);
      expect(scale(tile)).to.be.closeTo(2, 0.01);
      finger('pointerup', 6, 180);
      finger('pointerup', 5, 100);
    });

    it('stays as it is where a camera is shown', async () => {
      const tile = await show(person('ada', { video: true }));
      press(tile, '+');
      expect(scale(tile)).to.equal(1);
      expect(find(tile, '.surface')?.tabIndex).to.equal(-1);
    });
  });
});
