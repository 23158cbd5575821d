// <rtc-support>: the button in the corner of a page. It is small and connects to nothing; what opens behind it is
// fetched when a person comes near. Written without Lit, which comes with that.

import { type Hours, parseHours } from '../support/hours.ts';
import type { SupportPanel } from './support-panel.ts';
import type { SupportHost, SupportState } from './support-state.ts';

const POSITIONS = ['bottom-right', 'bottom-left', 'top-right', 'top-left', 'inline'];
/** The texts that are needed before anything is fetched. */
const LABELS: Readonly<Record<string, string>> = { de: 'Sprechen Sie mit uns', en: 'Talk to us' };
const CLOSED: Readonly<Record<string, string>> = { de: 'Zurzeit geschlossen', en: 'Closed at the moment' };
/** So near its end a page shows what the button would cover, in pixels. */
const END_PX = 80;
/** How often the hours are looked at, in milliseconds. */
const HOURS_MS = 60_000;

const NOTE_KEY = 'rtc-elements.visit';

const STYLE = `
  :host { all: initial; color-scheme: light dark; position: fixed; z-index: 2147483000;
    --_top: max(16px, env(safe-area-inset-top)); --_bottom: max(16px, env(safe-area-inset-bottom));
    --_left: max(16px, env(safe-area-inset-left)); --_right: max(16px, env(safe-area-inset-right));
    inset: auto var(--_right) var(--_bottom) auto;
    display: flex; flex-direction: column; align-items: end; gap: 8px; max-inline-size: calc(100vw - 32px); }
  :host([hidden]) { display: none; }
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
  :host([position='bottom-left']) { inset: auto auto var(--_bottom) var(--_left); align-items: start; }
  :host([position='top-right']) { inset: var(--_top) var(--_right) auto auto; flex-direction: column-reverse; }
  :host([position='top-left']) { inset: var(--_top) auto auto var(--_left); align-items: start; flex-direction: column-reverse; }
  :host([position='inline']) { position: static; align-items: start; }
  #launcher { font: 600 1rem/1.4 var(--rtc-font, system-ui, sans-serif); padding: 12px 20px; min-block-size: 44px;
    border: 0; border-radius: 24px; cursor: pointer; color: var(--rtc-on-accent, light-dark(#fff, #000));
    background: var(--rtc-accent, light-dark(#1a5fd0, #7db0ff)); box-shadow: 0 2px 8px #0006; }
  #launcher small { display: block; font-weight: 400; }
  #launcher:focus-visible { outline: 3px solid light-dark(#1a5fd0, #7db0ff); outline-offset: 3px; }
  @media (max-width: 480px) {
    :host(:not([position^='top'], [position='inline'])) .away:not(:focus-visible) { opacity: 0; pointer-events: none; }
  }
`;

// Without a DOM the class can be imported all the same.
const Base = typeof HTMLElement === 'undefined' ? (class {} as unknown as typeof HTMLElement) : HTMLElement;

/**
 * The visitor's side of a support desk: a button, and behind it the questions before the call, the queue, the call and
 * the rating.
 *
 * @element rtc-support
 * @attr {string} broker - One or more ws:// or wss:// URLs of MQTT brokers, space separated, or a path on the page's host.
 * @attr {string} topic - Topic prefix below which every message lives.
 * @attr {string} username - Broker user name, where it may stand in the page.
 * @attr {string} password - Broker password, where it may stand in the page.
 * @attr {string} credentials-url - URL that is asked for credentials, with `?id=`.
 * @attr {string} ice-servers - As for `<rtc-call>`.
 * @attr {boolean} relay-only - Only TURN candidates.
 * @attr {on|off|none} audio - Microphone, once an agent has come.
 * @attr {on|off|none} video - Camera, once an agent has come; off if absent.
 * @attr {string} lang - Language of the texts.
 * @attr {auto|light|dark} theme - Colours.
 * @attr {string} desk - The desk's name as people see it.
 * @attr {string} desk-key - The desk's public key, as `npx rtc-elements keygen` prints it; several, while keys are changed.
 * @attr {bottom-right|bottom-left|top-right|top-left|inline} position - Where it stands.
 * @attr {string} label - The button's text.
 * @attr {string} greeting - What stands above the questions.
 * @attr {string} privacy-url - Where the page says what becomes of what is asked for.
 * @attr {boolean} consent - The visitor must agree first.
 * @attr {string} hours - When the desk is open, such as `Mo-Fr 09:00-17:00 Europe/Berlin`; several with commas between. Without it, always.
 * @attr {boolean} no-offline-message - No message can be left while nobody is there.
 * @attr {string} ask - The questions before the call, space separated, a star behind what must be answered; `name topic` if absent.
 * @attr {boolean} no-resume - A ticket or a call does not come along to the next page of the site.
 * @attr {closed|ready|form|queued|ringing|in-call|rating|offline|failed} state - Reflected, read only.
 * @fires {RtcQueueChangedEvent} rtc-queue-changed - The place in the queue changed.
 * @fires {RtcCallStartedEvent} rtc-call-started - An agent has come.
 * @fires {RtcCallEndedEvent} rtc-call-ended - The call is over.
 * @fires {RtcRatingGivenEvent} rtc-rating-given - The visitor has said how it was.
 * @fires {RtcMessageLeftEvent} rtc-message-left - A message is with the broker, for agents to come.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @csspart launcher - The button.
 * @csspart panel - What opens.
 */
