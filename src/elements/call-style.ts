// How <rtc-call> is laid out, from 280 pixels to a whole screen. Colours and controls are in theme.ts.

import { css } from 'lit';

export const callStyle = css`
  :host {
    display: block;
    block-size: 36em;
    max-block-size: 100dvh;
    min-block-size: 20em;
    min-inline-size: 0;
  }
  :host([bare]) {
    display: contents;
  }
  :host(:fullscreen) {
    --_radius: 0px;
  }
  /* As the call, whatever they would be elsewhere. */
  :is(rtc-lobby, rtc-controls, rtc-chat) {
    color-scheme: inherit;
  }
  .frame {
    /* Lines under the page's text do not go on into an inline block. */
    display: inline-block;
    vertical-align: top;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    container-type: inline-size;
    overflow: auto;
    background: var(--_bg);
    border-radius: var(--_radius);
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
  .notice > div:not(.row) {
    display: grid;
    gap: 8px;
    justify-items: center;
  }
  .notice p {
    max-inline-size: 40ch;
    text-wrap: balance;
  }
  .notice .row > * {
    margin: 0;
  }
  .sign {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    border-radius: 50%;
    background: var(--_card);
    color: var(--_dim);
  }
  .sign svg {
    inline-size: 34px;
    block-size: 34px;
  }
  .spinner {
    inline-size: 40px;
    block-size: 40px;
    border: 4px solid var(--_line);
    border-block-start-color: var(--_mark);
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  /* Round corners around the tiles' round corners would have everything painted twice for every picture. */
  .frame:has(> .stage) {
    overflow: visible;
  }
  .stage {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: auto;
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
    position: relative;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
    overflow: hidden;
    scrollbar-width: thin;
  }
  .tiles[data-scroll='x'] {
    overflow-x: auto;
  }
  .tiles[data-scroll='y'] {
    overflow-y: auto;
  }
  /* Placed by custom properties: nothing moves in the document. */
  .tiles > * {
    position: absolute;
    inset-inline-start: var(--_x, 0);
    inset-block-start: var(--_y, 0);
    inline-size: var(--_width, 100%);
    block-size: var(--_height, 100%);
    min-block-size: 0;
  }
  .tiles > :not([data-role]) {
    visibility: hidden;
  }
  .tiles > [data-role='large'] {
    position: sticky;
    inset-block: 0 auto;
    inset-inline: 0 auto;
  }
  .tiles > [data-role='small'] {
    z-index: 1;
    border-radius: var(--_radius);
    box-shadow: 0 2px 12px rgb(0 0 0 / 45%);
  }
  .tiles > .notice {
    min-block-size: 0;
    overflow: auto;
    border: 2px dashed var(--_line);
    border-radius: var(--_radius);
  }
  .silenced {
    align-self: center;
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .scene rtc-chat {
    inline-size: 20em;
  }
  @container (max-width: 37.4em) {
    .scene {
      position: relative;
    }
    .scene rtc-chat {
      position: absolute;
      inset: 0;
      inline-size: auto;
      z-index: 1;
    }
  }
`;
