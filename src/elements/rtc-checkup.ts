// <rtc-checkup>: whether a call will work from here. Its attributes, its one check at a time, and its report; what is
// tried is the session's, how it looks and reads is said in files beside this one.

import { html, LitElement, type TemplateResult } from 'lit';
import { withCheckup } from '../i18n/en-checkup.ts';
import { Checkup, type CheckupOptions, type CheckupState } from '../session/checkup.ts';
import type { CheckupReport } from '../session/checkup-report.ts';
import { AttributeReport } from './attribute-report.ts';
import { RtcCheckupFinishedEvent, type WrittenReport } from './checkup-event.ts';
import { checkupStyle } from './checkup-style.ts';
import { type CheckupWords, reportText } from './checkup-text.ts';
import { type CheckupView, checkup } from './checkup-view.ts';
import { LanguageController, StoreController } from './controllers.ts';
import { Figures } from './figures.ts';
import { LevelMeter } from './level-meter.ts';
import { rememberedDevices } from './remembered.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/** What the element uses of a check: the seam for tests. */
export type CheckupLike = Pick<Checkup, keyof Checkup>;

export type CheckupElementState = 'idle' | 'running' | 'done';

/**
 * Tries camera, microphone, speaker, every broker, every STUN and TURN URL by itself and a call through the relay, and
 * says in plain words what is wrong and what to do. Nothing is asked for and nobody is contacted before it is started.
 *
 * @element rtc-checkup
 * @attr {string} broker - One or more ws:// or wss:// URLs of MQTT brokers, space separated, or a path on the page's host: each is tried.
 * @attr {string} topic - Topic prefix below which the calls' messages live.
 * @attr {string} username - Broker user name, where it may stand in the page.
 * @attr {string} password - Broker password, where it may stand in the page.
 * @attr {string} credentials-url - URL that is asked for credentials, with `?id=`.
 * @attr {string} ice-servers - Space-separated `stun:`, `turn:user:pass@host:port?transport=tcp` and `turns:` URLs, or the JSON of RTCIceServer[]: each is tried.
 * @attr {on|off|none} audio - With `none` microphone and speaker are left out.
 * @attr {on|off|none} video - With `none` the camera is left out.
 * @attr {string} lang - Language of the texts; falls back to the page's, the browser's, then English.
 * @attr {auto|light|dark} theme - Colours.
 * @attr {idle|running|done} state - Reflected, read only.
 * @fires {RtcCheckupFinishedEvent} rtc-checkup-finished - Everything has been tried: `report` has the verdict, the lines and a text. Again when a person says later whether they heard the tone.
 * @fires {RtcErrorEvent} rtc-error - An attribute is wrong.
 * @slot - Words of the page's own below the title.
 * @csspart checkup - Everything.
 * @csspart verdict - What it comes to.
 * @csspart lines - All lines, each a `line`.
 * @csspart preview - The camera's picture.
 * @csspart button - Every button; also `start`, `copy`, `yes`, `no`, `replay`.
 * @csspart input - The report as a text, where the browser does not let it be copied.
 */
export class RtcCheckup extends LitElement {
  static override styles = [theme, viewStyle, checkupStyle];

  static override properties = {
    broker: { useDefault: true },
    topic: { useDefault: true },
    username: { useDefault: true },
    password: { useDefault: true },
    credentialsUrl: { attribute: 'credentials-url', useDefault: true },
    credentials: { attribute: false },
    iceServers: { attribute: 'ice-servers' },
    audio: { useDefault: true },
    video: { useDefault: true },
    lang: { reflect: true, useDefault: true },
    theme: { reflect: true, useDefault: true },
  };

  declare broker: string;
  declare topic: string;
  declare username: string;
  declare password: string;
  declare credentialsUrl: string;
  /** Asked for credentials, instead of `credentialsUrl`. */
  declare credentials: ((request: { id: string }) => Promise<unknown>) | undefined;
  declare iceServers: string | readonly RTCIceServer[] | undefined;
  declare audio: string;
  declare video: string;
  declare lang: string;
  declare theme: string;

  readonly #language = new LanguageController(this);
  readonly #attributes = new AttributeReport(this);
  readonly #lines = new StoreController<CheckupState>(this, state => this.#changed(state));
  #figures: { readonly language: string; readonly write: Figures } | undefined;
  #checkup: CheckupLike | undefined;
  #running: Promise<WrittenReport | undefined> | undefined;
  #result: CheckupReport | undefined;
  #preview: MediaStream | undefined;
  #copied = false;
  #copyRefused = false;
  #said = '';
  #focused = false;