export class RtcSupport extends Base implements SupportHost {
  /** Asked for credentials, instead of `credentials-url`. */
  credentials: ((request: { id: string }) => Promise<unknown>) | undefined;
  readonly #root: ShadowRoot;
  readonly #launcher: HTMLButtonElement;
  #panel: Promise<SupportPanel> | undefined;
  #hours: Hours | undefined;
  #news = '';
  #clock: ReturnType<typeof setInterval> | undefined;
  #page: AbortController | undefined;

  static readonly observedAttributes = ['hours', 'label', 'lang', 'position'];

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#launcher = document.createElement('button');
    this.#launcher.id = 'launcher';
    this.#launcher.part.add('launcher');
    this.#launcher.setAttribute('aria-expanded', 'false');
    this.#root.append(this.#launcher);
    for (const near of ['pointerenter', 'focus', 'touchstart'])
      this.#launcher.addEventListener(near, () => void this.#load(), { passive: true });
    this.#launcher.addEventListener('click', () => {
      if (this.#launcher.getAttribute('aria-expanded') === 'true') this.close();
      else void this.open();
    });
  }

  /** How it stands; also the attribute. */
  get state(): SupportState {
    return (this.getAttribute('state') as SupportState | null) ?? 'closed';
  }

  /** Whether the desk is open by its `hours`. */
  get withinHours(): boolean {
    return this.#hours?.isOpen(new Date()) ?? true;
  }

  connectedCallback(): void {
    clearInterval(this.#clock);
    this.#clock = setInterval(() => this.#hours && this.#showLabel(), HOURS_MS);
    if (!this.hasAttribute('state')) this.setAttribute('state', 'closed');
    this.#showLabel();
    this.#page?.abort();
    this.#page = new AbortController();
    const options = { signal: this.#page.signal, passive: true };
    for (const type of ['focusin', 'focusout', 'scroll', 'resize'])
      window.addEventListener(type, this.#makeWay, options);
    if (this.note !== undefined) void this.#load().then(panel => this.isConnected && panel?.goOn());
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#page?.abort();
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (this.isConnected || !this.#panel) return;
      void this.#panel.then(panel => panel.end());
      this.#panel = undefined;
      this.setAttribute('state', 'closed');
      this.#launcher.setAttribute('aria-expanded', 'false');
    });
  }

  attributeChangedCallback(name: string): void {
    if (name === 'hours') this.#readHours();
    this.#showLabel();
    const position = this.getAttribute('position');
    if (name === 'position' && position !== null && !POSITIONS.includes(position))
      console.error('<rtc-support>', `position: “${position}”; expected one of ${POSITIONS.join(', ')}`);
  }

  /** Opens the panel, and connects. */
  async open(): Promise<void> {
    const panel = await this.#load();
    if (panel && this.isConnected) panel.open();
  }

  /** Hides the panel. A ticket or a call goes on. */
  close(): void {
    void this.#panel?.then(panel => panel.close());
  }

  /** Opens the panel and asks for an agent at once; what is missing is asked for first. */
  async request(details: Readonly<Record<string, string>> = {}): Promise<void> {
    const panel = await this.#load();
    if (panel && this.isConnected) panel.request(details);
  }

  /** Leaves the queue, or hangs up. */
  cancel(): void {
    void this.#panel?.then(panel => panel.cancel());
  }

  /** @internal What a page leaves for the next one of its tab. */
  get note(): string | undefined {
    try {
      return sessionStorage.getItem(NOTE_KEY) ?? undefined;
    } catch {
      return undefined;
    }
  }

  set note(text: string | undefined) {
    try {
      if (text === undefined) sessionStorage.removeItem(NOTE_KEY);
      else sessionStorage.setItem(NOTE_KEY, text);
    } catch {
      // Blocked or full: the next page begins anew.
    }
  }

  /** @internal Says something on the button, until it is told otherwise. */
  tell(news: string): void {
    if (news === this.#news) return;
    this.#news = news;
    this.#makeWay();
    this.#showLabel();
  }

  /** On a phone the button covers neither the field that is typed in nor the end of the page. */
  readonly #makeWay = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
    const atEnd = scrollTop > 0 && scrollHeight - clientHeight - scrollTop < END_PX;
    const field = document.activeElement;
    const typing = field?.matches('input, textarea, select, [contenteditable]') ?? false;
    this.#launcher.classList.toggle('away', typing || (atEnd && !this.#news));
  };

  /** What can't be read is told, and the desk then counts as open. */
  #readHours(): void {
    const text = this.getAttribute('hours');
    const hours = text === null ? undefined : parseHours(text);
    this.#hours = hours && 'isOpen' in hours ? hours : undefined;
    if (hours && 'problem' in hours) console.error('<rtc-support>', hours.problem);
  }

  #showLabel(): void {
    const language = (this.lang || document.documentElement.lang || navigator.language)
      .slice(0, 2)
      .toLowerCase();
    const note = document.createElement('small');
    note.setAttribute('role', 'status');
    note.textContent = this.#news || (this.withinHours ? '' : (CLOSED[language] ?? CLOSED.en ?? ''));
    this.#launcher.replaceChildren(this.getAttribute('label') ?? LABELS[language] ?? LABELS.en ?? '');
    if (note.textContent) this.#launcher.append(' ', note);
  }

  async #load(): Promise<SupportPanel | undefined> {
    this.#panel ??= import('./support-panel.ts').then(
      module => new module.SupportPanel(this, this.#root, this.#launcher),
    );
    try {
      return await this.#panel;
    } catch (cause) {
      // Offline, say: who comes again tries again.
      this.#panel = undefined;
      console.error('<rtc-support> could not be loaded', cause);
      return undefined;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-support': RtcSupport;
  }
}
