// How a recorder looks while it records and afterwards; it comes with what is shown then.

import { css } from 'lit';

export const recorderStyle = css`
  .preview,
  .player {
    display: block;
    inline-size: 100%;
    max-block-size: 60vh;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius);
    background: #000;
  }
  .mirrored {
    transform: scaleX(-1);
  }
  audio,
  progress {
    inline-size: 100%;
  }
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
    gap: 8px;
    max-inline-size: 44em;
  }
  .row > * {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    overflow-wrap: anywhere;
  }
  .button {
    border: 1px solid var(--_line);
    background: var(--_card);
    color: inherit;
    padding: 6px 14px;
    border-radius: var(--_radius);
    text-decoration: none;
  }
  .button.main {
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: transparent;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .dot {
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
    background: var(--_danger);
    animation: blink 1s infinite alternate;
  }
  .dot[data-paused] {
    border-radius: 2px;
    animation: none;
    background: var(--_dim);
  }
  @keyframes blink {
    to {
      opacity: 0.35;
    }
  }
  .time {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .dim {
    color: var(--_dim);
    font-size: 0.9em;
  }
  .level {
    flex: 1 1 60px;
    block-size: 8px;
    border-radius: 4px;
    border: 1px solid var(--_dim);
    background: linear-gradient(var(--_mark), var(--_mark)) var(--_begin) / calc(var(--_level, 0) * 100%) 100% no-repeat;
    --_begin: left;
  }
  .level:dir(rtl) {
    --_begin: right;
  }
  .alert,
  .line {
    padding: 10px 14px;
    border: 1px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_card);
    text-wrap: pretty;
  }
  .line {
    display: grid;
    gap: 8px;
    border-color: var(--_line);
  }
  .count {
    font-size: 1.5em;
    font-weight: 600;
    text-align: center;
  }
  .waiting {
    padding-block: 24px;
    text-align: center;
  }
  .field {
    display: grid;
    gap: 4px;
    font-size: 0.9em;
  }
  .field > input {
    font-size: calc(1em / 0.9);
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    cursor: pointer;
    color: var(--_mark);
  }
  .drag {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .drag input {
    flex: 1;
    padding: 0;
  }
  .drag output {
    font-variant-numeric: tabular-nums;
    min-inline-size: 3.5em;
    text-align: end;
  }
  @media (prefers-reduced-motion: reduce) {
    .dot {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .level {
      forced-color-adjust: none;
    }
    .dot {
      background: CanvasText;
    }
    .button {
      border: 1px solid;
    }
  }
`;
