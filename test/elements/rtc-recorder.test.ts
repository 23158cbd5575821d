// <rtc-recorder>: its attributes, keys and events, and its value in a form, with the browser's own recorder and over one
// in whatever state is wanted.

import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type {
  RtcRecordingRecoveredEvent,
  RtcRecordingStoppedEvent,
} from '../../src/elements/recorder-events.ts';
import { RecorderFace } from '../../src/elements/recorder-face.ts';
import type { RtcRecorder } from '../../src/elements/rtc-recorder.ts';
import '../../src/index.ts';
import { loadTexts } from '../../src/i18n/texts.ts';
import { Recorder } from '../../src/recording/recorder.ts';
import type { RecorderState } from '../../src/recording/recorder-state.ts';
import { FakeRecorder } from './fake-recorder.ts';

const SMALL = { width: '160', height: '120' };

afterEach(() => {
  RecorderFace.newRecorder = () => new Recorder();
});

const find = <E extends HTMLElement>(element: RtcRecorder, part: string): E | null =>
  element.renderRoot.querySelector<E>(`[part~=${part}]`);

/** An element over a recorder in this state. */
async function inState(state: Partial<RecorderState>): Promise<{ element: RtcRecorder; fake: FakeRecorder }> {
  const fake = FakeRecorder.play(new FakeRecorder(state));
  const element = await fixture<RtcRecorder>(html`<rtc-recorder></rtc-recorder>`);
  await element.start();
  await element.updateComplete;
  return { element, fake };
}

const result = () => ({
  file: new File(['x'], 'talk.webm', { type: 'video/webm' }),
  durationMs: 4000,
  container: 'webm' as const,
  trimmed: false,
});

