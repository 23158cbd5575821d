// <rtc-call> over a fake engine: attributes, methods, events, screens, accessibility. Calls over a network are
// tested in test/system.

import { expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import type { RtcErrorEvent } from '../../src/elements/events.ts';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcChat } from '../../src/elements/rtc-chat.ts';
import { RtcError } from '../../src/errors.ts';
import { addLanguage, loadTexts } from '../../src/i18n/texts.ts';
import { until } from '../../src/store.ts';
import { RIGHT_TO_LEFT, rightToLeft } from '../support/right-to-left.ts';
import { FakeCall, lastCall, message, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';

/** What stands on the screen, without what only screen readers hear. */
function shown(element: Element): string {
  const text = (node: Node): string => {
    if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
    if (node.matches('.heard, style, [hidden]')) return '';
    const inside = node.shadowRoot ?? node;
    return [...inside.childNodes].map(text).join('');
  };
  return text(element).replace(/\s+/g, ' ').trim();
}

/** The element and what is below it, through the shadow roots of companions. */
function all<E extends HTMLElement = HTMLElement>(element: Element, selector: string): E[] {
  const roots = [
    element,
    ...(element.shadowRoot?.querySelectorAll('rtc-lobby, rtc-chat, rtc-controls') ?? []),
  ];
  return roots.flatMap(each => [...(each.shadowRoot?.querySelectorAll<E>(selector) ?? [])]);
}

function find<E extends HTMLElement = HTMLElement>(element: Element, selector: string): E {
  const [found] = all<E>(element, selector);
  if (!found) throw new Error(`no ${selector} in: ${shown(element)}`);
  return found;
}

/** What has the focus, through shadow roots. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

const part = (element: Element, name: string) => find<HTMLButtonElement>(element, `[part~='${name}']`);

/** The state's subscribers have heard and drawn. */
async function settled(element: RtcCall): Promise<void> {
  await Promise.resolve();
  await element.updateComplete;
  // Companions hear of the new view now.
  await Promise.resolve();
  const companions = element.shadowRoot?.querySelectorAll<RtcChat>('rtc-lobby, rtc-chat, rtc-controls');
  for (const companion of companions ?? []) await companion.updateComplete;
}

async function inLobby(audio = 'off', video = 'off'): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call broker=${BROKER} room="r" audio=${audio} video=${video} lang="en"></rtc-call>`,
  );
  await settled(element);
  return element;
}

async function inCall(): Promise<RtcCall> {
  const element = await inLobby();
  await element.join();
  await settled(element);
  return element;
}

describe('<rtc-call>', () => {
  const logged: string[] = [];
  const uncaught: unknown[] = [];
  const { error } = console;
  const keep = (event: ErrorEvent | PromiseRejectionEvent) => uncaught.push(event);

  beforeEach(() => {
    reset();
    console.error = (...parts: unknown[]) => void logged.push(parts.join(' '));
    addEventListener('error', keep);
    addEventListener('unhandledrejection', keep);
  });
  afterEach(() => {
    console.error = error;
    removeEventListener('error', keep);
    removeEventListener('unhandledrejection', keep);
    for (const call of FakeCall.made) call.media.stop();
    expect(uncaught.splice(0)).to.be.empty;
    logged.splice(0);
  });

  describe('attributes', () => {
    it('become the options of the engine', async () => {
      await fixture(
        html`<rtc-call broker="wss://a.example/mqtt wss://b.example" topic="acme/calls" username="u" password="p"
          credentials-url="https://login.example/rtc" ice-servers="stun:s.example turn:u:p@t.example" relay-only
          display-name="Ada" audio="off" video="none" low-data room="r" secret="s" max-participants="4"></rtc-call>`,
      );
      expect(lastCall().options).to.deep.equal({
        brokers: ['wss://a.example/mqtt', 'wss://b.example'],
        topic: 'acme/calls',
        displayName: 'Ada',
        audio: 'off',
        video: 'none',
        iceServers: [{ urls: 'stun:s.example' }, { urls: 'turn:t.example', username: 'u', credential: 'p' }],
        relayOnly: true,
        lowData: true,
        maxParticipants: 4,
        credentials: { username: 'u', password: 'p', url: 'https://login.example/rtc' },
        room: 'r',
        secret: 's',
      });
      expect(logged).to.be.empty;
    });

    it('have defaults', async () => {
      const element = await fixture<RtcCall>(
        html`<rtc-call broker="/mqtt" room="r" audio="off" video="off"></rtc-call>`,
      );
      const { topic, maxParticipants, relayOnly, lowData, iceServers, brokers } = lastCall().options;
      expect({ topic, maxParticipants, relayOnly, lowData, iceServers }).to.deep.equal({
        topic: 'rtc',
        maxParticipants: 9,
        relayOnly: false,
        lowData: false,
        iceServers: [],
      });
      expect(brokers).to.deep.equal([`${location.origin.replace('http', 'ws')}/mqtt`]);
      expect([element.audio, element.theme, element.topic]).to.deep.equal(['off', 'auto', 'rtc']);
    });

    for (const [name, value, option, used] of [
      ['topic', 'a b', 'topic', 'rtc'],
      ['topic', '#', 'topic', 'rtc'],
      ['topic', 'a'.repeat(201), 'topic', 'rtc'],
      ['audio', 'loud', 'audio', 'on'],
      ['video', 'yes', 'video', 'on'],
      ['max-participants', 'many', 'maxParticipants', 9],
      ['max-participants', '1', 'maxParticipants', 9],
      ['ice-servers', 'turn:t.example', 'iceServers', []],
      ['theme', 'pink', 'topic', 'rtc'],
      ['lang', 'not a tag', 'topic', 'rtc'],
      ['credentials-url', 'ftp://x', 'credentials', {}],
      ['broker', `http://x ${BROKER}`, 'brokers', [BROKER]],
    ] as const) {
      it(`that are wrong are told once, and the default taken: ${name}="${value.slice(0, 40)}"`, async () => {
        const told: string[] = [];
        const parent = document.createElement('div');
        document.body.append(parent);
        parent.addEventListener('rtc-error', ({ error }) => told.push(`${error.code} ${error.message}`));
        parent.innerHTML = `<rtc-call broker="${BROKER}" room="r" audio="off" video="off"></rtc-call>`;
        const element = parent.firstElementChild as RtcCall;
        element.setAttribute(name, value);
        await settled(element);
        element.displayName = 'again';
        await settled(element);
        await element.join();
        expect(lastCall().options[option]).to.deep.equal(used);
        await waitUntil(() => told.length > 0, 'nothing is told');
        expect(logged).to.have.length(1);
        expect(logged[0]).to.match(new RegExp(`^<rtc-call> ${name}: .*expected`));
        expect(told).to.have.length(1);
        expect(told[0]).to.match(/^(attribute|ice-servers)-invalid /);
        parent.remove();
      });
    }

    it('that scripts set to anything do no harm', async () => {
      const element = await inLobby();
      for (const name of [
        'broker',
        'topic',
        'username',
        'credentials',
        'iceServers',
        'displayName',
        'audio',
        'lang',
        'theme',
        'room',
        'secret',
        'maxParticipants',
      ] as const) {
        for (const value of [null, undefined, 42, {}, [], Symbol.iterator.description]) {
          Object.assign(element, { [name]: value });
          await settled(element);
        }
      }
    });

    it('without a broker say so on the screen, until there is one', async () => {
      const element = await fixture<RtcCall>(html`<rtc-call room="r" lang="en"></rtc-call>`);
      expect(element.state).to.equal('failed');
      await settled(element);
      expect(shown(element)).to.contain('not set up correctly');
      element.audio = element.video = 'off';
      element.broker = BROKER;
      await settled(element);
      expect(element.state).to.equal('lobby');
    });

    it('changed in a call take effect where that makes sense', async () => {
      const element = await inCall();
      const call = lastCall();
      element.setAttribute('audio', 'on');
      element.setAttribute('ice-servers', 'stun:new.example');
      element.setAttribute('display-name', 'Grace');
      element.setAttribute('broker', 'wss://other.example');
      element.setAttribute('room', 'other');
      await until(call.media.state, ({ audio }) => audio);
      expect(call.iceServers).to.deep.equal([{ urls: 'stun:new.example' }]);
      expect(call.name).to.equal('Grace');
      expect(FakeCall.made).to.have.length(1);
      expect(element.state).to.equal('waiting');
      await element.leave();
      await element.join();
      expect(lastCall().options).to.deep.include({
        room: 'other',
        brokers: ['wss://other.example'],
        audio: 'on',
      });
    });

    it('changed in the lobby make another call, and end the first', async () => {
      const element = await inLobby();
      const first = lastCall();
      element.room = 'other';
      await settled(element);
      expect(first.left).to.equal(1);
      expect(lastCall().options.room).to.equal('other');
    });
  });

  describe('the room', () => {
    const call = () =>
      fixture<RtcCall>(html`<rtc-call broker=${BROKER} audio="off" video="off" lang="en"></rtc-call>`);

    it('is taken from the fragment', async () => {
      history.replaceState(null, '', '#room=blue&secret=AAAAAAAAAAAAAAAAAAAAAA');
      await call();
      expect(lastCall().options).to.include({ room: 'blue', secret: 'AAAAAAAAAAAAAAAAAAAAAA' });
    });

    it('is new, and written to the fragment, where there is none', async () => {
      await call();
      const { room, secret } = lastCall().options;
      expect(location.hash).to.contain(`room=${room}`).and.to.contain(`secret=${secret}`);
      const element = await call();
      expect(lastCall().options).to.include({ room, secret });
      await element.join();
      await settled(element);
      expect(find<HTMLInputElement>(element, 'input[readonly]').value).to.equal(location.href);
    });

    it('is another one when another invite is pasted into the address', async () => {
      await call();
      const heard = oneEvent(window, 'hashchange');
      location.hash = '#room=green&secret=BBBBBBBBBBBBBBBBBBBBBB';
      await heard;
      expect(lastCall().options.room).to.equal('green');
    });

    it('of a cut link is none: the screen says what to do', async () => {
      await call();
      const { hash } = location;
      FakeCall.made = [];
      history.replaceState(null, '', hash.slice(0, -3));
      const element = await call();
      await settled(element);
      expect(FakeCall.made).to.be.empty;
      expect(element.state).to.equal('failed');
      expect(shown(element)).to.contain('not complete');
      const heard = oneEvent(window, 'hashchange');
      location.hash = hash;
      await heard;
      expect(element.state).to.equal('lobby');
    });
  });

  describe('in the page', () => {
    it('goes from the lobby into the room and out again', async () => {
      const seen: string[] = [];
      const keepState = ({ previous, state }: { previous: string; state: string }) =>
        seen.push(`${previous} ${state}`);
      document.body.addEventListener('rtc-state-changed', keepState);
      const element = await inLobby();
      expect(lastCall().prepared).to.equal(1);
      part(element, 'join').click();
      await until(lastCall().state, ({ status }) => status === 'waiting');
      await settled(element);
      expect(element.getAttribute('state')).to.equal('waiting');
      part(element, 'leave').click();
      await until(lastCall().state, ({ status }) => status === 'left');
      await settled(element);
      expect(shown(element)).to.contain('You left the call');
      document.body.removeEventListener('rtc-state-changed', keepState);
      expect(seen).to.deep.equal(['idle lobby', 'lobby waiting', 'waiting left']);
      part(element, 'join').click();
      await settled(element);
      await settled(element);
      expect(element.state).to.equal('waiting');
      expect(FakeCall.made).to.have.length(2);
    });

    it('joins by itself with autojoin', async () => {
      const element = await fixture<RtcCall>(
        html`<rtc-call broker=${BROKER} room="r" audio="off" video="off" autojoin></rtc-call>`,
      );
      await settled(element);
      expect(element.state).to.equal('waiting');
    });

    it('can be told to join before it stands in the page for long', async () => {
      const element = document.createElement('rtc-call');
      Object.assign(element, { broker: BROKER, room: 'r', audio: 'off', video: 'off' });
      document.body.append(element);
      await element.join();
      expect(element.state).to.equal('waiting');
      element.remove();
    });

    it('is moved without harm, and ends everything when removed', async () => {
      const element = await inLobby('on', 'on');
      const call = lastCall();
      await until(call.media.state, ({ audio, video }) => audio && video);
      await element.join();
      const aside = document.createElement('div');
      document.body.append(aside);
      aside.append(element);
      await settled(element);
      expect(element.state).to.equal('waiting');
      expect(call.left).to.equal(0);
      const tracks = [call.media.state.value.tracks.audio, call.media.state.value.tracks.video];
      aside.remove();
      await Promise.resolve();
      expect(call.left).to.be.greaterThan(0);
      expect(tracks.map(track => track?.readyState)).to.deep.equal(['ended', 'ended']);
      expect(element.state).to.equal('idle');
      document.body.append(element);
      await settled(element);
      expect(element.state).to.equal('lobby');
      expect(FakeCall.made).to.have.length(2);
      element.remove();
    });

    it('keeps what a person had turned off for the next call', async () => {
      const element = await inLobby('on', 'none');
      await until(lastCall().media.state, ({ audio }) => audio);
      await element.toggleMicrophone();
      await element.join();
      await element.leave();
      await element.join();
      expect(lastCall().options.audio).to.equal('off');
    });

    it('turns no device on after the call, and the next one begins as the page says then', async () => {
      const element = await inLobby('on', 'off');
      await element.join();
      await element.toggleMicrophone(false);
      await element.leave();
      element.video = 'on';
      await settled(element);
      await element.toggleMicrophone(true);
      await element.toggleCamera(true);
      expect(lastCall().media.state.value).to.include({ audio: false, video: false });
      await element.join();
      expect(lastCall().options).to.include({ audio: 'off', video: 'on' });
    });

    it('shows an error that ends the call, and tries again', async () => {
      FakeCall.onJoin = call => {
        const error = new RtcError('room-full', 'full');
        call.change({ status: 'failed', error });
        throw error;
      };
      const element = await inLobby();
      const told: string[] = [];
      element.addEventListener('rtc-error', ({ error: { code } }) => told.push(code));
      await element.join();
      await settled(element);
      expect(told).to.deep.equal(['room-full']);
      expect(shown(element)).to.contain('This call is full');
      FakeCall.onJoin = call => call.change({ status: 'waiting' });
      part(element, 'join').click();
      await settled(element);
      await settled(element);
      expect(element.state).to.equal('waiting');
    });

    it('survives an engine that throws', async () => {
      FakeCall.onJoin = () => {
        throw new TypeError('unforeseen');
      };
      const element = await inLobby();
      await element.join();
      expect(element.state).to.equal('failed');
      expect(element.getAttribute('state')).to.equal('failed');
    });

    it('says that a broker cannot be reached while it tries, and offers to begin anew', async () => {
      FakeCall.onJoin = call => {
        call.change({ error: new RtcError('broker-unreachable', 'no answer') });
        return new Promise(() => {});
      };
      const element = await inLobby();
      void element.join();
      await until(lastCall().state, ({ status }) => status === 'joining');
      await settled(element);
      expect(shown(element)).to.contain('cannot be reached').and.to.contain('Still trying');
      const first = lastCall();
      find(element, '.notice .main').click();
      await settled(element);
      expect(FakeCall.made).to.have.length(2);
      expect(first.left).to.be.greaterThan(0);
    });
  });

  describe('in a call', () => {
    it('says what troubles it, as long as it does', async () => {
      const element = await inCall();
      lastCall().change({ status: 'connected', error: new RtcError('peer-newer', 'newer') });
      await settled(element);
      expect(part(element, 'banner').textContent).to.contain('newer version');
      const { error: _, ...well } = lastCall().state.value;
      lastCall().state.set(well);
      await settled(element);
      expect(shown(element)).not.to.contain('newer version');
    });

    it('tells who comes, changes and goes', async () => {
      const element = await inCall();
      const told: string[] = [];
      for (const name of [
        'rtc-participant-joined',
        'rtc-participant-changed',
        'rtc-participant-left',
      ] as const) {
        element.addEventListener(name, event => {
          told.push(`${name} ${event.participant.id}${'reason' in event ? ` ${event.reason}` : ''}`);
        });
      }
      const me = person('me', { self: true });
      const ada = person('ada');
      const call = lastCall();
      for (const participants of [
        [me, ada, person('bob')],
        [me, person('ada', { audio: false, link: 'reconnecting' }), person('bob')],
      ]) {
        call.change({ status: 'connected', participants });
        await settled(element);
      }
      // How the link stood says nothing: the engine knows who said goodbye.
      call.change({ status: 'waiting', participants: [me], lost: ['bob'] });
      await settled(element);
      expect(told).to.deep.equal([
        'rtc-participant-changed me',
        'rtc-participant-joined ada',
        'rtc-participant-joined bob',
        'rtc-participant-changed ada',
        'rtc-participant-changed bob',
        'rtc-participant-left ada left',
        'rtc-participant-left bob lost',
      ]);
      expect(element.participants.map(({ id }) => id)).to.deep.equal(['me']);
    });

    it('has a tile for everybody and one for a shared screen, first', async () => {
      const element = await inCall();
      lastCall().change({
        status: 'connected',
        participants: [person('me', { self: true }), person('ada', { screen: true })],
      });
      await settled(element);
      const tiles = [...(element.shadowRoot?.querySelectorAll('rtc-tile') ?? [])];
      expect(tiles.map(({ person, screen }) => `${person?.id} ${screen}`)).to.deep.equal([
        'ada true',
        'me false',
        'ada false',
      ]);
    });

    it('shows on the buttons what the tracks are, not what was clicked', async () => {
      const element = await inCall();
      const { media } = lastCall();
      const pressed = (name: string) => part(element, name).getAttribute('aria-pressed');
      expect(pressed('microphone')).to.equal('false');
      part(element, 'microphone').click();
      expect(pressed('microphone')).to.equal('false');
      await until(media.state, ({ audio }) => audio);
      await settled(element);
      expect(pressed('microphone')).to.equal('true');
      expect(element.matches(':state(muted)')).to.be.false;
      await element.toggleMicrophone(false);
      await settled(element);
      expect(pressed('microphone')).to.equal('false');
      expect(element.matches(':state(muted)')).to.be.true;
      await element.toggleCamera();
      expect(media.state.value.video).to.be.true;
      await element.toggleCamera();
      expect(media.state.value.video).to.be.false;
    });

    it('has no button for what is not offered', async () => {
      const element = await fixture<RtcCall>(
        html`<rtc-call broker=${BROKER} room="r" audio="off" video="none" no-chat no-screen-share autojoin></rtc-call>`,
      );
      await settled(element);
      expect(all(element, '.bar .round').map(({ part }) => part[1])).to.deep.equal([
        'microphone',
        'more',
        'leave',
      ]);
      expect(all(element, '[part~=camera], [role=log]')).to.have.length(0);
    });

    it('carries messages as text, whatever stands in them', async () => {
      const element = await inCall();
      const received: string[] = [];
      element.addEventListener('rtc-message-received', ({ message: { text } }) => received.push(text));
      const evil = '<img src=x onerror=alert(1)>';
      lastCall().change({ messages: [message(evil, { name: evil })] });
      await settled(element);
      expect(received).to.deep.equal([evil]);
      expect(part(element, 'chat-button').getAttribute('aria-label')).to.equal('Chat, 1 new message');
      part(element, 'chat-button').click();
      await until(element.view, view => view?.unread === 0);
      await settled(element);
      expect(part(element, 'chat-button').getAttribute('aria-label')).to.equal('Chat');
      expect(all(element, 'img')).to.have.length(0);
      expect(find(element, '[role=log]').textContent).to.contain(evil);
      const input = find<HTMLTextAreaElement>(element, '.chat textarea');
      expect(focused() === input).to.be.true;
      input.value = 'Hello';
      input.dispatchEvent(new InputEvent('input'));
      part(element, 'send').click();
      await settled(element);
      expect(input.value).to.equal('');
      expect(lastCall().state.value.messages.at(-1)).to.include({ text: 'Hello', self: true });
      expect(received).to.have.length(1);
    });

    it('keeps a message that cannot be sent, and tells why', async () => {
      const element = await inCall();
      const told = oneEvent<RtcErrorEvent>(element, 'rtc-error');
      expect(element.sendMessage('x'.repeat(4001))).to.be.undefined;
      expect((await told).error.code).to.equal('message-too-long');
    });

    it('says what keeps a device from working, until that is dismissed', async () => {
      const element = await inCall();
      const { mediaDevices } = navigator;
      mediaDevices.getUserMedia = async () => {
        throw new DOMException('test', 'NotReadableError');
      };
      const told = oneEvent<RtcErrorEvent>(element, 'rtc-error');
      await element.toggleCamera(true);
      Reflect.deleteProperty(mediaDevices, 'getUserMedia');
      expect((await told).error.code).to.equal('camera-in-use');
      await settled(element);
      expect(find(element, '[role=alert]').textContent).to.contain('Close other programs');
      find(element, '.alert button').click();
      await settled(element);
      expect(find(element, '[role=alert]').textContent).to.equal('');
    });

    it('moves the focus to the new screen when the old one is gone', async () => {
      const element = await inCall();
      part(element, 'leave').focus();
      part(element, 'leave').click();
      await until(lastCall().state, ({ status }) => status === 'left');
      await settled(element);
      expect(focused()?.getAttribute('part')).to.equal('button join');
    });
  });

  it('speaks another language as soon as it is told to', async () => {
    await loadTexts('de');
    const element = await inLobby();
    expect(part(element, 'join').textContent).to.equal('Join');
    element.lang = 'de-CH';
    await settled(element);
    expect(part(element, 'join').textContent).to.equal('Beitreten');
    element.removeAttribute('lang');
    document.documentElement.lang = 'de';
    element.requestUpdate();
    await settled(element);
    document.documentElement.lang = 'en';
    expect(part(element, 'join').textContent).to.equal('Beitreten');
  });

  it('runs from right to left in a language that does, also one that comes later', async () => {
    const element = await inLobby();
    element.lang = RIGHT_TO_LEFT;
    await settled(element);
    expect(find(element, '.frame').dir).to.equal('ltr');
    addLanguage(RIGHT_TO_LEFT, rightToLeft);
    await settled(element);
    expect(part(element, 'join').textContent).to.equal(rightToLeft.join);
    for (const frame of all(element, '[lang]:not(rtc-tile)')) expect(frame.dir).to.equal('rtl');
    expect(getComputedStyle(find(element, '.lobby')).direction).to.equal('rtl');
    element.lang = 'en';
    await settled(element);
    expect(find(element, '.frame').dir).to.equal('ltr');
  });

  describe('is accessible', () => {
    for (const theme of ['light', 'dark'] as const) {
      it(`in the lobby, ${theme}`, async () => {
        const element = await inLobby();
        element.theme = theme;
        await settled(element);
        await expect(element).to.be.accessible();
      });

      it(`waiting, in a call with chat, left and failed, ${theme}`, async () => {
        const element = await inCall();
        element.theme = theme;
        lastCall().change({ nobodyHere: true });
        await settled(element);
        await expect(element).to.be.accessible();
        element.toggleChat(true);
        lastCall().change({
          status: 'reconnecting',
          participants: [person('me', { self: true }), person('ada', { link: 'unstable', audio: false })],
          messages: [message('Hello'), message('Hi', { self: true })],
        });
        await settled(element);
        await expect(element).to.be.accessible();
        lastCall().change({ status: 'failed', error: new RtcError('room-full', 'full') });
        await settled(element);
        await expect(element).to.be.accessible();
      });
    }
  });

  it('fits into 280 pixels', async () => {
    const element = await inCall();
    element.style.inlineSize = '280px';
    lastCall().change({
      status: 'connected',
      participants: [person('me', { self: true }), ...['a', 'b', 'c', 'd'].map(id => person(id.repeat(60)))],
    });
    await settled(element);
    // Sizes are told with a frame.
    await nextFrame();
    await nextFrame();
    const stage = find(element, '.stage');
    expect(stage.scrollWidth).to.be.at.most(stage.clientWidth);
    for (const button of all(element, '.bar button')) {
      expect(button.getBoundingClientRect().right).to.be.at.most(element.getBoundingClientRect().right);
    }
  });
});
