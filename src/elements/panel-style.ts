// How what opens behind the visitors' button looks: a box beside the button, or where it was moved; a sheet at the
// bottom of a narrow screen.

import { css } from 'lit';

export const panelStyle = css`
  #panel {
    display: flex;
    flex-direction: column;
    inline-size: min(360px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 120px);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    box-shadow: 0 4px 16px #0005;
    overflow: hidden;
  }
  .content {
    overflow: auto;
    padding: 0 16px 16px;
    min-block-size: 0;
  }
  .tools {
    display: flex;
    justify-content: end;
    padding: 4px 8px;
    flex: none;
  }
  .tools button {
    border-color: transparent;
    background: none;
    padding: 6px 10px;
  }
  .tools button:hover {
    border-color: var(--_line);
  }
  .tools [aria-pressed='true'] {
    color: var(--_mark);
  }
  .handle {
    margin-inline-end: auto;
    touch-action: none;
  }
  .movable,
  .movable .handle {
    cursor: move;
    touch-action: none;
  }
  #panel.large {
    inline-size: min(760px, calc(100vw - 32px));
  }
  #panel.large .stage video {
    max-height: 50dvh;
  }
  @media (min-width: 481px) {
    #panel.moved {
      position: fixed;
      inset: var(--_y) auto auto var(--_x);
      max-block-size: calc(100dvh - 16px);
    }
  }
  @media (max-width: 480px) {
    #panel,
    #panel.large {
      position: fixed;
      inset: auto 0 var(--_keyboard, 0) 0;
      inline-size: auto;
      max-block-size: calc(min(100dvh, 100vh - var(--_keyboard, 0px)) * 0.8);
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    #panel.large {
      max-block-size: none;
      inset-block-start: 0;
      border-radius: 0;
      padding-block-start: env(safe-area-inset-top);
    }
    .content {
      padding-inline: max(16px, env(safe-area-inset-left)) max(16px, env(safe-area-inset-right));
      padding-block-end: max(16px, env(safe-area-inset-bottom));
    }
    .handle {
      display: none;
    }
    #panel:not(.large) .stage video {
      max-height: 28dvh;
    }
    /* The sheet has a button of its own that puts it away. */
    #panel:not([hidden]) + #launcher {
      visibility: hidden;
    }
  }
`;
