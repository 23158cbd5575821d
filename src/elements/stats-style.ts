// How the figures of connections look, from 280 pixels on.

import { css } from 'lit';

export const statsStyle = css`
  :host {
    display: block;
    container-type: inline-size;
    --_received: var(--_mark);
    --_sent: var(--_dim);
  }
  .stats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(20em, 100%), 1fr));
    gap: 12px;
    align-items: start;
    overflow-wrap: anywhere;
  }
  .stats > .row {
    grid-column: 1 / -1;
    justify-content: start;
  }
  .row button {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .link {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  h3,
  dl,
  dd,
  ul,
  figure {
    margin: 0;
  }
  h3 {
    font-size: 1.05em;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.5em, 1fr));
    gap: 6px 12px;
  }
  dt {
    color: var(--_dim);
    font-size: 0.85em;
  }
  dd {
    font-variant-numeric: tabular-nums;
  }
  /* The line that stands for it in the plot. */
  dt:is(.received, .sent)::after {
    content: '';
    display: inline-block;
    inline-size: 1.6em;
    margin-inline-start: 6px;
    vertical-align: middle;
    border-block-start: 2px solid var(--_received);
  }
  dt.sent::after {
    border-block-start: 2px dashed var(--_sent);
  }
  .most {
    color: var(--_dim);
    font-size: 0.8em;
  }
  .plot svg {
    display: block;
    inline-size: 100%;
    block-size: 4em;
    border-block-end: 1px solid var(--_line);
    border-inline-end: 1px solid var(--_line);
  }
  .plot path {
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .plot .received {
    stroke: var(--_received);
  }
  .plot .sent {
    stroke: var(--_sent);
    stroke-dasharray: 5 4;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    color: var(--_dim);
    font-size: 0.8em;
  }
  ul {
    display: grid;
    gap: 6px;
    padding: 0;
    list-style: none;
    font-size: 0.9em;
  }
  li strong {
    display: block;
    font-weight: 600;
  }
  li span {
    display: inline-block;
    color: var(--_dim);
    font-variant-numeric: tabular-nums;
  }
  li span:not(:last-child)::after {
    content: ' ·';
  }
`;
