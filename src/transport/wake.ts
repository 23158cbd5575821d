// The moments at which waiting any longer makes no sense: the network is back, the page is looked at again.

/** Calls back on the window's `online` and when the page becomes visible. Where there is no page, never. */
export function onWake(signal: AbortSignal, wake: (event: 'online' | 'visible') => void): void {
  globalThis.window?.addEventListener('online', () => wake('online'), { signal });
  globalThis.document?.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && wake('visible'),
    { signal },
  );
}
