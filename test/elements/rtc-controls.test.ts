// <rtc-controls> over a fake engine: the bar, its menu, the settings, the invitation, keys, and what appears above
// the bar. The keyboard is a real one.

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcControls } from '../../src/elements/rtc-controls.ts';
import { loadTexts } from '../../src/i18n/texts.ts';
import { until } from '../../src/store.ts';
import { canvasStream } from './canvas-stream.ts';
import { FakeCall, lastCall, message, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';

/** The element has drawn what the call has told. */
async function settled(...elements: (RtcCall | RtcControls)[]): Promise<void> {
  for (const element of elements) {
    await Promise.resolve();
    await element.updateComplete;
    const inner = element.shadowRoot?.querySelector('rtc-controls');
    if (inner) await settled(inner);
  }
}

const frame = () => new Promise(resolve => setTimeout(resolve, 16));

/** Draws until something is so; the test's limit ends it. */
async function drawn(test: () => boolean): Promise<void> {
  while (!test()) await frame();
}

interface Shown {
  call: RtcCall;
  controls: RtcControls;
  find<E extends HTMLElement = HTMLElement>(selector: string): E;
  all(selector: string): HTMLElement[];
  draw(): Promise<void>;
}

/** A call that one has joined, and its bar. */
async function inCall(attributes: Record<string, string> = {}, inside = ''): Promise<Shown> {
  const call = document.createElement('rtc-call');
  const given = { broker: BROKER, audio: 'off', video: 'off', lang: 'en', ...attributes };
  for (const [name, value] of Object.entries(given)) call.setAttribute(name, value);
  call.innerHTML = inside;
  await fixture(html`${call}`);
  await call.join();
  await settled(call);
  const controls = call.shadowRoot?.querySelector('rtc-controls');
  if (!controls) throw new Error('no controls');
  await frame();
  return shown(call, controls);
}

function shown(call: RtcCall, controls: RtcControls): Shown {
  const all = (selector: string) => [...(controls.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  return {
    call,
    controls,
    all,
    find: <E extends HTMLElement>(selector: string) => {
      const [found] = all(selector);
      if (!found) throw new Error(`no ${selector}`);
      return found as E;
    },
    draw: () => settled(call, controls),
  };
}

/** Said to those who cannot see, after what else there was to say. */
const announced = ({ call }: Shown, text: string) =>
  drawn(() => call.shadowRoot?.querySelector('.heard')?.textContent?.includes(text) ?? false);

/** What has the focus, through shadow roots. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** The part that it is, without `button` and `entry`. */
const focusedPart = () => focused()?.part[1] ?? focused()?.id;

const press = async (...keys: string[]) => {
  for (const key of keys) await sendKeys({ press: key });
};

/** The bar's buttons in order. */
const barOf = ({ all }: Shown) => all('.bar > button, .bar > .spot > .round').map(({ part }) => part[1]);

const isOpen = (element: HTMLElement) => element.matches(':popover-open');

async function openMenu(it: Shown): Promise<void> {
  it.find('.more').click();
  await drawn(() => focused()?.matches('#menu button') ?? false);
}

/** What stands in the menu. */
async function entriesOf(it: Shown): Promise<(string | undefined)[]> {
  await openMenu(it);
  it.find('#menu').hidePopover();
  return it.all('#menu .entry').map(({ part }) => part[1]);
}

async function openPanel(it: Shown, panel: 'settings' | 'invite'): Promise<HTMLDialogElement> {
  await openMenu(it);
  it.find(`.entry.${panel}`).click();
  const dialog = it.find<HTMLDialogElement>('dialog');
  await drawn(() => dialog.open);
  return dialog;
}

describe('<rtc-controls>', () => {
  beforeEach(() => {
    reset();
    localStorage.removeItem('rtc-elements.shortcuts');
  });
  afterEach(() => {
    for (const call of FakeCall.made) call.media.stop();
  });

  describe('the bar', () => {
    for (const [width, bar] of [
      [800, 'microphone camera screen chat-button more leave'],
      [400, 'microphone camera screen chat-button more leave'],
      [280, 'microphone camera more leave'],
    ] as const) {
      it(`has in ${width} pixels: ${bar}, and the rest in its menu`, async () => {
        const it = await inCall();
        it.call.style.inlineSize = `${width}px`;
        const wanted = bar.split(' ').filter(part => part !== 'screen' || it.call.view.value?.offered.screen);
        await drawn(() => barOf(it).join() === wanted.join());
        const edge = it.call.getBoundingClientRect();
        for (const button of it.all('.bar button')) {
          if (button.closest('#menu')) continue;
          const { left, right } = button.getBoundingClientRect();
          expect(left).to.be.at.least(edge.left);
          expect(right).to.be.at.most(edge.right);
        }
        const away = ['screen', 'chat-button'].filter(part => !bar.includes(part));
        expect(await entriesOf(it)).to.include.members([...away, 'invite', 'layout', 'settings']);
        // And back again.
        it.call.style.inlineSize = '800px';
        await drawn(() => barOf(it).includes('chat-button'));
      });
    }

    it('keeps its buttons while its menu is open', async () => {
      const it = await inCall();
      it.call.style.inlineSize = '400px';
      await drawn(() => barOf(it).includes('chat-button'));
      const before = barOf(it);
      await openMenu(it);
      await it.draw();
      expect(barOf(it)).to.deep.equal(before);
    });

    it('takes buttons of the page, which go into the menu first and stay as they are', async () => {
      const it = await inCall({}, '<button slot="controls">Record this call</button>');
      const own = it.call.querySelector('button');
      const slot = () => it.find<HTMLSlotElement>('slot');
      expect(slot().assignedElements({ flatten: true })).to.deep.equal([own]);
      expect(slot().closest('#menu')).to.equal(null);
      it.call.style.inlineSize = '400px';
      await drawn(() => slot().closest('#menu') !== null);
      const staying = it.call.view.value?.offered.screen ? ['screen', 'chat-button'] : ['chat-button'];
      expect(barOf(it)).to.include.members(staying);
      it.call.style.inlineSize = '800px';
      await drawn(() => slot().closest('#menu') === null);
      expect(own?.isConnected).to.equal(true);
    });

    it('keeps the focus where a focused button goes into the menu', async () => {
      const it = await inCall();
      it.find('.bar > .chat-button').focus();
      it.call.style.inlineSize = '280px';
      await drawn(() => focusedPart() === 'more');
    });

    it('says on More how many messages are new where the chat is in the menu', async () => {
      const it = await inCall();
      it.call.style.inlineSize = '280px';
      await drawn(() => !barOf(it).includes('chat-button'));
      lastCall().change({ messages: [message('Hello'), message('Hello?')] });
      await it.draw();
      expect(it.find('.more .badge').textContent).to.equal('2');
      expect(await entriesOf(it)).to.include('chat-button');
      expect(it.find('.entry.chat-button').textContent).to.contain('2');
    });

    it('shows what the tracks are, not what was clicked', async () => {
      const it = await inCall();
      const { mediaDevices } = navigator;
      let refuse = () => {};
      mediaDevices.getUserMedia = () =>
        new Promise((_, reject) => {
          refuse = () => reject(new DOMException('test', 'NotAllowedError'));
        });
      const told = oneEvent(it.call, 'rtc-error');
      it.find('.microphone').click();
      await it.draw();
      Reflect.deleteProperty(mediaDevices, 'getUserMedia');
      expect(it.find('.microphone').ariaPressed).to.equal('false');
      expect(it.find('.microphone').ariaBusy).to.equal('true');
      refuse();
      await told;
      await it.draw();
      expect(it.find('.microphone').ariaPressed).to.equal('false');
      it.find('.microphone').click();
      await until(lastCall().media.state, ({ audio }) => audio);
      await it.draw();
      expect(it.find('.microphone').ariaPressed).to.equal('true');
    });

    it('leaves without asking', async () => {
      const it = await inCall();
      it.find('.leave').click();
      await until(lastCall().state, ({ status }) => status === 'left');
      await it.draw();
      expect(it.all('button')).to.be.empty;
    });
  });

  describe('the menu', () => {
    it('takes the focus, goes round with the arrows, and gives the focus back on Escape', async () => {
      const it = await inCall();
      it.find('.more').focus();
      await press('Enter');
      await drawn(() => focusedPart() === 'invite');
      expect(it.find('.more').ariaExpanded).to.equal('true');
      await press('ArrowDown');
      expect(focusedPart()).to.equal('layout');
      await press('ArrowUp', 'ArrowUp');
      expect(focusedPart()).to.equal('settings');
      await press('ArrowDown');
      expect(focusedPart()).to.equal('invite');
      await press('Escape');
      await drawn(() => focusedPart() === 'more');
      expect(isOpen(it.find('#menu'))).to.equal(false);
      await it.draw();
      expect(it.find('.more').ariaExpanded).to.equal('false');
    });

    for (const direction of ['ltr', 'rtl'] as const) {
      it(`stands inside the window, ${direction}`, async () => {
        const it = await inCall();
        document.body.dir = direction;
        for (const width of [280, 400, 800]) {
          it.call.style.inlineSize = `${width}px`;
          await frame();
          await openMenu(it);
          const { left, right, top, bottom } = it.find('#menu').getBoundingClientRect();
          expect(left).to.be.at.least(0);
          expect(right).to.be.at.most(innerWidth);
          expect(top).to.be.at.least(0);
          expect(bottom).to.be.at.most(innerHeight);
          it.find('#menu').hidePopover();
        }
        document.body.dir = '';
      });
    }

    it('changes the layout in turns and stays open', async () => {
      const it = await inCall();
      await openMenu(it);
      for (const layout of ['grid', 'speaker', 'auto']) {
        it.find('.entry.layout').click();
        await it.draw();
        expect(it.call.layout).to.equal(layout);
        expect(it.call.view.value?.layout).to.equal(layout);
        expect(isOpen(it.find('#menu'))).to.equal(true);
      }
      expect(it.find('.entry.layout').textContent).to.contain('Automatic');
    });

    it('lacks what the page does not want', async () => {
      const it = await inCall({
        'no-settings': '',
        'no-pip': '',
        'no-chat': '',
        'no-screen-share': '',
        room: 'r',
      });
      const parts = await entriesOf(it);
      expect(parts).to.include('layout');
      for (const absent of ['settings', 'picture-in-picture', 'invite', 'chat-button', 'screen'])
        expect(parts).not.to.include(absent);
      expect(barOf(it)).to.deep.equal(['microphone', 'camera', 'more', 'leave']);
    });

    it('does not offer what the browser cannot do', async () => {
      Object.defineProperty(document, 'fullscreenEnabled', { value: false, configurable: true });
      const it = await inCall();
      expect(await entriesOf(it)).not.to.include('full-screen');
      Reflect.deleteProperty(document, 'fullscreenEnabled');
      it.call.requestUpdate();
      await it.draw();
      expect(it.all('.entry.full-screen')).to.have.length(document.fullscreenEnabled ? 1 : 0);
    });
  });

  describe('the settings', () => {
    it('open from the menu, and give the focus back to it', async () => {
      const it = await inCall();
      await openMenu(it);
      // One below the other, all alike.
      const displays = it.all('#menu .entry').map(each => getComputedStyle(each).display);
      expect(new Set(displays)).to.deep.equal(new Set(['flex']));
      it.find('#menu').hidePopover();
      const dialog = await openPanel(it, 'settings');
      expect(focused()?.id).to.equal('title');
      expect(focused()?.textContent).to.equal('Settings');
      await press('Escape');
      await drawn(() => !dialog.open);
      expect(focusedPart()).to.equal('more');
    });

    it('close by their button, and by a click beside them', async () => {
      const it = await inCall();
      const dialog = await openPanel(it, 'settings');
      it.find('dialog [part~=close]').click();
      expect(dialog.open).to.equal(false);
      await openPanel(it, 'settings');
      it.find('.panel').click();
      expect(dialog.open).to.equal(true);
      dialog.click();
      expect(dialog.open).to.equal(false);
    });

    it('change layout, language and data of the call', async () => {
      await loadTexts('de');
      const it = await inCall();
      await openPanel(it, 'settings');
      const choose = (label: string, option: string) => {
        const found = it.all('label').find(each => each.textContent?.trim().startsWith(label));
        const select = found?.querySelector('select');
        if (!select) throw new Error(`no ${label}`);
        select.selectedIndex = [...select.options].findIndex(({ text }) => text === option);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      };
      choose('Layout', 'Speaker');
      expect(it.call.layout).to.equal('speaker');
      const [data] = it.all('.tick input');
      data?.click();
      expect(it.call.lowData).to.equal(true);
      choose('Language', 'Deutsch');
      await it.draw();
      expect(it.call.lang).to.equal('de');
      expect(it.find('#title').textContent).to.equal('Einstellungen');
      choose('Sprache', 'English');
      await it.draw();
      expect(it.find('#title').textContent).to.equal('Settings');
    });

    it('list the keys, and switch them off for good', async () => {
      const it = await inCall();
      await openPanel(it, 'settings');
      const keys = it.all('.keys kbd').map(({ textContent }) => textContent);
      expect(keys).to.include.members(['M', 'V', 'C', 'L', 'I', '?']);
      const [, shortcuts] = it.all('.tick input');
      shortcuts?.click();
      await it.draw();
      expect(it.all('.keys')).to.be.empty;
      expect(it.all('[aria-keyshortcuts]')).to.be.empty;
      expect(localStorage.getItem('rtc-elements.shortcuts')).to.equal('off');
      const next = await inCall();
      expect(next.all('[aria-keyshortcuts]')).to.be.empty;
      expect(next.call.view.value?.shortcuts).to.equal(false);
    });
  });

  describe('keys', () => {
    it('do what the buttons do, while the focus is in the call or nowhere', async () => {
      const it = await inCall();
      await press('m');
      await until(lastCall().media.state, ({ audio }) => audio);
      await press('v');
      await until(lastCall().media.state, ({ video }) => video);
      it.find('.leave').focus();
      await press('m');
      await until(lastCall().media.state, ({ audio }) => !audio);
      await press('l');
      await drawn(() => it.call.layout === 'grid');
      await press('c');
      await drawn(() => focused()?.localName === 'input' || focused()?.localName === 'textarea');
      // A field: the letter is text now.
      await press('m');
      expect(lastCall().media.state.value.audio).to.equal(false);
    });

    it('open the invitation and the settings, which give the focus back', async () => {
      const it = await inCall();
      const dialog = it.find<HTMLDialogElement>('dialog');
      it.find('.camera').focus();
      await press('i');
      await drawn(() => dialog.open);
      expect(it.find('#title').textContent).to.equal('Invite others');
      await press('Escape');
      await drawn(() => !dialog.open);
      expect(focusedPart()).to.equal('camera');
      await press('?');
      await drawn(() => dialog.open);
      expect(it.find('#title').textContent).to.equal('Settings');
      dialog.close();
    });

    it('do nothing elsewhere in the page, nor nowhere where there are two calls', async () => {
      const it = await inCall();
      const button = document.body.appendChild(document.createElement('button'));
      button.focus();
      await press('l');
      expect(it.call.layout).to.equal('auto');
      button.remove();
      const other = await fixture<RtcCall>(
        html`<rtc-call broker=${BROKER} room="other" audio="off" video="off"></rtc-call>`,
      );
      await press('l');
      expect([it.call.layout, other.layout]).to.deep.equal(['auto', 'auto']);
      it.find('.leave').focus();
      await press('l');
      await drawn(() => it.call.layout === 'grid');
      expect(other.layout).to.equal('auto');
    });

    it('do nothing where the page says so', async () => {
      const it = await inCall({ 'no-shortcuts': '' });
      await press('l');
      expect(it.call.layout).to.equal('auto');
      await openPanel(it, 'settings');
      expect(it.find('.choices').textContent).not.to.contain('shortcuts');
    });
  });

  describe('the invitation', () => {
    it('has the link and its QR code, with a name', async () => {
      const it = await inCall();
      expect(it.all('.qr')).to.be.empty;
      await openPanel(it, 'invite');
      expect(it.find<HTMLInputElement>('.invite input').value).to.equal(location.href);
      await drawn(() => it.all('.qr').length === 1);
      expect(it.find('.qr').role).to.equal('img');
      expect(it.find('.qr').ariaLabel).to.contain('QR code');
      expect(it.find('.qr path').getAttribute('d')).to.match(/^M0 0h7v1H0z/);
      expect(getComputedStyle(it.find('.qr')).backgroundColor).to.equal('rgb(255, 255, 255)');
    });

    it('is copied, and says so', async () => {
      const it = await inCall();
      await openPanel(it, 'invite');
      const { clipboard } = navigator;
      const copied: string[] = [];
      clipboard.writeText = async text => void copied.push(text);
      it.find('[part~=copy]').click();
      await drawn(() => it.find('[part~=copy]').textContent === 'Copied');
      Reflect.deleteProperty(clipboard, 'writeText');
      expect(copied).to.deep.equal([location.href]);
      await announced(it, 'Copied');
    });

    it('is selected where the clipboard is refused', async () => {
      const it = await inCall();
      await openPanel(it, 'invite');
      const { clipboard } = navigator;
      clipboard.writeText = async () => {
        throw new DOMException('test', 'NotAllowedError');
      };
      const field = it.find<HTMLInputElement>('.invite input');
      it.find('[part~=copy]').click();
      await drawn(() => field.selectionEnd === field.value.length && field.selectionStart === 0);
      Reflect.deleteProperty(clipboard, 'writeText');
      expect(it.find('[part~=copy]').textContent).to.equal('Copy');
    });

    it('is shared where there is a share sheet', async () => {
      const shared: unknown[] = [];
      Object.assign(navigator, {
        canShare: () => true,
        share: async (data: unknown) => {
          shared.push(data);
          throw new DOMException('closed', 'AbortError');
        },
      });
      const it = await inCall();
      await openPanel(it, 'invite');
      it.find('[part~=share]').click();
      Reflect.deleteProperty(navigator, 'canShare');
      Reflect.deleteProperty(navigator, 'share');
      expect(shared).to.deep.equal([{ url: location.href }]);
    });

    it('stands on the screen of who waits, its QR code on request', async () => {
      const { call, draw } = await inCall();
      const notice = call.shadowRoot?.querySelector('.notice');
      expect(notice?.querySelector('input')?.value).to.equal(location.href);
      const button = notice?.querySelector<HTMLElement>('[aria-expanded]');
      button?.click();
      await drawn(() => notice?.querySelector('.qr') !== null);
      expect(button?.ariaExpanded).to.equal('true');
      button?.click();
      await draw();
      expect(notice?.querySelector('.qr')).to.equal(null);
    });

    it('brings its QR code into sight where there is little room', async () => {
      const { call, draw } = await inCall();
      call.style.blockSize = '460px';
      await draw();
      const notice = call.shadowRoot?.querySelector('.notice');
      notice?.querySelector<HTMLElement>('[aria-expanded]')?.click();
      await drawn(() => notice?.querySelector('.qr') !== null);
      const code = notice?.querySelector('.qr')?.getBoundingClientRect();
      const whole = notice?.getBoundingClientRect();
      expect(code?.height).to.be.greaterThan(100);
      // But for some of the light margin around it.
      expect(code?.bottom).to.be.at.most((whole?.bottom ?? 0) + 8);
      expect(notice?.scrollTop, 'it had to be scrolled to').to.be.greaterThan(0);
    });
  });

  describe('above the bar', () => {
    it('tells who speaks muted, and turns the microphone on', async () => {
      const it = await inCall();
      lastCall().change({ mutedSpeaking: true });
      await it.draw();
      const hint = it.find('.hint');
      expect(hint.textContent).to.contain('You are muted');
      await announced(it, 'You are muted');
      const { bottom } = hint.getBoundingClientRect();
      expect(bottom).to.be.at.most(it.find('.microphone').getBoundingClientRect().top);
      hint.focus();
      hint.click();
      await until(lastCall().media.state, ({ audio }) => audio);
      await it.draw();
      expect(it.all('.hint')).to.be.empty;
      expect(focusedPart()).to.equal('microphone');
    });

    // Firefox hands no made-up event to a track.
    const made = navigator.userAgent.includes('Firefox') ? [] : (['the browser'] as const);
    for (const ending of ['its button', ...made] as const) {
      it(`says that the screen is shared, until ${ending} ends it`, async () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        const stream = canvas.captureStream();
        const { mediaDevices } = navigator;
        mediaDevices.getDisplayMedia = async () => stream;
        const it = await inCall();
        it.find('.screen').click();
        await until(lastCall().media.state, ({ screen }) => screen);
        await it.draw();
        expect(it.find('.sharing').textContent).to.contain('You are sharing your screen');
        expect(it.find('.screen').ariaPressed).to.equal('true');
        it.find('[part~=stop-sharing]').focus();
        const [track] = stream.getTracks();
        if (ending === 'its button') it.find('[part~=stop-sharing]').click();
        // As the browser does when its own button is pressed.
        else lastCall().media.state.value.tracks.screen?.dispatchEvent(new Event('ended'));
        await until(lastCall().media.state, ({ screen }) => !screen);
        Reflect.deleteProperty(mediaDevices, 'getDisplayMedia');
        await it.draw();
        expect(it.all('.sharing')).to.be.empty;
        expect(track?.readyState).to.equal('ended');
        expect(it.find('.screen').ariaPressed).to.equal('false');
        expect(focusedPart()).to.equal('screen');
      });
    }
  });

  describe('full screen', () => {
    it('is entered and left, and the button follows', async () => {
      const it = await inCall();
      if (!document.fullscreenEnabled) return;
      await press('f');
      await drawn(() => it.call.matches(':fullscreen'));
      // The menu's entries are fetched first.
      await drawn(() => it.all('.entry.full-screen')[0]?.ariaPressed === 'true');
      await document.exitFullscreen();
      await drawn(() => it.find('.entry.full-screen').ariaPressed === 'false');
    });
  });

  describe('the small window', () => {
    const windows = () =>
      (globalThis as { documentPictureInPicture?: { readonly window: Window | null } })
        .documentPictureInPicture;

    /** Opens it by the keyboard: browsers want that from a person. */
    async function opened(it: Shown): Promise<Document> {
      await openMenu(it);
      it.find('.entry.picture-in-picture').focus();
      await press('Enter');
      await drawn(() => it.call.view.value?.pictureInPicture === true);
      const found = windows()?.window?.document;
      if (!found) throw new Error('no window');
      return found;
    }

    it('has the others, and the buttons that matter, and closes with the call', async () => {
      const it = await inCall({ theme: 'dark' });
      if (!windows()) {
        expect(it.all('.entry.picture-in-picture').length > 0).to.equal(
          document.pictureInPictureEnabled ?? false,
        );
        return;
      }
      const ada = person('Ada', { video: true });
      const everybody = [person('me', { self: true }), ada, person('', { screen: true })];
      lastCall().change({ status: 'connected', participants: everybody });
      const small = await opened(it);
      const names = [...small.querySelectorAll('figcaption')].map(({ textContent }) => textContent);
      expect(names).to.deep.equal(['Screen of Guest', 'Ada', 'Guest']);
      const videos = [...small.querySelectorAll('video')];
      expect(videos.map(({ srcObject }) => srcObject)).to.deep.equal([
        everybody[2]?.screenStream,
        ada.stream,
      ]);
      expect(videos.every(({ muted }) => muted)).to.equal(true);
      // The element's colours are there too.
      const { backgroundColor } = (small.defaultView ?? window).getComputedStyle(small.body);
      expect(backgroundColor).to.equal('rgb(21, 23, 28)');
      small.querySelector<HTMLElement>('.microphone')?.click();
      await until(lastCall().media.state, ({ audio }) => audio);
      await drawn(() => small.querySelector('.microphone')?.ariaPressed === 'true');
      small.querySelector<HTMLElement>('.leave')?.click();
      await drawn(() => windows()?.window === null);
      expect(it.call.state).to.equal('left');
    });

    it('is closed by its button, and by its own window', async () => {
      const it = await inCall();
      if (!windows()) return;
      await opened(it);
      expect(it.find('.entry.picture-in-picture').ariaPressed).to.equal('true');
      it.find('.entry.picture-in-picture').click();
      await drawn(() => it.call.view.value?.pictureInPicture === false);
      const small = await opened(it);
      small.defaultView?.close();
      await drawn(() => it.call.view.value?.pictureInPicture === false);
      await it.draw();
      expect(it.find('.entry.picture-in-picture').ariaPressed).to.equal('false');
    });
  });

  describe('the small window of a browser that has one for videos only', () => {
    const { requestPictureInPicture } = HTMLVideoElement.prototype;
    const windows = Object.getOwnPropertyDescriptor(globalThis, 'documentPictureInPicture');
    /** Firefox, which has windows for documents, does not tell when it closes one with a video outside the page. */
    const tells = !navigator.userAgent.includes('Firefox');
    let asked: HTMLVideoElement[];

    beforeEach(() => {
      asked = [];
      Object.defineProperty(globalThis, 'documentPictureInPicture', { configurable: true, value: undefined });
      HTMLVideoElement.prototype.requestPictureInPicture = function () {
        asked.push(this);
        return requestPictureInPicture.call(this);
      };
    });
    afterEach(() => {
      if (windows) Object.defineProperty(globalThis, 'documentPictureInPicture', windows);
      else Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
      HTMLVideoElement.prototype.requestPictureInPicture = requestPictureInPicture;
    });

    /** Somebody who can be seen, and somebody who shares a screen; the window opened by the keyboard. */
    async function opened() {
      const it = await inCall();
      const ada = person('Ada', { video: true, stream: canvasStream(320, 200) });
      const bob = person('Bob', { screen: true, screenStream: canvasStream(400, 200) });
      const participants = [person('me', { self: true }), ada, bob];
      lastCall().change({ status: 'connected', participants });
      await it.draw();
      await openMenu(it);
      const [entry] = it.all('.entry.picture-in-picture');
      expect(entry !== undefined).to.equal(document.pictureInPictureEnabled ?? false);
      entry?.focus();
      if (entry) await press('Enter');
      if (entry) await drawn(() => it.call.view.value?.pictureInPicture === true);
      return { it, ada, bob, video: asked[0] };
    }

    it('has the picture that matters most, without sound, and follows what that is', async () => {
      const { ada, bob, video } = await opened();
      if (!video) return;
      expect(video.srcObject).to.equal(bob.screenStream);
      expect(video.muted).to.equal(true);
      lastCall().changePerson('Bob', { screen: false });
      await drawn(() => video.srcObject === ada.stream);
    });

    it('closes with the call', async () => {
      if (!tells) return;
      const { it, video } = await opened();
      if (!video) return;
      const closed = oneEvent(video, 'leavepictureinpicture');
      await it.call.leave();
      await closed;
      await drawn(() => it.call.view.value?.pictureInPicture === false);
    });

    it('is closed by its own window, and by its button', async () => {
      if (!tells) return;
      const { it, video } = await opened();
      if (!video) return;
      await document.exitPictureInPicture();
      await drawn(() => it.call.view.value?.pictureInPicture === false);
      await openMenu(it);
      it.find('.entry.picture-in-picture').focus();
      await press('Enter');
      await drawn(() => it.call.view.value?.pictureInPicture === true);
      it.find('.entry.picture-in-picture').click();
      await drawn(() => it.call.view.value?.pictureInPicture === false);
    });
  });

  it('works the same outside of a bare call', async () => {
    const call = document.createElement('rtc-call');
    Object.assign(call, {
      id: 'bare-call',
      bare: true,
      broker: BROKER,
      audio: 'off',
      video: 'off',
      lang: 'en',
    });
    const controls = document.createElement('rtc-controls');
    controls.setAttribute('for', 'bare-call');
    await fixture(html`<div>${call}${controls}</div>`);
    await call.join();
    await settled(call, controls);
    const it = shown(call, controls);
    expect(await entriesOf(it), 'there is nothing to be seen of a bare call').not.to.include('full-screen');
    it.find('.camera').focus();
    await press('i');
    const dialog = it.find<HTMLDialogElement>('dialog');
    await drawn(() => dialog.open);
    expect(it.find<HTMLInputElement>('.invite input').value).to.equal(location.href);
    await press('Escape');
    await drawn(() => !dialog.open);
    expect(focusedPart()).to.equal('camera');
    await press('l');
    await drawn(() => call.layout === 'grid');
  });

  it('does once what a key says, also where there are two bars', async () => {
    const it = await inCall({ id: 'twice' });
    const other = document.createElement('rtc-controls');
    other.setAttribute('for', 'twice');
    await fixture(html`${other}`);
    await settled(other);
    await press('l');
    await drawn(() => it.call.layout !== 'auto');
    await press('m');
    await until(lastCall().media.state, ({ audio }) => audio);
    expect(it.call.layout).to.equal('grid');
  });

  describe('is accessible', () => {
    for (const theme of ['light', 'dark'] as const) {
      it(`with hint, shared screen, menu, settings and invitation, ${theme}`, async () => {
        const it = await inCall({ theme });
        lastCall().change({
          status: 'connected',
          participants: [person('me', { self: true }), person('ada')],
          mutedSpeaking: true,
        });
        await it.draw();
        await expect(it.call).to.be.accessible();
        it.call.style.inlineSize = '280px';
        await drawn(() => !barOf(it).includes('chat-button'));
        await openMenu(it);
        await expect(it.call).to.be.accessible();
        for (const panel of ['settings', 'invite'] as const) {
          const dialog = await openPanel(it, panel);
          await expect(it.call).to.be.accessible();
          dialog.close();
          await it.draw();
        }
      });
    }
  });
});
