// The dialog with the safety code in <rtc-call>, over a fake engine.

import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { RtcErrorEvent } from '../../src/elements/events.ts';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import { RtcError } from '../../src/errors.ts';
import { addLanguage } from '../../src/i18n/texts.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { RIGHT_TO_LEFT, rightToLeft } from '../support/right-to-left.ts';
import { FakeCall, lastCall, person, reset, SAFETY_CODE } from './fake-call.ts';

const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function settled(element: RtcCall): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

async function inCall(others: readonly Participant[] = [person('ada', { name: 'Ada' })]): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call broker="wss://broker.example/mqtt" room="r" audio="off" video="off" lang="en"></rtc-call>`,
  );
  await element.updateComplete;
  await element.join();
  const { participants } = lastCall().state.value;
  lastCall().change({ status: 'connected', participants: [...participants, ...others] });
  await settled(element);
  return element;
}

const dialogOf = (element: RtcCall) => element.shadowRoot?.querySelector('dialog');
const buttons = (element: RtcCall) => [...(dialogOf(element)?.querySelectorAll('button') ?? [])];

async function show(element: RtcCall): Promise<HTMLDialogElement> {
  element.view.value?.showSafety('ada');
  return opened(element);
}

/** The dialog, whose code is fetched when it is first opened. */
async function opened(element: RtcCall): Promise<HTMLDialogElement> {
  await waitUntil(() => dialogOf(element), 'no dialog');
  await settled(element);
  return dialogOf(element) as HTMLDialogElement;
}

async function click(element: RtcCall, label: string): Promise<void> {
  const button = buttons(element).find(each => text(each) === label);
  if (!button) throw new Error(`no '${label}' among ${buttons(element).map(text)}`);
  button.click();
  await settled(element);
}

async function closed(element: RtcCall): Promise<void> {
  while (dialogOf(element)) await new Promise(resolve => requestAnimationFrame(resolve));
}

describe('the safety code in <rtc-call>', () => {
  beforeEach(reset);

  it('is shown large in a modal dialog, with the names of the pictures and what to do', async () => {
    const element = await inCall();
    const dialog = await show(element);
    expect(dialog.matches(':modal')).to.equal(true);
    expect(text(dialog.querySelector('h2'))).to.equal('Safety code with Ada');
    expect(text(dialog.querySelector('.digits .heard'))).to.equal('2 0 4 8 1 6');
    expect([...dialog.querySelectorAll('.emoji li')].map(text)).to.deep.equal([
      '🐶dog',
      '🐱cat',
      '🐴horse',
      '🐷pig',
      '🐮cow',
      '🐰rabbit',
      '🦁lion',
    ]);
    expect(text(dialog)).to.contain('Read this aloud to each other');
    expect(element.safetyCode).to.deep.equal(SAFETY_CODE);
  });

  it('is accessible in every state', async () => {
    const element = await inCall();
    const dialog = await show(element);
    await expect(element).to.be.accessible();
    expect(dialog.querySelector('[role=status] .digits')).to.not.equal(null);
    await click(element, 'They don’t match');
    await expect(element).to.be.accessible();
    await click(element, 'Look again');
    await click(element, 'They match');
    await expect(element).to.be.accessible();
  });

  it('takes the focus, keeps it while its screens change, and gives it back', async () => {
    const element = await inCall();
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const dialog = await show(element);
    const within = () => dialog.contains(element.shadowRoot?.activeElement ?? null);
    expect(text(element.shadowRoot?.activeElement)).to.equal('Safety code with Ada');
    for (const label of ['They don’t match', 'Look again', 'They match', 'Take this back']) {
      await click(element, label);
      expect(within(), label).to.equal(true);
    }
    buttons(element)[0]?.click();
    await closed(element);
    expect(document.activeElement).to.equal(before);
    before.remove();
  });

  it('marks a participant as verified when the codes match, until that is taken back', async () => {
    const element = await inCall();
    const dialog = await show(element);
    await click(element, 'They match');
    expect(element.participants[1]?.verified).to.equal(true);
    expect(text(dialog.querySelector('.mark'))).to.equal('Verified');
    await click(element, 'Take this back');
    expect(element.participants[1]?.verified).to.equal(false);
  });

  it('says what it means when they don’t match, and offers to leave', async () => {
    const element = await inCall();
    const dialog = await show(element);
    await click(element, 'They don’t match');
    expect(text(dialog.querySelector('h2'))).to.equal('Somebody may be listening');
    await click(element, 'Leave');
    expect(lastCall().left).to.equal(1);
    await closed(element);
  });

  it('says so while it asks, and when nobody answers, and can ask again', async () => {
    const element = await inCall();
    const { onSafety } = FakeCall;
    let fail: (error: RtcError) => void = () => {};
    FakeCall.onSafety = () => new Promise((_, reject) => (fail = reject));
    const dialog = await show(element);
    expect(text(dialog.querySelector('[role=status]'))).to.contain('Asking the other side');
    const reported = oneEvent(element, 'rtc-error') as Promise<RtcErrorEvent>;
    fail(new RtcError('safety-code-unanswered', 'No answer.'));
    expect((await reported).error.code).to.equal('safety-code-unanswered');
    await waitUntil(() => text(dialog.querySelector('[role=status]')).includes('did not answer'));
    FakeCall.onSafety = onSafety;
    await click(element, 'Try again');
    expect(text(dialog.querySelector('.digits .heard'))).to.equal('2 0 4 8 1 6');
  });

  it('closes when the participant leaves, or the call ends', async () => {
    const element = await inCall();
    await show(element);
    lastCall().change({ participants: lastCall().state.value.participants.slice(0, 1) });
    await settled(element);
    expect(dialogOf(element)).to.equal(null);
    expect(element.safetyCode).to.equal(undefined);
  });

  it('tells that the other side wants to compare, and shows it when asked to', async () => {
    const element = await inCall();
    const asked = () => element.shadowRoot?.querySelector('.asked');
    expect(asked()).to.equal(null);
    lastCall().changePerson('ada', { safetyCode: SAFETY_CODE });
    await waitUntil(asked, 'nobody asks', { timeout: 10_000 });
    expect(text(asked()?.querySelector('[role=status]'))).to.equal(
      'Ada wants to compare the safety code with you.',
    );
    asked()?.querySelector('button')?.click();
    expect(text((await opened(element)).querySelector('.digits .heard'))).to.equal('2 0 4 8 1 6');
    await waitUntil(() => !asked(), 'the line stays', { timeout: 10_000 });
  });

  it('tells of the other side’s wish no more once it was waved aside, nor of one’s own', async () => {
    const element = await inCall([person('ada'), person('bob')]);
    const asked = () => element.shadowRoot?.querySelector('.asked');
    lastCall().changePerson('ada', { safetyCode: { ...SAFETY_CODE } });
    await waitUntil(asked, 'nobody asks', { timeout: 10_000 });
    [...(asked()?.querySelectorAll('button') ?? [])].at(-1)?.click();
    await settled(element);
    await waitUntil(() => !asked(), 'the line stays', { timeout: 10_000 });
    expect(await element.requestSafetyCode('bob')).to.deep.equal(SAFETY_CODE);
    await settled(element);
    await waitUntil(() => !asked(), 'the line stays', { timeout: 10_000 });
  });

  it('can be asked for by a page, of the first other participant unless it names one', async () => {
    const element = await inCall();
    expect(await element.requestSafetyCode()).to.deep.equal(SAFETY_CODE);
    expect(element.participants[1]?.safetyCode).to.deep.equal(SAFETY_CODE);
    element.setVerified('ada', true);
    expect(element.participants[1]?.verified).to.equal(true);
    expect(dialogOf(element)).to.equal(null);
  });

  it('is undefined, and an error tells why, where there is nobody to compare with', async () => {
    const element = await inCall([]);
    FakeCall.onSafety = async () => {
      throw new RtcError('not-in-call', 'Nobody.');
    };
    const reported = oneEvent(element, 'rtc-error') as Promise<RtcErrorEvent>;
    expect(await element.requestSafetyCode()).to.equal(undefined);
    expect((await reported).error.code).to.equal('not-in-call');
  });

  it('works where the element draws nothing else', async () => {
    const element = await inCall();
    element.bare = true;
    await element.updateComplete;
    expect((await show(element)).matches(':modal')).to.equal(true);
  });

  it('runs from right to left with its language, but for the digits', async () => {
    addLanguage(RIGHT_TO_LEFT, rightToLeft);
    const element = await inCall();
    element.lang = RIGHT_TO_LEFT;
    const dialog = await show(element);
    expect(getComputedStyle(dialog).direction).to.equal('rtl');
    const digits = dialog.querySelector('.digits');
    expect(digits && getComputedStyle(digits).direction).to.equal('ltr');
  });
});
