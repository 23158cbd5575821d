// <rtc-chat>: the messages of a call and the field for the next one, wherever the page wants it. How the lines are
// drawn and scrolled is said in files beside this one.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { withOpened } from '../i18n/en-opened.ts';
import type { ChatMessage } from '../session/call-state.ts';
import { CallLink } from './call-link.ts';
import type { View } from './call-view.ts';
import { lines, transcript } from './chat-lines.ts';
import { ChatScroll } from './chat-scroll.ts';
import { chatStyle } from './chat-style.ts';
import { ChatWindow } from './chat-window.ts';
import { ICON, type Icon, icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { Sight } from './sight.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/** As the engine takes them, in UTF-16 units. */
const MAX_LENGTH = 4000;
/** From here on the field says how much is left. */
const COUNTED_LENGTH = 3600;

/**
 * The chat of a call. Messages count as read while it is on the screen.
 *
 * @element rtc-chat
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @csspart chat - Everything, with `log` and `message` inside.
 * @csspart button - Every button; also `send`.
 * @csspart input - The field.
 */
export class RtcChat extends LitElement {
  static override styles = [theme, viewStyle, chatStyle];

  static override properties = {
    for: { useDefault: true },
    closable: { attribute: false },
  };

  declare for: string;
  /** Has a button that hides the chat, as in `<rtc-call>`. */
  declare closable: boolean;

  readonly #link = new CallLink(this, drawn);
  readonly #sight = new Sight(this);
  readonly #scroll = new ChatScroll(() => this.requestUpdate());
  readonly #window = new ChatWindow();
  #time: Intl.DateTimeFormat | undefined;
  #draft = '';
  #last: string | undefined;
  /** The first message that came while nobody looked, or looked further up. */
  #newFrom: string | undefined;
  /** There are such messages below what is seen. */
  #below = false;
  #copied: string | undefined;
  #wasSeen = false;

  constructor() {
    super();
    this.for = '';
    this.closable = false;
  }

  /** Focuses the field for the next message. */
  override focus(options?: FocusOptions): void {
    // Just made, there is nothing in it yet.
    void this.updateComplete.then(() => this.#field?.focus(options));
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  protected override willUpdate(): void {
    const { view } = this.#link;
    const messages = view?.state?.messages ?? [];
    const before = messages.findLastIndex(({ id }) => id === this.#last);
    this.#last = messages.at(-1)?.id;
    if (!this.#sight.seen) {
      this.#newFrom = view?.firstUnread;
    } else if (!this.#scroll.following && !this.#below) {
      const first = messages.slice(before + 1).find(({ self }) => !self);
      this.#below = first !== undefined;
      if (first) this.#newFrom = first.id;
    }
    if (this.#scroll.following) this.#below = false;
    this.#window.fit(messages.length, this.#scroll.following);
    if (this.#sight.seen && !this.#wasSeen) this.#window.reach(messages, this.#newFrom);
  }

  protected override updated(): void {
    const { view } = this.#link;
    const { seen } = this.#sight;
    const field = this.#field;
    if (field && field.value !== this.#draft) field.value = this.#draft;
    this.#scroll.watch(this.renderRoot.querySelector('.log'));
    this.#scroll.follow();
    if (seen && !this.#wasSeen) this.#scroll.toLine(this.renderRoot.querySelector('.divider')?.parentElement);
    this.#wasSeen = seen;
    if (seen && view?.firstUnread) view.read();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (!view) return nothing;
    const texts = withOpened(view.texts);
    const { state, language, direction } = view;
    const messages = state?.messages ?? [];
    if (this.#time?.resolvedOptions().locale !== language)
      this.#time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    const written = lines(messages, {
      texts,
      time: this.#time ?? new Intl.DateTimeFormat(language),
      newFrom: this.#newFrom,
      copied: this.#copied,
      from: this.#window.from,
      copy: message => void this.#copy(view, message.text, message.id),
    });
    // An element that nobody sees is no log that speaks: then the call announces what is written.
    return html`<section class="chat" part="chat" lang=${language} dir=${direction} aria-label=${texts.chat}
      @keydown=${(event: KeyboardEvent) => this.#key(event, view)}>
      ${this.#header(view, messages)}
      <div class="log" part="log" role="log" tabindex="0" aria-label=${texts.chatLog} aria-relevant="additions"
        aria-live=${this.#sight.seen ? 'polite' : 'off'}><div class="lines">${
          this.#window.from
            ? html`<p class="note"><button type="button" class="earlier" part="button" @click=${this.#earlier}>${texts.chatEarlier}</button></p>`
            : state?.joinedAmong
              ? html`<p class="note dim">${texts.chatFromNow}</p>`
              : nothing
        }${messages.length ? nothing : html`<p class="note dim">${texts.chatEmpty}</p>`}${written}</div></div>
      <div class="below">${
        this.#below
          ? html`<button type="button" class="main jump" part="button" @click=${this.#jump}>${texts.chatNew}${icon(OPENED_ICON.down)}</button>`
          : nothing
      }</div>${this.#form(view)}
    </section>`;
  }

  #header(view: View, messages: readonly ChatMessage[]): TemplateResult {
    const texts = withOpened(view.texts);
    const { language } = view;
    const all = () => transcript(messages, texts, language);
    const button = (path: Icon, label: string, act: () => void) =>
      html`<button type="button" class="bare" part="button" title=${label} aria-label=${label} @click=${act}>${icon(path)}</button>`;
    const copyIcon = this.#copied === '' ? OPENED_ICON.sent : OPENED_ICON.copy;
    return html`<header><h2>${texts.chat}</h2>${
      messages.length
        ? html`${button(copyIcon, texts.copyChat, () => void this.#copy(view, all(), ''))}${button(OPENED_ICON.save, texts.saveChat, () => save(all()))}`
        : nothing
    }${this.closable ? button(ICON.close, texts.closeChat, view.toggleChat) : nothing}</header>`;
  }

  #form(view: View): TemplateResult {
    const { status } = view;
    const texts = withOpened(view.texts);
    const apart = status !== 'waiting' && status !== 'connected' && status !== 'reconnecting';
    const { length } = this.#draft.trim();
    const over = length > MAX_LENGTH;
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      this.#submit(view);
    };
    return html`<form @submit=${submit}><textarea part="input" rows="1" dir=${this.#draft ? 'auto' : nothing} enterkeyhint="send"
        aria-label=${texts.message} aria-describedby="count" aria-invalid=${over} ?readonly=${apart}
        placeholder=${apart ? texts.chatApart : texts.message} @input=${this.#typed}></textarea><button class="main"
        part="button send" title=${texts.send} aria-label=${texts.send} aria-disabled=${apart}>${icon(OPENED_ICON.send)}</button>
      <p id="count" class=${over ? 'count dim over' : 'count dim'} ?hidden=${length < COUNTED_LENGTH}>${
        over ? texts.chatOver(length - MAX_LENGTH) : texts.chatLeft(MAX_LENGTH - length)
      }</p></form>`;
  }

  #submit(view: View): void {
    const text = this.#draft.trim();
    if (text.length > MAX_LENGTH) view.say(withOpened(view.texts).chatOver(text.length - MAX_LENGTH));
    else if (text && view.send(text)) {
      this.#draft = '';
      this.#newFrom = undefined;
      this.#scroll.toEnd();
    }
    this.#field?.focus();
    this.requestUpdate();
    void this.updateComplete.then(() => this.#grow());
  }

  readonly #typed = (): void => {
    this.#draft = this.#field?.value ?? '';
    this.#grow();
    this.requestUpdate();
  };

  /** As high as what is in it, up to the limit of the style. */
  #grow(): void {
    const field = this.#field;
    if (!field?.scrollHeight) return;
    field.style.setProperty('block-size', 'auto');
    field.style.setProperty('block-size', `${field.scrollHeight + 2}px`);
  }

  #key(event: KeyboardEvent, view: View): void {
    const { key, target, isComposing } = event;
    // 229: a browser that ends the composition before it tells of the key.
    if (isComposing || event.keyCode === 229) return;
    if (target === this.#field && key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#submit(view);
    } else if (key === 'Escape' && this.closable) {
      event.stopPropagation();
      view.toggleChat();
    } else if (target instanceof Element && target.matches('.copy')) {
      const step = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' } as const;
      const to = Object.hasOwn(step, key) && target.parentElement?.[step[key as keyof typeof step]];
      if (!to) return;
      event.preventDefault();
      to.querySelector<HTMLElement>('.copy')?.focus();
    }
  }

  /** What is looked at stays where it is, with more above it. */
  readonly #earlier = async (): Promise<void> => {
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    const first = this.renderRoot.querySelector('.text');
    if (!log || !first) return;
    const { top } = first.getBoundingClientRect();
    // The button may go, the focus must not go with it.
    log.focus();
    this.#window.extend();
    this.requestUpdate();
    await this.updateComplete;
    this.#scroll.hold(first, top);
  };

  readonly #jump = (): void => {
    // The button goes, the focus must not go with it.
    this.renderRoot.querySelector<HTMLElement>('.log')?.focus();
    this.#scroll.toEnd();
  };

  /** To the clipboard; `id` says which message shows it, none: the button for all. */
  async #copy(view: View, text: string, id: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return view.say(withOpened(view.texts).copyRefused);
    }
    this.#copied = id;
    view.say(view.texts.copied);
    this.requestUpdate();
  }
}

/** All that a chat draws of a call. */
function drawn(view: View | undefined): readonly unknown[] {
  const { texts, language, direction, status, firstUnread, state } = view ?? {};
  return [texts, language, direction, status, firstUnread, state?.messages, state?.joinedAmong];
}

/** Hands the text over as a file. */
function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = `chat-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat': RtcChat;
  }
}
