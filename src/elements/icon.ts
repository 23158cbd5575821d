// How an icon is drawn: as inline SVG in the colour of the text around it. The paths are with those that use them.

import { html, type TemplateResult } from 'lit';

/** A path on a grid of 24, drawn as lines. */
export type Icon = string;

export function icon(path: Icon): TemplateResult {
  return html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
}
