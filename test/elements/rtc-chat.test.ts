// <rtc-chat> over a fake engine: what it shows of messages from strangers, the field, what counts as read, and how
// it keeps still under the eyes of a reader.

import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcChat } from '../../src/elements/rtc-chat.ts';
import type { ChatMessage } from '../../src/session/call-state.ts';
import { until } from '../../src/store.ts';
import { lastCall, message, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';

const ME = person('me', { self: true });

/** A call that is joined, and a chat of it elsewhere in the page. */
async function chatting(
  size = 'inline-size: 320px; block-size: 420px',
): Promise<{ call: RtcCall; chat: RtcChat }> {
  const page = await fixture<HTMLElement>(html`<div>
    <rtc-call id="c" bare broker=${BROKER} room="r" audio="off" video="off" lang="en" autojoin></rtc-call>
    <rtc-chat for="c" style=${size}></rtc-chat>
  </div>`);
  const call = page.querySelector<RtcCall>('rtc-call');
  const chat = page.querySelector<RtcChat>('rtc-chat');
  if (!call || !chat) throw new Error('not there');
  await until(call.view, view => view?.status === 'waiting');
  lastCall().change({ status: 'connected', participants: [ME, person('ada')] });
  await until(call.view, view => view?.status === 'connected');
  await drawn(chat, () => chat.renderRoot.querySelector('textarea')?.readOnly === false);
  await drawn(chat, () => log(chat).getAttribute('aria-live') === 'polite');
  return { call, chat };
}

/** Resolves when `test` holds after one of the next frames. */
async function drawn(chat: RtcChat, test: () => boolean): Promise<void> {
  for (;;) {
    await chat.updateComplete;
    if (test()) return;
    await new Promise(requestAnimationFrame);
  }
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
}

const all = <E extends HTMLElement>(chat: RtcChat, selector: string) => [
  ...chat.renderRoot.querySelectorAll<E>(selector),
];

function find<E extends HTMLElement = HTMLElement>(chat: RtcChat, selector: string): E {
  const [found] = all<E>(chat, selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const field = (chat: RtcChat) => find<HTMLTextAreaElement>(chat, 'textarea');
const log = (chat: RtcChat) => find(chat, '[role=log]');
const text = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();

function says(...messages: ChatMessage[]): void {
  lastCall().change({ messages: [...lastCall().state.value.messages, ...messages] });
}

async function shows(chat: RtcChat, count: number): Promise<void> {
  await drawn(chat, () => all(chat, '.line').length === count);
}

function type(chat: RtcChat, value: string): void {
  field(chat).value = value;
  field(chat).dispatchEvent(new InputEvent('input'));
}

const atEnd = (chat: RtcChat) => {
  const { scrollHeight, scrollTop, clientHeight } = log(chat);
  return scrollHeight - scrollTop - clientHeight < 2;
};

const many = (count: number) => Array.from({ length: count }, (_, index) => message(`Message ${index}`));

describe('<rtc-chat>', () => {
  beforeEach(reset);

  describe('shows', () => {
    it('that nothing was said yet, and to whom what is said will go', async () => {
      const { chat } = await chatting();
      expect(text(log(chat))).to.contain('No messages yet');
      says(message('Hello'));
      await shows(chat, 1);
      expect(text(log(chat))).not.to.contain('No messages yet');
    });

    it('to who came later that nothing is there of before', async () => {
      const { chat } = await chatting();
      expect(text(log(chat))).not.to.contain('since you joined');
      lastCall().change({ joinedAmong: 1 } as object);
      await drawn(chat, () => text(log(chat))?.includes('since you joined') ?? false);
    });

    it('who wrote and when, once for what somebody writes in one go', async () => {
      const { chat } = await chatting();
      const at = Date.UTC(2026, 0, 1, 12);
      const [grace, self] = [
        { from: 'grace', name: 'Grace' },
        { from: 'me', name: 'Me', self: true },
      ];
      says(
        message('1', { at }),
        message('2', { at: at + 60_000 }),
        message('3', { ...grace, at: at + 61_000 }),
        message('4', { ...self, at: at + 62_000 }),
        message('5', { ...self, at: at + 63_000 }),
        message('6', { ...self, at: at + 400_000 }),
        message('7', { at: at + 400_001, name: '' }),
      );
      await shows(chat, 7);
      const heads = all(chat, '.line').map(line => text(line.querySelector('.head b') ?? undefined));
      expect(heads).to.deep.equal(['Ada', undefined, 'Grace', 'You', undefined, 'You', 'Guest']);
      const time = find<HTMLTimeElement>(chat, 'time');
      expect(time.dateTime).to.equal('2026-01-01T12:00:00.000Z');
      expect(time.textContent).to.match(/\d:\d\d/);
    });

    it('whether one’s own messages have been delivered', async () => {
      const { chat } = await chatting();
      const mine = message('Mine', { self: true });
      says({ ...mine, delivered: false } as ChatMessage, message('Theirs'));
      await shows(chat, 2);
      expect(all(chat, '.sent').map(each => each.getAttribute('aria-label'))).to.deep.equal(['Sent']);
      const drawing = () => find(chat, '.sent path').getAttribute('d');
      const sent = drawing();
      lastCall().change({ messages: [{ ...mine, delivered: true } as ChatMessage, message('Theirs')] });
      await drawn(chat, () => find(chat, '.sent').getAttribute('aria-label') === 'Delivered');
      expect(find(chat, '.sent').title).to.equal('Delivered');
      expect(drawing()).not.to.equal(sent);
    });

    it('links that lead where they say, and nothing else as a link', async () => {
      const { chat } = await chatting();
      says(
        message('See https://example.com/a?b. And javascript:alert(1)'),
        message('https://\u0430pple.com/login'),
        message('mailto:ada@example.com'),
      );
      await shows(chat, 3);
      const links = all<HTMLAnchorElement>(chat, 'a');
      expect(links.map(link => [link.textContent, link.href])).to.deep.equal([
        ['https://example.com/a?b', 'https://example.com/a?b'],
        ['https://\u0430pple.com/login', 'https://xn--pple-43d.com/login'],
        ['mailto:ada@example.com', 'mailto:ada@example.com'],
      ]);
      for (const link of links) {
        expect(link.rel).to.equal('noopener noreferrer nofollow');
        expect(link.target).to.equal('_blank');
      }
      expect(all(chat, '.host').map(text)).to.deep.equal(['(xn--pple-43d.com)']);
    });

    it('whatever strangers write as text, inside its own line', async () => {
      const { chat } = await chatting();
      const evil = '<img src=x onerror=alert(1)>';
      const zalgo = `Z${'\u0336\u0315\u0489'.repeat(300)}`;
      says(
        message(evil, { name: evil }),
        message('\u202Egnp.exe', { name: '\u202Eevil\u2067' }),
        message('   '),
        message('🎉'),
        message('x'.repeat(10_000)),
        message(zalgo, { name: zalgo }),
        message('one\ntwo'),
        message('שלום (a)'),
      );
      await shows(chat, 8);
      expect(all(chat, 'img')).to.have.length(0);
      expect(text(log(chat))).to.contain(evil);
      const { left, right } = log(chat).getBoundingClientRect();
      for (const line of all(chat, '.text, .head')) {
        expect(line.getBoundingClientRect().left).to.be.at.least(left);
        expect(line.getBoundingClientRect().right).to.be.at.most(right);
        expect(line.getBoundingClientRect().height).to.be.above(0);
      }
      expect(log(chat).scrollWidth).to.equal(log(chat).clientWidth);
      expect(all(chat, '.head b').every(name => name.closest('bdi'))).to.be.true;
      expect(all(chat, '.text').every(line => getComputedStyle(line).unicodeBidi === 'isolate')).to.be.true;
      expect(all(chat, '.emoji')).to.have.length(1);
      const lines = all(chat, '.text');
      expect(lines[6]?.getBoundingClientRect().height).to.be.above(
        (lines[2]?.getBoundingClientRect().height ?? 0) * 1.4,
      );
      expect(getComputedStyle(lines[7] as Element).direction).to.equal('rtl');
    });
  });

  describe('the field', () => {
    it('sends on Enter, and keeps the line on Shift+Enter', async () => {
      const { chat } = await chatting();
      chat.focus();
      await drawn(chat, () => chat.shadowRoot?.activeElement === field(chat));
      await sendKeys({ type: 'one' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'two' });
      expect(field(chat).value).to.equal('one\ntwo');
      const { height } = field(chat).getBoundingClientRect();
      expect(height).to.be.above(60);
      await sendKeys({ press: 'Enter' });
      await shows(chat, 1);
      expect(lastCall().state.value.messages[0]).to.include({ text: 'one\ntwo', self: true });
      expect(field(chat).value).to.equal('');
      await drawn(chat, () => field(chat).getBoundingClientRect().height < height);
      expect(chat.shadowRoot?.activeElement).to.equal(field(chat));
    });

    it('does not send what is being composed', async () => {
      const { chat } = await chatting();
      type(chat, 'にほん');
      const press = (more: KeyboardEventInit) =>
        field(chat).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more }));
      press({ isComposing: true });
      press({ keyCode: 229 });
      expect(lastCall().state.value.messages).to.be.empty;
      press({});
      await shows(chat, 1);
    });

    it('sends no emptiness', async () => {
      const { chat } = await chatting();
      for (const value of ['', '   ', '\n\n']) {
        type(chat, value);
        find(chat, '[part~=send]').click();
      }
      expect(lastCall().state.value.messages).to.be.empty;
    });

    it('counts near the end, and keeps what is too long with a word on it', async () => {
      const { chat } = await chatting();
      const count = find(chat, '#count');
      type(chat, 'x'.repeat(3599));
      await chat.updateComplete;
      expect(count.hidden).to.be.true;
      type(chat, 'x'.repeat(3990));
      await chat.updateComplete;
      expect(count.hidden).to.be.false;
      expect(text(count)).to.equal('10 characters left');
      type(chat, 'x'.repeat(4012));
      await chat.updateComplete;
      find(chat, '[part~=send]').click();
      await chat.updateComplete;
      expect(text(count)).to.contain('12 characters too many');
      expect(field(chat).getAttribute('aria-invalid')).to.equal('true');
      expect(field(chat).value).to.have.length(4012);
      expect(lastCall().state.value.messages).to.be.empty;
      type(chat, 'x'.repeat(4000));
      await chat.updateComplete;
      find(chat, '[part~=send]').click();
      await shows(chat, 1);
      expect(count.hidden).to.be.true;
    });

    it('grows to a limit', async () => {
      const { chat } = await chatting();
      type(chat, 'line\n'.repeat(100));
      expect(field(chat).getBoundingClientRect().height).to.be.within(100, 150);
      expect(log(chat).clientHeight).to.be.above(100);
    });

    it('keeps a draft while the chat is hidden, elsewhere in the page, or without its call', async () => {
      const { call, chat } = await chatting();
      type(chat, 'half a thou');
      chat.hidden = true;
      await chat.updateComplete;
      says(message('Hello'));
      await shows(chat, 1);
      chat.hidden = false;
      expect(field(chat).value).to.equal('half a thou');
      chat.parentElement?.prepend(chat);
      expect(field(chat).value).to.equal('half a thou');
      call.id = 'other';
      await drawn(chat, () => all(chat, 'textarea').length === 0);
      call.id = 'c';
      await drawn(chat, () => all(chat, 'textarea').length === 1);
      expect(field(chat).value).to.equal('half a thou');
    });

    it('says outside a call that one has to join first; what was written stays', async () => {
      const { call, chat } = await chatting();
      says(message('Hello'));
      await shows(chat, 1);
      await call.leave();
      await drawn(chat, () => field(chat).readOnly);
      expect(field(chat).placeholder).to.equal('Join the call to write');
      expect(all(chat, '.line')).to.have.length(1);
    });
  });

  describe('counts as read', () => {
    const unread = (call: RtcCall, count: number) => until(call.view, view => view?.unread === count);

    it('what is on the screen, wherever the chat stands', async () => {
      const { call, chat } = await chatting();
      says(message('1'), message('2'));
      await shows(chat, 2);
      await unread(call, 0);
      chat.hidden = true;
      await frames(2);
      says(message('3'), message('4'), message('mine', { self: true }));
      await unread(call, 2);
      await shows(chat, 5);
      chat.hidden = false;
      await unread(call, 0);
      expect(all(chat, '.divider')).to.have.length(1);
      expect(text(find(chat, '.divider').parentElement ?? undefined)).to.contain('3');
      type(chat, 'answer');
      find(chat, '[part~=send]').click();
      await drawn(chat, () => all(chat, '.divider').length === 0);
    });

    it('nothing that is scrolled out of the page', async () => {
      const { call, chat } = await chatting();
      const spacer = document.createElement('div');
      spacer.style.blockSize = '5000px';
      chat.before(spacer);
      await frames(2);
      says(message('1'));
      await unread(call, 1);
      chat.scrollIntoView();
      await unread(call, 0);
      scrollTo(0, 0);
    });

    it('nothing in a page that is hidden', async () => {
      const { call } = await chatting();
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
      says(message('1'));
      await unread(call, 1);
      Reflect.deleteProperty(document, 'hidden');
      document.dispatchEvent(new Event('visibilitychange'));
      await unread(call, 0);
    });
  });

  describe('scrolling', () => {
    it('stays at the end while one is there, also when lines turn out to be higher', async () => {
      const { chat } = await chatting();
      says(...many(60));
      await shows(chat, 60);
      await drawn(chat, () => atEnd(chat));
      says(message('long\n'.repeat(40)), message('x'.repeat(2000)));
      await shows(chat, 62);
      await drawn(chat, () => atEnd(chat));
      chat.style.blockSize = '300px';
      await drawn(chat, () => atEnd(chat));
    });

    it('does not move while somebody reads further up, and tells that there is more', async () => {
      const { chat } = await chatting();
      says(...many(60));
      await shows(chat, 60);
      await drawn(chat, () => atEnd(chat));
      await frames(4);
      log(chat).scrollTop -= 600;
      await frames(4);
      expect(atEnd(chat)).to.be.false;
      const { scrollTop } = log(chat);
      says(message('New one', { name: 'Grace' }), message('New two', { name: 'Grace' }));
      await shows(chat, 62);
      await drawn(chat, () => all(chat, '.jump').length === 1);
      expect(log(chat).scrollTop).to.be.closeTo(scrollTop, 2);
      expect(text(find(chat, '.divider').parentElement ?? undefined)).to.contain('New one');
      find(chat, '.jump').focus();
      find(chat, '.jump').click();
      await drawn(chat, () => atEnd(chat) && all(chat, '.jump').length === 0);
      expect(chat.shadowRoot?.activeElement).to.equal(log(chat));
      says(message('Another'));
      await shows(chat, 63);
      await drawn(chat, () => atEnd(chat));
    });

    it('begins at what is new, where that is more than fits', async () => {
      const { chat } = await chatting();
      says(...many(30));
      await shows(chat, 30);
      chat.hidden = true;
      await frames(2);
      says(...many(50));
      await shows(chat, 80);
      chat.hidden = false;
      const top = () =>
        find(chat, '.divider').getBoundingClientRect().top - log(chat).getBoundingClientRect().top;
      await drawn(chat, () => all(chat, '.divider').length === 1 && Math.abs(top()) < 60);
    });
  });

  describe('copies', () => {
    const copied: string[] = [];
    beforeEach(() => {
      copied.length = 0;
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (written: string) => void copied.push(written) },
      });
    });
    afterEach(() => void Reflect.deleteProperty(navigator, 'clipboard'));

    it('one message', async () => {
      const { chat } = await chatting();
      says(message('First\nline'), message('Second'));
      await shows(chat, 2);
      all(chat, '.copy')[0]?.click();
      await drawn(chat, () => copied.length === 1);
      expect(copied).to.deep.equal(['First\nline']);
    });

    it('a message that the arrow keys lead to', async () => {
      const { chat } = await chatting();
      says(message('First'), message('Second'), message('Third'));
      await shows(chat, 3);
      expect(all(chat, '.copy').map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, 0]);
      all(chat, '.copy')[2]?.focus();
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await drawn(chat, () => copied.length === 1);
      expect(copied).to.deep.equal(['Second']);
    });

    it('all of them, and saves them as a text file', async () => {
      const { chat } = await chatting();
      says(message('Hello', { name: 'Ada' }), message('Hi', { self: true }));
      await shows(chat, 2);
      const [copy, save] = all(chat, 'header button');
      copy?.click();
      await drawn(chat, () => copied.length === 1);
      expect(copied[0]).to.match(/^\[[^\]]+\] Ada: Hello\n\[[^\]]+\] You: Hi\n$/);
      let saved: { name: string; url: string } | undefined;
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function () {
        saved = { name: this.download, url: this.href };
      };
      save?.click();
      HTMLAnchorElement.prototype.click = click;
      expect(saved?.name).to.match(/^chat-\d{4}-\d\d-\d\d\.txt$/);
      expect(await (await fetch(saved?.url ?? '')).text()).to.equal(copied[0]);
    });
  });

  it('takes a thousand messages, draws each once or twice, and keeps no more than it shows', async function () {
    this.timeout(60_000);
    const { chat } = await chatting();
    const rounds = 1000;
    let drawings = 0;
    let most = 0;
    for (let round = 0; round < rounds; round++) {
      const said = message(`Message ${round} with https://example.com/${round}`);
      // Whatever draws a message asks whether it has arrived.
      says(Object.defineProperty({ ...said }, 'delivered', { get: () => ++drawings > 0 }));
      await Promise.resolve();
      await chat.updateComplete;
      most = Math.max(most, all(chat, '.line').length);
      if (round % 10 === 0) await new Promise(requestAnimationFrame);
    }
    await drawn(chat, () => text(all(chat, '.line').at(-1))?.includes('Message 999') ?? false);
    await drawn(chat, () => atEnd(chat));
    expect(most).to.be.at.most(200);
    // With each that comes, the one that was last is drawn again: it is the last no more.
    expect(drawings).to.be.within(rounds, 2.2 * rounds);
  });

  it('goes back to earlier messages, a page at a time, and what is read stays where it is', async () => {
    const { chat } = await chatting();
    says(...many(250));
    await shows(chat, 100);
    await drawn(chat, () => atEnd(chat));
    await frames(4);
    log(chat).scrollTop = 0;
    await drawn(chat, () => !atEnd(chat));
    await frames(4);
    const line = () => all(chat, '.line').find(each => text(each)?.includes('Message 150'));
    const top = () => line()?.querySelector('.text')?.getBoundingClientRect().top ?? 0;
    const before = top();
    for (const count of [200, 250]) {
      find(chat, '.earlier').focus();
      find(chat, '.earlier').click();
      await shows(chat, count);
      expect(chat.shadowRoot?.activeElement).to.equal(log(chat));
      if (count === 200) {
        await frames(4);
        // Less than a line: the height of one that comes near is known only then.
        expect(top()).to.be.closeTo(before, 24);
      }
    }
    expect(all(chat, '.earlier')).to.be.empty;
    expect(text(all(chat, '.line')[0])).to.contain('Message 0');
    says(message('New'));
    await shows(chat, 251);
  });

  describe('is accessible', () => {
    for (const theme of ['light', 'dark'] as const) {
      it(`empty, with messages, with too long a draft, ${theme}`, async () => {
        const { chat } = await chatting();
        chat.setAttribute('theme', theme);
        await expect(chat).to.be.accessible();
        says(message('Hello https://\u0430pple.com'), {
          ...message('Mine https://a.example', { self: true }),
          delivered: true,
        } as ChatMessage);
        await shows(chat, 2);
        type(chat, 'x'.repeat(4001));
        await chat.updateComplete;
        await expect(chat).to.be.accessible();
      });
    }

    it('as a log that speaks only while it is seen', async () => {
      const { chat } = await chatting();
      await drawn(chat, () => log(chat).getAttribute('aria-live') === 'polite');
      chat.hidden = true;
      await drawn(chat, () => log(chat).getAttribute('aria-live') === 'off');
    });
  });

  it('fits into 220 pixels', async () => {
    await setViewport({ width: 800, height: 600 });
    const { chat } = await chatting('inline-size: 220px; block-size: 320px');
    says(message('Hello there, https://example.com/averyveryverylongpath'), message('Mine', { self: true }));
    await shows(chat, 2);
    const { right } = chat.getBoundingClientRect();
    for (const each of all(chat, 'button, textarea, .text'))
      expect(each.getBoundingClientRect().right).to.be.at.most(right);
    for (const button of all(chat, 'button')) {
      expect(button.getBoundingClientRect().width).to.be.at.least(44);
      expect(button.getBoundingClientRect().height).to.be.at.least(44);
    }
  });
});
