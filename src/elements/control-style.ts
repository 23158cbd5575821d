// How <rtc-controls> looks: the bar, what appears above it, and its menu.

import { css } from 'lit';

export const controlStyle = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    justify-content: safe center;
    gap: 10px;
  }
  .bar > * {
    flex: none;
  }
  .own {
    display: flex;
    gap: 10px;
    align-items: center;
  }
  .spot {
    position: relative;
  }
  .hint {
    position: absolute;
    inset-block-end: calc(100% + 12px);
    inset-inline-start: 0;
    inline-size: max-content;
    max-inline-size: 13.5em;
    padding: 8px 12px;
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
    text-align: start;
    text-wrap: balance;
    font-size: 0.9em;
    z-index: 1;
  }
  .hint::after {
    content: '';
    position: absolute;
    inset-block-start: 100%;
    inset-inline-start: 15px;
    border: 9px solid transparent;
    border-block-start-color: var(--_accent);
    border-block-end: 0;
  }
  .sharing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 14px;
    margin-block-end: 10px;
    padding: 6px 14px;
    border-radius: var(--_radius);
    background: var(--_card);
    border: 1px solid var(--_accent);
    font-size: 0.9em;
  }
  .sharing svg {
    color: var(--_accent);
    vertical-align: middle;
    margin-inline-end: 8px;
  }

  @media (forced-colors: active) {
    .hint {
      border: 2px solid;
    }
  }
`;
