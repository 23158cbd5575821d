// The box behind the button of <rtc-support>: where it stands, how it looks, and that it is a dialog to who can't see
// it. What is in it is the panel's.

import { adoptStyles, render, type TemplateResult } from 'lit';
import { directionOf } from '../i18n/texts.ts';
import { supportChatStyle } from './support-chat.ts';
import { deskStyle, panelStyle, stageStyle } from './support-stage.ts';
import { theme } from './theme.ts';

export interface FrameState {
  readonly open: boolean;
  readonly language: string;
  /** What it is called. */
  readonly label: string;
}

export class SupportFrame {
  readonly #launcher: HTMLElement;
  readonly #box = document.createElement('div');

  constructor(root: ShadowRoot, launcher: HTMLElement, close: () => void) {
    this.#launcher = launcher;
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
  }

  show(content: TemplateResult, { open, language, label }: FrameState): void {
    this.#launcher.setAttribute('aria-expanded', String(open));
    this.#box.hidden = !open;
    this.#box.lang = language;
    this.#box.dir = directionOf(language);
    this.#box.ariaLabel = label;
    render(content, this.#box);
  }

  /** Puts whoever types into the first field. */
  focus(): void {
    this.#box.querySelector<HTMLElement>('input, button')?.focus();
  }

  remove(): void {
    this.#box.remove();
  }
}
