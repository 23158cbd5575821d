// How the chat looks, from 220 pixels up. Colours and controls are in theme.ts.

import { css } from 'lit';

export const chatStyle = css`
  :host {
    display: block;
    min-block-size: 0;
  }
  .chat {
    display: flex;
    flex-direction: column;
    position: relative;
    block-size: 100%;
    min-block-size: 0;
    border-radius: var(--_radius);
    background: var(--_card);
    overflow: hidden;
  }
  header {
    display: flex;
    align-items: center;
    padding-inline: 14px 4px;
    border-block-end: 1px solid var(--_line);
  }
  header h2 {
    flex: 1;
    font-size: 1em;
    line-height: 44px;
  }
  .bare {
    min-inline-size: 44px;
    color: var(--_dim);
  }
  .bare:hover {
    color: var(--_text);
  }
  .bare svg {
    inline-size: 20px;
    block-size: 20px;
  }
  .log {
    flex: 1;
    min-block-size: 0;
    position: relative;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-wrap: anywhere;
    outline-offset: -3px;
  }
  .lines {
    padding: 10px;
  }
  .note {
    padding: 4px 8px 10px;
    text-align: center;
    text-wrap: balance;
  }
  /* What is out of sight costs nothing, and marks piled upon a letter stay in their line. */
  .line {
    display: grid;
    grid-template-columns: minmax(0, max-content) 44px 1fr;
    align-items: center;
    padding-block-end: 3px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 48px;
  }
  .own {
    grid-template-columns: 1fr 44px minmax(0, max-content);
  }
  .first:not(:first-child) {
    padding-block-start: 10px;
  }
  .head,
  .divider {
    grid-column: 1 / -1;
    min-inline-size: 0;
    padding-inline: 4px;
  }
  .own .head {
    text-align: end;
  }
  .head b {
    color: var(--_text);
  }
  .divider {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 4px;
    color: var(--_mark);
    font-size: 0.85em;
    font-weight: 600;
  }
  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid;
  }
  .text {
    grid-column: 1;
    min-block-size: 1.4em;
    padding: 7px 12px;
    border-radius: 14px;
    border-start-start-radius: 4px;
    background: var(--_bg);
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }
  .own .text {
    grid-column: 3;
    order: 1;
    border-radius: 14px;
    border-start-end-radius: 4px;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_card));
  }
  @media (forced-colors: active) {
    .text {
      border: 1px solid;
    }
  }
  .emoji {
    font-size: 2.2em;
    line-height: 1.2;
    padding: 2px 6px;
  }
  .emoji,
  .own .emoji {
    background: none;
  }
  a {
    color: var(--_link, inherit);
    text-underline-offset: 2px;
    unicode-bidi: isolate;
  }
  .host {
    color: var(--_danger-text, inherit);
    font-weight: 600;
  }
  .sent {
    margin-inline-start: 6px;
    white-space: nowrap;
    opacity: 0.8;
  }
  .sent svg {
    inline-size: 16px;
    block-size: 16px;
    vertical-align: -3px;
  }
  .copy {
    grid-column: 2;
    padding: 0;
  }
  @media (hover: hover) {
    .copy:not(:focus-visible) {
      opacity: 0;
    }
    .line:hover .copy {
      opacity: 1;
    }
  }
  .jump {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 8px;
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: max-content;
    max-inline-size: calc(100% - 16px);
    margin-inline: auto;
    border-radius: 22px;
    box-shadow: 0 2px 10px #0005;
  }
  .below {
    position: relative;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: end;
    padding: 10px;
    border-block-start: 1px solid var(--_line);
  }
  textarea {
    display: block;
    font: inherit;
    color: inherit;
    resize: none;
    min-block-size: 44px;
    max-block-size: 9em;
    min-inline-size: 0;
    padding: 9px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
    overflow-wrap: anywhere;
  }
  textarea:placeholder-shown {
    overflow: hidden;
    white-space: nowrap;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  form .main {
    padding-inline: 12px;
  }
  form .main[aria-disabled='true'] {
    background: none;
    color: var(--_dim);
    border-color: var(--_line);
    cursor: default;
  }
  form:dir(rtl) .main svg {
    transform: scaleX(-1);
  }
  .count {
    grid-column: 1 / -1;
    text-align: end;
  }
  .count.over {
    color: inherit;
    font-weight: 600;
  }
`;
