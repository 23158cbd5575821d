// What stands in a recorder before anything was recorded: a page's own words and the button that begins.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import type { RecorderTexts } from '../i18n/en-recorder.ts';
import type { SourceName } from '../recording/source.ts';
import { icon } from './icon.ts';

/** What there is to show, and what a click does. */
export interface BeginView {
  readonly source: SourceName;
  readonly disabled: boolean;
  readonly loading: boolean;
  /** What records could not be fetched. */
  readonly unreachable: boolean;
  readonly texts: Texts & RecorderTexts;
  start(): void;
  /** It will be started soon. */
  ready(): void;
}

/** What can be recorded; the first where nothing is said. */
export const SOURCES = ['camera', 'screen', 'audio', 'call'] as const;

const ICON: Readonly<Record<SourceName, string>> = {
  camera: 'M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM16 11l6-4v10l-6-4',
  screen: 'M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8',
  call: 'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM12 4v16M7.5 11v.01M16.5 11v.01',
  audio: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
};

export const beginStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .recorder {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    color: var(--_text);
  }
  .begin {
    display: inline-flex;
    gap: 10px;
    align-items: center;
    justify-content: center;
    min-block-size: 48px;
  }
  .begin[aria-busy='true'] {
    opacity: 0.7;
  }
`;

/** Browsers let a screen be asked for only shortly after a click: what comes close to the button calls `ready`. */
export function beginView(view: BeginView): TemplateResult {
  const { source, disabled, loading, unreachable, texts, start, ready } = view;
  return html`<slot></slot>${unreachable ? html`<p role="alert">${texts.failedTitle}</p>` : nothing}<button type="button" class="main begin" part="button record" ?disabled=${disabled}
      aria-busy=${loading} @click=${start} @pointerenter=${ready} @focus=${ready}>${icon(ICON[source])}${texts.recordStart(source)}</button>`;
}