  constructor() {
    super();
    this.broker = this.username = this.password = this.credentialsUrl = this.lang = '';
    this.topic = 'rtc';
    this.audio = this.video = 'on';
    this.theme = 'auto';
    new LevelMeter(this, () => this.#lines.value?.microphone);
  }

  /** How far it is; also the attribute. */
  get state(): CheckupElementState {
    if (this.#running) return 'running';
    return this.#result ? 'done' : 'idle';
  }

  /** Of the last check, in the language of the element; undefined before one was finished. */
  get report(): WrittenReport | undefined {
    const { texts, language } = this.#words;
    return (
      this.#result && Object.freeze({ ...this.#result, text: reportText(this.#result, texts, language) })
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reflect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#reflect();
    });
  }

  /**
   * Tries everything, best called from a click: else the browser may play no tone. Resolves with the report; with
   * undefined where the element is removed before, or cannot know what to try. Again while it runs: the same.
   */
  run(): Promise<WrittenReport | undefined> {
    if (this.#running) return this.#running;
    this.#stop();
    this.#running = this.#run();
    this.#reflect();
    return this.#running;
  }

  /** Makes the check. */
  protected createCheckup(options: CheckupOptions): CheckupLike {
    return new Checkup(options);
  }

  async #run(): Promise<WrittenReport | undefined> {
    await this.updateComplete;
    if (!this.isConnected) return undefined;
    const { options } = this.#attributes.read();
    const devices = rememberedDevices();
    const check = this.createCheckup({ ...options, ...(devices && { devices }) });
    this.#checkup = check;
    this.#lines.watch(check.state);
    const result = await check.run().catch(() => undefined);
    // Removed meanwhile, perhaps to begin anew elsewhere.
    if (this.#checkup !== check) return undefined;
    this.#result = result;
    this.#running = undefined;
    this.#reflect();
    return this.#tell();
  }

  #tell(): WrittenReport | undefined {
    const { report } = this;
    this.requestUpdate();
    if (report) this.dispatchEvent(new RtcCheckupFinishedEvent(report));
    return report;
  }

  /** Back to the beginning. */
  #stop(): void {
    this.#checkup?.close();
    this.#checkup = this.#running = this.#result = this.#preview = undefined;
    this.#copied = this.#copyRefused = false;
    this.#lines.watch(undefined);
  }

  #changed({ camera }: CheckupState): void {
    if (camera === (this.#preview?.getTracks()[0] ?? null)) return;
    this.#preview = camera ? new MediaStream([camera]) : undefined;
  }

  #reflect(): void {
    this.setAttribute('state', this.state);
    this.requestUpdate();
  }

  get #words(): { readonly texts: CheckupWords; readonly language: string; readonly write: Figures } {
    const { language, texts } = this.#language;
    if (this.#figures?.language !== language) this.#figures = { language, write: new Figures(language) };
    return { texts: withCheckup(texts), language, write: this.#figures.write };
  }

  #answer(heard: boolean): void {
    this.#checkup?.answer(heard);
    if (!this.#result || !this.#checkup) return;
    this.#result = this.#checkup.report();
    this.#tell();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.report?.text ?? '');
      this.#copied = true;
    } catch {
      this.#copyRefused = true;
    }
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.#focused = Boolean(this.shadowRoot?.activeElement);
    const { texts } = this.#words;
    const { report } = this;
    this.#said = this.#copied
      ? texts.copied
      : report
        ? texts.checkupVerdict[report.verdict]
        : this.#running
          ? texts.checkupStatus.running
          : '';
  }

  protected override updated(): void {
    // What was clicked is gone: what has come in its place takes the focus.
    if (!this.#focused || this.shadowRoot?.activeElement) return;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find('.verdict') ?? find('h2'))?.focus();
  }

  protected override render(): TemplateResult {
    const { texts, language, write } = this.#words;
    const view: CheckupView = {
      texts,
      write,
      running: this.#running !== undefined,
      state: this.#lines.value,
      preview: this.#preview,
      report: this.report,
      copied: this.#copied,
      copyRefused: this.#copyRefused,
      run: () => void this.run(),
      copy: () => void this.#copy(),
      answer: heard => this.#answer(heard),
      replay: () => this.#checkup?.playTone(),
    };
    return html`<section class="checkup" part="checkup" lang=${language} dir=${this.#language.direction}
      aria-busy=${this.#running !== undefined}>${checkup(view)}<div class="heard" role="status">${this.#said}</div></section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-checkup': RtcCheckup;
  }
}
