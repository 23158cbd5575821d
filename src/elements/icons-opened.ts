// The icons of chat, menus, settings and zoom, which are fetched when first opened.

/** Paths on a grid of 24, drawn as lines. */
export const OPENED_ICON = {
  send: 'M4 12 3 4l18 8-18 8zM4 12h8',
  copy: 'M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM4 15V6a2 2 0 0 1 2-2h9',
  save: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16',
  down: 'M12 5v14M6 13l6 6 6-6',
  sent: 'M5 12.5l4.5 4.5L19 7',
  delivered: 'M2 12.5 6.5 17 15 7M11.5 17 21 7',
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  move: 'M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  layout: 'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM15 4v16M15 12h6',
  record: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  stats: 'M4 4v14a2 2 0 0 0 2 2h14M8 15l3.5-5 3 3L20 6.5',
  window:
    'M20 10V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h5M14 13h7a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1z',
  invite: 'M10 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM3 20c0-3.5 3-5.5 7-5.5 1.5 0 2.9.3 4 .8M18 14v6M15 17h6',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.5 9h17M3.5 15h17M12 3c-3 3-4 6-4 9s1 6 4 9c3-3 4-6 4-9s-1-6-4-9z',
} as const;
