// How <rtc-controls> looks: the bar, what appears above it, its menu and its dialog.

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
    max-inline-size: 13.5rem;
    padding: 8px 12px;
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
    text-align: start;
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

  [popover],
  dialog {
    color: var(--_text);
    background: var(--_bg);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 8px 32px #0005;
    overflow: auto;
    overscroll-behavior: contain;
  }
  [popover] {
    inset: auto;
    margin: 0;
    padding: 6px;
    inline-size: max-content;
    min-inline-size: 12rem;
    max-inline-size: calc(100vw - 16px);
  }
  /* Not seen before it has its place. */
  [popover]:not([data-placed]) {
    opacity: 0;
  }
  .entry {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding: 4px 10px;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  .entry:hover {
    background: var(--_card);
    border-color: var(--_line);
  }
  .entry[aria-pressed='true'],
  .entry[aria-expanded='true'] {
    color: var(--_accent);
  }
  .entry > span {
    flex: 1;
  }
  .entry .dim {
    display: block;
  }
  .entry .badge {
    position: static;
    flex: none;
    text-align: center;
  }
  [popover] .own {
    flex-direction: column;
    align-items: stretch;
  }
  kbd {
    min-inline-size: 1.8em;
    padding: 1px 6px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--_card);
    color: var(--_dim);
    font: inherit;
    font-size: 0.85em;
    text-align: center;
  }
  .keys kbd {
    display: inline-block;
  }

  dialog {
    inline-size: min(26rem, 100vw - 16px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 16px);
    margin: auto;
    padding: 0;
  }
  dialog::backdrop {
    background: #0008;
  }
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 0 20px 20px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-inline: -20px -8px;
    padding-block-start: 10px;
    padding-inline: 20px 0;
    background: var(--_bg);
  }
  h2:focus-visible {
    outline: none;
  }
  .settings {
    display: grid;
    gap: 14px;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
  }
  .tick input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    accent-color: var(--_accent);
    margin: 0;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr));
    gap: 6px 16px;
    margin: 0;
    font-size: 0.9em;
  }
  .keys > div {
    display: flex;
    gap: 10px;
    align-items: baseline;
  }
  .keys dd {
    margin: 0;
  }
  @media (forced-colors: active) {
    .hint,
    .entry[aria-pressed='true'] {
      border: 2px solid;
    }
  }
`;
