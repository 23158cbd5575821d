// How the small window with the others looks. It is a document of its own: colours and buttons come over from the
// elements' style.

import { css } from 'lit';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

const smallWindow = css`
  :root,
  body {
    block-size: 100%;
    margin: 0;
    background: var(--_bg);
    overflow: hidden;
  }
  body {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px;
  }
  .pictures {
    flex: 1;
    min-block-size: 0;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    grid-auto-rows: minmax(0, 1fr);
    gap: 8px;
  }
  figure {
    position: relative;
    display: grid;
    place-items: center;
    margin: 0;
    min-block-size: 0;
    border-radius: var(--_radius);
    background: var(--_card);
    overflow: hidden;
  }
  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .whole {
    object-fit: contain;
  }
  figcaption {
    position: absolute;
    inset-block-end: 4px;
    inset-inline-start: 4px;
    display: flex;
    max-inline-size: calc(100% - 8px);
    padding: 2px 8px;
    border-radius: 8px;
    background: var(--_bg);
    font-size: 0.8em;
  }
  figcaption bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar {
    display: flex;
    justify-content: center;
    gap: 10px;
  }
`;

/** The sheet for the window's document, in the colours that `host` has. */
export function smallWindowStyle(host: Element): string {
  const given = getComputedStyle(host);
  const shared = `${theme.cssText}${viewStyle.cssText}`;
  const names = new Set(shared.match(/--rtc-[\w-]+/g));
  const values = [...names].map(name => `${name}:${given.getPropertyValue(name)}`.replace(/:$/, ':initial'));
  const own = `:root{color-scheme:${given.colorScheme};${values.join(';')}}`;
  return (
    shared.replace(/:host\(([^)]*)\)/g, ':root$1').replaceAll(':host', ':root') + smallWindow.cssText + own
  );
}
