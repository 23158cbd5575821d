// The icons of what was checked, which are fetched with it.

/** Paths on a grid of 24, drawn as lines. */
export const CHECK_ICON = {
  waiting: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z',
  running: 'M12 4a8 8 0 1 0 8 8M12 8v4l3 2',
  asking: 'M9 9.5a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2M12 17.5v.1',
  skipped: 'M6 12h12',
} as const;