describe('<rtc-recorder>', () => {
  it('records into the form that it stands in, and takes it back with the form', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><rtc-recorder name="answer" required width=${SMALL.width} height=${SMALL.height}></rtc-recorder></form>`,
    );
    const element = form.querySelector('rtc-recorder');
    if (!element) throw new Error('no element');
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    expect(element.validity.valueMissing).to.equal(true);
    await element.start();
    await oneEvent(element, 'rtc-recording-progress');
    expect(element.validity.customError).to.equal(true);
    expect(element.state).to.equal('recording');
    const stopped: Promise<RtcRecordingStoppedEvent> = oneEvent(element, 'rtc-recording-stopped');
    const file = await element.stop();
    expect((await stopped).duration).to.be.above(0);
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(true);
    const value = new FormData(form).get('answer');
    expect(value).to.be.instanceOf(File);
    expect((value as File).size).to.equal(file.size);
    form.reset();
    await waitUntil(() => element.state === 'idle');
    expect(new FormData(form).get('answer')).to.equal(null);
    expect(form.checkValidity()).to.equal(false);
  });

  it('is kept when it is moved, and lets go when it is removed', async () => {
    const { element, fake } = await inState({ status: 'recording' });
    const other = await fixture(html`<div></div>`);
    other.append(element);
    await aTimeout(0);
    expect(fake.called).to.deep.equal(['start']);
    element.remove();
    await aTimeout(0);
    expect(fake.called).to.deep.equal(['start', 'close']);
  });

  it('says what is wrong with an attribute once, and goes on', async () => {
    FakeRecorder.play(new FakeRecorder());
    const element = await fixture<RtcRecorder>(
      html`<rtc-recorder format="avi" min-duration="9" max-duration="3"></rtc-recorder>`,
    );
    const errors: string[] = [];
    element.addEventListener('rtc-error', ({ error }) => errors.push(error.message));
    await element.start();
    await element.start();
    expect(errors).to.have.lengthOf(2);
    expect(errors.join()).to.match(/min-duration: 9.*format: “avi”/);
  });

  it('is stopped by a button that keys reach', async () => {
    const { element, fake } = await inState({ status: 'recording', elapsedMs: 3000, bytes: 1e6 });
    const stop = find(element, 'stop');
    expect(stop).to.be.instanceOf(HTMLButtonElement);
    stop?.focus();
    expect(element.shadowRoot?.activeElement === stop).to.be.true;
    stop?.click();
    await waitUntil(() => fake.called.length > 1);
    expect(fake.called).to.deep.equal(['start', 'stop']);
  });

  it('pauses an upload, and goes on with it, by the same button', async () => {
    const { element, fake } = await inState({ status: 'uploading', sent: 1e6, total: 4e6 });
    find(element, 'pause-upload')?.click();
    fake.state.set({ ...fake.state.value, held: true });
    await waitUntil(() => element.renderRoot.textContent?.includes('The upload is paused.'));
    find(element, 'pause-upload')?.click();
    find(element, 'cancel-upload')?.click();
    expect(fake.called).to.deep.equal(['start', 'pauseUpload', 'resumeUpload', 'cancelUpload']);
  });

  it('sends on by itself what was on its way to the same place', async () => {
    const about = { id: 'a', startedAt: 1, mimeType: 'video/webm', container: 'webm', fileName: '' } as const;
    const made = { name: 'file.webm', container: 'webm', durationMs: 4000, fileName: '' } as const;
    const stored = ['put https://a.test/x', 'put https://b.test/x', ''].map((to, index) => ({
      about: { ...about, id: String(index) },
      durationMs: 4000,
      bytes: 5,
      made: { ...made, to },
    }));
    const fake = FakeRecorder.play(new FakeRecorder({}, stored));
    const element = await fixture<RtcRecorder>(
      html`<rtc-recorder upload-url="https://b.test/x" upload-method="put"></rtc-recorder>`,
    );
    // Loads what looks for them, and nothing else.
    find(element, 'record')?.dispatchEvent(new Event('pointerenter'));
    await waitUntil(() => fake.called.includes('recover'));
    expect(fake.called).to.deep.equal(['recover']);
    expect(fake.recovered).to.deep.equal(['1']);
  });

  it('says how long there is left, and what is wrong with picture and space', async () => {
    const fake = FakeRecorder.play(
      new FakeRecorder({ status: 'recording', elapsedMs: 21_400, space: 'short' }),
    );
    const element = await fixture<RtcRecorder>(html`<rtc-recorder max-duration="30"></rtc-recorder>`);
    await element.start();
    await element.updateComplete;
    const text = element.renderRoot.textContent ?? '';
    expect(text).to.contain('0:21').and.to.contain('in 9 seconds').and.to.contain('Little room');
    expect(fake.called).to.deep.equal(['start']);
  });

  it('speaks German', async () => {
    await loadTexts('de');
    const element = await fixture<RtcRecorder>(html`<rtc-recorder lang="de" source="audio"></rtc-recorder>`);
    expect(find(element, 'record')?.textContent).to.contain('Ton aufnehmen');
  });

  it('offers what was cut off, and recovers it', async () => {
    const about = { id: 'a', startedAt: 1, mimeType: 'video/webm', container: 'webm', fileName: '' } as const;
    const fake = FakeRecorder.play(new FakeRecorder({}, [{ about, durationMs: 760_000, bytes: 5 }]));
    const element = await fixture<RtcRecorder>(html`<rtc-recorder></rtc-recorder>`);
    const found: Promise<RtcRecordingRecoveredEvent> = oneEvent(element, 'rtc-recording-recovered');
    // Loads what looks for them, whatever there is on the disk of the test.
    void element.start();
    const { recordings } = await found;
    expect(
      recordings.map(({ id, duration }: { id: string; duration: number }) => [id, duration]),
    ).to.deep.equal([['a', 760]]);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('12:40');
    find(element, 'recover')?.click();
    expect(fake.called).to.include('recover');
  });

  for (const [name, state] of [
    ['nothing', { status: 'idle' }],
    ['a countdown', { status: 'countdown', countdown: 3 }],
    ['a recording', { status: 'recording', elapsedMs: 3000, bytes: 1e6 }],
    ['a pause', { status: 'paused', elapsedMs: 3000, bytes: 1e6 }],
    ['a review', { status: 'review', result: result() }],
    ['an upload', { status: 'uploading', sent: 1e6, total: 4e6 }],
    ['a failure', { status: 'failed' }],
  ] as const) {
    it(`is accessible with ${name}`, async () => {
      const { element } = await inState(state);
      await expect(element).to.be.accessible();
    });
  }
});
