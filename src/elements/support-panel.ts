// What opens behind <rtc-support>: the questions, the queue, the call, the rating. It draws into the root of its host;
// how things stand is the visit's.

import { adoptStyles, html, nothing, render, type TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import { enSupport, type SupportTexts } from '../i18n/en-support.ts';
import { loadSupportTexts } from '../i18n/support-texts.ts';
import { chooseLanguage, directionOf, languages } from '../i18n/texts.ts';
import type { Call } from '../session/call.ts';
import { PageLife } from '../session/page-life.ts';
import { Visit, type VisitState } from '../support/visit.ts';
import { CallSound } from './call-sound.ts';
import { languageAround } from './controllers.ts';
import { readDeskWays, tellError } from './desk-attributes.ts';
import { hearAddedLanguages } from './page-languages.ts';
import { supportChatStyle } from './support-chat.ts';
import { type Draft, detailsOf, keepDraft, readDraft } from './support-draft.ts';
import {
  RtcCallEndedEvent,
  RtcCallStartedEvent,
  RtcQueueChangedEvent,
  RtcRatingGivenEvent,
} from './support-events.ts';
import { type Question, questionForm, ratingForm } from './support-form.ts';
import { SupportMessage } from './support-message.ts';
import { readSupportNote, type SupportNote } from './support-note.ts';
import { queueView } from './support-queue.ts';
import { deskStyle, panelStyle, stage, stageStyle, watchCall } from './support-stage.ts';
import type { SupportHost, SupportState } from './support-state.ts';
import { SupportTalk } from './support-talk.ts';
import { theme } from './theme.ts';

/** How long the agent of the page before may take, in milliseconds. */
const GOING_MS = 10_000;

export class SupportPanel {
  readonly #host: SupportHost;
  readonly #launcher: HTMLButtonElement;
  readonly #box: HTMLElement;
  readonly #message: SupportMessage;
  readonly #sound = new CallSound(
    {
      isConnected: true,
      updateComplete: Promise.resolve(true),
      addController: () => {},
      removeController: () => {},
      requestUpdate: () => this.#show(),
    },
    // A click has opened the panel: nothing is refused for long.
    () => {},
  );
  #texts: SupportTexts = enSupport;
  #language = 'en';
  #visit: Visit | undefined;
  #before: VisitState = { status: 'none', place: 0, ringing: false };
  #stopCall: (() => void) | undefined;
  #draft: Draft = readDraft();
  #startedAt = 0;
  #rated = false;
  #connected = false;
  /** The page has asked for an agent already. */
  #asks = false;
  /** What is wrong, as the name of the words for it. */
  #problem: 'failed' | 'wrongKey' | 'tooLong' | undefined;
  #stopLanguages: (() => void) | undefined;
  #open = false;
  /** What the page before has left, until it goes on here. */
  #going: SupportNote | undefined;
  readonly #page = new PageLife(() => this.#pageHidden());
  readonly #written = new SupportTalk(() => this.#show());

  constructor(host: SupportHost, root: ShadowRoot, launcher: HTMLButtonElement) {
    this.#host = host;
    this.#launcher = launcher;
    this.#message = new SupportMessage(host, {
      typed: answers => this.#keep(answers),
      waits: waits => {
        if (!waits) this.cancel();
        this.#show();
      },
      changed: () => this.#show(),
    });
    const own = [...root.adoptedStyleSheets];
    adoptStyles(root, [theme, deskStyle, stageStyle, supportChatStyle, panelStyle]);
    // The launcher's own stands last: it places the element.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...own];
    this.#box = document.createElement('div');
    this.#box.hidden = true;
    this.#box.id = 'panel';
    this.#box.part.add('panel');
    this.#box.setAttribute('role', 'dialog');
    launcher.setAttribute('aria-controls', 'panel');
    launcher.before(this.#box);
    this.#box.addEventListener('keydown', ({ key }) => key === 'Escape' && this.close());
  }

  open(): void {
    this.#open = true;
    if (!this.#visit) this.#begin();
    this.#show();
    this.#box.querySelector<HTMLElement>('input, button')?.focus();
  }

  close(): void {
    this.#open = false;
    this.#show();
    this.#launcher.focus();
  }

  request(details: Draft): void {
    this.#keep(details);
    this.open();
    const missing = this.#questions.some(({ name, required }) => required && !this.#draft[name]?.trim());
    if (missing || this.#host.hasAttribute('consent')) return;
    if (this.#connected) this.#ask();
    else this.#asks = true;
  }

  /** Goes on with what the page before has left, where it can. */
  goOn(): void {
    const note = readSupportNote(this.#host.note, this.#host.getAttribute('desk-key') ?? '');
    this.#host.note = undefined;
    if (!note || this.#visit || this.#host.hasAttribute('no-resume')) return;
    this.#going = note;
    this.#open = note.open;
    this.#written.restore(note.messages, note.typed);
    this.#begin(note);
    this.#show();
  }

  cancel(): void {
    this.#going = undefined;
    this.#visit?.end();
  }

  /** Ends everything; nothing of it is left. */
  end(): void {
    this.#stopCall?.();
    this.#stopLanguages?.();
    this.#sound.play([], '');
    this.#page.unwatch();
    void this.#visit?.close();
    this.#visit = undefined;
    this.#box.remove();
  }

  #pageHidden(): () => void {
    const visit = this.#visit;
    const next = this.#host.hasAttribute('no-resume') ? undefined : visit?.next;
    const { status, holder } = this.#before;
    const inCall = status === 'claimed' || status === 'in-call';
    const agent = inCall ? (holder?.name ?? '') : this.#going?.agent;
    const key = this.#host.getAttribute('desk-key') ?? '';
    const written = { messages: this.#written.all, typed: this.#written.typed };
    const rest = { key, at: Date.now(), open: this.#open, ...(agent !== undefined && { agent }) };
    if (next) this.#host.note = JSON.stringify({ ...next, ...rest, ...written });
    this.#visit = undefined;
    visit?.abandon();
    return () => {
      void visit?.close();
      this.#going = undefined;
      this.#connected = false;
      this.#changed({ status: 'none', place: 0, ringing: false });
      this.goOn();
    };
  }

  get #questions(): Question[] {
    const words = (this.#host.getAttribute('ask') ?? 'name topic').split(/\s+/).filter(Boolean);
    return words.map(word => ({ name: word.replace(/\*$/, ''), required: word.endsWith('*') }));
  }

  #begin(goesOn?: SupportNote): void {
    this.#page.watch();
    hearAddedLanguages();
    this.#stopLanguages ??= languages.subscribe(() => this.#speak());
    this.#speak();
    const ways = readDeskWays(this.#host, this.#host.credentials);
    this.#problem = ways ? undefined : 'failed';
    if (!ways) return;
    const deskKey = this.#host.getAttribute('desk-key') ?? '';
    const visit = new Visit({ ...ways, deskKey, ...(goesOn && { goesOn }) });
    this.#visit = visit;
    visit.state.subscribe(state => visit === this.#visit && this.#changed(state));
    visit.open().then(
      () => {
        this.#connected = true;
        const goesOn = this.#going && visit.goesOn;
        if (goesOn) this.#ask();
        // An agent that does not come again by then has gone.
        setTimeout(() => this.#give(), goesOn ? GOING_MS : 0);
        if (this.#asks) this.#ask();
        this.#show();
      },
      (cause: unknown) => {
        if (visit !== this.#visit) return;
        // When the panel is opened again it is tried again.
        this.#visit = this.#going = undefined;
        const isKey = cause instanceof RtcError && cause.code === 'attribute-invalid';
        this.#problem = isKey ? 'wrongKey' : 'failed';
        tellError(this.#host, cause);
        this.#show();
      },
    );
  }

  #give(): void {
    this.#going = undefined;
    this.#show();
  }

  #speak(): void {
    const language = chooseLanguage([languageAround(this.#host), ...navigator.languages]);
    this.#language = language;
    void loadSupportTexts(language).then(texts => {
      if (language !== this.#language) return;
      this.#texts = texts;
      this.#show();
    });
  }

  #changed(state: VisitState): void {
    const before = this.#before;
    this.#before = state;
    if (state.call !== before.call) {
      this.#stopCall?.();
      this.#written.endCall();
      const { call } = state;
      this.#stopCall = call && watchCall(call, () => this.#heard(call));
    }
    const { place, wait, status, holder } = state;
    if (status !== 'none' && (status !== 'waiting' || before.status === 'claimed')) this.#going = undefined;
    if (place !== before.place || wait !== before.wait)
      this.#host.dispatchEvent(
        new RtcQueueChangedEvent(place, wait === undefined ? undefined : Math.round(wait / 1000)),
      );
    if (status === 'in-call' && before.status !== 'in-call') {
      this.#startedAt = performance.now();
      this.#host.dispatchEvent(new RtcCallStartedEvent(holder?.name ?? ''));
    }
    if (before.status === 'in-call' && status !== 'in-call') {
      const seconds = (performance.now() - this.#startedAt) / 1000;
      this.#host.dispatchEvent(new RtcCallEndedEvent(status === 'ended' ? 'done' : 'lost', seconds));
    }
    this.#show();
  }

  #heard(call: Call): void {
    this.#written.hear(call.state.value.messages);
    this.#show();
  }

  get #state(): SupportState {
    const { status, ringing, reason } = this.#before;
    if (this.#problem && !this.#visit) return 'failed';
    const going = this.#going;
    if (going && (status === 'none' || (status === 'waiting' && going.agent !== undefined)))
      return going.agent === undefined ? 'queued' : 'in-call';
    if (status === 'waiting') return ringing ? 'ringing' : 'queued';
    if (status === 'claimed' || status === 'in-call') return 'in-call';
    if (status === 'ended' && reason === 'done' && !this.#rated) return 'rating';
    if (!this.#open) return 'ready';
    return this.#message.canBeLeft(this.#before.desk) && !this.#message.waits ? 'offline' : 'form';
  }

  #show(): void {
    this.#host.setAttribute('state', this.#state);
    this.#sound.play(this.#before.call?.state.value.participants ?? [], '');
    this.#launcher.setAttribute('aria-expanded', String(this.#open));
    this.#box.hidden = !this.#open;
    if (this.#open) this.#written.read();
    const { unread } = this.#written;
    this.#host.tell(unread > 0 ? this.#texts.unread(unread) : '');
    this.#box.lang = this.#language;
    this.#box.dir = directionOf(this.#language);
    this.#box.ariaLabel = this.#host.getAttribute('desk') ?? this.#texts.open;
    render(this.#render(), this.#box);
  }

  #render(): TemplateResult {
    const { call, holder, status } = this.#before;
    const texts = this.#texts;
    switch (this.#state) {
      case 'queued':
      case 'ringing':
        return html`${queueView(texts, this.#before, () => this.cancel())}
          ${this.#message.canBeLeft(this.#before.desk) ? this.#message.renderInstead(texts) : nothing}`;
      case 'in-call': {
        const name = holder?.name ?? this.#going?.agent ?? '';
        return html`<h2 aria-live="polite">
            <bdi>${status === 'in-call' ? texts.inCallWith(name) : texts.connectingTo(name)}</bdi>
          </h2>
          ${call ? stage(call, texts, () => this.cancel()) : html`<button @click=${() => this.cancel()}>${texts.cancel}</button>`}
          ${call && status === 'in-call' ? this.#written.view(call, texts) : nothing}`;
      }
      case 'rating':
        return html`${ratingForm(texts, (stars, comment) => this.#rate(stars, comment))}
          ${this.#written.saving(texts)}`;
      case 'offline':
        return this.#message.render(texts, {
          ...{ visit: this.#visit, draft: this.#draft, language: this.#language },
        });
      default:
        return this.#renderForm();
    }
  }

  #renderForm(): TemplateResult {
    const host = this.#host;
    return questionForm(this.#texts, {
      title: host.getAttribute('desk') ?? this.#texts.open,
      greeting: host.getAttribute('greeting') ?? '',
      notice: host.withinHours ? '' : this.#texts.closed(host.getAttribute('hours') ?? ''),
      questions: this.#questions,
      draft: this.#draft,
      consent: host.hasAttribute('consent'),
      privacyUrl: host.getAttribute('privacy-url'),
      problem: this.#problem ? this.#texts[this.#problem] : '',
      offline: this.#before.offline ?? false,
      ready: this.#connected && this.#visit !== undefined,
      typed: answers => this.#keep(answers),
      send: () => this.#ask(),
    });
  }

  /** Nothing typed is lost. */
  #keep(answers: Draft): void {
    this.#draft = { ...this.#draft, ...answers };
    keepDraft(this.#draft);
  }

  #ask(): void {
    this.#rated = this.#asks = false;
    if (!this.#going) this.#written.clear();
    this.#problem = undefined;
    try {
      const asked = this.#questions.map(({ name }) => name);
      this.#visit?.request(detailsOf(this.#draft, asked, this.#language));
    } catch (cause) {
      this.#problem = 'tooLong';
      tellError(this.#host, cause);
    }
    this.#show();
  }

  #rate(stars: number, comment: string): void {
    this.#rated = true;
    if (stars > 0) {
      this.#visit?.rate(stars, comment);
      this.#host.dispatchEvent(new RtcRatingGivenEvent(stars, comment));
    }
    this.#show();
  }
}
