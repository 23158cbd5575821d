// What opens behind <rtc-support>: the questions, the queue, the call, the rating. It draws into the root of its host;
// how things stand is the visit's.

import { html, nothing, type TemplateResult } from 'lit';
import { RtcError } from '../errors.ts';
import type { Call } from '../session/call.ts';
import { Visit, type VisitState } from '../support/visit.ts';
import { readDeskWays, tellError } from './desk-attributes.ts';
import type { Draft } from './support-draft.ts';
import { RtcRatingGivenEvent } from './support-events.ts';
import { ratingForm } from './support-form.ts';
import { SupportFrame } from './support-frame.ts';
import { SupportMessage } from './support-message.ts';
import type { SupportNote } from './support-note.ts';
import { SupportPassage } from './support-passage.ts';
import { SupportQuestions } from './support-questions.ts';
import { queueView } from './support-queue.ts';
import { supportSound } from './support-sound.ts';
import { stage, watchCall } from './support-stage.ts';
import type { SupportHost, SupportState } from './support-state.ts';
import { SupportTalk } from './support-talk.ts';
import { SupportWindow } from './support-window.ts';
import { newsOnButton, VisitNews } from './visit-news.ts';
import { VisitorLanguage } from './visitor-language.ts';

export class SupportPanel {
  readonly #host: SupportHost;
  readonly #launcher: HTMLButtonElement;
  readonly #frame: SupportFrame;
  readonly #message: SupportMessage;
  readonly #sound = supportSound(() => this.#show());
  readonly #window: SupportWindow;
  readonly #words: VisitorLanguage;
  #visit: Visit | undefined;
  #before: VisitState = { status: 'none', place: 0, ringing: false };
  #stopCall: (() => void) | undefined;
  #rated = false;
  #connected = false;
  /** The page has asked for an agent already. */
  #asks = false;
  /** What is wrong, as the name of the words for it. */
  #problem: 'failed' | 'wrongKey' | 'tooLong' | undefined;
  #open = false;
  readonly #written = new SupportTalk(() => this.#show());
  readonly #passage: SupportPassage;
  readonly #questions: SupportQuestions;
  readonly #news: VisitNews;

