// The icons, as inline SVG in the colour of the text around them. The label stands beside them, never in them. Those of
// what is fetched when first opened are in icons-opened.ts.

export { type Icon, icon } from './icon.ts';

/** Paths on a grid of 24, drawn as lines. */
export const ICON = {
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
  close: 'M6 6l12 12M18 6 6 18',
  tone: 'M9 18V6l11-2v12M9 18a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM20 16a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0z',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.2',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  fair: 'M5 20v-4M12 20v-9M19 20v-.01',
  poor: 'M5 20v-4M12 20v-.01M19 20v-.01',
  sound: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  verified: 'M12 3 5 5.5V11c0 4.6 2.9 8.2 7 10 4.1-1.8 7-5.4 7-10V5.5zM8.8 11.8l2.3 2.3 4.2-4.4',
  ellipsis:
    'M5 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM19 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  share: 'M12 15V3M8 7l4-4 4 4M6 11H5v10h14V11h-1',
} as const;
