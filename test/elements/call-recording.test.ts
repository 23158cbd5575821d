// Recordings in <rtc-call>, over a fake engine: what the others are shown and can answer.

import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { RtcErrorEvent } from '../../src/elements/events.ts';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { lastCall, person, reset } from './fake-call.ts';

const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const find = <E extends HTMLElement>(element: RtcCall, part: string): E | null =>
  element.shadowRoot?.querySelector<E>(`[part~='${part}']`) ?? null;

/** What is fetched first may take a while. */
const comes = (test: () => unknown) => waitUntil(test, `${test}`, { timeout: 10_000 });

async function inCall(ada: Partial<Participant> = {}, attributes: Partial<RtcCall> = {}): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call broker="wss://broker.example/mqtt" room="r" audio="off" video="off" lang="en"
      .recordable=${attributes.recordable ?? false} .bare=${attributes.bare ?? false}></rtc-call>`,
  );
  await element.updateComplete;
  await element.join();
  const { participants } = lastCall().state.value;
  const others = [person('ada', { name: 'Ada', ...ada })];
  lastCall().change({ status: 'connected', participants: [...participants, ...others] });
  await element.updateComplete;
  return element;
}

describe('a recording in <rtc-call>', () => {
  beforeEach(reset);

  for (const bare of [false, true])
    it(`asks whoever is to be recorded, and sends the answer${bare ? ', also where the call draws nothing itself' : ''}`, async () => {
      const element = await inCall({ recording: 'asking' }, { bare });
      await comes(() => find(element, 'question'));
      const question = find(element, 'question');
      expect(question?.getAttribute('role')).to.equal('alertdialog');
      expect(text(question)).to.include('Ada wants to record this call');
      expect(lastCall().note('ada')).to.deep.equal({});
      await expect(element).to.be.accessible();
      find(element, 'agree')?.click();
      await comes(() => !find(element, 'question'));
      expect(lastCall().note('ada')).to.deep.equal({ consent: 'agreed' });
    });

  it('tells the page, marks the call, and lets a person take the consent back', async () => {
    const element = await inCall();
    const told: string[] = [];
    element.addEventListener('rtc-recording-changed', ({ state }) => told.push(state));
    lastCall().changePerson('ada', { recording: 'asking' });
    await comes(() => find(element, 'agree'));
    find(element, 'agree')?.click();
    lastCall().changePerson('ada', { recording: 'ask' });
    await comes(() => text(find(element, 'recording')).includes('Ada is recording this call'));
    find(element, 'refuse')?.click();
    expect(lastCall().note('ada')).to.deep.equal({ consent: 'refused' });
    lastCall().changePerson('ada', { recording: undefined } as unknown as Partial<Participant>);
    await comes(() => !find(element, 'recording'));
    expect(told).to.deep.equal(['asking', 'recording', 'off']);
  });

  it('answers by itself, with a mark and aloud, where it is only to tell', async () => {
    const element = await inCall({ recording: 'notify' });
    await comes(() => find(element, 'recording'));
    expect(lastCall().note('ada')).to.deep.equal({ consent: 'told' });
    expect(find(element, 'agree') === null).to.equal(true);
    const said = element.shadowRoot?.querySelector('[aria-live]');
    await comes(() => text(said).includes('Ada is recording this call'));
  });

  it('is in the menu where the call is recordable, and waits for all answers', async () => {
    const element = await inCall({}, { recordable: true });
    await comes(() => element.view.value?.recording);
    element.view.value?.recording?.toggle();
    await comes(() => lastCall().note('ada').recording === 'asking');
    await comes(() => text(find(element, 'recording')).includes('Ada'));
    expect(element.view.value?.recording?.on).to.equal(true);
    element.view.value?.recording?.toggle();
    await comes(() => lastCall().note('ada').recording === undefined);
    await comes(() => !find(element, 'recording'));
  });

  it('is in no menu where the call is not', async () => {
    const element = await inCall({ recording: 'notify' });
    await comes(() => find(element, 'recording'));
    expect(element.view.value?.recording).to.equal(undefined);
  });

  it('is one at a time', async () => {
    const element = await inCall({}, { recordable: true });
    const extras = await element.extras.load();
    const first = extras?.recording.open(new AbortController().signal).catch(() => {});
    const failed = oneEvent(element, 'rtc-error') as Promise<RtcErrorEvent>;
    await element.startRecording();
    expect((await failed).error.code).to.equal('recording-in-use');
    await element.leave();
    await first;
  });

  it('takes a wrong recording-consent for asking, and says so', async () => {
    const element = await inCall({}, { recordable: true });
    element.setAttribute('recording-consent', 'never');
    const failed = oneEvent(element, 'rtc-error') as Promise<RtcErrorEvent>;
    const extras = await element.extras.load();
    const open = extras?.recording.open(new AbortController().signal).catch(() => {});
    expect((await failed).error.code).to.equal('attribute-invalid');
    await comes(() => lastCall().note('ada').recording === 'asking');
    await element.leave();
    await open;
  });
});
