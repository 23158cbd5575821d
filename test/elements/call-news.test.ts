// What a call says aloud, and the screens before and after it.

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import { RtcError, type RtcErrorCode } from '../../src/errors.ts';
import type { CallState } from '../../src/session/call-state.ts';
import { until } from '../../src/store.ts';
import { FakeCall, lastCall, message, person, reset } from './fake-call.ts';

const BROKER = 'wss://broker.example/mqtt';
const ME = person('me', { self: true });

/** Everything that the live region has said. */
const heard: string[] = [];

async function inCall(slots = html``): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call broker=${BROKER} room="r" audio="off" video="off" lang="en" autojoin>${slots}</rtc-call>`,
  );
  await element.updateComplete;
  const region = element.shadowRoot?.querySelector('.heard');
  if (!region) throw new Error('no live region');
  heard.length = 0;
  new MutationObserver(records => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.textContent) heard.push(node.textContent);
  }).observe(region, { childList: true });
  await until(element.view, view => view?.status === 'waiting');
  return element;
}

async function changed(element: RtcCall, change: Partial<CallState>): Promise<void> {
  lastCall().change(change);
  await Promise.resolve();
  await element.updateComplete;
}

async function hears(text: string): Promise<void> {
  const limit = performance.now() + 8000;
  while (!heard.includes(text)) {
    if (performance.now() > limit) throw new Error(`heard ${JSON.stringify(heard)}, not ${text}`);
    await new Promise(requestAnimationFrame);
  }
}

const people = (count: number) => Array.from({ length: count }, (_, index) => person(`p${index}`));

const notice = (element: RtcCall) => element.shadowRoot?.querySelector<HTMLElement>('.notice');
const words = (element: RtcCall) => notice(element)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const buttons = (element: RtcCall) => [...(notice(element)?.querySelectorAll('button') ?? [])];

describe('a call says', () => {
  beforeEach(reset);

  it('who comes, goes, is lost, shares and stops', async () => {
    const element = await inCall();
    await hears('Waiting for others');
    await changed(element, { status: 'connected', participants: [ME, person('Ada')] });
    await hears('Ada joined');
    await hears('Connected');
    await changed(element, { participants: [ME, person('Ada', { screen: true })] });
    await hears('Ada shares a screen');
    await changed(element, { participants: [ME, person('Ada')] });
    await hears('Ada no longer shares a screen');
    await changed(element, { participants: [person('me', { self: true, screen: true }), person('Ada')] });
    await hears('You are sharing your screen');
    await changed(element, {
      status: 'reconnecting',
      participants: [ME, person('Ada', { link: 'reconnecting' })],
    });
    await hears('Connection lost. Reconnecting…');
    await changed(element, { status: 'connected', participants: [ME, person('Ada')] });
    await hears('Connected again');
    await changed(element, { participants: [ME, person('Ada', { link: 'reconnecting' })] });
    await changed(element, { status: 'waiting', participants: [ME], lost: ['Ada'] });
    await hears('Ada lost the connection');
  });

  it('two things at once, one after the other, and a crowd in one sentence', async () => {
    const element = await inCall();
    await changed(element, { status: 'connected', participants: [ME, person('Ada'), person('Grace')] });
    await hears('Grace joined');
    expect(heard).to.include('Ada joined');
    heard.length = 0;
    for (const count of [1, 2, 3, 4, 5])
      await changed(element, { participants: [ME, person('Ada'), person('Grace'), ...people(count)] });
    await hears('5 people joined');
    expect(heard.filter(text => text.includes('p1'))).to.be.empty;
    await changed(element, { participants: [ME] });
    await hears('7 people left');
  });

  it('who was there before is there, and has not come', async () => {
    const element = await inCall();
    await changed(element, { status: 'connected', joinedAmong: 1, participants: [ME, person('Ada')] });
    await hears('Ada is here');
    await changed(element, { participants: [ME, person('Ada'), person('Grace')] });
    await hears('Grace joined');
    expect(heard).not.to.include('Ada joined');
  });

  it('what is written while the chat is closed; an open one speaks for itself', async () => {
    const element = await inCall();
    await changed(element, { messages: [message('Hello'), message('x'.repeat(4000))] });
    await hears('Ada: Hello');
    expect(heard.every(({ length }) => length < 250)).to.be.true;
    await changed(element, { messages: Array.from({ length: 50 }, (_, index) => message(`${index}`)) });
    await hears('50 new messages');
    element.toggleChat(true);
    await until(element.view, view => view?.unread === 0);
    await changed(element, { messages: [message('Seen')], status: 'connected' });
    await hears('Connected');
    expect(heard).not.to.include('Ada: Seen');
  });

  it('that nobody is here, what troubles it, and how it ended', async () => {
    const element = await inCall();
    await changed(element, { nobodyHere: true });
    await hears('Nobody here yet. Is the link complete, and the same for everybody?');
    await changed(element, { error: new RtcError('broker-unreachable', 'gone') });
    await hears('The call server cannot be reached. Check your internet connection.');
    await element.leave();
    await hears('You left the call');
  });

  it('nothing more once it is removed', async () => {
    const element = await inCall();
    lastCall().change({ participants: [ME, person('Ada')] });
    element.remove();
    heard.length = 0;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(heard).to.be.empty;
  });
});

describe('the screen', () => {
  beforeEach(reset);

  it('after the call says how long it was, and offers the way back', async () => {
    const { now } = Date;
    const element = await inCall();
    Date.now = () => now() + 754_000;
    await element.leave();
    Date.now = now;
    await element.updateComplete;
    expect(words(element)).to.match(/You left the call.*It lasted 12:3\d\..*You can close this page now\./);
    expect(buttons(element).map(({ textContent }) => textContent)).to.deep.equal(['Join again']);
    await expect(element).to.be.accessible();
    buttons(element)[0]?.click();
    await until(element.view, view => view?.status === 'waiting');
  });

  for (const [code, ...ways] of [
    ['room-full', 'Try again'],
    ['broker-refused', 'Try again'],
    ['webrtc-unavailable', 'Try again', 'Copy the link for another browser'],
    ['invite-damaged', 'Start a new room'],
    ['peer-newer', 'Reload this page'],
  ] as const satisfies readonly (readonly [RtcErrorCode, ...string[]])[]) {
    it(`after ${code} says why and offers: ${ways.join(', ')}`, async () => {
      const element = await inCall();
      await changed(element, { status: 'failed', error: new RtcError(code, 'test') });
      expect(buttons(element).map(({ textContent }) => textContent)).to.deep.equal(ways);
      await waitUntil(() => words(element).length > 60, 'it does not say why');
      await expect(element).to.be.accessible();
    });
  }

  it('of a damaged invite leads to a new room', async () => {
    history.replaceState(null, '', '#check=AAAA&room=x');
    const element = await fixture<RtcCall>(
      html`<rtc-call broker=${BROKER} audio="off" video="off" lang="en"></rtc-call>`,
    );
    await element.updateComplete;
    expect(element.state).to.equal('failed');
    buttons(element)[0]?.click();
    await until(element.view, view => view?.status === 'lobby');
    expect(location.hash)
      .to.match(/^#check=.+&room=.+&secret=/)
      .and.not.to.contain('room=x');
    expect(lastCall().options.room).not.to.equal('x');
  });

  it('takes a page’s own words, and keeps its buttons', async () => {
    const element = await inCall(
      html`<p slot="waiting">The doctor comes soon.</p><p slot="left">Thank you.</p><p slot="failed">Call 555.</p>`,
    );
    const assigned = () =>
      [...(element.shadowRoot?.querySelectorAll('slot') ?? [])].flatMap(slot =>
        slot.assignedElements().map(({ textContent }) => textContent),
      );
    await changed(element, { nobodyHere: true });
    expect(assigned()).to.deep.equal(['The doctor comes soon.']);
    await element.leave();
    await element.updateComplete;
    expect(assigned()).to.deep.equal(['Thank you.']);
    expect(buttons(element)).to.have.length(1);
    await changed(element, { status: 'failed', error: new RtcError('room-full', 'test') });
    expect(assigned()).to.deep.equal(['Call 555.']);
  });

  it('on the way in says after ten seconds what it waits for', async () => {
    FakeCall.onJoin = () => new Promise(() => {});
    const element = await fixture<RtcCall>(
      html`<rtc-call broker=${BROKER} room="r" audio="off" video="off" lang="en" autojoin></rtc-call>`,
    );
    await until(element.view, view => view?.status === 'joining');
    await element.updateComplete;
    expect(words(element)).not.to.contain('takes long');
    await until(element.view, view => view?.slow ?? false);
    await element.updateComplete;
    expect(words(element)).to.contain('The call server takes long to answer');
  });
});
