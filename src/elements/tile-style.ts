// How a tile looks. Everything on it is light on dark, in both schemes: what is below may be any picture.

import { css } from 'lit';

export const tileStyle = css`
  :host {
    display: block;
    --_text: #fff;
    color-scheme: dark !important;
    aspect-ratio: 16 / 9;
    min-inline-size: 0;
    min-block-size: 90px;
  }
  :host(:fullscreen) {
    --_radius: 0px;
  }
  /* Holds the picture, whatever the style of a page makes of the tile itself. */
  .frame {
    position: relative;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    inline-size: 100%;
    block-size: 100%;
    border-radius: var(--_radius);
    background: var(--rtc-tile-background, #2b2f38);
    container-type: size;
  }
  .surface,
  video,
  .card {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .surface:focus-visible {
    outline-offset: -4px;
    z-index: 1;
  }
  video {
    object-fit: cover;
  }
  video[data-whole],
  .whole {
    object-fit: contain;
  }
  .mirrored {
    transform: scaleX(-1);
  }
  .unseen {
    visibility: hidden;
  }
  .dimmed {
    filter: brightness(0.45) grayscale(0.5);
  }
  .card {
    display: grid;
    place-items: center;
  }
  .card span {
    display: grid;
    place-items: center;
    inline-size: min(96px, 46cqmin);
    aspect-ratio: 1;
    border-radius: 50%;
    background: oklch(45% 0.09 var(--_hue, 260));
    font-size: min(40px, 20cqmin);
    font-weight: 600;
  }
  :host(:state(speaking)) .frame::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid var(--_accent);
    border-radius: inherit;
    box-shadow: inset 0 0 0 2px rgb(16 18 24 / 60%);
    pointer-events: none;
  }
  .name,
  .link {
    position: absolute;
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: calc(100% - 16px);
    padding: 3px 10px;
    border-radius: 99px;
    background: rgb(16 18 24 / 78%);
    font-size: 14px;
    pointer-events: none;
  }
  .name {
    inset-block-end: 8px;
    inset-inline-start: 8px;
  }
  .link {
    inset-block-start: 8px;
    inset-inline-start: 8px;
    max-inline-size: calc(100% - 68px);
    border-radius: 14px;
    font-size: 13px;
    line-height: 1.25;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name svg {
    inline-size: 16px;
    block-size: 16px;
  }
  :host([screen]) .name {
    max-inline-size: calc(100% - 156px);
  }
  .fair svg,
  .poor svg {
    display: block;
    stroke-width: 3;
  }
  .fair {
    color: #ffd479;
  }
  .poor {
    color: #ff9d9d;
  }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 44px;
    padding: 0;
    /* As large as a finger, drawn smaller. */
    border: 6px solid transparent;
    border-radius: 50%;
    background: rgb(16 18 24 / 78%) padding-box;
    color: #fff;
  }
  .more {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
  }
  @media (hover: hover) {
    :host(:not(:hover, :focus-within, :state(menu))) :is(.more, .zoom) {
      opacity: 0;
    }
  }
  .hear {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: fit-content;
    max-inline-size: 100%;
    block-size: fit-content;
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--_text);
  }
  /* In a corner there is room for the menu only. */
  @container (max-width: 130px) or (max-height: 84px) {
    .name {
      padding: 2px 6px;
      inset-block-end: 4px;
      inset-inline-start: 4px;
      max-inline-size: calc(100% - 8px);
      font-size: 12px;
    }
    .link {
      display: none;
    }
    .more {
      inset-block-start: 0;
      inset-inline-end: 0;
    }
  }
  @container (max-width: 300px) {
    .link {
      inset-block: auto 38px;
      max-inline-size: calc(100% - 16px);
    }
    :host([screen]) .name {
      max-inline-size: calc(100% - 16px);
    }
  }
  @media (forced-colors: active) {
    .frame {
      border: 1px solid;
    }
    :host(:state(speaking)) .frame::after {
      border-color: Highlight;
    }
    .tool,
    .name,
    .link {
      border: 1px solid;
    }
  }
`;
