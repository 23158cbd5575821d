// What <rtc-call> and its companions have in common beyond the theme: rows, round buttons, lines on trouble.

import { css } from 'lit';

export const viewStyle = css`
  .dim {
    color: var(--_dim);
    font-size: 0.9em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
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
    color: var(--_on-danger);
    border-color: transparent;
    inline-size: 64px;
    border-radius: 24px;
  }
  .badge {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    min-inline-size: 20px;
    padding: 0 5px;
    border-radius: 10px;
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: 13px;
    line-height: 20px;
  }
  .bare {
    flex: none;
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
    padding-block: 6px;
    padding-inline: 14px 2px;
    border: 1px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_card);
    font-size: 0.9em;
  }
  .alert + .alert {
    margin-block-start: 8px;
  }
  @keyframes pulse {
    to {
      opacity: 0.55;
    }
  }
  @media (max-width: 400px) {
    .round {
      inline-size: 44px;
      block-size: 44px;
    }
    .round.leave {
      inline-size: 56px;
    }
  }
`;