  constructor(host: SupportHost, root: ShadowRoot, launcher: HTMLButtonElement) {
    this.#host = host;
    this.#launcher = launcher;
    this.#passage = new SupportPassage(host, () => this.#pageHidden());
    this.#words = new VisitorLanguage(host, () => this.#show());
    this.#questions = new SupportQuestions(host);
    this.#news = new VisitNews(host);
    this.#message = new SupportMessage(host, {
      typed: this.#questions.keep,
      waits: waits => {
        if (!waits) this.cancel();
        this.#show();
      },
      changed: () => this.#show(),
    });
    this.#window = new SupportWindow(
      host,
      () => this.cancel(),
      out => (out ? this.close() : this.open()),
    );
    this.#frame = new SupportFrame(root, launcher, () => this.close());
  }

  open(): void {
    this.#open = true;
    if (!this.#visit) this.#begin();
    this.#show();
    this.#frame.focus();
  }

  close(): void {
    this.#open = false;
    this.#show();
    this.#launcher.focus();
  }

  request(details: Draft): void {
    this.#questions.keep(details);
    this.open();
    if (this.#questions.open) return;
    if (this.#connected) this.#ask();
    else this.#asks = true;
  }

  /** Goes on with what the page before has left, where it can. */
  goOn(): void {
    const note = this.#visit ? undefined : this.#passage.take();
    if (note) {
      this.#open = note.open;
      this.#frame.stand = { large: note.large, place: note.place };
      this.#written.restore(note);
    }
    // Without one the page may be back, with the panel as it was.
    if (this.#visit || !(note || this.#open)) return;
    this.#begin(note);
    this.#show();
  }

  cancel(): void {
    this.#passage.end();
    this.#visit?.end();
    this.#show();
  }

  /** Ends everything; nothing of it is left. */
  end(): void {
    this.#stopCall?.();
    this.#words.end();
    this.#sound.play([], '');
    this.#passage.unwatch();
    void this.#visit?.close();
    this.#visit = undefined;
    this.#window.end();
    this.#frame.remove();
  }

  #pageHidden(): () => void {
    const visit = this.#visit;
    const { status, holder } = this.#before;
    const inCall = status === 'claimed' || status === 'in-call';
    const agent = inCall ? (holder?.name ?? '') : undefined;
    this.#passage.leave(visit?.next, {
      ...this.#written.note,
      ...this.#frame.stand,
      open: this.#open,
      agent,
    });
    this.#visit = undefined;
    visit?.abandon();
    return () => {
      void visit?.close();
      this.#connected = false;
      this.#changed({ status: 'none', place: 0, ringing: false });
      void this.#passage.back().then(() => this.goOn());
    };
  }

  #begin(goesOn?: SupportNote): void {
    this.#passage.watch();
    this.#words.speak();
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
        if (this.#asks || (this.#passage.goes && visit.goesOn)) this.#ask();
        else this.#passage.end();
        this.#passage.wait(() => this.#give());
        this.#show();
      },
      (cause: unknown) => {
        if (visit !== this.#visit) return;
        // When the panel is opened again it is tried again.
        this.#visit = undefined;
        this.#passage.end();
        const isKey = cause instanceof RtcError && cause.code === 'attribute-invalid';
        this.#problem = isKey ? 'wrongKey' : 'failed';
        tellError(this.#host, cause);
        this.#show();
      },
    );
  }

  #give(): void {
    this.#passage.end();
    this.#show();
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
    const { status } = state;
    if (status !== 'none' && (status !== 'waiting' || before.status === 'claimed')) this.#passage.end();
    this.#news.tell(before, state);
    this.#show();
  }

  #heard(call: Call): void {
    this.#written.hear(call.state.value.messages);
    this.#show();
  }

  get #state(): SupportState {
    const { status, ringing, reason } = this.#before;
    if (this.#problem && !this.#visit) return 'failed';
    const passing = this.#passage.shows(this.#before);
    if (passing) return passing;
    if (status === 'waiting') return ringing ? 'ringing' : 'queued';
    if (status === 'claimed' || status === 'in-call') return 'in-call';
    if (status === 'ended' && reason === 'done' && !this.#rated) return 'rating';
    if (!this.#open) return 'ready';
    return this.#message.canBeLeft(this.#before.desk) && !this.#message.waits ? 'offline' : 'form';
  }

  #show(): void {
    this.#host.setAttribute('state', this.#state);
    this.#sound.play(this.#before.call?.state.value.participants ?? [], '');
    if (this.#open) this.#written.read();
    const { texts, language } = this.#words;
    const { unread } = this.#written;
    const { place } = this.#before;
    const { silenced } = this.#sound;
    const news = { state: this.#state, agent: this.#agent, place, unread, silenced };
    this.#host.tell(this.#open ? '' : newsOnButton(news, texts));
    const label = this.#host.getAttribute('desk') ?? texts.open;
    const inCall = this.#state === 'in-call';
    const words = { label, language, texts };
    const popOut = this.#window.show(inCall ? this.#before.call : undefined, words);
    this.#frame.show(this.#render(), { ...words, open: this.#open, inCall, popOut });
  }

  /** With whom the call is. */
  get #agent(): string {
    return this.#before.holder?.name ?? this.#passage.agent ?? '';
  }

  #render(): TemplateResult {
    const { call, status } = this.#before;
    const { texts, language } = this.#words;
    switch (this.#state) {
      case 'queued':
      case 'ringing':
        return html`${queueView(texts, this.#before, () => this.cancel())}
          ${this.#message.canBeLeft(this.#before.desk) ? this.#message.renderInstead(texts) : nothing}`;
      case 'in-call': {
        const name = this.#agent;
        return html`<h2 aria-live="polite">
            <bdi>${status === 'in-call' ? texts.inCallWith(name) : texts.connectingTo(name)}</bdi>
          </h2>
          ${this.#sound.silenced ? html`<p role="alert"><button class="main hear" @click=${this.#sound.unlock}>${texts.hear}</button></p>` : nothing}
          ${call ? stage(call, texts, () => this.cancel()) : html`<button @click=${() => this.cancel()}>${texts.cancel}</button>`}
          ${call && status === 'in-call' ? this.#written.view(call, texts) : nothing}`;
      }
      case 'rating':
        return html`${ratingForm(texts, (stars, comment) => this.#rate(stars, comment))}
          ${this.#written.saving(texts)}`;
      case 'offline':
        return this.#message.render(texts, {
          ...{ visit: this.#visit, draft: this.#questions.draft, language },
        });
      default:
        return this.#questions.view(texts, {
          problem: this.#problem ? texts[this.#problem] : '',
          offline: this.#before.offline ?? false,
          ready: this.#connected && this.#visit !== undefined,
          send: () => this.#ask(),
        });
    }
  }

  #ask(): void {
    this.#rated = this.#asks = false;
    if (!this.#passage.goes) this.#written.clear();
    this.#problem = undefined;
    try {
      this.#visit?.request(this.#questions.details(this.#words.language));
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
