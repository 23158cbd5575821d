// What a visitor hears in the call of a desk.

import { CallSound } from './call-sound.ts';

/** Plays the others, until nobody is left; `changed`: the browser wants a click first, or no longer. */
export function supportSound(changed: () => void): CallSound {
  const host = {
    isConnected: true,
    updateComplete: Promise.resolve(true),
    addController: () => {},
    removeController: () => {},
    requestUpdate: changed,
  };
  return new CallSound(host, () => {});
}
