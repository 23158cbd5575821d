// The icons, as inline SVG in the colour of the text around them. The label stands beside them, never in them.

import { html, type TemplateResult } from 'lit';

/** Paths on a grid of 24, drawn as lines. */
const PATHS = {
  microphone: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  microphoneOff:
    'M15 10V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.5 2.6M5 11a7 7 0 0 0 11.3 5.5M19 11a7 7 0 0 1-.7 3M12 18v3M4 4l16 16',
  camera: 'M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM16 11l6-4v10l-6-4',
  cameraOff:
    'M8 6h6a2 2 0 0 1 2 2v5M16 16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 1-1.7M16 11l6-4v10M3 3l18 18',
  screen:
    'M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M12 14V7.5M9 10l3-3 3 3',
  chat: 'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 9h8M8 13h5',
  leave:
    'M3 14.5c-1-3 4-6 9-6s10 3 9 6c-.2 1.2-.6 1.9-1.5 1.8l-3-.7c-.7-.2-1-.6-1-1.3v-1.6c-2.2-.7-4.8-.7-7 0v1.6c0 .7-.3 1.1-1 1.3l-3 .7c-.9.1-1.3-.6-1.5-1.8z',
  send: 'M4 12 3 4l18 8-18 8zM4 12h8',
  close: 'M6 6l12 12M18 6 6 18',
  tone: 'M9 18V6l11-2v12M9 18a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM20 16a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0z',
  copy: 'M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM4 15V6a2 2 0 0 1 2-2h9',
  save: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16',
  down: 'M12 5v14M6 13l6 6 6-6',
  sent: 'M5 12.5l4.5 4.5L19 7',
  delivered: 'M2 12.5 6.5 17 15 7M11.5 17 21 7',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.2',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  fair: 'M5 20v-4M12 20v-9M19 20v-.01',
  poor: 'M5 20v-4M12 20v-.01M19 20v-.01',
  sound: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  verified: 'M12 3 5 5.5V11c0 4.6 2.9 8.2 7 10 4.1-1.8 7-5.4 7-10V5.5zM8.8 11.8l2.3 2.3 4.2-4.4',
  ellipsis:
    'M5 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM19 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  layout: 'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM15 4v16M15 12h6',
  fullScreen: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  window:
    'M20 10V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h5M14 13h7a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1z',
  invite: 'M10 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM3 20c0-3.5 3-5.5 7-5.5 1.5 0 2.9.3 4 .8M18 14v6M15 17h6',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.5 9h17M3.5 15h17M12 3c-3 3-4 6-4 9s1 6 4 9c3-3 4-6 4-9s-1-6-4-9z',
  share: 'M12 15V3M8 7l4-4 4 4M6 11H5v10h14V11h-1',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
