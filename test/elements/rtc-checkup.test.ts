// The check of devices and servers as a person sees it: with the browser's own made-up devices and addresses where
// nobody answers, and over a check whose findings a test says.

import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { RtcCheckupFinishedEvent } from '../../src/elements/checkup-event.ts';
import { RtcCheckup } from '../../src/elements/rtc-checkup.ts';
import type { CheckupReport } from '../../src/session/checkup-report.ts';
import { SaidElement } from './fake-checkup.ts';

customElements.define('rtc-checkup', RtcCheckup);

const part = (element: RtcCheckup, name: string) =>
  element.renderRoot.querySelector<HTMLElement>(`[part~=${name}]`);
const textOf = (element: Element | null | undefined) =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const lineOf = (element: RtcCheckup, name: string) => element.renderRoot.querySelector(`[data-part=${name}]`);

async function finished(element: RtcCheckup): Promise<CheckupReport & { text: string }> {
  const event: RtcCheckupFinishedEvent = await oneEvent(element, 'rtc-checkup-finished');
  await element.updateComplete;
  return event.report;
}

describe('<rtc-checkup>', () => {
  it('asks for nothing and contacts nobody before it is started', async () => {
    const { getUserMedia } = navigator.mediaDevices;
    let asked = 0;
    navigator.mediaDevices.getUserMedia = constraints => {
      asked++;
      return getUserMedia.call(navigator.mediaDevices, constraints);
    };
    const element = await fixture<RtcCheckup>(
      html`<rtc-checkup broker="ws://127.0.0.1:1/" lang="en"></rtc-checkup>`,
    );
    expect(element.state).to.equal('idle');
    expect(textOf(part(element, 'start'))).to.equal('Start the check');
    expect(asked).to.equal(0);
    await expect(element).to.be.accessible();
    navigator.mediaDevices.getUserMedia = getUserMedia;
  });

  it('tries devices and servers, and says what is wrong and what to do', async () => {
    const element =
      await fixture<RtcCheckup>(html`<rtc-checkup broker="ws://127.0.0.1:1/mqtt?token=secret" lang="en"
      ice-servers="turn:me:secret@127.0.0.1:59999?transport=tcp"></rtc-checkup>`);
    part(element, 'start')?.click();
    expect(element.getAttribute('state')).to.equal('running');
    const report = await finished(element);
    expect(element.getAttribute('state')).to.equal('done');
    expect(report.verdict).to.equal('bad');
    const found = Object.fromEntries(
      report.lines.map(({ part, status, finding }) => [part, `${status} ${finding ?? ''}`]),
    );
    expect(found).to.include({
      browser: 'good ',
      camera: 'good ',
      broker: 'bad broker-unreachable',
      turn: 'bad relay-unreachable',
      relay: 'skipped ',
    });
    expect(report.lines.find(({ part }) => part === 'camera')?.figures?.width).to.be.above(0);
    expect(textOf(lineOf(element, 'broker'))).to.match(
      /^Call server Does not work ws:\/\/127\.0\.0\.1:1\/mqtt It cannot be reached/,
    );
    expect(textOf(lineOf(element, 'turn'))).to.match(/127\.0\.0\.1:59999, TCP It does not answer/);
    expect(report.text).to.match(/A call will not work from here yet\.\n\nBrowser: Fine\./);
    expect(JSON.stringify(report)).not.to.contain('secret');
    expect(report).to.deep.equal(element.report);
    await expect(element).to.be.accessible();
  });

  it('leaves out the devices that are not used, and says that there is no relay', async () => {
    const element = await fixture<RtcCheckup>(
      html`<rtc-checkup broker="ws://127.0.0.1:1/" lang="de" audio="none" video="none"></rtc-checkup>`,
    );
    const report = await element.run();
    expect(report?.lines.map(({ part }) => part)).to.deep.equal(['browser', 'broker', 'relay']);
    expect(report?.lines[2]).to.include({ status: 'fair', finding: 'relay-missing' });
    const words = 'Ein Anruf wird von hier aus noch nicht gelingen.';
    await waitUntil(() => textOf(part(element, 'verdict')) === words);
  });

  it('stops everything when it is removed', async () => {
    const element = await fixture<RtcCheckup>(
      html`<rtc-checkup broker="ws://127.0.0.1:1/" lang="en"></rtc-checkup>`,
    );
    const run = element.run();
    const camera = () => element.renderRoot.querySelector('video')?.srcObject as MediaStream | undefined;
    await waitUntil(() => camera()?.active, 'no camera', { timeout: 10_000 });
    const stream = camera();
    element.remove();
    expect(await run).to.equal(undefined);
    expect(stream?.active).to.equal(false);
    expect(element.state).to.equal('idle');
  });
});

customElements.define('said-checkup', SaidElement);

describe('<rtc-checkup> with its person', () => {
  async function running(): Promise<SaidElement> {
    const element = await fixture<SaidElement>(
      html`<said-checkup broker="ws://127.0.0.1:1/" lang="en"></said-checkup>`,
    );
    void element.run();
    await waitUntil(() => element.state === 'running');
    await element.updateComplete;
    return element;
  }

  it('asks whether the tone was heard, plays it again, and says so later too', async () => {
    const element = await running();
    element.said.find({ part: 'speaker', status: 'asking' });
    await waitUntil(() => part(element, 'yes'));
    part(element, 'replay')?.click();
    expect(element.said.played).to.equal(1);
    const first = finished(element);
    element.said.finish();
    expect((await first).verdict).to.equal('good');
    const second = finished(element);
    part(element, 'no')?.click();
    expect((await second).verdict).to.equal('fair');
    await waitUntil(() => textOf(lineOf(element, 'speaker')).includes('Turn up the volume'));
    expect(textOf(part(element, 'verdict'))).to.equal('A call can work from here, with limits.');
  });

  it('goes on with the keyboard where it was', async () => {
    const element = await fixture<SaidElement>(
      html`<said-checkup broker="ws://127.0.0.1:1/" lang="en"></said-checkup>`,
    );
    const start = part(element, 'start');
    start?.focus();
    start?.click();
    await waitUntil(() => element.shadowRoot?.activeElement?.localName === 'h2');
    element.said.find({ part: 'browser', status: 'good' });
    element.said.finish();
    await waitUntil(() => part(element, 'copy'));
    const again = part(element, 'start');
    again?.focus();
    again?.click();
    await waitUntil(
      () => element.state === 'running' && element.shadowRoot?.activeElement?.localName === 'h2',
    );
  });

  it('copies the report, or shows it where the browser lets nothing be copied', async () => {
    const element = await running();
    element.said.find({ part: 'broker', subject: 'wss://b/', status: 'good', figures: { answerMs: 31.4 } });
    element.said.finish();
    await waitUntil(() => part(element, 'copy'));
    const write = { value: { writeText: () => Promise.reject(new Error('no')) }, configurable: true };
    Object.defineProperty(navigator, 'clipboard', write);
    part(element, 'copy')?.click();
    await waitUntil(() => part(element, 'input'));
    const text =
      'Will a call work from here?\nA call will work from here.\n\nCall server (wss://b/): Fine. Answers in 31 ms.\n\n';
    expect((part(element, 'input') as HTMLTextAreaElement).value).to.equal(
      `${text}2026-01-01T12:00:00.000Z, https://p\nB\nTook 20 s`,
    );
    await expect(element).to.be.accessible();
  });
});
