// Colours, type and the plain controls that the elements share. The colours follow `color-scheme`; every one can
// be set from the page by a custom property.

import { css } from 'lit';

export const theme = css`
  :host {
    color-scheme: light dark;
    --_bg: var(--rtc-background, light-dark(#f4f5f7, #15171c));
    --_card: var(--rtc-surface, light-dark(#fff, #23262e));
    --_text: var(--rtc-text, light-dark(#1b1e25, #f0f1f4));
    --_dim: var(--rtc-text-dim, light-dark(#565d6b, #a9b0bd));
    --_line: var(--rtc-border, light-dark(#d5d9e0, #3a3f4b));
    --_accent: var(--rtc-accent, light-dark(#1a5fd0, #7db0ff));
    --_on-accent: var(--rtc-on-accent, light-dark(#fff, #0c1a30));
    --_danger: var(--rtc-danger, #c92a37);
    --_radius: var(--rtc-radius, 12px);
    color: var(--_text);
    font: 16px / 1.4 var(--rtc-font, system-ui, sans-serif);
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
  input {
    font: inherit;
    color: inherit;
    min-block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    padding: 0 14px;
    min-inline-size: 0;
  }
  button {
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_dim);
  }
  .main {
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
    font-weight: 600;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
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
  @media (forced-colors: active) {
    [aria-pressed='true'] {
      outline: 2px solid;
    }
  }
`;
