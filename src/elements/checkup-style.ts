// How the check of devices and servers looks, from 280 pixels on.

import { css } from 'lit';

export const checkupStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .checkup {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    max-inline-size: 44em;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    overflow-wrap: anywhere;
  }
  .checkup p {
    text-wrap: pretty;
  }
  .row {
    justify-content: start;
  }
  .row button {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  progress {
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 12px 14px;
    border: 2px solid currentColor;
    border-radius: var(--_radius);
    background: var(--_card);
    font-weight: 600;
  }
  .verdict,
  .mark {
    color: var(--_state);
  }
  .verdict span {
    color: var(--_text);
  }
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    padding: 10px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  li > .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-weight: 600;
  }
  .name > span:last-child {
    color: var(--_state, var(--_dim));
    font-size: 0.9em;
  }
  .subject,
  .figures {
    color: var(--_dim);
    font-size: 0.9em;
  }
  .figures span {
    display: inline-block;
  }
  .figures span:not(:last-child)::after {
    content: ' ·';
  }
  .advice {
    font-size: 0.95em;
  }
  [data-status='good'] {
    --_state: light-dark(#17703a, #7ee2a0);
  }
  [data-status='fair'] {
    --_state: light-dark(#8a5300, #ffc561);
  }
  [data-status='bad'] {
    --_state: light-dark(#b3212e, #ff9aa2);
  }
  [data-status='running'],
  [data-status='asking'] {
    --_state: var(--_mark);
  }
  [data-status='waiting'],
  [data-status='skipped'] {
    --_state: var(--_dim);
  }
  [data-status='running'] > .mark {
    animation: pulse 1s infinite alternate;
  }
  .asked {
    display: grid;
    gap: 8px;
  }
  video {
    inline-size: min(16em, 100%);
    aspect-ratio: 16 / 10;
    object-fit: cover;
    border-radius: calc(var(--_radius) / 2);
    background: #101218;
    transform: scaleX(-1);
  }
  .level {
    inline-size: min(16em, 100%);
    block-size: 10px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    --_begin: left;
    background: linear-gradient(var(--_mark), var(--_mark)) var(--_begin) / calc(var(--_level, 0) * 100%) 100%
      no-repeat;
  }
  .level:dir(rtl) {
    --_begin: right;
  }
  @media (prefers-reduced-motion: reduce) {
    [data-status='running'] > .mark {
      animation: none;
    }
  }
`;
