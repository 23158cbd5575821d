// Companions and their calls: found whenever and wherever both come to stand in the page, let go of when one of the
// two is gone; and a call that goes on whatever the page does to its elements.

import { expect, fixture, html } from '@open-wc/testing';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcChat } from '../../src/elements/rtc-chat.ts';
import { until } from '../../src/store.ts';
import { FakeCall, message, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';

/** A call in the room that is named after its id. */
function makeCall(id: string, more: Readonly<Record<string, string>> = {}): RtcCall {
  const call = document.createElement('rtc-call');
  for (const [name, value] of Object.entries({
    broker: BROKER,
    audio: 'off',
    video: 'off',
    lang: 'en',
    bare: '',
  }))
    call.setAttribute(name, value);
  for (const [name, value] of Object.entries({ room: id, id, autojoin: '', ...more }))
    call.setAttribute(name, value);
  return call;
}

function makeChat(id?: string): RtcChat {
  const chat = document.createElement('rtc-chat');
  if (id) chat.setAttribute('for', id);
  return chat;
}

const page = (...children: Element[]) =>
  fixture<HTMLElement>(html`<div></div>`).then(place => {
    place.append(...children);
    return place;
  });

/** The engine of the room. */
function engine(room: string): FakeCall {
  const call = FakeCall.made.findLast(({ options }) => options.room === room);
  if (!call) throw new Error(`no call in ${room}`);
  return call;
}

async function joined(call: RtcCall): Promise<void> {
  await until(call.view, view => view?.status === 'waiting');
}

/** What a companion shows: the messages of its call; undefined without one. */
function read(chat: RtcChat): string[] | undefined {
  if (!chat.renderRoot.querySelector('.chat')) return undefined;
  return [...chat.renderRoot.querySelectorAll('.text')].map(
    line => line.firstChild?.textContent?.trim() ?? line.textContent?.trim() ?? '',
  );
}

/** Resolves when the companion shows that. */
async function reads(chat: RtcChat, wanted: string[] | undefined): Promise<void> {
  for (let frame = 0; frame < 120; frame++) {
    await chat.updateComplete;
    const lines = [...chat.renderRoot.querySelectorAll('.text')].map(line => line.textContent?.trim());
    const now = chat.renderRoot.querySelector('.chat') ? lines : undefined;
    if (JSON.stringify(now) === JSON.stringify(wanted)) return;
    await new Promise(requestAnimationFrame);
  }
  expect(read(chat)).to.deep.equal(wanted);
}

/** A joined call in which one message was written that says where. */
async function talking(
  id: string,
  more?: Readonly<Record<string, string>>,
  place?: Element,
): Promise<RtcCall> {
  const call = makeCall(id, more);
  (place ?? document.body).append(call);
  await joined(call);
  engine(call.room).change({ messages: [message(`in ${call.room}`)] });
  return call;
}

describe('companions', () => {
  const uncaught: unknown[] = [];
  const keep = (event: Event) => uncaught.push(event);

  beforeEach(() => {
    reset();
    addEventListener('error', keep);
    addEventListener('unhandledrejection', keep);
  });
  afterEach(() => {
    removeEventListener('error', keep);
    removeEventListener('unhandledrejection', keep);
    expect(uncaught.splice(0)).to.be.empty;
  });

  describe('named by `for`', () => {
    it('find a call that was there before them', async () => {
      const place = await page();
      await talking('a', {}, place);
      const chat = makeChat('a');
      place.append(chat);
      await reads(chat, ['in a']);
    });

    it('find a call that comes after them', async () => {
      const chat = makeChat('a');
      const place = await page(chat);
      await reads(chat, undefined);
      await talking('a', {}, place);
      await reads(chat, ['in a']);
    });

    it('are given another name later', async () => {
      const chat = makeChat('b');
      const place = await page(chat);
      await talking('a', {}, place);
      await talking('b', {}, place);
      await reads(chat, ['in b']);
      chat.for = 'a';
      await reads(chat, ['in a']);
      chat.setAttribute('for', 'nobody');
      await reads(chat, undefined);
    });

    it('follow an id that changes', async () => {
      const chat = makeChat('later');
      const place = await page(chat);
      const call = await talking('a', {}, place);
      await reads(chat, undefined);
      call.id = 'later';
      await reads(chat, ['in a']);
      call.removeAttribute('id');
      await reads(chat, undefined);
    });

    it('take the call that replaces theirs', async () => {
      const chat = makeChat('a');
      const place = await page(chat);
      const old = await talking('a', { room: 'first' }, place);
      await reads(chat, ['in first']);
      const next = makeCall('a', { room: 'second' });
      old.replaceWith(next);
      await joined(next);
      engine('second').change({ messages: [message('in second')] });
      await reads(chat, ['in second']);
      expect(engine('first').left).to.be.above(0);
    });

    it('show nothing once the call is gone, and do no harm', async () => {
      const chat = makeChat('a');
      const place = await page(chat);
      const call = await talking('a', {}, place);
      await reads(chat, ['in a']);
      call.remove();
      await reads(chat, undefined);
      chat.focus();
    });

    it('belong each to their own of two calls', async () => {
      const [one, two] = [makeChat('a'), makeChat('b')];
      const place = await page(one, two);
      await talking('a', {}, place);
      await talking('b', {}, place);
      await reads(one, ['in a']);
      await reads(two, ['in b']);
      engine('a').change({ messages: [message('again in a')] });
      await reads(one, ['again in a']);
      await reads(two, ['in b']);
    });

    it('do not reach into another shadow root', async () => {
      const chat = makeChat('a');
      const place = await page(chat);
      const host = document.createElement('div');
      place.append(host);
      await talking('a', {}, host.attachShadow({ mode: 'open' }) as unknown as Element);
      await reads(chat, undefined);
      host.shadowRoot?.append(chat);
      await reads(chat, ['in a']);
    });
  });

  describe('without a name', () => {
    it('belong to the call that they stand in', async () => {
      const place = await page();
      const call = await talking('a', {}, place);
      const chat = makeChat();
      const box = document.createElement('div');
      box.append(chat);
      call.append(box);
      await reads(chat, ['in a']);
      expect(chat.getBoundingClientRect().height).to.be.above(0);
    });

    it('change with the call that they are moved to', async () => {
      const place = await page();
      const [one, two] = [await talking('a', {}, place), await talking('b', {}, place)];
      const chat = makeChat();
      one.append(chat);
      await reads(chat, ['in a']);
      two.append(chat);
      await reads(chat, ['in b']);
      place.append(chat);
      await reads(chat, undefined);
    });
  });

  describe('a call', () => {
    it('goes on while it is moved with its companions in it', async () => {
      const place = await page();
      const call = await talking('a', {}, place);
      const chat = makeChat();
      call.append(chat);
      await reads(chat, ['in a']);
      const aside = document.createElement('section');
      document.body.append(aside);
      aside.append(call);
      engine('a').change({ messages: [message('still in a')] });
      await reads(chat, ['still in a']);
      expect(FakeCall.made).to.have.length(1);
      expect(engine('a').left).to.equal(0);
      aside.remove();
    });

    it('goes on while its attributes change, drawn by itself or by others', async () => {
      const chat = makeChat('a');
      const place = await page(chat);
      const call = await talking('a', {}, place);
      for (const [name, value] of [
        ['room', 'other'],
        ['broker', 'nonsense'],
        ['max-participants', '-1'],
        ['theme', 'dark'],
        ['no-chat', ''],
      ] as const)
        call.setAttribute(name, value);
      call.toggleAttribute('bare');
      engine('a').change({ messages: [message('still in a')], participants: [person('me', { self: true })] });
      await reads(chat, ['still in a']);
      await call.updateComplete;
      expect(call.shadowRoot?.querySelector('rtc-controls')).not.to.be.null;
      call.toggleAttribute('bare');
      await call.updateComplete;
      expect(call.shadowRoot?.querySelector('rtc-controls')).to.be.null;
      expect(call.state).to.equal('waiting');
      expect(FakeCall.made).to.have.length(1);
    });

    it('keeps one live region, also bare', async () => {
      const place = await page();
      const call = await talking('a', {}, place);
      const regions = () => call.shadowRoot?.querySelectorAll('.heard').length;
      expect(regions()).to.equal(1);
      call.bare = false;
      await call.updateComplete;
      expect(regions()).to.equal(1);
    });
  });
});
