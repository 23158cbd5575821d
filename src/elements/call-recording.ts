// Recordings in <rtc-call>: the one that this side makes, by a recorder of its own or one in the page, and those of the
// others. Loaded when the call may be recorded, or somebody else wants to.

import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { RtcError } from '../errors.ts';
import type { Texts } from '../i18n/en.ts';
import { type AllTexts, withOpened } from '../i18n/en-opened.ts';
import { playTestTone } from '../media/test-tone.ts';
import type { CallSide, ConsentMode, RecordedCall } from '../recording/recorded-call.ts';
import type { Participant } from '../session/call-state.ts';
import { RecordingConsent } from '../session/recording-consent.ts';
import { RecordingTalk } from '../session/recording-talk.ts';
import { Store } from '../store.ts';
import type { CallController, CallLike } from './call-controller.ts';
import type { RecordingControl, View } from './call-view.ts';
import { clockText } from './clock-text.ts';
import { hueOf, initialOf, shownName } from './name-card.ts';
import { type CallRecordingState, RtcRecordingChangedEvent } from './recording-changed-event.ts';
import { dressRecording, fileDialog, recordingLines } from './recording-lines.ts';
import type { RtcRecorder } from './rtc-recorder.ts';

/** What it needs of the element. */
export type RecordingHost = ReactiveControllerHost &
  HTMLElement & {
    readonly renderRoot: ParentNode;
    readonly recordable: boolean;
    readonly recordingConsent: string | undefined;
    readonly bare: boolean;
  };

const MODES: readonly ConsentMode[] = ['ask', 'notify'];
/** States of the recorder in which there is something to see. */
const SHOWN = ['review', 'uploading', 'done', 'failed'];

export class CallRecording implements ReactiveController {
  readonly #host: RecordingHost;
  readonly #calls: CallController;
  readonly #say: (text: string) => void;
  #call: CallLike | undefined;
  #talk: RecordingTalk | undefined;
  #own: RecordingConsent | undefined;
  /** A recorder of the call's own was wanted: it stays from then on. */
  #wanted = false;
  readonly #states = new MutationObserver(() => this.#host.requestUpdate());
  #shownState: string | undefined;
  #state: CallRecordingState = 'off';
  #heard: readonly string[] = [];
  #texts: AllTexts | undefined;

  constructor(host: RecordingHost, calls: CallController, say: (text: string) => void) {
    this.#host = host;
    this.#calls = calls;
    this.#say = say;
    dressRecording(host);
    host.addController(this);
  }

