// The box behind the button of <rtc-support>: a dialog with a bar, by which it is moved, enlarged, popped out and put
// away. What is in it is the panel's.

import { adoptStyles, html, nothing, render, type TemplateResult } from 'lit';
import type { SupportTexts } from '../i18n/en-support.ts';
import { directionOf } from '../i18n/texts.ts';
import { type Icon, icon } from './icon.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { PanelStand, type Stand } from './panel-stand.ts';
import { panelStyle } from './panel-style.ts';
import { supportChatStyle } from './support-chat.ts';
import { deskStyle, stageStyle } from './support-stage.ts';
import { theme } from './theme.ts';

export interface FrameState {
  readonly open: boolean;
  readonly language: string;
  readonly texts: SupportTexts;
  /** What it is called. */
  readonly label: string;
  /** There is a call in it, which one looks at while one reads the page. */
  readonly inCall: boolean;
  /** Shows the call in a window of its own, or no longer; absent where that can't be. */
  readonly popOut?: (() => void) | undefined;
}

export class SupportFrame {
  readonly #launcher: HTMLElement;
  readonly #close: () => void;
  readonly #box = document.createElement('div');
  readonly #stand: PanelStand;
  #draw = () => {};

  constructor(root: ShadowRoot, launcher: HTMLElement, close: () => void) {
    this.#launcher = launcher;
    this.#close = close;
    const own = [...root.adoptedStyleSheets];
    adoptStyles(root, [theme, deskStyle, stageStyle, supportChatStyle, panelStyle]);
    // The launcher's own stands last: it places the element.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...own];
    this.#box.hidden = true;
    this.#box.id = 'panel';
    this.#box.part.add('panel');
    this.#box.setAttribute('role', 'dialog');
    launcher.setAttribute('aria-controls', 'panel');
    launcher.before(this.#box);
    this.#box.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
    this.#stand = new PanelStand(this.#box);
  }

  /** Where it stands, and how large. */
  get stand(): Stand {
    return this.#stand.stand;
  }

  set stand(stand: Stand) {
    this.#stand.stand = stand;
  }

  show(content: TemplateResult, state: FrameState): void {
    const { open, language, label, inCall } = state;
    this.#launcher.setAttribute('aria-expanded', String(open));
    this.#box.hidden = !open;
    this.#box.lang = language;
    this.#box.dir = directionOf(language);
    this.#box.ariaLabel = label;
    // What was moved for a call is in the way no more after it.
    if (!inCall && (this.stand.large || this.stand.place)) this.stand = { large: false };
    this.#draw = () => {
      render(html`${this.#bar(state)}<div class="content">${content}</div>`, this.#box);
    };
    this.#draw();
  }

  /** Puts whoever types into the first field. */
  focus(): void {
    this.#box.querySelector<HTMLElement>('.content :is(input, button)')?.focus();
  }

  remove(): void {
    this.#stand.end();
    this.#box.remove();
  }

  #bar({ texts, inCall, popOut }: FrameState): TemplateResult {
    const stand = this.#stand;
    const minimise = button(texts.minimise, OPENED_ICON.zoomOut, this.#close);
    if (!inCall) return html`<div class="tools">${minimise}</div>`;
    const resize = () => {
      stand.resize();
      this.#draw();
    };
    return html`<div class="tools movable" @pointerdown=${stand.grab}>
      <button class="handle" part="button" aria-label=${texts.move} title=${texts.moveHint} @keydown=${stand.key}>
        ${icon(OPENED_ICON.move)}
      </button>
      ${button(texts.enlarge, OPENED_ICON.fit, resize, stand.stand.large)}
      ${popOut ? button(texts.smallWindow, OPENED_ICON.window, popOut) : nothing} ${minimise}
    </div>`;
  }
}

function button(label: string, path: Icon, act: () => void, pressed?: boolean): TemplateResult {
  return html`<button
    part="button"
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed ?? nothing}
    @click=${act}
  >${icon(path)}</button>`;
}
