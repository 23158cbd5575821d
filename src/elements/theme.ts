// Colours, type and the plain controls that the elements share, and the border to the page's own style. The colours
// follow `color-scheme`; every one can be set from the page by a custom property.

import { css, unsafeCSS } from 'lit';

/** What text and drawings inherit, beside font and colour. Direction, visibility and pointer-events are the page's. */
const INHERITED = [
  ...[
    'letter-spacing',
    'word-spacing',
    'word-break',
    'line-break',
    'white-space',
    'overflow-wrap',
    'hyphens',
  ],
  ...['text-align', 'text-align-last', 'text-indent', 'text-transform', 'text-shadow', 'text-emphasis'],
  ...['text-wrap', 'text-rendering', 'text-orientation', 'writing-mode', 'quotes', 'tab-size', 'list-style'],
  ...['cursor', 'caret-color', 'scrollbar-color', 'font-synthesis', 'font-palette', 'forced-color-adjust'],
  ...[
    'image-rendering',
    'fill',
    'stroke',
    'stroke-width',
    'shape-rendering',
    'paint-order',
    'fill-rule',
    'fill-opacity',
    'stroke-opacity',
  ],
  ...['stroke-dasharray', 'stroke-dashoffset', '-webkit-text-fill-color', '-webkit-text-stroke'],
  ...['-webkit-text-security', '-webkit-font-smoothing'],
];

// What is important in here wins over whatever a page says, important or not.
const reset = unsafeCSS(INHERITED.map(name => `${name}:initial!important`).join(';'));

export const theme = css`
  :host {
    ${reset};
    color-scheme: light dark;
    --_bg: var(--rtc-background, light-dark(#f4f5f7, #15171c));
    --_card: var(--rtc-surface, light-dark(#fff, #23262e));
    --_text: var(--rtc-text, light-dark(#1b1e25, #f0f1f4));
    --_dim: var(--rtc-text-dim, light-dark(#565d6b, #a9b0bd));
    --_line: var(--rtc-border, light-dark(#d5d9e0, #3a3f4b));
    --_accent: var(--rtc-accent, light-dark(#1a5fd0, #7db0ff));
    --_danger: var(--rtc-danger, #c92a37);
    /* White (1) or black (0), whichever stands out more on a colour of luminance y: 4.5 to 1 at least. */
    --_white: clamp(0, (0.179 - y) * 999, 1);
    --_readable: xyz-d65 calc(0.95 * var(--_white)) var(--_white) calc(1.09 * var(--_white));
    --_on-accent: var(--rtc-on-accent, color(from var(--_accent) var(--_readable)));
    --_on-danger: color(from var(--_danger) var(--_readable));
    /* The accent as a line or as text on a background, which a light or a dark one may need to be moved for. */
    --_mark: light-dark(
      oklch(from var(--_accent) min(l, 0.55) c h),
      oklch(from var(--_accent) max(l, 0.75) c h)
    );
    --_radius: var(--rtc-radius, 12px);
    accent-color: var(--_accent) !important;
    color: var(--_text) !important;
    /* The reader's own size, whatever that of the page. */
    font: var(--rtc-font-size, medium) / 1.4 var(--rtc-font, system-ui, sans-serif) !important;
    text-decoration: none !important;
  }
  :host::before,
  :host::after {
    content: none !important;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    min-block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    padding: 6px 14px;
    min-inline-size: 0;
  }
  button,
  select {
    cursor: pointer;
  }
  :is(button, input, select, textarea):hover {
    border-color: var(--_dim);
  }
  button:active {
    background: color-mix(in oklab, var(--_card), var(--_text) 12%);
  }
  :disabled {
    opacity: 0.6;
    cursor: default;
  }
  ::placeholder {
    color: var(--_dim);
    opacity: 1;
  }
  .main {
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
    font-weight: 600;
  }
  /* Away from what stands on it. */
  .main:is(:hover, :active) {
    background: color(
      from var(--_accent) xyz-d65 calc(x * (1.25 - 0.5 * var(--_white))) calc(y * (1.25 - 0.5 * var(--_white)))
        calc(z * (1.25 - 0.5 * var(--_white)))
    );
    border-color: transparent;
  }
  /* Two rings, so that one shows on any picture. */
  :focus-visible {
    outline: 3px solid var(--_mark);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_bg);
  }
  /* A script put the focus there, for who listens. */
  [tabindex='-1']:focus-visible {
    outline: none;
    box-shadow: none;
  }
  svg {
    inline-size: 24px;
    block-size: 24px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  p,
  h2 {
    margin: 0;
  }
  h2 {
    font-size: 1.25em;
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-contrast: more) {
    :host {
      --_line: var(--_text);
      --_dim: var(--_text);
    }
  }
  @media (forced-colors: active) {
    :is([aria-pressed='true'], [aria-expanded='true']) {
      forced-color-adjust: none;
      background: Highlight !important;
      color: HighlightText !important;
    }
    :focus-visible {
      outline-color: Highlight;
    }
    :disabled {
      opacity: 1;
      color: GrayText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      scroll-behavior: auto !important;
      animation-duration: 6s !important;
    }
  }
  @media print {
    :host {
      color-scheme: light !important;
    }
    button,
    input,
    select,
    textarea {
      display: none !important;
    }
  }
`;