  /** What the menu says of it. */
  get control(): RecordingControl | undefined {
    if (!this.#host.recordable) return undefined;
    const done = this.#recorder !== null && SHOWN.includes(this.#recorder.state);
    const on = this.#own !== undefined;
    return { on, done: done && !on, toggle: () => void this.#toggle() };
  }

  /** Records with a recorder of the call's own. Resolves also where that fails: the page is told. */
  async start(): Promise<void> {
    if (this.#own) return this.#calls.report(inUse());
    try {
      await defineRecorder();
    } catch (cause) {
      return this.#calls.report(new RtcError('recording-failed', 'The recorder cannot be fetched.', cause));
    }
    this.#wanted = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    await this.#recorder?.start();
  }

  /** Ends it. Resolves with the file, or undefined where there is none. */
  async stop(): Promise<File | undefined> {
    return this.#recorder?.stop().catch(() => undefined);
  }

  /** For recorders: asks or tells everybody. Rejects with an RtcError. */
  async open(signal: AbortSignal): Promise<RecordedCall> {
    if (this.#own) throw inUse();
    this.#follow();
    if (!this.#call || !this.#talk) throw new RtcError('not-in-call', 'There is no call to record.');
    const own = new RecordingConsent(this.#call, this.#talk, this.#mode());
    this.#own = own;
    this.#host.requestUpdate();
    try {
      await own.ask(signal);
    } catch (cause) {
      if (this.#own === own) this.#own = undefined;
      this.#host.requestUpdate();
      throw cause;
    }
    this.#host.requestUpdate();
    const sides = new Store<readonly CallSide[]>([]);
    const fill = () => sides.set(own.kept.value.map(each => sideOf(each, this.#texts?.guest ?? '')));
    const stop = own.kept.subscribe(fill);
    fill();
    return {
      sides,
      get record() {
        return own.record;
      },
      ended: own.ended,
      close: () => {
        stop();
        own.close();
        if (this.#own === own) this.#own = undefined;
        this.#host.requestUpdate();
      },
    };
  }

  hostUpdate(): void {
    this.#follow();
    this.#tell();
  }

  hostUpdated(): void {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#states.observe(recorder, { attributeFilter: ['state'] });
    const { state } = recorder;
    if (state === this.#shownState) return;
    const dialog = recorder.closest('dialog');
    if (SHOWN.includes(state) && !dialog?.open) dialog?.showModal();
    else if (!SHOWN.includes(state) && state !== 'finishing') dialog?.close();
    this.#shownState = state;
  }

  /** Those above the tiles. */
  lines(texts: Texts): TemplateResult | typeof nothing {
    this.#texts = withOpened(texts);
    this.#follow();
    if (!this.#talk || this.#host.bare) return nothing;
    return this.#lines(this.#texts);
  }

  /** The recorder in its dialog; where the call draws nothing itself, the lines too. */
  render({ texts, language, direction }: View): TemplateResult | typeof nothing {
    const all = withOpened(texts);
    const lines = this.#host.bare && this.#talk ? this.#lines(all) : nothing;
    const afloat =
      lines === nothing
        ? nothing
        : html`<div class="afloat" lang=${language} dir=${direction}>${lines}</div>`;
    if (!this.#wanted) return afloat;
    const recorder = html`<rtc-recorder source="call" no-preview lang=${language} .call=${this.#host}
      exportparts="recorder, player, button, record, download, again, cut, upload, discard, input, alert"
      @rtc-recording-progress=${this.#showTime}></rtc-recorder>`;
    return html`${afloat}${fileDialog(recorder, all)}`;
  }

  #lines(texts: AllTexts): TemplateResult | typeof nothing {
    const { asking = [], recorders = [] } = this.#talk ?? {};
    const own = this.#own;
    return recordingLines(
      {
        own: !own ? 'none' : own.begun ? 'recording' : 'asking',
        waitedFor: own?.waitedFor ?? [],
        asking,
        recorders,
        stop: () => void this.#end(),
        answer: (id, agreed) => {
          this.#talk?.answer(id, agreed ? 'agreed' : 'refused');
          this.#host.requestUpdate();
        },
      },
      texts,
    );
  }

  /** Another call is another conversation. */
  #follow(): void {
    const { call } = this.#calls;
    if (call === this.#call) return;
    this.#own?.close();
    this.#own = undefined;
    this.#talk?.close();
    this.#call = call;
    this.#talk = call && new RecordingTalk(call);
  }

  get #recorder(): RtcRecorder | null {
    return this.#host.renderRoot.querySelector('rtc-recorder');
  }

  async #toggle(): Promise<void> {
    const { on, done } = this.control ?? {};
    if (on) await this.#end();
    else if (done) this.#recorder?.closest('dialog')?.showModal();
    else await this.start();
  }

  /** Before the first picture there is no file to make. */
  async #end(): Promise<void> {
    const recorder = this.#recorder;
    const state = recorder?.state ?? 'idle';
    if (state === 'preparing' || state === 'countdown') await recorder?.discard();
    else if (state === 'recording' || state === 'paused') await this.stop();
    // A recorder elsewhere in the page has it.
    else this.#own?.end();
  }

  #mode(): ConsentMode {
    const { recordingConsent } = this.#host;
    const mode = MODES.find(each => each === (recordingConsent || MODES[0]));
    if (!mode) {
      const text = `recording-consent: “${recordingConsent}”; expected one of ${MODES.join(', ')}`;
      console.error(`<${this.#host.localName}>`, text);
      this.#calls.report(new RtcError('attribute-invalid', text));
    }
    return mode ?? 'ask';
  }

  /** By event, sound and voice, what is new. */
  #tell(): void {
    const { asking = [], recorders = [] } = this.#talk ?? {};
    const on = recorders.length > 0 || this.#own?.begun;
    const state = on ? 'recording' : asking.length || this.#own ? 'asking' : 'off';
    const before = this.#state;
    this.#state = state;
    const texts = this.#texts;
    if (texts) {
      const named = ({ name }: Participant) => name || texts.guest;
      const told = recorders.filter(person => !asking.includes(person));
      const news = [
        ...asking.map(person => texts.recordAsk(named(person))),
        ...told.map(person => texts.recordBy(named(person))),
        ...(this.#own?.begun ? [texts.recordOwn] : []),
      ];
      const fresh = news.filter(text => !this.#heard.includes(text));
      this.#heard = news;
      for (const text of fresh) this.#say(text);
      if (state === 'off' && before !== 'off') this.#say(texts.recordOver);
      if (fresh.length) playTestTone(this.#calls.speaker);
    }
    if (state !== before) this.#host.dispatchEvent(new RtcRecordingChangedEvent(state));
  }

  /** Without drawing the call anew twice a second. */
  readonly #showTime = ({ elapsed }: { elapsed: number }): void => {
    const time = this.#host.renderRoot.querySelector('.recorded .time');
    if (time) time.textContent = clockText(elapsed * 1000);
  };
}

function sideOf(person: Participant, guest: string): CallSide {
  const { id, name, audio, video, screen, stream, screenStream } = person;
  const shown = shownName(name, guest);
  const initial = initialOf(shown);
  return { id, name: shown, initial, hue: hueOf(id), audio, video, screen, stream, screenStream };
}

function inUse(): RtcError {
  return new RtcError('recording-in-use', 'This call is recorded here already.');
}

/** Unless the page has. Rejects where it cannot be fetched. */
async function defineRecorder(): Promise<void> {
  if (customElements.get('rtc-recorder')) return;
  const { RtcRecorder } = await import('./rtc-recorder.ts');
  if (!customElements.get('rtc-recorder')) customElements.define('rtc-recorder', RtcRecorder);
}
