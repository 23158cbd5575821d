// How <rtc-call> is laid out, from 280 pixels to a whole screen. Colours and controls are in theme.ts.

import { css } from 'lit';

export const callStyle = css`
  :host {
    display: block;
    block-size: 36rem;
    max-block-size: 100dvh;
    min-block-size: 20rem;
    min-inline-size: 0;
    container-type: inline-size;
  }
  .frame {
    position: relative;
    block-size: 100%;
    overflow: auto;
    background: var(--_bg);
    border-radius: var(--_radius);
  }
  .dim {
    color: var(--_dim);
    font-size: 0.9em;
  }
  .row {
    display: flex;
    gap: 8px;
    justify-content: center;
    max-inline-size: 100%;
  }
  .row input {
    flex: 1;
    text-overflow: ellipsis;
  }
  .row .main {
    flex: none;
  }
  .round {
    display: grid;
    place-items: center;
    position: relative;
    inline-size: 48px;
    block-size: 48px;
    padding: 0;
    border-radius: 50%;
  }
  .round[aria-pressed='true'],
  .round[aria-expanded='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
  }
  .round[aria-busy='true'] {
    animation: pulse 1s infinite alternate;
  }
  .round.leave {
    background: var(--_danger);
    color: #fff;
    border-color: transparent;
    inline-size: 64px;
    border-radius: 24px;
  }
  .badge {
    position: absolute;
    inset: -4px -4px auto auto;
    min-inline-size: 20px;
    padding: 0 5px;
    border-radius: 10px;
    background: var(--_danger);
    color: #fff;
    font-size: 13px;
    line-height: 20px;
  }
  .bare {
    display: grid;
    place-items: center;
    border: 0;
    background: none;
    padding: 0 10px;
  }
  .alerts:empty {
    display: none;
  }
  .alert {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 6px 2px 6px 14px;
    border: 1px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_card);
    font-size: 0.9em;
  }
  .alert + .alert {
    margin-block-start: 8px;
  }

  .lobby {
    display: grid;
    gap: 16px;
    padding: 16px;
    min-block-size: 100%;
    align-content: center;
    justify-items: center;
  }
  .preview {
    position: relative;
    inline-size: min(100%, 30rem);
  }
  .preview rtc-tile {
    aspect-ratio: 16 / 10;
  }
  .over {
    position: absolute;
    inset: auto 0 12px;
    display: flex;
    justify-content: center;
    gap: 12px;
  }
  .preview rtc-tile::part(name) {
    inset: 8px auto auto 8px;
  }
  .entry {
    display: grid;
    gap: 12px;
    inline-size: min(100%, 30rem);
  }

  .notice {
    display: grid;
    grid-template-columns: minmax(0, auto);
    justify-content: center;
    gap: 12px;
    padding: 16px;
    min-inline-size: 0;
    min-block-size: 100%;
    align-content: center;
    justify-items: center;
    text-align: center;
  }
  .notice div > * + * {
    margin-block-start: 8px;
  }
  .notice p {
    max-inline-size: 40ch;
    text-wrap: balance;
  }
  .notice .row > * {
    margin: 0;
  }
  .spinner {
    inline-size: 40px;
    block-size: 40px;
    border: 4px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes pulse {
    to {
      opacity: 0.55;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner,
    .round {
      animation-duration: 6s !important;
    }
  }

  .stage {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    gap: 10px;
    padding: 10px;
  }
  .banner {
    padding: 8px 14px;
    border-radius: var(--_radius);
    background: var(--_card);
    text-align: center;
  }
  .scene {
    flex: 1;
    min-block-size: 0;
    display: flex;
    gap: 10px;
  }
  .tiles {
    --_columns: 3;
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: 10px;
    grid-template-columns: repeat(var(--_columns), minmax(0, 1fr));
    grid-auto-rows: minmax(0, 1fr);
  }
  .tiles rtc-tile {
    min-block-size: 0;
  }
  .tiles[data-count='1'] {
    --_columns: 1;
  }
  .tiles:is([data-count='2'], [data-count='3'], [data-count='4']) {
    --_columns: 2;
  }
  .tiles[data-count='10'] {
    --_columns: 4;
  }
  .tiles[data-screen] rtc-tile[screen]:first-child {
    grid-column: 1 / -1;
    grid-row: span 2;
  }
  .tiles .notice {
    overflow: auto;
    border: 2px dashed var(--_line);
    border-radius: var(--_radius);
    min-block-size: 0;
  }
  .chat {
    display: flex;
    flex-direction: column;
    gap: 10px;
    inline-size: 19rem;
    padding: 10px;
    border-radius: var(--_radius);
    background: var(--_card);
  }
  .log {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overflow-wrap: anywhere;
    border-radius: 8px;
  }
  .line {
    margin-block-end: 8px;
    padding: 6px 10px;
    border-radius: 10px;
    background: var(--_bg);
  }
  .own {
    margin-inline-start: 24px;
  }
  .line span {
    display: block;
    white-space: pre-wrap;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 10px;
  }
  @container (max-width: 599px) {
    .tiles:is([data-count='2'], [data-count='3']) {
      --_columns: 1;
    }
    .tiles:not([data-count='1'], [data-count='2'], [data-count='3']) {
      --_columns: 2;
    }
    .scene {
      position: relative;
    }
    .chat {
      position: absolute;
      inset: 0;
      inline-size: auto;
      z-index: 1;
    }
    .bar {
      gap: 6px;
    }
    .round {
      inline-size: 44px;
      block-size: 44px;
    }
    .round.leave {
      inline-size: 56px;
    }
  }
`;
